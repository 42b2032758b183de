// The other program of tst_study_lock and tst_study_crash.
//   study_helper hold STUDY USER   opens it for writing, says "writable" or "read-only", and keeps it until
//   its input ends study_helper type STUDY SEED   says "ready", edits scoring 1 without end and says after
//   each edit that has been
//                                  acknowledged: rows of the journal, letters of the scoring
#include "core/study/study.h"

#include <iostream>
#include <random>
#include <string>

using namespace hypnodesk;

namespace {

std::string lettersOf(const Hypnogram& hypnogram) {
    std::string text;
    for (const EpochScore& score : hypnogram.epochs())
        text += stageLetter(score.stage);
    return text;
}

/// One to three keys as one batch, or an undo, or a redo.
bool act(Study& study, Hypnogram& hypnogram, std::mt19937& random) {
    const auto below = [&](std::uint32_t limit) { return static_cast<int>(random() % limit); };
    const int choice = below(10);
    if (choice < 3) {
        const auto step = choice < 2 ? study.undo(1) : study.redo(1);
        if (step && *step)
            apply(hypnogram, (*step)->edit);
        return step.has_value();
    }
    std::vector<EditRequest> edits;
    for (int i = below(3); i >= 0; --i) {
        const std::int64_t first = below(static_cast<std::uint32_t>(hypnogram.size()));
        const EpochScore score{kStageClasses[static_cast<std::size_t>(below(5))], StageSource::Person};
        EditRequest request;
        request.edit = editRange(hypnogram, first, first + 1 + below(4), score);
        request.text = "Score";
        apply(hypnogram, request.edit);
        edits.push_back(std::move(request));
    }
    return study.applyEdits(1, edits).has_value();
}

int hold(const std::string& path, const std::string& user) {
    StudyOptions options;
    options.author = {user, "sleeplab-1", "study_helper"};
    const auto study = Study::open(path, StudyMode::ReadWrite, options);
    if (!study)
        return 1;
    std::cout << (study->isReadOnly() ? "read-only" : "writable") << std::endl;
    std::string line;
    while (std::getline(std::cin, line)) {
    }
    return 0;
}

int type(const std::string& path, const std::string& seed) {
    StudyOptions options;
    options.author = {"anna", "sleeplab-1", "study_helper"};
    auto study = Study::open(path, StudyMode::ReadWrite, options);
    if (!study || study->isReadOnly())
        return 1;
    Hypnogram hypnogram = *study->hypnogram(1);
    std::mt19937 random(static_cast<std::uint32_t>(std::stoul(seed)));
    std::cout << "ready " << study->journalHead()->rows << ' ' << lettersOf(hypnogram) << std::endl;
    while (act(*study, hypnogram, random))
        std::cout << "done " << study->journalHead()->rows << ' ' << lettersOf(hypnogram) << std::endl;
    return 1;
}

} // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    if (arguments.size() != 3)
        return 2;
    return arguments[0] == "hold" ? hold(arguments[1], arguments[2]) : type(arguments[1], arguments[2]);
}
