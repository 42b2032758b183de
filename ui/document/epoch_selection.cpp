#include "ui/document/epoch_selection.h"

#include "ui/document/study_document.h"

#include <algorithm>

namespace hypnodesk {

EpochSelection::EpochSelection(StudyDocument& document, QObject* parent)
    : QObject(parent), m_document(document) {
    connect(&document, &StudyDocument::currentEpochChanged, this, &EpochSelection::clear);
    connect(&document, &StudyDocument::recordingChanged, this, &EpochSelection::clear);
}

std::int64_t EpochSelection::first() const {
    return std::min(m_document.currentEpoch(), m_end.value_or(m_document.currentEpoch()));
}

std::int64_t EpochSelection::last() const {
    return std::max(m_document.currentEpoch(), m_end.value_or(m_document.currentEpoch())) + 1;
}

void EpochSelection::extendTo(std::int64_t epoch) {
    if (m_document.grid().count == 0)
        return;
    const std::int64_t limited = std::clamp<std::int64_t>(epoch, 0, m_document.grid().count - 1);
    const auto end = limited == m_document.currentEpoch() ? std::nullopt : std::optional(limited);
    if (end == m_end)
        return;
    m_end = end;
    Q_EMIT changed();
}

void EpochSelection::moveEnd(std::int64_t steps) {
    extendTo(m_end.value_or(m_document.currentEpoch()) + steps);
}

void EpochSelection::clear() {
    if (!m_end)
        return;
    m_end.reset();
    Q_EMIT changed();
}

} // namespace hypnodesk
