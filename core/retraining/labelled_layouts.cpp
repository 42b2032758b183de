#include "core/retraining/labelled_layouts.h"

#include "core/base/text_fields.h"
#include "core/study/study_reference.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

constexpr double kSleepEdfMarginMinutes = 30.0;

std::string lowerStem(const fs::path& path) {
    return toLowerAscii(path.stem().string());
}

bool isRecording(const fs::path& path) {
    const std::string suffix = toLowerAscii(path.extension().string());
    return (suffix == ".edf" || suffix == ".bdf" || suffix == ".rec") &&
           !lowerStem(path).ends_with("hypnogram");
}

/// All files below a folder, found by name without regard to the case of letters.
class FileIndex {
public:
    static Result<FileIndex> of(const fs::path& folder) {
        FileIndex index;
        std::error_code error;
        fs::recursive_directory_iterator entry(folder, fs::directory_options::skip_permission_denied, error);
        for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
            std::error_code ignored;
            if (entry->is_regular_file(ignored))
                index.m_byName.emplace(toLowerAscii(entry->path().filename().string()), entry->path());
        }
        if (error)
            return fail(ErrorCode::FileUnreadable, folder.string() + ": " + error.message());
        return index;
    }

    const std::multimap<std::string, fs::path>& all() const { return m_byName; }

    std::optional<fs::path> beside(const fs::path& recording, const std::string& lowerName) const {
        const auto [from, to] = m_byName.equal_range(lowerName);
        const auto found = std::find_if(from, to, [&](const auto& entry) {
            return entry.second.parent_path() == recording.parent_path();
        });
        return found == to ? std::nullopt : std::optional(found->second);
    }

    /// Beside the recording, else the first by path anywhere.
    std::optional<fs::path> anywhere(const fs::path& recording, const std::string& lowerName) const {
        if (auto found = beside(recording, lowerName))
            return found;
        const auto [from, to] = m_byName.equal_range(lowerName);
        const auto found =
            std::min_element(from, to, [](const auto& a, const auto& b) { return a.second < b.second; });
        return found == to ? std::nullopt : std::optional(found->second);
    }

    /// Names in the recording's folder that begin and end so.
    std::vector<fs::path> besideLike(const fs::path& recording, const std::string& begin,
                                     std::string_view end) const {
        std::vector<fs::path> found;
        for (auto at = m_byName.lower_bound(begin); at != m_byName.end() && at->first.starts_with(begin);
             ++at)
            if (at->first.ends_with(end) && at->second.parent_path() == recording.parent_path())
                found.push_back(at->second);
        return found;
    }

private:
    std::multimap<std::string, fs::path> m_byName;
};

using Found = std::optional<LabelledRecording>;

LabelledRecording pairOf(const fs::path& recording, std::string scoring, std::string subject,
                         NightLayout layout) {
    LabelledRecording pair;
    pair.recording = recording;
    pair.scoring = std::move(scoring);
    pair.subject = std::move(subject);
    pair.layout = layout;
    return pair;
}

/// The latest scoring in the study beside a recording that is not a network's own.
Found fromStudy(const FileIndex& files, const fs::path& recording, const Tell& tell) {
    const auto file = files.beside(recording, lowerStem(recording) + ".hypno");
    if (!file || !studyReference(file->string()))
        return std::nullopt;
    const auto study = Study::open(*file, StudyMode::ReadOnly);
    if (!study) {
        tell(describe(study.error()));
        return std::nullopt;
    }
    const auto scoring = pickScoring(*study, {});
    if (!scoring || scoring->kind == ScoringKind::Network)
        return std::nullopt;
    return pairOf(recording, fmt::format("{}#{}", file->string(), scoring->name), subjectByName(recording),
                  NightLayout::Own);
}

