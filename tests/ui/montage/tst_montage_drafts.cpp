#include "ui/montage/montage_drafts.h"
#include "ui/montage/montage_library.h"
#include "ui/montage/row_choices.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

namespace {

Montage named(const std::string& name, const std::string& derivation = "C4-M1") {
    Montage montage{name, {}};
    montage.rows.emplace_back().derivation = derivation;
    return montage;
}

QString names(const std::vector<Montage>& montages) {
    QStringList list;
    for (const Montage& montage : montages)
        list << QString::fromStdString(montage.name);
    return list.join(", ");
}

const std::vector<Montage> kChoices{named("As recorded"), named("Mine"), named("Yours")};

} // namespace

class MontageDraftsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theOneInUseIsCurrent() {
        const MontageDrafts drafts(kChoices, named("Mine", "O2-M1"));
        QCOMPARE(drafts.current(), std::size_t(1));
        QCOMPARE(drafts.montage().rows.front().derivation, std::string("O2-M1")); // as changed for this night
        QCOMPARE(names(drafts.own()), QString("Mine, Yours"));
        const MontageDrafts foreign(kChoices, named("From a colleague"));
        QCOMPARE(names(foreign.own()), QString("Mine, Yours, From a colleague"));
        QCOMPARE(foreign.montage().name, std::string("From a colleague"));
    }

    void duplicatesRenamesAndRemoves() {
        MontageDrafts drafts(kChoices, named("Mine"));
        drafts.duplicate();
        QCOMPARE(drafts.montage().name, std::string("Mine (2)"));
        drafts.rename("Yours", nullptr);
        QCOMPARE(drafts.montage().name, std::string("Yours (2)"));
        drafts.rename("EEG only", nullptr); // would hide the built-in one
        QCOMPARE(drafts.montage().name, std::string("EEG only (2)"));
        drafts.remove();
        QCOMPARE(names(drafts.own()), QString("Mine, Yours"));
        QCOMPARE(drafts.current(), std::size_t(2));
    }

    void builtInOnesAreNeitherRemovedNorRenamed() {
        MontageDrafts drafts(kChoices, named("As recorded", "changed"));
        QVERIFY(drafts.isBuiltIn() && !drafts.canRemove());
        drafts.remove();
        QCOMPARE(drafts.montages().size(), std::size_t(3));
        const Montage original = named("As recorded", "original");
        drafts.rename("Night shift", &original);
        QCOMPARE(drafts.montage(), named("Night shift", "changed"));
        QCOMPARE(drafts.montages().front(), original);
        QCOMPARE(names(drafts.own()), QString("Mine, Yours, Night shift"));
    }

    void aDuplicateOfABuiltInOneIsTheUsers() {
        MontageDrafts drafts(kChoices, named("As recorded"));
        drafts.duplicate();
        QCOMPARE(names(drafts.own()), QString("Mine, Yours, As recorded (2)"));
    }

    void libraryKeepsMontages() {
        const QTemporaryDir folder;
        const auto store = [&] {
            return std::make_unique<QSettings>(folder.filePath("s.ini"), QSettings::IniFormat);
        };
        {
            AppSettings settings(store());
            MontageLibrary library(settings);
            QVERIFY(library.montages().empty());
            library.keep(named("Mine", "F4-M1"));
            library.keep(named("Mine", "O2-M1"));
            library.keep(named("Yours"));
        }
        AppSettings settings(store());
        const MontageLibrary library(settings);
        QCOMPARE(library.montages(), (std::vector<Montage>{named("Mine", "O2-M1"), named("Yours")}));
        settings.setMontages("{ damaged"); // no JSON: the settings keep what they had
        QCOMPARE(MontageLibrary(settings).montages().size(), std::size_t(2));
        const QByteArray ofALaterVersion = R"({"other":1})";
        settings.setMontages(ofALaterVersion);
        QVERIFY(MontageLibrary(settings).montages().empty());
        QCOMPARE(settings.montages(), ofALaterVersion); // nothing lost yet
    }

    void filtersAreReadAsTheyAreWritten() {
        for (const RowChoices::Filter& filter : RowChoices::filters()) {
            const std::optional<RowChoices::Filter> read = RowChoices::filterFrom(RowChoices::text(filter));
            QVERIFY2(read.has_value(), qPrintable(RowChoices::text(filter)));
            QVERIFY2(read.value() == filter, qPrintable(RowChoices::text(filter)));
        }
    }

    void filtersMayBeTyped_data() {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<double>("low");
        QTest::addColumn<double>("high");
        QTest::addColumn<double>("notch");
        QTest::newRow("band") << "0.5-30" << 0.5 << 30.0 << 0.0;
        QTest::newRow("comma and unit") << " 0,1 - 15 Hz" << 0.1 << 15.0 << 0.0;
        QTest::newRow("with notch") << "10-100 notch 50" << 10.0 << 100.0 << 50.0;
        QTest::newRow("low only") << "0.3-" << 0.3 << 0.0 << 0.0;
        QTest::newRow("high only") << "-35" << 0.0 << 35.0 << 0.0;
    }
    void filtersMayBeTyped() {
        QFETCH(QString, typed);
        QFETCH(double, low);
        QFETCH(double, high);
        QFETCH(double, notch);
        const auto filter = RowChoices::filterFrom(typed);
        QVERIFY(filter && *filter);
        QCOMPARE((*filter)->highpassHz.value_or(0.0), low);
        QCOMPARE((*filter)->lowpassHz.value_or(0.0), high);
        QCOMPARE((*filter)->notchHz.value_or(0.0), notch);
    }

    void nonsenseIsNoFilter() {
        for (const char* typed : {"", "x", "35-0.3", "0-0", "-", "5-5", "1-2-3", "1e400-2"})
            QVERIFY2(!RowChoices::filterFrom(QString::fromLatin1(typed)), typed);
    }
};

QTEST_APPLESS_MAIN(MontageDraftsTest)
#include "tst_montage_drafts.moc"
