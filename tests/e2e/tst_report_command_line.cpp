#include "tests/support/program_run.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

namespace {

Run hypno(const QStringList& arguments) {
    return program(QStringLiteral(HYPNO_PROGRAM), arguments);
}

QJsonValue statistic(const Run& run, const char* key) {
    return run.json()["statistics"].toObject()[key];
}

} // namespace

/// What goes out into the world from a scored night: report, statistics, events, agreement. No network is
/// needed for it.
class TestReportCommandLine : public QObject {
    Q_OBJECT

    QString at(const QString& name) const { return m_folder.filePath(name); }

    QByteArray content(const QString& name) const {
        QFile file(at(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    void write(const QString& name, const QByteArray& text) const {
        QFile file(at(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QByteArray faultsBySchema(const QString& schema, const QString& name) const {
        const QString folder = QFileInfo(QFINDTESTDATA("../../resources/schemas/report.schema.json")).path();
        return program("/usr/bin/python3",
                       {QFINDTESTDATA("validate_json.py"), folder + '/' + schema + ".schema.json", at(name)})
            .err;
    }

    QTemporaryDir m_folder;

private Q_SLOTS:
    /// Twenty minutes, 40 epochs: W 8, N2 30, R 2, i.e. 16 min of sleep; two arousals in sleep and one awake,
    /// one apnoea.
    void initTestCase() {
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME"})
            qputenv(name, at("home").toUtf8());
        const Run made = hypno({"simulate", "--out", at("nights"), "--nights", "1", "--hours", "0.3334",
                                "--seed", "5", "--channels", "C4-M1"});
        QVERIFY2(made.code == 0, made.err);
        QVERIFY(QFile::rename(at("nights/virtual-0001.edf"), at("night.edf")));
        QByteArray annot = "class\tinstance\tchannel\tstart\tstop\tmeta\n";
        for (int epoch = 0; epoch < 40; ++epoch)
            annot += QByteArray(epoch < 8    ? "W"
                                : epoch < 38 ? "N2"
                                             : "R") +
                     "\t.\t.\t" + QByteArray::number(30 * epoch) + '\t' +
                     QByteArray::number(30 * epoch + 30) + "\t.\n";
        annot += "arousal\t.\tC4-M1\t31\t35\t.\n"
                 "arousal\t.\tC4-M1\t301\t305\t.\n"
                 "arousal\t.\tC4-M1\t611\t616\t.\n"
                 "obstructive_apnoea\t.\t.\t700\t715\t.\n";
        write("anna.annot", annot);
        const Run imported = hypno({"import", at("night.edf"), at("anna.annot"), "--name", "Anna"});
        QVERIFY2(imported.code == 0, imported.err);
        QVERIFY2(imported.out.contains("4 events"), imported.out);
    }

    void everyKindOfReport() {
        const Run run = hypno({"report", at("night.hypno"), "--out", at("r.pdf"), "--out", at("r.html"),
                               "--out", at("r.json"), "--out", at("r.csv")});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(run.out.count('\n'), 4);
        QVERIFY(content("r.pdf").startsWith("%PDF-"));
        const QByteArray html = content("r.html");
        QVERIFY(html.contains("Arousal index") && html.contains("7.5"));
        QVERIFY(html.contains("For research use."));
        // Two of three arousals begin in sleep: 2 in 16 min are 7.5 an hour; one apnoea 3.75.
        const QByteArray csv = content("r.csv");
        QVERIFY2(csv.contains("\ntst_min,Total sleep time (TST),16,"), csv);
        QVERIFY2(csv.contains("\narousal_index_per_h,Arousal index,7.5,"), csv);
        QVERIFY2(csv.contains("\nahi_per_h,Apnea-hypopnea index (AHI),3.75,"), csv);
        const QJsonObject report = QJsonDocument::fromJson(content("r.json")).object();
        QCOMPARE(report["events"].toArray().size(), 2);
        QCOMPARE(report["events"][0]["count"].toInt(), 3);
        QCOMPARE(report["events"][0]["in_sleep"].toInt(), 2);
        QCOMPARE(report["statistics"]["arousal_index_per_h"].toDouble(), 7.5);
    }

    void jsonFollowsItsSchemas() {
        if (program("/usr/bin/python3", {"-c", "import jsonschema; jsonschema.Draft202012Validator"}).code !=
            0)
            QSKIP("skipped: python3-jsonschema is not installed");
        QCOMPARE(faultsBySchema("report", "r.json"), QByteArray());
        const Run stats = hypno({"stats", at("night.hypno"), "--json"});
        write("stats.json", stats.out);
        QCOMPARE(faultsBySchema("statistics", "stats.json"), QByteArray());
        QVERIFY(hypno({"convert", at("night.hypno"), at("night.json")}).code == 0);
        QCOMPARE(faultsBySchema("hypnogram", "night.json"), QByteArray());
    }

    void inGermanOnLetterPaper() {
        const Run run = hypno({"report", at("night.hypno#Anna"), "--out", at("de.html"), "--out",
                               at("de.pdf"), "--language", "de", "--paper", "Letter"});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(content("de.html").contains("Nur f\u00fcr Forschungszwecke."));
        const Run text = program("pdftotext", {at("de.pdf"), "-"});
        if (text.code != 0)
            QSKIP("skipped: pdftotext is not installed");
        QVERIFY2(text.out.contains("Forschungszwecke"), text.out);
        QVERIFY(program("pdfinfo", {at("de.pdf")}).out.contains("612 x 792"));
    }

    void ofAFileInPlaceOfAStudy() {
        QVERIFY(QFile::copy(at("night.edf"), at("alone.edf")));
        const Run run =
            hypno({"report", at("alone.edf"), "--hypnogram", at("anna.annot"), "--out", at("alone.csv")});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(content("alone.csv").contains("\narousal_index_per_h,Arousal index,7.5,"));
    }

    void saysWhatIsWrong() {
        const Run ending = hypno({"report", at("night.hypno"), "--out", at("r.txt")});
        QCOMPARE(ending.code, 2);
        QVERIFY2(ending.err.contains(".pdf, .html, .json or .csv"), ending.err);
        const Run unscored = hypno({"report", at("alone.edf"), "--out", at("no.pdf")});
        QCOMPARE(unscored.code, 3);
        QVERIFY2(unscored.err.contains("nothing is scored yet"), unscored.err);
        QVERIFY(!QFile::exists(at("no.pdf")));
        QCOMPARE(hypno({"report", at("night.hypno#Nobody"), "--out", at("no.pdf")}).code, 3);
        const Run half = hypno(
            {"report", at("night.hypno"), "--out", at("half.csv"), "--out", at("no such folder/half.html")});
        QCOMPARE(half.code, 1);
        QVERIFY(QFile::exists(at("half.csv")));
    }

    void eventsGoThroughTheFormats() {
        const Run run = hypno({"convert", at("night.hypno"), at("out.edf"), "--events", at("events.csv")});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(content("events.csv"), QByteArray("onset_s,duration_s,kind,channel,text\n"
                                                   "31,4,arousal,C4-M1,\n"
                                                   "301,4,arousal,C4-M1,\n"
                                                   "611,5,arousal,C4-M1,\n"
                                                   "700,15,obstructive apnoea,,\n"));
        const Run stats = hypno({"stats", at("out.edf"), "--json"});
        QCOMPARE(statistic(stats, "ahi_per_h").toDouble(), 3.75);
        QVERIFY(hypno({"stats", at("out.edf")}).out.contains("Obstructive apnoea"));
        const Run lost = hypno({"convert", at("out.edf"), at("out.csv")});
        QCOMPARE(lost.code, 0);
        QVERIFY2(lost.err.contains("4 events"), lost.err);
        // Where none was marked the index is not scored, never 0.
        QVERIFY(statistic(hypno({"stats", at("out.csv"), "--json"}), "ahi_per_h").isNull());
        QCOMPARE(hypno({"convert", at("out.edf"), "--events", at("night.edf")}).code, 3);
    }

    void agreementOfSeveral() {
        const auto night = [&](const QString& name, const char* stages) {
            QByteArray csv = "epoch,onset_s,stage\n";
            int epoch = 0;
            for (const char* stage = stages; *stage; ++stage, ++epoch) {
                const QByteArray code =
                    *stage == 'W' || *stage == 'R' ? QByteArray(1, *stage) : QByteArray("N") + *stage;
                csv += QByteArray::number(epoch) + ',' + QByteArray::number(30 * epoch) + ',' + code + '\n';
            }
            QVERIFY(QDir().mkpath(QFileInfo(at(name)).path()));
            write(name, csv);
        };
        night("a/n1.csv", "WW1222RR");
        night("b/n1.csv", "WW2222RR");
        night("c/n1.csv", "WW1223RR");
        night("a/n2.csv", "WWWW");
        night("b/n2.csv", "WWWW");
        const Run one = hypno({"compare", at("a/n1.csv"), at("b/n1.csv"), at("c/n1.csv"), "--json",
                               "--consensus", at("together.csv")});
        QVERIFY2(one.code == 0, one.err);
        QCOMPARE(one.json()["compared"].toInt(), 8);
        QCOMPARE(one.json()["unanimous"].toInt(), 6);
        // The first says what the other two say, or one of two.
        QCOMPARE(one.json()["scorers"].toArray()[0].toObject()["soft_agreement"].toDouble(), 1.0);
        const Run same = hypno({"compare", at("a/n1.csv"), at("together.csv"), "--json"});
        QCOMPARE(same.json()["accuracy"].toDouble(), 1.0);
        // Folders: what one of them lacks is told and left out.
        const Run folders = hypno({"compare", at("a"), at("b"), at("c")});
        QVERIFY2(folders.code == 0, folders.err);
        QVERIFY2(folders.err.contains("n2: 2 of 3 scorers"), folders.err);
        QVERIFY2(folders.out.contains("Fleiss' kappa"), folders.out);
        QCOMPARE(hypno({"compare", at("a"), at("b"), "--json"}).json()["nights"].toInt(), 2);
        QCOMPARE(hypno({"compare", at("a"), at("b/n1.csv"), at("c")}).code, 2);
        QCOMPARE(hypno({"compare", at("a"), at("b"), "--consensus", at("x.csv")}).code, 2);
        QCOMPARE(hypno({"compare", at("a/n1.csv"), at("b/n1.csv"), at("gone.csv")}).code, 3);
    }
};

QTEST_GUILESS_MAIN(TestReportCommandLine)
#include "tst_report_command_line.moc"