Found ours(const FileIndex& files, const fs::path& recording, const Tell&) {
    const std::string stem = lowerStem(recording);
    std::vector<std::string> names;
    for (const char* suffix : {".hypnogram.csv", ".hypnogram.edf", ".hypnogram.json", "_hypnogram.csv"})
        names.push_back(stem + suffix);
    if (const auto underscore = stem.find('_'); underscore != std::string::npos)
        names.push_back(stem.substr(0, underscore) + "_hypnogram.csv");
    for (const std::string& name : names)
        if (const auto scoring = files.beside(recording, name))
            return pairOf(recording, scoring->string(), subjectByName(recording), NightLayout::Own);
    return std::nullopt;
}

/// SC4ssNE0-PSG.edf, ST7ssNJ0-PSG.edf: subject ss, night N; the hypnogram's eighth letter names its scorer.
Found sleepEdf(const FileIndex& files, const fs::path& recording, const Tell&) {
    const std::string stem = lowerStem(recording);
    if (!stem.ends_with("-psg") || stem.size() < 12 || !(stem.starts_with("sc4") || stem.starts_with("st7")))
        return std::nullopt;
    auto scorings = files.besideLike(recording, stem.substr(0, 7), "-hypnogram.edf");
    if (scorings.empty())
        scorings = files.besideLike(recording, stem.substr(0, 6), "-hypnogram.edf");
    if (scorings.size() != 1)
        return std::nullopt;
    LabelledRecording found = pairOf(recording, scorings.front().string(),
                                     recording.stem().string().substr(0, 5), NightLayout::SleepEdf);
    found.preferred = {"EEG Fpz-Cz"};
    found.wakeMarginMinutes = kSleepEdfMarginMinutes;
    return found;
}

/// "shhs2-200001" and "shhs1-200001" are one person, "cfs-visit5-800002" is 800002 of cfs.
std::string nsrrSubject(const std::string& stem) {
    const std::size_t first = stem.find('-');
    const std::size_t last = stem.rfind('-');
    if (first == std::string::npos)
        return stem;
    std::string set = stem.substr(0, first);
    while (set.size() > 1 && set.back() >= '0' && set.back() <= '9')
        set.pop_back();
    return set + stem.substr(last);
}

Found nsrr(const FileIndex& files, const fs::path& recording, const Tell&) {
    const std::string stem = lowerStem(recording);
    for (const char* suffix : {"-nsrr.xml", "-profusion.xml"})
        if (const auto scoring = files.anywhere(recording, stem + suffix)) {
            LabelledRecording found =
                pairOf(recording, scoring->string(), nsrrSubject(stem), NightLayout::Nsrr);
            // SHHS records C4-A1 as "EEG" and C3-A2 as "EEG(sec)".
            found.preferred = {"C4-A1", "EEG"};
            return found;
        }
    return std::nullopt;
}

Found dreams(const FileIndex& files, const fs::path& recording, const Tell&) {
    const std::string stem = lowerStem(recording);
    for (const char* prefix : {"hypnogramaasm_", "hypnogramr&k_", "hypnogram_"})
        if (const auto scoring = files.beside(recording, prefix + stem + ".txt")) {
            LabelledRecording found = pairOf(recording, scoring->string(), stem, NightLayout::Dreams);
            found.preferred = {"CZ-A1", "C3-A1"};
            return found;
        }
    return std::nullopt;
}

} // namespace

std::string subjectByName(const fs::path& recording) {
    const std::string stem = recording.stem().string();
    return stem.substr(0, stem.find('_'));
}

Result<std::vector<LabelledRecording>> recordingsByName(const fs::path& folder, const Tell& tell) {
    const auto files = FileIndex::of(folder);
    if (!files)
        return tl::make_unexpected(files.error());
    std::vector<LabelledRecording> recordings;
    for (const auto& [name, path] : files->all()) {
        if (!isRecording(path))
            continue;
        // The published scorings first: NAME.hypnogram.csv may as well be what `hypno score` wrote there.
        for (const auto rule : {sleepEdf, nsrr, dreams, fromStudy, ours})
            if (auto found = rule(*files, path, tell)) {
                recordings.push_back(std::move(*found));
                break;
            }
    }
    std::sort(recordings.begin(), recordings.end(),
              [](const auto& a, const auto& b) { return a.recording < b.recording; });
    return recordings;
}

} // namespace hypnodesk
