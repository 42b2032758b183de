#pragma once

#include "ui/document/study_document.h"

#include <QObject>

#include <optional>
#include <vector>

namespace hypnodesk {

/// How two scorings become one: the consensus begins with what both say, and a third look decides the rest,
/// epoch by epoch. The consensus is a scoring like others: every decision can be undone and is in the
/// journal.
class Adjudication : public QObject {
    Q_OBJECT

public:
    Adjudication(StudyDocument& document, QObject* parent = nullptr);

    /// The two scorings that are compared; both must be in memory. Forgets what was begun with others.
    void setScorings(ScoringKey first, ScoringKey second);
    /// Makes a consensus of the two and shows it; or goes on with the one that is in view.
    void begin();
    /// A consensus of the two is in view and can be edited.
    bool isActive() const;

    struct Progress {
        std::int64_t decided = 0;
        std::int64_t all = 0;
    };
    Progress progress() const;
    /// What the two say of the epoch in view.
    Stage firstStage() const;
    Stage secondStage() const;

    /// Give the epoch in view the stage of one of the two, and go to the next that is open.
    void takeFirst() { take(firstStage()); }
    void takeSecond() { take(secondStage()); }
    /// The next (or previous) epoch to be decided, from the one in view, around the end of the night once;
    /// false when all are.
    bool step(int direction);

    /// CSV: epoch, clock time, what the two said, what was decided; one row for each epoch that was to be
    /// decided.
    QByteArray record() const;

Q_SIGNALS:
    void changed();

private:
    const ScoringSheet* first() const { return m_document.scoring(m_first); }
    const ScoringSheet* second() const { return m_document.scoring(m_second); }
    std::vector<std::int64_t> toDecide() const;
    std::vector<std::int64_t> openEpochs() const;
    void take(Stage stage);

    StudyDocument& m_document;
    ScoringKey m_first = 0;
    ScoringKey m_second = 0;
    std::optional<ScoringKey> m_consensus;
};

} // namespace hypnodesk
