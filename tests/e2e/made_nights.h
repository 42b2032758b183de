#pragma once

#include "core/edf/edf_writer.h"
#include "core/formats/format_registry.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <string>
#include <vector>

/// Small nights in the layouts of public data sets. Letters are those of Hypnogram::fromLetters, one an
/// epoch.

namespace made {

inline constexpr double kRateHz = 50.0;

/// Noise of as many epochs on channels of these names.
inline bool recording(const std::filesystem::path& path, std::size_t epochs,
                      const std::vector<std::string>& labels = {"EEG C4-M1"}) {
    using namespace hypnodesk;
    std::filesystem::create_directories(path.parent_path());
    std::minstd_rand random(7);
    std::vector<float> noise(epochs * static_cast<std::size_t>(kEpochSeconds * kRateHz));
    std::generate(noise.begin(), noise.end(), [&] { return static_cast<float>(random() % 200) - 100.0f; });
    EdfFileSpec spec;
    for (const std::string& label : labels) {
        spec.signals.emplace_back();
        spec.signals.back().label = label;
        spec.signals.back().rateHz = kRateHz;
    }
    return writeEdf(path, spec, std::vector(labels.size(), noise)).has_value();
}

inline bool hypnogram(const std::filesystem::path& path, const std::string& letters) {
    hypnodesk::ExportContent content;
    content.hypnogram = hypnodesk::Hypnogram::fromLetters(letters);
    std::filesystem::create_directories(path.parent_path());
    return hypnodesk::writeHypnogram(path, content).has_value();
}

/// NAME.edf with NAME.hypnogram.csv beside it.
inline bool night(const std::filesystem::path& folder, const std::string& name, const std::string& letters) {
    return recording(folder / (name + ".edf"), letters.size()) &&
           hypnogram(folder / (name + ".hypnogram.csv"), letters);
}

inline std::string repeated(const std::string& letters, int times) {
    std::string all;
    for (int i = 0; i < times; ++i)
        all += letters;
    return all;
}

/// A pair of Sleep-EDF: runs of R&K stages ("W", "1", "4", "R", "?", "Movement time") and their epochs.
inline bool sleepEdf(const std::filesystem::path& folder, const std::string& psg, const std::string& scoring,
                     const std::vector<std::pair<std::string, int>>& runs) {
    using namespace hypnodesk;
    std::vector<Annotation> annotations;
    int epoch = 0;
    for (const auto& [stage, epochs] : runs) {
        const std::string text = stage.size() > 1 ? stage : std::string("Sleep stage ") + stage;
        annotations.push_back({epoch * kEpochSeconds, epochs * kEpochSeconds, text});
        epoch += epochs;
    }
    return recording(folder / psg, static_cast<std::size_t>(epoch), {"EEG Fpz-Cz", "EEG Pz-Oz"}) &&
           writeEdfAnnotations(folder / scoring, {}, annotations).has_value();
}

inline bool text(const std::filesystem::path& path, const std::string& content) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream file(path, std::ios::binary);
    file << content;
    return file.good();
}

/// As the NSRR distributes SHHS: R&K concepts, an event a run of epochs.
inline std::string nsrrXml(const std::vector<std::pair<std::string, int>>& runs) {
    std::string xml =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<PSGAnnotation>\n"
        "<SoftwareVersion>Compumedics</SoftwareVersion>\n<EpochLength>30</EpochLength>\n<ScoredEvents>\n";
    int epoch = 0;
    for (const auto& [concept_, epochs] : runs) {
        xml.append("<ScoredEvent><EventType>Stages|Stages</EventType><EventConcept>").append(concept_);
        xml.append("</EventConcept><Start>")
            .append(std::to_string(epoch * 30))
            .append(".0</Start><Duration>");
        xml.append(std::to_string(epochs * 30)).append(".0</Duration></ScoredEvent>\n");
        epoch += epochs;
    }
    return xml.append("</ScoredEvents>\n</PSGAnnotation>\n");
}

/// As Compumedics Profusion exports it: an R&K number an epoch.
inline std::string profusionXml(const std::string& numbers) {
    std::string xml =
        "<?xml version=\"1.0\"?>\n<CMPStudyConfig>\n<EpochLength>30</EpochLength>\n<SleepStages>\n";
    for (const char number : numbers)
        xml.append("<SleepStage>").append(1, number).append("</SleepStage>\n");
    return xml.append("</SleepStages>\n</CMPStudyConfig>\n");
}

} // namespace made
