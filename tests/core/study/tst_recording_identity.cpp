#include "core/base/digest.h"
#include "core/study/recording_identity.h"
#include "core/study/study_path.h"
#include "tests/core/edf/edf_bytes.h"

#include <QTemporaryDir>
#include <QTest>

#include <fstream>

using namespace hypnodesk;
using Verdict = IdentityComparison::Verdict;
namespace fs = std::filesystem;

namespace {

std::string nightBytes(int sample = 0) {
    EdfText text;
    text.signals = {{.label = "C4", .samples = "20"}};
    for (int i = 0; i < 4; ++i)
        text.records.push_back(samples16(std::vector<int>(20, sample + i)));
    return text.bytes();
}

void write(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
}

RecordingIdentity identified(const fs::path& path) {
    const auto recording = Recording::open(path);
    if (!recording)
        return {};
    RecordingIdentity identity = identityOf(**recording).value_or(RecordingIdentity{});
    identity.samplesDigest = samplesDigestOf(**recording).value_or("failed");
    return identity;
}

} // namespace

class TstRecordingIdentity : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void digestsAreThoseOfTheBytes() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "night.edf";
        const std::string bytes = nightBytes();
        write(path, bytes);
        const RecordingIdentity identity = identified(path);
        const auto digestOf = [](std::string_view text) { return sha256Hex(std::as_bytes(std::span(text))); };
        QCOMPARE(identity.fileName, std::string("night.edf"));
        QCOMPARE(identity.bytes, std::uint64_t(bytes.size()));
        QCOMPARE(identity.headerDigest, digestOf(std::string_view(bytes).substr(0, 512)));
        QCOMPARE(identity.samplesDigest, digestOf(std::string_view(bytes).substr(512)));
        QVERIFY(!identity.start.empty());
        QVERIFY(identity.durationSeconds > 0.0);
    }

    void changesAreNamed() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "night.edf";
        write(path, nightBytes());
        const RecordingIdentity kept = identified(path);
        QVERIFY(compareIdentities(kept, identified(path)).verdict == Verdict::Same);
        QVERIFY(compareIdentities(kept, identified(path)).samplesCompared);

        write(path, nightBytes(7));
        const auto other = compareIdentities(kept, identified(path));
        QVERIFY(other.verdict == Verdict::Changed);
        QCOMPARE(other.what, std::string("the samples differ"));

        RecordingIdentity withoutSamples = identified(path);
        withoutSamples.samplesDigest.clear();
        QVERIFY(compareIdentities(kept, withoutSamples).verdict == Verdict::Same);
        QVERIFY(!compareIdentities(kept, withoutSamples).samplesCompared);

        std::string renamedPatient = nightBytes();
        renamedPatient[10] = 'Q';
        write(path, renamedPatient);
        QCOMPARE(compareIdentities(kept, identified(path)).what, std::string("the header differs"));

        write(path, nightBytes() + std::string(40, '\0'));
        QVERIFY(compareIdentities(kept, identified(path)).what.starts_with("the file is 40 bytes longer"));

        const fs::path moved = fs::path(folder.path().toStdString()) / "moved.edf";
        write(moved, nightBytes());
        const auto renamed = compareIdentities(kept, identified(moved));
        QVERIFY(renamed.verdict == Verdict::Same);
        QVERIFY(renamed.renamed);
        QVERIFY(compareIdentities({}, kept).verdict == Verdict::Unknown);
    }

    void theDigestOfSamplesCanBeCancelled() {
        const QTemporaryDir folder;
        const fs::path path = fs::path(folder.path().toStdString()) / "night.edf";
        write(path, nightBytes());
        const auto recording = Recording::open(path);
        QVERIFY(recording.has_value());
        std::stop_source stop;
        stop.request_stop();
        const auto digest = samplesDigestOf(**recording, TaskContext(stop.get_token()));
        QVERIFY(!digest && digest.error().code == ErrorCode::Cancelled);
        fs::remove(path);
        QVERIFY(identityOf(**recording).error().code == ErrorCode::FileUnreadable);
    }

    void studiesLieBesideTheirRecordings() {
        using Where = StudyPlace::Where;
        const QTemporaryDir temporary;
        const fs::path folder = temporary.path().toStdString();
        const StudyFolders folders{folder / "chosen", folder / "fallback"};
        fs::create_directory(folders.chosen);
        fs::create_directory(folders.fallback);
        const fs::path recording = folder / "night.edf";
        const std::string digest = "1a2b3c4d" + std::string(56, '0');

        const StudyPlace beside = findStudyPlace(recording, digest);
        QCOMPARE(beside.path.string(), (folder / "night.hypno").string());
        QVERIFY(beside.where == Where::BesideRecording && !beside.exists);
        const StudyPlace chosen = findStudyPlace(recording, digest, folders);
        QCOMPARE(chosen.path.string(), (folders.chosen / "night-1a2b3c4d.hypno").string());
        QVERIFY(chosen.where == Where::ChosenFolder);
        const StudyPlace fallback =
            findStudyPlace("/no such folder/night.edf", digest, {.chosen = {}, .fallback = folders.fallback});
        QVERIFY(fallback.where == Where::FallbackFolder);

        write(folders.fallback / "night-1a2b3c4d.hypno", "x");
        QVERIFY(findStudyPlace(recording, digest, folders).where == Where::FallbackFolder);
        QVERIFY(findStudyPlace(recording, digest, folders).exists);
        write(folder / "night.hypno", "x");
        QVERIFY(findStudyPlace(recording, digest, folders).where == Where::BesideRecording);
    }
};

QTEST_APPLESS_MAIN(TstRecordingIdentity)
#include "tst_recording_identity.moc"
