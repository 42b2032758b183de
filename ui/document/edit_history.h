#pragma once

#include "core/scoring/stage_edit.h"
#include "core/study/study_values.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hypnodesk {

/// Names a scoring within the program, also while the study could not store it yet. Scorings that were in the
/// study when it was opened are called by their ScoringId, new ones by numbers below 0.
using ScoringKey = std::int64_t;

/// One action of the scorer, as memory keeps it.
struct EditStep {
    /// Which network run a scoring refers to, before and after.
    struct RunChange {
        std::optional<ScoringKey> before;
        std::optional<ScoringKey> after;
        bool operator==(const RunChange&) const = default;
    };

    StageEdit edit;
    std::string text;                  ///< "N2 in epoch 7", for the menu
    std::optional<RunChange> run = {}; ///< absent: the reference stays
    std::vector<EventChange> events = {};
    bool operator==(const EditStep&) const = default;
};

/// The steps of undo and redo of one scoring: those of this session in memory, so that undo never waits; of
/// those of earlier sessions it only knows how they are called, the study holds them. A value.
class EditHistory {
public:
    EditHistory() = default;
    /// What the study offered when the scoring was loaded.
    explicit EditHistory(UndoTexts older) : m_older(std::move(older)) {}

    /// A new action: what could be redone is forgotten, as the study forgets it.
    void add(EditStep step);

    /// The step to take back or to apply again, which changes sides; nullopt when memory has none.
    std::optional<EditStep> takeBack();
    std::optional<EditStep> takeAgain();

    /// There is a step, but only the study knows it.
    bool olderUndo() const { return m_done.empty() && m_older.undo.has_value(); }
    bool olderRedo() const { return m_undone.empty() && m_older.redo.has_value(); }
    /// The study took back, or applied again, this step of an earlier session; `now` is what it offers next.
    void tookOlderBack(EditStep step, UndoTexts now);
    void tookOlderAgain(EditStep step, UndoTexts now);

    UndoTexts texts() const;

private:
    std::vector<EditStep> m_done;   ///< the last one is taken back first
    std::vector<EditStep> m_undone; ///< the last one is applied again first
    UndoTexts m_older;
};

} // namespace hypnodesk
