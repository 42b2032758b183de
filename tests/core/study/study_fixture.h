#pragma once

#include "core/study/study.h"

#include <QByteArray>
#include <QDir>
#include <QFileInfo>
#include <QScopeGuard>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// A folder with a study in it that is removed afterwards, and short names for what tests do most.
class StudyFixture {
public:
    std::filesystem::path folder() const { return m_folder.path().toStdString(); }
    std::filesystem::path path() const { return folder() / "night.hypno"; }

    static hypnodesk::RecordingIdentity identity() {
        return {"night.edf", 123456, std::string(64, 'a'), {}, "2026-03-01T22:47:30", 600.0};
    }

    static hypnodesk::StudyOptions options(const std::string& user = "anna") {
        hypnodesk::StudyOptions options;
        options.author = {user, "sleeplab-1", "Hypnodesk test"};
        return options;
    }

    hypnodesk::Result<hypnodesk::Study> create(const hypnodesk::StudyOptions& with = options()) const {
        return hypnodesk::Study::create(path(), identity(), folder() / "night.edf", with);
    }

    hypnodesk::Result<hypnodesk::Study> open(hypnodesk::StudyMode mode = hypnodesk::StudyMode::ReadWrite,
                                             const hypnodesk::StudyOptions& with = options()) const {
        return hypnodesk::Study::open(path(), mode, with);
    }

private:
    // In memory where there is such a folder: what these tests prove does not need the disk's patience.
    static QString pattern() {
        return (QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
               "/hypnodesk-XXXXXX";
    }

    QTemporaryDir m_folder{pattern()};
};

/// A person's scoring "Anna" with these stages; returns its number, 0 after a failure.
inline hypnodesk::ScoringId addScoring(hypnodesk::Study& study, const char* letters,
                                       const std::string& name = "Anna") {
    hypnodesk::NewScoring scoring;
    scoring.name = name;
    scoring.scorer = "anna";
    scoring.hypnogram = hypnodesk::Hypnogram::fromLetters(letters);
    return study.createScoring(scoring).value_or(0);
}

/// One key press: `epoch` to `letter`, against what the study holds.
inline hypnodesk::EditRequest keyPress(const hypnodesk::Hypnogram& hypnogram, std::int64_t epoch,
                                       char letter) {
    const hypnodesk::EpochScore score{*hypnodesk::stageFromLetter(letter), hypnodesk::StageSource::Person};
    hypnodesk::EditRequest request;
    request.edit = hypnodesk::editRange(hypnogram, epoch, epoch + 1, score);
    request.text = std::string("Score ") + std::string(hypnodesk::stageName(score.stage));
    request.epochToShow = epoch;
    return request;
}

/// Reads, edits and writes one epoch.
inline hypnodesk::Result<void> press(hypnodesk::Study& study, hypnodesk::ScoringId id, std::int64_t epoch,
                                     char letter) {
    const auto hypnogram = study.hypnogram(id);
    if (!hypnogram)
        return tl::make_unexpected(hypnogram.error());
    const hypnodesk::EditRequest request = keyPress(*hypnogram, epoch, letter);
    return study.applyEdits(id, std::span(&request, 1));
}

/// "WW1122" of a scoring; empty after a failure.
inline QByteArray letters(const hypnodesk::Study& study, hypnodesk::ScoringId id) {
    QByteArray text;
    if (const auto hypnogram = study.hypnogram(id))
        for (const hypnodesk::EpochScore& score : hypnogram->epochs())
            text += hypnodesk::stageLetter(score.stage);
    return text;
}

/// A network's verdict that gives each epoch one stage with 80 %.
inline hypnodesk::NightProbabilities certainNight(const char* stages, const std::string& digest) {
    const hypnodesk::Hypnogram hypnogram = hypnodesk::Hypnogram::fromLetters(stages);
    hypnodesk::NightProbabilities night;
    night.grid = hypnogram.grid();
    night.modelDigest = digest;
    night.modelName = "mc2-test";
    night.derivation = "C4-M1";
    for (const hypnodesk::EpochScore& score : hypnogram.epochs()) {
        hypnodesk::EpochVerdict verdict;
        verdict.joint.fill(0.05f);
        if (hypnodesk::isScored(score.stage))
            verdict.joint[static_cast<std::size_t>(score.stage)] = 0.8f;
        verdict.raw = verdict.joint;
        verdict.spectrogram = verdict.joint;
        night.epochs.push_back(verdict);
    }
    return night;
}

/// What a Result holds as text for messages; QVERIFY2 asks for it in any case.
template <typename T>
std::string errorText(const hypnodesk::Result<T>& result) {
    return result ? std::string("no error") : hypnodesk::describe(result.error());
}

#define VERIFY_RESULT(result)                                                                                \
    do {                                                                                                     \
        const std::string problem = errorText(result);                                                       \
        QVERIFY2(problem == "no error", problem.c_str());                                                    \
    } while (false)
#define COMPARE_ERROR(result, expected)                                                                      \
    do {                                                                                                     \
        const auto outcome = (result);                                                                       \
        QVERIFY2(!outcome && outcome.error().code == (expected), errorText(outcome).c_str());                \
    } while (false)

/// The journal's chain holds and leads to the stages of every scoring.
#define VERIFY_JOURNAL(study)                                                                                \
    do {                                                                                                     \
        const auto verdict = (study).verifyJournal();                                                        \
        VERIFY_RESULT(verdict);                                                                              \
        QVERIFY2(verdict->isIntact(),                                                                        \
                 verdict->problems.empty() ? "no text" : verdict->problems.front().text.c_str());            \
    } while (false)
