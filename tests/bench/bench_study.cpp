#include "core/study/study.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <random>
#include <vector>

using namespace hypnodesk;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kEpochs = 8640; // three days
constexpr int kScorings = 20;
constexpr std::int64_t kJournalRows = 200'000;

double millisecondsSince(std::chrono::steady_clock::time_point begin) {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count();
}

void report(const char* what, std::vector<double> milliseconds) {
    std::sort(milliseconds.begin(), milliseconds.end());
    std::printf("%-44s min %9.3f ms   median %9.3f ms   99 %% %9.3f ms\n", what, milliseconds.front(),
                milliseconds[milliseconds.size() / 2], milliseconds[milliseconds.size() * 99 / 100]);
}

template <typename T>
T must(Result<T> result) {
    if (!result) {
        std::printf("failed: %s\n", describe(result.error()).c_str());
        std::exit(1);
    }
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

EditRequest keyPress(const Hypnogram& hypnogram, std::mt19937& random) {
    const std::int64_t epoch = static_cast<std::int64_t>(random() % kEpochs);
    EditRequest request;
    const Stage stage = kStageClasses[(static_cast<std::size_t>(hypnogram.stage(epoch)) + 1) % 5];
    request.edit = editRange(hypnogram, epoch, epoch + 1, {stage, StageSource::Person});
    request.text = "Score";
    request.epochToShow = epoch;
    return request;
}

void fill(Study& study, Hypnogram& hypnogram, std::mt19937& random) {
    NightProbabilities night;
    night.grid = hypnogram.grid();
    night.epochs.resize(kEpochs);
    for (EpochVerdict& verdict : night.epochs)
        verdict.joint.fill(0.2f);
    for (int i = 1; i < kScorings; i += 2)
        must(study.createNetworkRun({"AI", night, "cpu", "{}", ""}));
    for (int i = 0; i < kScorings; i += 2)
        must(study.createScoring({"Anna", ScoringKind::Human, "anna", hypnogram, {}, ""}));
    while (must(study.journalHead()).rows < kJournalRows) {
        std::vector<EditRequest> edits;
        for (int i = 0; i < 2000; ++i) {
            edits.push_back(keyPress(hypnogram, random));
            apply(hypnogram, edits.back().edit);
        }
        must(study.applyEdits(kScorings, edits));
    }
}

} // namespace

/// bench_study [FOLDER]: a night of three days, 20 scorings, 200,000 journal rows, in FOLDER (default: here).
int main(int argc, char** argv) {
    const fs::path path = fs::path(argc > 1 ? argv[1] : ".") / "bench_study.hypno";
    fs::remove(path);
    std::mt19937 random(1);
    Hypnogram hypnogram(EpochGrid{0.0, kEpochSeconds, kEpochs});
    {
        Study study = must(Study::create(path, {"night.edf", 1, std::string(64, 'a'), {}, "", 259200.0}, {}));
        fill(study, hypnogram, random);
    }
    std::printf("%lld MB\n", static_cast<long long>(fs::file_size(path) >> 20));

    std::vector<double> opening;
    std::vector<double> loading;
    for (int i = 0; i < 9; ++i) {
        auto begin = std::chrono::steady_clock::now();
        Study study = must(Study::open(path));
        must(study.scorings());
        opening.push_back(millisecondsSince(begin));
        begin = std::chrono::steady_clock::now();
        must(study.hypnogram(kScorings));
        loading.push_back(millisecondsSince(begin));
    }
    report("open and list the scorings", opening);
    report("load a scoring of 8,640 epochs", loading);

    Study study = must(Study::open(path));
    std::vector<double> keys;
    for (int i = 0; i < 500; ++i) {
        const EditRequest request = keyPress(hypnogram, random);
        const auto begin = std::chrono::steady_clock::now();
        must(study.applyEdits(kScorings, std::span(&request, 1)));
        keys.push_back(millisecondsSince(begin));
        apply(hypnogram, request.edit);
    }
    report("a key, on disk", keys);
    std::vector<double> undos;
    for (int i = 0; i < 200; ++i) {
        const auto begin = std::chrono::steady_clock::now();
        must(study.undo(kScorings));
        undos.push_back(millisecondsSince(begin));
    }
    report("undo, on disk", undos);
    const auto begin = std::chrono::steady_clock::now();
    const JournalVerdict verdict = must(study.verifyJournal());
    std::printf("verify %lld rows: %.0f ms, %s\n", static_cast<long long>(verdict.rows),
                millisecondsSince(begin), verdict.isIntact() ? "intact" : "NOT intact");
    fs::remove(path);
}
