#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/study/study.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace hypnodesk {

/// The model that proposed the stages, as its owner describes it.
struct ModelCard {
    std::string digest; ///< SHA-256 of the model file
    std::string text;   ///< Markdown; empty when the card is not at hand
};

/// What went into a bundle.
struct EvidenceSummary {
    std::string scoring;
    JournalHead head;
    bool journalIsIntact = false; ///< the bundle is written all the same, and says so
    std::int64_t problemCount = 0;
    std::uint64_t bytes = 0;
};

/// Writes the evidence for one scoring of a study as a zip file that others can read without this program:
///   scoring.edf      EDF+ annotations, one an epoch        audit.csv        the whole journal
///   (audit_table.h) scoring.csv      with probabilities where there are    versions.json    program, study,
///   libraries statistics.json  sleep statistics                      manifest.json    what belongs to what,
///   with digests model.json       name, digest, device, options         SHA256SUMS       for `sha256sum -c`
///   model_card.md    where the model is at hand            verify.py        checks all this with Python
///   alone README.txt       what this is, in plain words
/// model.json is left out for scorings that no network had a part in. The same study gives the same bytes.
/// Whole or not at all; refuses to write over an existing file (ArgumentInvalid). A journal that does not
/// verify is no reason to fail: the bundle then says what is wrong with it.
Result<EvidenceSummary> writeEvidenceBundle(const Study& study, ScoringId scoring, const ModelCard& card,
                                            const std::filesystem::path& path,
                                            const TaskContext& context = {});

} // namespace hypnodesk
