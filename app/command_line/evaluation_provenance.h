#pragma once

#include "core/model/trainer.h"

#include <filesystem>
#include <set>
#include <string>

namespace hypnodesk::cli {

/// The nights that a model, or one of those it descends from, has learned from or was chosen by, as far as
/// its file tells. Figures on such nights say nothing about new ones.
class LearnedNights {
public:
    /// Of a file that is no model with a provenance: none.
    static LearnedNights of(const std::filesystem::path& model);

    /// The same samples and stages, or a recording of the same name and subject.
    bool hold(const LabelledNight& night) const;

private:
    std::set<std::string> m_digests;
    std::set<std::pair<std::string, std::string>> m_names; ///< recording and subject
};

} // namespace hypnodesk::cli
