#include "core/recording/montage.h"
#include "tests/core/recording/fake_recording.h"
#include "tests/support/shared_data.h"

#include <QTest>

using namespace hypnodesk;

namespace {

FakeRecording recordingOf(const std::vector<std::string>& labels) {
    FakeRecording recording;
    for (const std::string& label : labels)
        recording.add(label);
    return recording;
}

/// "C4-M1, (ECG)": rows in parentheses are hidden.
std::string rowsOf(const Montage& montage) {
    std::string text;
    for (const MontageRow& row : montage.rows) {
        text += text.empty() ? "" : ", ";
        text += row.isVisible ? row.derivation : '(' + row.derivation + ')';
    }
    return text;
}

Montage montageOf(const std::vector<std::string>& derivations) {
    Montage montage{"mine", {}};
    for (const std::string& derivation : derivations)
        montage.rows.emplace_back().derivation = derivation;
    return montage;
}

/// One of everything that a row can say.
Montage fullMontage() {
    Montage montage = montageOf({"C4-M1", "EMG chin", "SpO2"});
    montage.name = "Nacht \"Ü\"";
    montage.rows[0].filter = dsp::DisplayFilter{0.5, 30.0, 50.0};
    montage.rows[0].microvoltsPerMillimetre = 7.0;
    montage.rows[1].filter = dsp::DisplayFilter{};
    montage.rows[1].enlargement = 2.0;
    montage.rows[1].colour = "#a01020";
    montage.rows[1].isInverted = true;
    montage.rows[2].isVisible = false;
    return montage;
}

} // namespace

class MontageTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void makesMontagesFromChannels_data() {
        QTest::addColumn<int>("montage");
        QTest::addColumn<QString>("expected");
        QTest::newRow("standard") << int(BuiltInMontage::Standard)
                                  << "F4-M1, C4-M1, O2-M1, C3-M2, E1-M2, E2-M2, Chin, ECG, Flow, (Thorax), "
                                     "SaO2, (Oz), (Snore)";
        QTest::newRow("recorded") << int(BuiltInMontage::AsRecorded)
                                  << "SaO2, F4, C4, C3, O2, Oz, M1, M2, E1, E2, Flow, Thorax, Snore, ECG, "
                                     "Chin";
        QTest::newRow("EEG") << int(BuiltInMontage::EegOnly) << "F4-M1, C4-M1, O2-M1, C3-M2, Oz";
        QTest::newRow("respiration") << int(BuiltInMontage::Respiration)
                                     << "C4-M1, Flow, Thorax, Snore, SaO2, ECG";
    }
    void makesMontagesFromChannels() {
        QFETCH(int, montage);
        QFETCH(QString, expected);
        const FakeRecording night = recordingOf({"SaO2", "F4", "C4", "C3", "O2", "Oz", "M1", "M2", "E1", "E2",
                                                 "Flow", "Thorax", "Snore", "ECG", "Chin"});
        const auto kind = static_cast<BuiltInMontage>(montage);
        const Montage made = builtInMontage(kind, night);
        QCOMPARE(QString::fromStdString(rowsOf(made)), expected);
        QCOMPARE(builtInByName(made.name), std::optional(kind));
    }

    void showsTheScoredChannelOnTop() {
        const FakeRecording night = recordingOf({"EEG Fpz-Cz", "EEG Pz-Oz", "EMG chin"});
        const Derivation scored{1, std::nullopt, "EEG Pz-Oz"};
        QCOMPARE(rowsOf(builtInMontage(BuiltInMontage::Standard, night, scored)),
                 std::string("EEG Pz-Oz, EEG Fpz-Cz, EMG chin"));
    }

    void showsSomethingOfAnUnknownRecording() {
        const FakeRecording night = recordingOf({"a", "b", "c", "d", "x", "y", "z", "q", "w"});
        QCOMPARE(rowsOf(builtInMontage(BuiltInMontage::Standard, night)),
                 std::string("a, b, c, d, x, y, z, q, (w)"));
        QVERIFY(builtInMontage(BuiltInMontage::EegOnly, night).rows.empty());
        QVERIFY(builtInMontage(BuiltInMontage::Respiration, night).rows.empty());
    }

    void skipsWhatTheNightLacks() {
        const FakeRecording night = recordingOf({"C4", "M1", "EMG chin"});
        Montage wanted = montageOf({"C4-M1", "O2-M1", "EMG chin", "SpO2"});
        wanted.rows[3].isVisible = false; // nobody misses a hidden row
        const ResolvedMontage resolved = resolveMontage(night, wanted);
        QCOMPARE(resolved.rows.size(), std::size_t(2));
        QCOMPARE(resolved.rows[0].derivation.name, std::string("C4-M1"));
        QCOMPARE(resolved.rows[1].row, std::size_t(2));
        QCOMPARE(resolved.missing, (std::vector<std::string>{"O2-M1"}));
    }

    void rereferencesToTheOppositeMastoid_data() {
        QTest::addColumn<QStringList>("labels");
        QTest::addColumn<QStringList>("rows");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<int>("changed");
        const QStringList referential{"F3", "F4", "C3", "C4", "Cz", "O1",
                                      "O2", "E1", "E2", "A1", "A2", "ECG"};
        QTest::newRow("referential") << referential << QStringList{"F3", "C4", "Cz", "E1", "E2", "ECG"}
                                     << "F3-M2, C4-M1, Cz-M1, E1-M2, E2-M2, ECG" << 5;
        QTest::newRow("bipolar and ipsilateral")
            << referential << QStringList{"C3-M1", "F4-C4", "O2-M1"} << "C3-M2, F4-M1, O2-M1" << 2;
        QTest::newRow("equal rows") << referential << QStringList{"C4", "C4-Cz", "C4-M1"} << "C4-M1" << 2;
        QTest::newRow("recorded so") << QStringList{"EEG C4-A2", "EEG C4-A1"} << QStringList{"EEG C4-A2"}
                                     << "C4-M1" << 1;
        QTest::newRow("no mastoids") << QStringList{"EEG Fpz-Cz", "EMG"} << QStringList{"EEG Fpz-Cz", "EMG"}
                                     << "EEG Fpz-Cz, EMG" << 0;
        QTest::newRow("other reference")
            << QStringList{"EEG C4-REF", "EEG A1-LE"} << QStringList{"EEG C4-REF"} << "EEG C4-REF" << 0;
    }
    void rereferencesToTheOppositeMastoid() {
        QFETCH(QStringList, labels);
        QFETCH(QStringList, rows);
        QFETCH(QString, expected);
        QFETCH(int, changed);
        FakeRecording night;
        for (const QString& label : labels)
            night.add(label.toStdString());
        Montage montage{"mine", {}};
        for (const QString& row : rows)
            montage.rows.emplace_back().derivation = row.toStdString();
        const Rereferenced result = withContralateralMastoids(night, montage);
        QCOMPARE(QString::fromStdString(rowsOf(result.montage)), expected);
        QCOMPARE(result.changed, changed);
        QVERIFY(resolveMontage(night, result.montage).missing.empty());
        // Doing it twice changes nothing more.
        QCOMPARE(withContralateralMastoids(night, result.montage).montage, result.montage);
    }

    void keepsTheLooksOfRereferencedRows() {
        const FakeRecording night = recordingOf({"C4", "A1"});
        Montage montage = montageOf({"C4"});
        montage.rows[0].colour = "#102030";
        montage.rows[0].enlargement = 0.5;
        const Montage result = withContralateralMastoids(night, montage).montage;
        QCOMPARE(result.rows[0].derivation, std::string("C4-M1"));
        QCOMPARE(result.rows[0].colour, std::string("#102030"));
        QCOMPARE(result.rows[0].enlargement, 0.5);
    }

    void tellsForWhichRowsThereIsNoMastoid() {
        const FakeRecording night = recordingOf({"C4", "C3", "A1", "EMG"});
        QCOMPARE(withContralateralMastoids(night, montageOf({"C4", "C3", "EMG"})).unable,
                 (std::vector<std::string>{"C3"}));
    }

    void readsWhatItWrote() {
        const Montage montage = fullMontage();
        QCOMPARE(parseMontage(montageText(montage)).value(), montage);
        const std::vector<Montage> list{montage, montageOf({"C3-M2"}), {"empty", {}}};
        QCOMPARE(parseMontages(montagesText(list)).value(), list);
    }

    void readsTheListOfAnOlderStudy() {
        const auto old = parseMontage(R"(["EEG Fpz-Cz","EMG submental"])");
        QVERIFY(old);
        QCOMPARE(rowsOf(*old), std::string("EEG Fpz-Cz, EMG submental"));
        QVERIFY(old->name.empty());
    }

    void limitsWhatMakesNoSense() {
        const auto montage = parseMontage(
            R"({"name":7,"rows":[{"derivation":"C4","enlargement":-3,"uv_per_mm":1e99,"colour":"red","filter":)"
            R"({"low_hz":-1,"high_hz":"x","notch_hz":50},"visible":"no"}]})");
        QVERIFY(montage);
        const MontageRow& row = montage->rows.front();
        QVERIFY(montage->name.empty() && row.colour.empty() && row.isVisible);
        QCOMPARE(row.enlargement, 1.0);
        QCOMPARE(row.microvoltsPerMillimetre, std::optional(100000.0));
        QCOMPARE(row.filter, std::optional(dsp::DisplayFilter{{}, {}, 50.0}));
    }

    void survivesEveryTruncation() {
        const std::string text = montagesText({fullMontage()});
        for (std::size_t length = 0; length < text.size(); ++length) {
            const auto montages = parseMontages(std::string_view(text).substr(0, length));
            QVERIFY(!montages && !montages.error().detail.empty());
        }
        for (const char* bad : {"[[]]", "[1]", "{}", "{\"rows\":{}}", "7", "{\"rows\":[{}]}"})
            QVERIFY2(!parseMontage(bad), bad);
        QVERIFY(!parseMontages("[]"));
        QVERIFY(!parseMontages(R"({"format":"hypnodesk-montages","montages":[7]})"));
    }

    void fitsRealRecordings_data() {
        QTest::addColumn<QString>("file");
        for (const char* file : {"dreams/excerpt3_full_psg.edf"})
            QTest::newRow(file) << file;
    }
    void fitsRealRecordings() {
        SKIP_WITHOUT_SHARED_DATA();
        QFETCH(QString, file);
        const auto night = Recording::open(sharedData() / file.toStdString());
        QVERIFY(night);
        for (const BuiltInMontage kind : kBuiltInMontages) {
            const Montage montage = builtInMontage(kind, **night);
            QVERIFY2(!montage.rows.empty(), montage.name.c_str());
            const ResolvedMontage resolved = resolveMontage(**night, montage);
            QVERIFY(resolved.missing.empty());
            QCOMPARE(resolved.rows.size(), montage.rows.size());
        }
    }
};

QTEST_APPLESS_MAIN(MontageTest)
#include "tst_montage.moc"
