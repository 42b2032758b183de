#include "core/study/schema.h"
#include "tests/core/study/raw_sql.h"
#include "tests/core/study/study_fixture.h"

#include <fmt/format.h>
#include <sys/mount.h>
#include <unistd.h>

using namespace hypnodesk;
using Reason = StudyOpenReport::ReadOnlyReason;

namespace {

const int kVersion = study::currentSchema().version;

std::string backupName() {
    return fmt::format("night.hypno.v{}-backup", kVersion);
}

/// A later version of the schema with one table more.
StudySchema laterSchema(int readableFrom = 1) {
    StudySchema schema = study::currentSchema();
    schema.version = kVersion + 1;
    schema.readableFrom = readableFrom;
    schema.sql += "CREATE TABLE bookmark(epoch INTEGER PRIMARY KEY);";
    schema.migrations.push_back([](study::Database& database) {
        database.execute("CREATE TABLE bookmark(epoch INTEGER PRIMARY KEY)");
        database.run("INSERT INTO bookmark SELECT epoch FROM epoch WHERE scoring = 1 AND stage = 'R'");
    });
    return schema;
}

StudyOptions withSchema(const StudySchema& schema) {
    StudyOptions options = StudyFixture::options();
    options.schema = &schema;
    return options;
}

QByteArray bytesOf(const std::filesystem::path& path) {
    QFile file(QString::fromStdString(path.string()));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("unreadable");
}

} // namespace

