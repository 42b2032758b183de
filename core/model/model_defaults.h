#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk {

/// A model that was chosen, by name and by content.
struct DefaultModel {
    std::string id;     ///< InstalledModel::id; empty: the shipped model
    std::string sha256; ///< of the file when it was chosen; empty with an empty id
    bool operator==(const DefaultModel&) const = default;
};

/// Which models score when none is named: one for everything, and others for single derivations.
struct ModelDefaults {
    DefaultModel everywhere;
    std::map<std::string, DefaultModel> byDerivation; ///< by derivationKey()
    bool operator==(const ModelDefaults&) const = default;

    const DefaultModel& of(std::string_view derivation) const;
    /// Whether a default is this installed model.
    bool names(std::string_view id) const;
};

/// One spelling for a derivation: "EEG C4-A1", "C4:M1" -> "C4-M1"; names that hold no electrode are kept.
std::string derivationKey(std::string_view derivation);

/// Who changes the defaults, and when ("2026-11-22T12:34:56.789Z").
struct DefaultsAuthor {
    std::string by;
    std::string utc;
    bool operator==(const DefaultsAuthor&) const = default;
};

/// The defaults as they were set at one time. What was rolled back stays in the list.
struct DefaultsChange {
    ModelDefaults defaults;
    DefaultsAuthor author;
    DefaultsAuthor takenBack; ///< empty while it counts
    bool operator==(const DefaultsChange&) const = default;
};

/// The defaults of a model folder and how they came about, oldest first. The last one that was not taken back
/// is in force; without any, the shipped model is.
struct DefaultsHistory {
    std::vector<DefaultsChange> changes;

    ModelDefaults inForce() const;
    /// What a roll-back would bring; false when there is nothing to take back.
    bool canRollBack() const;
    ModelDefaults beforeThat() const;
};

/// Reads FOLDER/defaults.json. No file: no changes. FormatInvalid names what is wrong in a damaged one,
/// FormatUnsupported one of a later version.
Result<DefaultsHistory> readModelDefaults(const std::filesystem::path& folder);

/// Makes an installed model the default for one derivation, or with an empty one for every derivation that
/// has none of its own. An empty id goes back to the shipped model (to the common default for a derivation).
/// The model is read and checked first. The file is replaced in one step: after a failure (full disk, kill)
/// the defaults are those of before.
Result<void> setDefaultModel(const std::filesystem::path& folder, const std::string& id,
                             std::string_view derivation, const DefaultsAuthor& author);

/// Takes the last change back: in one step what was the default before is it again. ArgumentInvalid when
/// there is none.
Result<ModelDefaults> rollBackDefaultModel(const std::filesystem::path& folder, const DefaultsAuthor& author);

/// The models that score nights: one, or several by derivation, each with the SHA-256 of its file.
struct ModelChoice {
    struct Chosen {
        std::filesystem::path path;
        std::string sha256;
    };
    Chosen everywhere;
    std::map<std::string, Chosen> byDerivation; ///< by derivationKey()

    const Chosen& of(std::string_view derivation) const;
    /// Tells this choice from every other: the digest of the one model, or one over all.
    std::string fingerprint() const;
};

/// What findModel() gives for each derivation. Errors as there.
Result<ModelChoice> chooseModels(const std::string& pathOrId);

} // namespace hypnodesk
