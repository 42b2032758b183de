#pragma once

#include "core/retraining/retraining_run.h"

#include <nlohmann/json.hpp>

namespace hypnodesk {

/// The folder of a run and the files in it, each written whole or not at all:
///   run.json                 what is to be done (RetrainingJob), and the base model's digest
///   nights.json              what was learned from, with digests: the run is bound to these labels
///   labels-NN.json           the NN-th night's labels
///   before-NN.json           what the present model says about the NN-th night
///   fold-NN.safetensors      the model that never saw the fold's subjects (.checkpoint while it learns)
///   after-NN.json            what it says about the NN-th night
///   final.safetensors        the new model
///   reference.json           what both models make of the reference set
///   seconds.json             of work so far
class RunFolder {
public:
    /// Makes the folder and run.json, or checks that what is there is of the same job: DigestMismatch
    /// otherwise.
    static Result<RunFolder> open(const RetrainingJob& job, const std::string& baseDigest);

    std::filesystem::path foldModel(int fold) const;
    std::filesystem::path finalModel() const;

    /// Nullopt where it is not there or cannot be read: the step is then done again.
    std::optional<NightProbabilities> verdict(const char* when, std::size_t night) const;
    Result<void> keepVerdict(const char* when, std::size_t night, const NightProbabilities& verdict) const;

    std::optional<std::vector<LearnedNight>> learnedNights(std::vector<std::string>& leftOut) const;
    Result<void> keepLearnedNights(const std::vector<LearnedNight>& nights,
                                   const std::vector<std::string>& leftOut) const;

    struct Labels {
        std::vector<Stage> stages;
        LightsTimes lights;
    };
    std::optional<Labels> labels(std::size_t night) const;
    Result<void> keepLabels(std::size_t night, const Labels& labels) const;

    /// Confusion matrices of the reference nights, before and after.
    struct Reference {
        std::vector<Tally> before;
        std::vector<Tally> after;
    };
    std::optional<Reference> reference() const;
    Result<void> keepReference(const Reference& reference) const;

    double seconds() const;
    void keepSeconds(double seconds) const; ///< a failure costs nothing but the figure

private:
    explicit RunFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    std::filesystem::path numbered(const char* what, std::size_t number, const char* suffix) const;

    std::filesystem::path m_path;
};

} // namespace hypnodesk