/// Other versions, media that take no writes, network storage.
class TstStudyOpening : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void anOlderStudyIsMigratedAfterABackup() {
        const StudyFixture fixture;
        makeStudy(fixture, StudyFixture::options());
        const StudySchema later = laterSchema();
        {
            auto study = fixture.open(StudyMode::ReadWrite, withSchema(later));
            VERIFY_RESULT(study);
            const auto& migration = study->openReport().migration;
            QVERIFY(migration.has_value());
            QCOMPARE(migration->fromVersion, kVersion);
            QCOMPARE(migration->toVersion, kVersion + 1);
            QCOMPARE(migration->backup.filename().string(), backupName());
            VERIFY_RESULT(press(*study, 1, 0, '3'));
            QCOMPARE(study->journal(4, 1)->front().action, std::string("migrate"));
            VERIFY_JOURNAL(*study);
        }
        QCOMPARE(rawValue(fixture.path(), "SELECT group_concat(epoch) FROM bookmark"), std::string("4,5"));
        const auto backup =
            Study::open(fixture.folder() / backupName(), StudyMode::ReadOnly, StudyFixture::options());
        VERIFY_RESULT(backup);
        QCOMPARE(letters(*backup, 1), QByteArray("1W11RR"));
        VERIFY_JOURNAL(*backup);
        QVERIFY(!fixture.open(StudyMode::ReadWrite, withSchema(later))->openReport().migration);
    }

    void aFailedMigrationChangesNothing() {
        const StudyFixture fixture;
        makeStudy(fixture, StudyFixture::options());
        StudySchema broken = laterSchema();
        broken.migrations.back() = [](study::Database& database) {
            database.execute("DROP TABLE event");
            database.execute("this is no SQL");
        };
        QVERIFY(!fixture.open(StudyMode::ReadWrite, withSchema(broken)));
        const auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(study->allEvents().has_value());
        QCOMPARE(letters(*study, 1), QByteArray("1W11RR"));
        VERIFY_JOURNAL(*study);
    }

    void backupsAreNotOverwritten() {
        const StudyFixture fixture;
        makeStudy(fixture, StudyFixture::options());
        std::ofstream(fixture.folder() / backupName()) << "precious";
        const StudySchema later = laterSchema();
        const auto study = fixture.open(StudyMode::ReadWrite, withSchema(later));
        VERIFY_RESULT(study);
        QCOMPARE(study->openReport().migration->backup.filename().string(), backupName() + "-2");
        QCOMPARE(bytesOf(fixture.folder() / backupName()), QByteArray("precious"));
    }

    void anOlderStudyIsReadWithoutChangingIt() {
        const StudyFixture fixture;
        makeStudy(fixture, StudyFixture::options());
        const QByteArray before = bytesOf(fixture.path());
        const StudySchema later = laterSchema();
        {
            const auto study = fixture.open(StudyMode::ReadOnly, withSchema(later));
            VERIFY_RESULT(study);
            QVERIFY(study->openReport().isSnapshot);
            QCOMPARE(letters(*study, 1), QByteArray("1W11RR"));
        }
        QVERIFY(bytesOf(fixture.path()) == before);
        QVERIFY(!std::filesystem::exists(fixture.folder() / backupName()));
    }

    void aNewerStudyIsReadOnlyWhereItMayBeRead() {
        const StudyFixture fixture;
        const StudySchema later = laterSchema();
        makeStudy(fixture, withSchema(later));
        auto study = fixture.open();
        VERIFY_RESULT(study);
        QVERIFY(study->openReport().readOnly == Reason::NewerSchema);
        QVERIFY(study->openReport().notes().front().find("later version") != std::string::npos);
        QCOMPARE(letters(*study, 1), QByteArray("1W11RR"));
        COMPARE_ERROR(press(*study, 1, 0, '3'), ErrorCode::FileUnwritable);
        // The lock was given back: the right program may write meanwhile.
        QVERIFY(!fixture.open(StudyMode::ReadWrite, withSchema(later))->isReadOnly());
    }

    void aNewerStudyIsRefusedWhereItMayNotBeRead() {
        const StudyFixture fixture;
        const StudySchema later = laterSchema(kVersion + 1);
        makeStudy(fixture, withSchema(later));
        const QByteArray before = bytesOf(fixture.path());
        COMPARE_ERROR(fixture.open(), ErrorCode::FormatUnsupported);
        COMPARE_ERROR(fixture.open(StudyMode::ReadOnly), ErrorCode::FormatUnsupported);
        QVERIFY(bytesOf(fixture.path()) == before);
    }

    void readingLeavesTheFileAsItIs() {
        const StudyFixture fixture;
        makeStudy(fixture, StudyFixture::options());
        const QByteArray before = bytesOf(fixture.path());
        {
            auto study = fixture.open(StudyMode::ReadOnly);
            VERIFY_RESULT(study);
            QVERIFY(study->openReport().readOnly == Reason::Requested);
            COMPARE_ERROR(study->deleteScoring(1), ErrorCode::FileUnwritable);
            QVERIFY(!fixture.open()->isReadOnly()); // a reader holds nothing
        }
        const auto study = fixture.open(StudyMode::ReadOnly);
        QCOMPARE(letters(*study, 1), QByteArray("1W11RR"));
        QCOMPARE(bytesOf(fixture.path()).size(), before.size());
    }

    void readOnlyMediaAreRead_data() {
        QTest::addColumn<bool>("withLog");
        QTest::newRow("closed study") << false;
        QTest::newRow("copied while it was open") << true;
    }

    void readOnlyMediaAreRead() {
        QFETCH(bool, withLog);
        const StudyFixture source;
        makeStudy(source, StudyFixture::options());
        const StudyFixture medium;
        if (::mount("tmpfs", medium.folder().c_str(), "tmpfs", 0, "size=4m") != 0)
            QSKIP("skipped: nothing can be mounted here");
        const auto unmount = qScopeGuard([&] { ::umount2(medium.folder().c_str(), MNT_DETACH); });
        auto writer = source.open();
        VERIFY_RESULT(writer);
        VERIFY_RESULT(press(*writer, 1, 1, '2'));
        if (!withLog)
            const Study closing = std::move(*writer);
        for (const char* suffix : {"", "-wal"})
            if (std::filesystem::exists(source.path().string() + suffix))
                std::filesystem::copy_file(source.path().string() + suffix, medium.path().string() + suffix);
        QCOMPARE(::mount("tmpfs", medium.folder().c_str(), "tmpfs", MS_REMOUNT | MS_RDONLY, nullptr), 0);

        auto study = medium.open();
        VERIFY_RESULT(study);
        QVERIFY(study->openReport().readOnly == Reason::ReadOnlyMedium);
        QVERIFY(study->openReport().storage == StorageKind::ReadOnly);
        QCOMPARE(study->openReport().isSnapshot, withLog);
        QCOMPARE(letters(*study, 1), QByteArray("1211RR"));
        COMPARE_ERROR(press(*study, 1, 0, '3'), ErrorCode::FileUnwritable);
        VERIFY_JOURNAL(*study);
        COMPARE_ERROR(Study::create(medium.folder() / "new.hypno", StudyFixture::identity(), {}),
                      ErrorCode::FileUnwritable);
    }

    void networkStorageUsesNoSharedMemory() {
        const StudyFixture fixture;
        makeStudy(fixture, StudyFixture::options());
        StudyOptions options = StudyFixture::options();
        options.storage = StorageKind::Network;
        {
            auto study = fixture.open(StudyMode::ReadWrite, options);
            VERIFY_RESULT(study);
            QCOMPARE(study->openReport().notes().size(), std::size_t(1));
            VERIFY_RESULT(press(*study, 1, 0, '3'));
            QVERIFY(!std::filesystem::exists(fixture.path().string() + "-wal"));
            QVERIFY(!std::filesystem::exists(fixture.path().string() + "-shm"));
            const auto second = fixture.open(StudyMode::ReadWrite, options);
            VERIFY_RESULT(second);
            QVERIFY(second->openReport().readOnly == Reason::HeldByOther);
            QCOMPARE(letters(*second, 1), QByteArray("3W11RR"));
        }
        auto study = fixture.open();
        VERIFY_RESULT(study);
        VERIFY_RESULT(press(*study, 1, 1, '3'));
        QVERIFY(std::filesystem::exists(fixture.path().string() + "-wal"));
        VERIFY_JOURNAL(*study);
    }

    void aHalfMadeStudyIsNone() {
        const StudyFixture fixture;
        std::ofstream(fixture.path().string() + ".part") << "left by a crash";
        VERIFY_RESULT(fixture.create());
        QVERIFY(!std::filesystem::exists(fixture.path().string() + ".part"));
    }

private:
    static void makeStudy(const StudyFixture& fixture, const StudyOptions& options) {
        auto study = fixture.create(options);
        VERIFY_RESULT(study);
        QCOMPARE(addScoring(*study, "WW11RR"), ScoringId(1));
        VERIFY_RESULT(press(*study, 1, 0, '1'));
    }
};

QTEST_APPLESS_MAIN(TstStudyOpening)
#include "tst_study_opening.moc"
