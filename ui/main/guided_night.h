#pragma once

#include "ui/document/study_document.h"
#include "ui/main/actions.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace hypnodesk {

/// The coach of the first night: a strip below the night that asks for one thing after the other and goes on
/// when it was really done. It holds nothing up, and can be closed at any time.
class GuidedNight : public QFrame {
    Q_OBJECT

public:
    enum class Step { Look, Score, Doubt, Correct, Undo, Export, Done };

    GuidedNight(StudyDocument& document, MainActions& actions, QWidget* parent = nullptr);

    void start();
    Step step() const { return m_step; }
    bool isRunning() const { return isVisibleTo(parentWidget()); }

    /// The user did this. Counts when it is what the coach asked for.
    void did(Step step);

private:
    void show(Step step);
    /// The keys of an action as they are now: "Space".
    QString keyOf(ActionId id) const;

    StudyDocument& m_document;
    MainActions& m_actions;
    QLabel* m_count;
    QLabel* m_text;
    QPushButton* m_skip;
    QPushButton* m_close;
    Step m_step = Step::Done;
    bool m_gaveStage = false; ///< the key was pressed; the change follows
};

} // namespace hypnodesk
