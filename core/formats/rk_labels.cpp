#include "core/formats/rk_labels.h"

#include "core/base/text_fields.h"
#include "core/formats/stage_labels.h"

#include <string>

namespace hypnodesk {

namespace {

bool isStageFour(const LabelledSpan& span) {
    if (span.stage != Stage::N3)
        return false;
    const bool saysFour = span.label.find('4') != std::string::npos;
    const bool saysThree = span.label.find('3') != std::string::npos; // "Stage 3/4 sleep" is neither
    return (saysFour && !saysThree) || trimmed(span.label) == "0";
}

/// "N3" or "Sleep stage N3": 'n' and a digit at the end.
bool isAasmWord(std::string_view label) {
    const std::string_view word = trimmed(label);
    return word.size() >= 2 && (word[word.size() - 2] == 'n' || word[word.size() - 2] == 'N') &&
           word.back() >= '1' && word.back() <= '4' &&
           (word.size() == 2 || !(word[word.size() - 3] >= 'A' && word[word.size() - 3] <= 'z'));
}

/// "Sleep stage 2".
bool isEdfStageNumber(std::string_view label) {
    const std::string_view text = trimmed(label);
    return hasSleepStagePrefix(text) && text.size() >= 2 && text.back() >= '1' && text.back() <= '4' &&
           text[text.size() - 2] == ' ';
}

} // namespace

RkLabels::RkLabels(const std::vector<LabelledSpan>& spans) {
    for (const LabelledSpan& span : spans) {
        const bool isFour = isStageFour(span);
        m_areRk = m_areRk || isFour || isEdfStageNumber(span.label);
        m_hasN4 = m_hasN4 || (isFour && isAasmWord(span.label));
    }
}

RkStage RkLabels::stageOf(const LabelledSpan& span) const {
    if (!m_areRk || !span.stage || (!m_hasN4 && isAasmWord(span.label)))
        return RkStage::None;
    switch (*span.stage) {
    case Stage::N1:
        return RkStage::S1;
    case Stage::N2:
        return RkStage::S2;
    case Stage::N3:
        if (isStageFour(span))
            return RkStage::S4;
        return span.label.find('4') == std::string::npos ? RkStage::S3 : RkStage::None;
    case Stage::Movement:
        return RkStage::MovementTime;
    default:
        return RkStage::None;
    }
}

} // namespace hypnodesk
