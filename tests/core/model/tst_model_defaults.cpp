#include "core/base/atomic_file.h"
#include "core/model/model_defaults.h"
#include "core/model/model_library.h"
#include "tests/core/model/model_fixtures.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>

using namespace hypnodesk;
using hypnodesk::test::ModelFolder;

namespace {

const DefaultsAuthor kAnna{"anna", "2026-11-22T12:00:00.000Z"};
const DefaultsAuthor kBen{"ben", "2026-11-23T12:00:00.000Z"};

/// Every write beyond so many bytes fails, as on a full disk.
class FullDisk {
public:
    explicit FullDisk(rlim_t bytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit small = m_before;
        small.rlim_cur = bytes;
        ::setrlimit(RLIMIT_FSIZE, &small);
    }
    ~FullDisk() { ::setrlimit(RLIMIT_FSIZE, &m_before); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

private:
    rlimit m_before{};
};

} // namespace

class TestModelDefaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theShippedModelComesFirst() {
        const ModelFolder folder;
        QCOMPARE(*findModel(""), *shippedModel());
        QVERIFY(!readModelDefaults(folder.path())->canRollBack());
    }

    void oneForAllAndOneForADerivation() {
        const ModelFolder folder;
        folder.install("clinic");
        folder.install("occipital", 2.0f);
        QVERIFY(setDefaultModel(folder.path(), "clinic", "", kAnna).has_value());
        QVERIFY(setDefaultModel(folder.path(), "occipital", "EEG O2-A1", kAnna).has_value());
        QCOMPARE(*findModel("", "C4-M1"), folder.modelPath("clinic"));
        QCOMPARE(*findModel(""), folder.modelPath("clinic"));
        QCOMPARE(*findModel("", "O2-M1"), folder.modelPath("occipital"));
        QCOMPARE(*findModel("", "O2:A1"), folder.modelPath("occipital"));
        QVERIFY(setDefaultModel(folder.path(), "", "O2-M1", kAnna).has_value());
        QCOMPARE(*findModel("", "O2-M1"), folder.modelPath("clinic"));
        QVERIFY(setDefaultModel(folder.path(), "", "", kAnna).has_value());
        QCOMPARE(*findModel(""), *shippedModel());
    }

    void rollsBackStepByStep() {
        const ModelFolder folder;
        folder.install("first");
        folder.install("second", 2.0f);
        QVERIFY(setDefaultModel(folder.path(), "first", "", kAnna).has_value());
        QVERIFY(setDefaultModel(folder.path(), "second", "", kAnna).has_value());
        QVERIFY(setDefaultModel(folder.path(), "second", "", kAnna).has_value()); // changes nothing
        QCOMPARE(readModelDefaults(folder.path())->beforeThat().everywhere.id, std::string("first"));
        QCOMPARE(rollBackDefaultModel(folder.path(), kBen)->everywhere.id, std::string("first"));
        QCOMPARE(*findModel(""), folder.modelPath("first"));
        QCOMPARE(rollBackDefaultModel(folder.path(), kBen)->everywhere.id, std::string());
        QCOMPARE(*findModel(""), *shippedModel());
        const auto none = rollBackDefaultModel(folder.path(), kBen);
        QVERIFY(!none.has_value());
        QCOMPARE(none.error().code, ErrorCode::ArgumentInvalid);
        // Who did what stays.
        const auto history = readModelDefaults(folder.path());
        QCOMPARE(history->changes.size(), std::size_t(2));
        QVERIFY(history->changes[1].author == kAnna);
        QVERIFY(history->changes[1].takenBack == kBen);
    }

