#include "ui/document/edit_history.h"

#include "core/study/study.h"

namespace hypnodesk {

void EditHistory::add(EditStep step) {
    m_undone.clear();
    m_older.redo.reset();
    m_done.push_back(std::move(step));
    // The study keeps that many as well; older ones are gone there too.
    if (m_done.size() > static_cast<std::size_t>(Study::kMaximumUndoSteps)) {
        m_done.erase(m_done.begin());
        m_older.undo.reset();
    }
}

std::optional<EditStep> EditHistory::takeBack() {
    if (m_done.empty())
        return std::nullopt;
    m_undone.push_back(std::move(m_done.back()));
    m_done.pop_back();
    return m_undone.back();
}

std::optional<EditStep> EditHistory::takeAgain() {
    if (m_undone.empty())
        return std::nullopt;
    m_done.push_back(std::move(m_undone.back()));
    m_undone.pop_back();
    return m_done.back();
}

void EditHistory::tookOlderBack(EditStep step, UndoTexts now) {
    m_undone.push_back(std::move(step));
    m_older.undo = std::move(now.undo);
}

void EditHistory::tookOlderAgain(EditStep step, UndoTexts now) {
    m_done.push_back(std::move(step));
    m_older.redo = std::move(now.redo);
}

UndoTexts EditHistory::texts() const {
    return {m_done.empty() ? m_older.undo : std::optional(m_done.back().text),
            m_undone.empty() ? m_older.redo : std::optional(m_undone.back().text)};
}

} // namespace hypnodesk
