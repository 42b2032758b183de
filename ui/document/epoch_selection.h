#pragma once

#include <QObject>

#include <cstdint>
#include <optional>

namespace hypnodesk {

class StudyDocument;

/// Epochs chosen to be scored together: from the epoch in view to another one. Looking elsewhere lets go of
/// them. GUI thread.
class EpochSelection : public QObject {
    Q_OBJECT

public:
    explicit EpochSelection(StudyDocument& document, QObject* parent = nullptr);

    bool isEmpty() const { return !m_end; }
    /// [first(), last()); without a choice the epoch in view.
    std::int64_t first() const;
    std::int64_t last() const;

    /// From the epoch in view to this one, both included; limited to the night. One epoch is no choice.
    void extendTo(std::int64_t epoch);
    /// Lets the far end go a step on.
    void moveEnd(std::int64_t steps);
    void clear();

Q_SIGNALS:
    void changed();

private:
    StudyDocument& m_document;
    std::optional<std::int64_t> m_end; ///< the other end; never the epoch in view
};

} // namespace hypnodesk
