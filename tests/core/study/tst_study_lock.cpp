#include "core/study/study_lock.h"
#include "tests/core/study/helper_process.h"
#include "tests/core/study/raw_sql.h"
#include "tests/core/study/study_fixture.h"

using namespace hypnodesk;
using Reason = StudyOpenReport::ReadOnlyReason;

/// Two programs on one study; the other one is a process of its own.
class TstStudyLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theSecondReadsAndKnowsTheFirst() {
        const StudyFixture fixture;
        makeStudy(fixture);
        HelperProcess other({"hold", fixture.path(), "berta"});
        QCOMPARE(other.readLine(), std::string("writable"));
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(study->openReport().readOnly == Reason::HeldByOther);
        QCOMPARE(study->openReport().holder->author.user, std::string("berta"));
        QCOMPARE(study->openReport().holder->process, std::int64_t(other.pid()));
        const std::string note = study->openReport().notes().front();
        QVERIFY2(note.find("held by berta on sleeplab-1") != std::string::npos, note.c_str());
        QVERIFY(note.find("since 20") != std::string::npos);
        COMPARE_ERROR(press(*study, 1, 0, '1'), ErrorCode::FileUnwritable);
        COMPARE_ERROR(study->setSetting("a", "b"), ErrorCode::FileUnwritable);
        QCOMPARE(letters(*study, 1), QByteArray("WW1122"));
    }

    void theReaderSeesWhatTheWriterWrites() {
        const StudyFixture fixture;
        makeStudy(fixture);
        HelperProcess other({"type", fixture.path(), "7"});
        QCOMPARE(other.readLine().substr(0, 5), std::string("ready"));
        const auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(study->isReadOnly());
        const std::int64_t before = study->journalHead()->rows;
        for (int i = 0; i < 5; ++i)
            QVERIFY(!other.readLine().empty());
        QVERIFY(study->journalHead()->rows > before);
        VERIFY_JOURNAL(*study);
    }

    void theStudyIsFreeWhenTheFirstCloses() {
        const StudyFixture fixture;
        makeStudy(fixture);
        {
            HelperProcess other({"hold", fixture.path(), "berta"});
            QCOMPARE(other.readLine(), std::string("writable"));
            other.finish();
        }
        const auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(!study->isReadOnly());
        QVERIFY(!study->openReport().takenOverFrom);
    }

    void aDeadHolderIsTakenOverAndNamed() {
        const StudyFixture fixture;
        makeStudy(fixture);
        HelperProcess other({"hold", fixture.path(), "berta"});
        QCOMPARE(other.readLine(), std::string("writable"));
        other.kill();
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(!study->isReadOnly());
        QCOMPARE(study->openReport().takenOverFrom->author.user, std::string("berta"));
        VERIFY_RESULT(press(*study, 1, 0, '1'));
        const auto rows = study->journal(1, 100);
        const auto isTakeOver = [](const JournalRow& row) { return row.action == "take over"; };
        QCOMPARE(std::count_if(rows->begin(), rows->end(), isTakeOver), 1);
        VERIFY_JOURNAL(*study);
    }

    void theSameProgramCannotWriteTwice() {
        const StudyFixture fixture;
        makeStudy(fixture);
        auto first = fixture.open();
        VERIFY_RESULT(first);
        {
            const auto second = fixture.open();
            VERIFY_RESULT(second);
            QVERIFY(second->openReport().readOnly == Reason::HeldByOther);
        }
        VERIFY_RESULT(press(*first, 1, 0, '1')); // closing the second has not dropped the first one's locks
        QVERIFY(fixture.open()->isReadOnly());
    }

    /// Somebody tidied up: the name in the study itself still keeps two programs apart.
    void aRemovedLockFileDoesNotLetASecondWriterIn() {
        const StudyFixture fixture;
        makeStudy(fixture);
        HelperProcess other({"hold", fixture.path(), "berta"});
        QCOMPARE(other.readLine(), std::string("writable"));
        QVERIFY(std::filesystem::remove(study::StudyLock::pathFor(fixture.path())));
        StudyOptions options = StudyFixture::options();
        options.takeOverFromOtherHost = true;
        const auto study = fixture.open(StudyMode::ReadWrite, options);
        VERIFY_RESULT(study);
        QVERIFY(study->openReport().readOnly == Reason::HeldByOther);
        QCOMPARE(study->openReport().holder->author.user, std::string("berta"));
    }

    void aReusedProcessNumberIsNoHolder() {
        const StudyFixture fixture;
        makeStudy(fixture);
        StudyHolder holder =
            study::holderNow(StudyFixture::options("berta").author, "2026-03-01T00:00:00.000Z");
        holder.processStart = "another boot:1";
        leaveHolder(fixture, holder);
        QVERIFY(!fixture.open()->isReadOnly());
        holder.process = 1; // runs on every machine, but began at another time
        leaveHolder(fixture, holder);
        QVERIFY(!fixture.open()->isReadOnly());
    }

    /// The disk was full when this very process closed the study, so that its name stayed.
    void ownLeftoversAreNoHolder() {
        const StudyFixture fixture;
        makeStudy(fixture);
        leaveHolder(fixture, study::holderNow(StudyFixture::options().author, ""));
        QVERIFY(!fixture.open()->isReadOnly());
    }

    /// On local storage the lock proves that no other machine writes (a disk that was carried here, a machine
    /// that was renamed); on shared storage nothing does.
    void holdersOnOtherMachinesAreBelievedOnSharedStorage() {
        const StudyFixture fixture;
        makeStudy(fixture);
        StudyHolder holder =
            study::holderNow({"berta", "sleeplab-2", "Hypnodesk"}, "2026-03-01T00:00:00.000Z");
        StudyOptions options = StudyFixture::options();
        options.storage = StorageKind::Network;
        leaveHolder(fixture, holder);
        {
            const auto study = fixture.open(StudyMode::ReadWrite, options);
            VERIFY_RESULT(study);
            QVERIFY(study->openReport().readOnly == Reason::HeldByOther);
            QCOMPARE(study->openReport().holder->author.host, std::string("sleeplab-2"));
        }
        options.takeOverFromOtherHost = true;
        {
            const auto study = fixture.open(StudyMode::ReadWrite, options);
            VERIFY_RESULT(study);
            QVERIFY(!study->isReadOnly());
            QCOMPARE(study->openReport().takenOverFrom->author.host, std::string("sleeplab-2"));
        }
        leaveHolder(fixture, holder);
        QVERIFY(!fixture.open()->isReadOnly());
    }

    void whoWasTakenOverIsToldSo() {
        const StudyFixture fixture;
        makeStudy(fixture);
        auto study = fixture.open();
        VERIFY_RESULT(study);
        VERIFY_RESULT(press(*study, 1, 0, '1'));
        leaveHolder(fixture, study::holderNow({"berta", "sleeplab-2", "Hypnodesk"}, ""));
        const auto refused = press(*study, 1, 0, '2');
        COMPARE_ERROR(refused, ErrorCode::FileUnwritable);
        QVERIFY(refused.error().detail.find("berta on sleeplab-2 took the study over") != std::string::npos);
    }

    void holdersAreReadBackAndHostileTextsAreNot() {
        const StudyHolder holder = study::holderNow({"an\"na\n", "höst", "Hypnodesk \xff"}, "2026");
        const auto back = study::parseHolder(study::describeHolder(holder));
        QVERIFY(back);
        QCOMPARE(back->author.user, holder.author.user);
        QCOMPARE(back->process, holder.process);
        QCOMPARE(back->token, holder.token);
        for (const char* text :
             {"", "[]", "{}", "{\"token\":5}", "{\"pid\":\"x\"}", "\xff\xfe", "{\"token\":"})
            QVERIFY2(!study::parseHolder(text), text);
    }

private:
    static void makeStudy(const StudyFixture& fixture) {
        auto study = fixture.create();
        VERIFY_RESULT(study);
        QCOMPARE(addScoring(*study, "WW1122"), ScoringId(1));
    }

    /// As if this holder had opened the study and not closed it.
    static void leaveHolder(const StudyFixture& fixture, const StudyHolder& holder) {
        QString description = QString::fromStdString(study::describeHolder(holder));
        const QString sql =
            QString("INSERT OR REPLACE INTO holder(id, token, description) VALUES(1, '%1', '%2')")
                .arg(QString::fromStdString(holder.token), description.replace('\'', "''"));
        QCOMPARE(rawSql(fixture.path(), sql.toStdString()), std::string());
    }
};

QTEST_APPLESS_MAIN(TstStudyLock)
#include "tst_study_lock.moc"
