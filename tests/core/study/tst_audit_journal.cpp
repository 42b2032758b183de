#include "tests/core/study/raw_sql.h"
#include "tests/core/study/study_fixture.h"

using namespace hypnodesk;

namespace {

const std::string kNoTriggers = "DROP TRIGGER journal_no_update; DROP TRIGGER journal_no_delete; "
                                "DROP TRIGGER journal_in_order; DROP TRIGGER epoch_sealed_update; ";

/// "altered 4, removed 7": what verification says, in its order.
QByteArray summary(const JournalVerdict& verdict) {
    QByteArrayList words;
    for (const JournalProblem& problem : verdict.problems)
        words += QByteArray(journalProblemName(problem.kind).data()) +
                 (problem.row ? ' ' + QByteArray::number(qlonglong(problem.row)) : QByteArray());
    return words.join(", ");
}

} // namespace

class TstAuditJournal : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// Computed with Python, as journalHash is documented:
    /// hashlib.sha256(("0"*64 + "1:3,24:2026-03-01T21:27:30.123Z,4:anna,15:Hypnodesk
    /// 0.1.0,5:stage,1:2,4:Anna,"
    ///   "3:117,2:N2,7:network,1:R,6:person,3:key,2:d1,9:Score REM,0:,").encode()).hexdigest()
    void theHashIsWhatItsDescriptionSays() {
        JournalRow row;
        row.number = 3;
        row.utc = "2026-03-01T21:27:30.123Z";
        row.user = "anna";
        row.program = "Hypnodesk 0.1.0";
        row.action = "stage";
        row.scoring = 2;
        row.scoringName = "Anna";
        row.epoch = 117;
        row.before = EpochScore{Stage::N2, StageSource::Network};
        row.after = EpochScore{Stage::Rem, StageSource::Person};
        row.source = "key";
        row.modelDigest = "d1";
        row.note = "Score REM";
        QCOMPARE(journalHash(kJournalRoot, row),
                 std::string("b9565db1ff6f2c33014c0be03a2d92e5e314d26551f8f40065cbc89ecd18aa83"));
        row.scoring.reset();
        row.epoch.reset();
        row.before.reset();
        row.after.reset();
        QCOMPARE(journalHash(kJournalRoot, row),
                 std::string("c1d4bffef181f1387cf3789e69173545b1a27a0fcc87189a78b25130ab83044b"));
    }

    void stagesArePackedInALine() {
        std::vector<EpochScore> epochs(12, {Stage::Wake, StageSource::Network});
        epochs.insert(epochs.end(), 3, {Stage::N1, StageSource::Person});
        epochs.push_back({});
        QCOMPARE(packStages(epochs), std::string("Wn12,1p3,?-1,"));
        QVERIFY(unpackStages("Wn12,1p3,?-1,", 16) == epochs);
        QVERIFY(unpackStages("", 16)->empty());
        for (const char* wrong : {"Wn12", "Wn,", "W", "n12,", "Wx3,", "Xn3,", "Wn0,", "Wn-3,", "Wn17,",
                                  "Wn9,Wn9,", "Wn99999999999999999999,", "Wn3;", "Wn3,,"})
            QVERIFY2(!unpackStages(wrong, 16), wrong);
    }

    void ordinarySqlCannotTouchTheJournal() {
        const StudyFixture fixture;
        makeNight(fixture);
        QCOMPARE(rawSql(fixture.path(), "UPDATE journal SET note = 'x' WHERE number = 3"),
                 std::string("the audit journal is append-only"));
        QCOMPARE(rawSql(fixture.path(), "DELETE FROM journal WHERE number = 3"),
                 std::string("the audit journal is append-only"));
        QVERIFY(!rawSql(fixture.path(), "PRAGMA recursive_triggers=ON; INSERT OR REPLACE INTO journal "
                                        "SELECT * FROM journal WHERE number = 3")
                     .empty());
        QCOMPARE(verdictOf(fixture), QByteArray());
    }

    void everyKindOfTamperingIsFound_data() {
        QTest::addColumn<QString>("sql");
        QTest::addColumn<QByteArray>("found");
        const auto set = [](const char* what) {
            return QString("UPDATE journal SET %1 WHERE number = 5").arg(what);
        };
        QTest::newRow("time") << set("utc = '2026-03-01T00:00:00.000Z'") << QByteArray("altered 5");
        QTest::newRow("user") << set("user = 'berta'") << QByteArray("altered 5");
        QTest::newRow("program") << set("program = 'x'") << QByteArray("altered 5");
        QTest::newRow("action") << set("action = 'note'") << QByteArray("altered 5, replay");
        QTest::newRow("scoring name") << set("scoring_name = 'x'") << QByteArray("altered 5");
        QTest::newRow("epoch") << set("epoch = 9") << QByteArray("altered 5, replay, replay");
        QTest::newRow("epoch, a fraction") << set("epoch = 2.5") << QByteArray("altered 5, replay, replay");
        QTest::newRow("stage before") << set("before_stage = 'N3'") << QByteArray("altered 5, replay");
        QTest::newRow("stage after") << set("after_stage = 'N3'") << QByteArray("altered 5, replay");
        QTest::newRow("case of a stage")
            << set("after_stage = lower(after_stage)") << QByteArray("altered 5, replay, replay");
        QTest::newRow("source of a stage")
            << set("after_source = 'network'") << QByteArray("altered 5, replay");
        QTest::newRow("why") << set("source = 'import'") << QByteArray("altered 5");
        QTest::newRow("model") << set("model_digest = 'd'") << QByteArray("altered 5");
        QTest::newRow("note") << set("note = ''") << QByteArray("altered 5");
        QTest::newRow("hash") << set("hash = replace(hash, substr(hash, 1, 1), 'x')")
                              << QByteArray("altered 5, altered 6");
        QTest::newRow("first row") << "UPDATE journal SET user = 'x' WHERE number = 1"
                                   << QByteArray("altered 1");
        QTest::newRow("last row") << "UPDATE journal SET user = 'x' WHERE number = 12"
                                  << QByteArray("altered 12");
        QTest::newRow("two rows") << "UPDATE journal SET user = 'x' WHERE number IN (4, 9)"
                                  << QByteArray("altered 4, altered 9");
        QTest::newRow("all rows") << "UPDATE journal SET user = 'x' WHERE number > 9"
                                  << QByteArray("altered 10, altered 11, altered 12");
        QTest::newRow("removed") << "DELETE FROM journal WHERE number = 5" << QByteArray("removed 5, replay");
        QTest::newRow("removed, the first")
            << "DELETE FROM journal WHERE number = 1" << QByteArray("removed 1");
        QTest::newRow("removed, several")
            << "DELETE FROM journal WHERE number IN (4, 5)" << QByteArray("removed 4, replay, replay");
        QTest::newRow("removed, the last")
            << "DELETE FROM journal WHERE number > 10" << QByteArray("removed 11, replay, replay");
        QTest::newRow("removed, all") << "DELETE FROM journal" << QByteArray("removed 1, replay");
        QTest::newRow("neighbours exchanged") << "UPDATE journal SET number = -5 WHERE number = 5; UPDATE "
                                                 "journal SET number = 5 WHERE number = 6; "
                                                 "UPDATE journal SET number = 6 WHERE number = -5"
                                              << QByteArray("reordered 5, reordered 6, altered 7");
        QTest::newRow("far rows exchanged") << "UPDATE journal SET number = -5 WHERE number = 5; UPDATE "
                                               "journal SET number = 5 WHERE number = 9; "
                                               "UPDATE journal SET number = 9 WHERE number = -5"
                                            << QByteArray();
        QTest::newRow("removed and closed up")
            << "DELETE FROM journal WHERE number = 5; UPDATE journal SET number = number - 1 WHERE number > 5"
            << QByteArray();
        QTest::newRow("added")
            << "INSERT INTO journal SELECT number + 1, utc, user, program, action, scoring, "
               "scoring_name, epoch, before_stage, before_source, after_stage, after_source, "
               "source, model_digest, note, stages, hash FROM journal WHERE number = 12"
            << QByteArray("altered 13, added 13, replay");
        QTest::newRow("the count") << "UPDATE meta SET value = '11' WHERE key = 'journal_rows'"
                                   << QByteArray("added 12");
        QTest::newRow("the head") << "UPDATE meta SET value = replace(value, substr(value, 1, 1), 'x') "
                                     "WHERE key = 'journal_hash'"
                                  << QByteArray("altered 12");
        QTest::newRow("a stage") << "UPDATE epoch SET stage = 'N3' WHERE epoch = 0" << QByteArray("replay");
        QTest::newRow("a signature") << "UPDATE scoring SET signed_by = 'me'" << QByteArray("replay");
        QTest::newRow("a scoring hidden") << "UPDATE scoring SET deleted = 1" << QByteArray("replay");
    }

    void everyKindOfTamperingIsFound() {
        QFETCH(QString, sql);
        QFETCH(QByteArray, found);
        const StudyFixture fixture;
        makeNight(fixture);
        QCOMPARE(rawSql(fixture.path(), kNoTriggers + sql.toStdString()), std::string());
        const QByteArray verdict = verdictOf(fixture);
        if (found.isEmpty()) {
            QVERIFY(!verdict.isEmpty());
            QVERIFY2(verdict.contains("reordered") || verdict.count("altered") > 5, verdict);
        } else {
            QCOMPARE(verdict, found);
        }
    }

    /// Who recomputes the chain, the count and the head leaves no trace in the file: only a head that was
    /// written down elsewhere tells.
    void anAnchorFindsARewrittenJournal() {
        const StudyFixture fixture;
        makeNight(fixture);
        JournalHead anchor;
        std::vector<JournalRow> rows;
        {
            const auto study = fixture.open(StudyMode::ReadOnly);
            VERIFY_RESULT(study);
            anchor = *study->journalHead();
            rows = *study->journal(1, 100);
            QVERIFY(study->verifyJournal({}, anchor)->isIntact());
            QVERIFY(study->verifyJournal({}, JournalHead{4, rows[3].hash})->isIntact());
        }
        std::string previous(kJournalRoot);
        std::string sql = kNoTriggers;
        for (JournalRow& row : rows) {
            row.user = "nobody";
            row.hash = journalHash(previous, row);
            previous = row.hash;
            sql += "UPDATE journal SET user = 'nobody', hash = '" + row.hash +
                   "' WHERE number = " + std::to_string(row.number) + ";";
        }
        sql += "UPDATE meta SET value = '" + previous + "' WHERE key = 'journal_hash'";
        QCOMPARE(rawSql(fixture.path(), sql), std::string());
        QCOMPARE(verdictOf(fixture), QByteArray());
        QCOMPARE(summary(*fixture.open(StudyMode::ReadOnly)->verifyJournal({}, anchor)),
                 QByteArray("anchor 12"));
    }

    void verificationCanBeCancelled() {
        const StudyFixture fixture;
        makeNight(fixture);
        std::stop_source stop;
        stop.request_stop();
        COMPARE_ERROR(fixture.open(StudyMode::ReadOnly)->verifyJournal(TaskContext(stop.get_token())),
                      ErrorCode::Cancelled);
    }

    void theJournalIsReadInPages() {
        const StudyFixture fixture;
        makeNight(fixture);
        const auto study = fixture.open(StudyMode::ReadOnly);
        VERIFY_RESULT(study);
        QCOMPARE(study->journal(1, 5)->size(), std::size_t(5));
        QCOMPARE(study->journal(11, 5)->size(), std::size_t(2));
        QCOMPARE(study->journal(13, 5)->size(), std::size_t(0));
        QCOMPARE(study->journal(-3, -1)->size(), std::size_t(0));
    }

private:
    /// Twelve rows: the study, a scoring of ten epochs, and ten keys, one an epoch.
    static void makeNight(const StudyFixture& fixture) {
        auto study = fixture.create();
        VERIFY_RESULT(study);
        const ScoringId id = addScoring(*study, "WWWWWWWWWW");
        std::vector<EditRequest> keys;
        for (std::int64_t epoch = 0; epoch < 10; ++epoch)
            keys.push_back(keyPress(*study->hypnogram(id), epoch, epoch % 2 == 0 ? '2' : 'R'));
        VERIFY_RESULT(study->applyEdits(id, keys));
        QCOMPARE(study->journalHead()->rows, 12);
    }

    static QByteArray verdictOf(const StudyFixture& fixture) {
        const auto study = fixture.open(StudyMode::ReadOnly);
        if (!study)
            return "cannot be opened: " + QByteArray::fromStdString(describe(study.error()));
        const auto verdict = study->verifyJournal();
        return verdict ? summary(*verdict) : QByteArray::fromStdString(describe(verdict.error()));
    }
};

QTEST_APPLESS_MAIN(TstAuditJournal)
#include "tst_audit_journal.moc"
