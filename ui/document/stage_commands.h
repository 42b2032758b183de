#pragma once

#include "core/scoring/stage_edit.h"
#include "core/scoring/stage_probabilities.h"

#include <QUndoCommand>

#include <optional>

namespace hypnodesk {

class StudyDocument;

/// One step of undo: an edit of stages and, for scoring runs and imports, the change of probabilities that
/// came with it. Undoing goes back to the epoch that was edited.
class ChangeStages : public QUndoCommand {
public:
    struct Probabilities {
        std::optional<NightProbabilities> before;
        std::optional<NightProbabilities> after;
    };

    ChangeStages(StudyDocument& document, StageEdit edit, const QString& text,
                 std::optional<Probabilities> probabilities = std::nullopt);

    void undo() override;
    void redo() override;

private:
    StudyDocument& m_document;
    StageEdit m_edit;
    std::optional<Probabilities> m_probabilities;
};

} // namespace hypnodesk