    void refusesWhatIsNotThereOrAltered() {
        const ModelFolder folder;
        QCOMPARE(setDefaultModel(folder.path(), "nobody", "", kAnna).error().code, ErrorCode::FileMissing);
        QVERIFY(writeFileAtomically(folder.modelPath("text"), "no model at all").has_value());
        QVERIFY(!setDefaultModel(folder.path(), "text", "", kAnna).has_value());
        QCOMPARE(*findModel(""), *shippedModel());

        folder.install("clinic");
        QVERIFY(setDefaultModel(folder.path(), "clinic", "", kAnna).has_value());
        std::string bytes = *readTextFile(folder.modelPath("clinic"));
        const std::size_t temperature = bytes.find("1.25"); // no digest within the file covers it
        QVERIFY(temperature != std::string::npos);
        bytes[temperature] = '9';
        QVERIFY(writeFileAtomically(folder.modelPath("clinic"), bytes).has_value());
        QCOMPARE(findModel("").error().code, ErrorCode::DigestMismatch);
        std::filesystem::remove(folder.modelPath("clinic"));
        QCOMPARE(findModel("").error().code, ErrorCode::FileMissing);
        QVERIFY(rollBackDefaultModel(folder.path(), kAnna).has_value());
        QCOMPARE(*findModel(""), *shippedModel());
    }

    void aDamagedFileIsSaid() {
        const ModelFolder folder;
        folder.install("clinic");
        QVERIFY(setDefaultModel(folder.path(), "clinic", "C4-M1", kAnna).has_value());
        QVERIFY(rollBackDefaultModel(folder.path(), kBen).has_value());
        const std::string whole = *readTextFile(folder.file("defaults.json"));
        for (std::size_t length = 0; length + 2 < whole.size(); ++length) {
            QVERIFY(writeFileAtomically(folder.file("defaults.json"), whole.substr(0, length)).has_value());
            const auto read = readModelDefaults(folder.path());
            QVERIFY2(!read.has_value(), std::to_string(length).c_str());
            QCOMPARE(read.error().code, ErrorCode::FormatInvalid);
        }
        QVERIFY(
            writeFileAtomically(folder.file("defaults.json"), R"({"version":2,"changes":[]})").has_value());
        QCOMPARE(readModelDefaults(folder.path()).error().code, ErrorCode::FormatUnsupported);
        QCOMPARE(setDefaultModel(folder.path(), "clinic", "", kAnna).error().code,
                 ErrorCode::FormatUnsupported);
    }

    void aFullDiskLeavesTheOldDefault() {
        const ModelFolder folder;
        folder.install("first");
        folder.install("second", 2.0f);
        QVERIFY(setDefaultModel(folder.path(), "first", "", kAnna).has_value());
        const std::string before = *readTextFile(folder.file("defaults.json"));
        {
            const FullDisk full(100);
            const auto set = setDefaultModel(folder.path(), "second", "", kAnna);
            QVERIFY(!set.has_value());
            QCOMPARE(set.error().code, ErrorCode::FileUnwritable);
            QVERIFY(!rollBackDefaultModel(folder.path(), kAnna).has_value());
        }
        QCOMPARE(*readTextFile(folder.file("defaults.json")), before);
        QCOMPARE(*findModel(""), folder.modelPath("first"));
        QVERIFY(setDefaultModel(folder.path(), "second", "", kAnna).has_value());
    }

    void aKillLeavesOneOrTheOther() {
        const ModelFolder folder;
        folder.install("first");
        folder.install("second", 2.0f);
        QVERIFY(setDefaultModel(folder.path(), "first", "", kAnna).has_value());
        for (int round = 0; round < 8; ++round) {
            const pid_t child = ::fork();
            if (child == 0)
                for (bool second = true;; second = !second)
                    (void)setDefaultModel(folder.path(), second ? "second" : "first", "", kAnna);
            QVERIFY(child > 0);
            QTest::qWait(20 + 7 * round);
            QCOMPARE(::kill(child, SIGKILL), 0);
            QCOMPARE(::waitpid(child, nullptr, 0), child);
            const auto found = findModel("");
            QVERIFY2(found.has_value(), found ? "" : found.error().detail.c_str());
            QVERIFY(*found == folder.modelPath("first") || *found == folder.modelPath("second"));
        }
    }
};

QTEST_GUILESS_MAIN(TestModelDefaults)
#include "tst_model_defaults.moc"
