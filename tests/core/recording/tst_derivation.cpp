#include "core/recording/derivation.h"
#include "tests/core/recording/fake_recording.h"

#include <QTest>

using namespace hypnodesk;

namespace {

FakeRecording recordingOf(const QList<QByteArray>& labels) {
    FakeRecording recording;
    for (const QByteArray& label : labels)
        recording.add(label.toStdString());
    return recording;
}

std::string names(const std::vector<Derivation>& derivations) {
    std::string all;
    for (const Derivation& derivation : derivations)
        all += (all.empty() ? "" : ", ") + derivation.name;
    return all;
}

} // namespace

class TstDerivation : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void parses_data() {
        QTest::addColumn<QList<QByteArray>>("labels");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("plus");
        QTest::addColumn<int>("minus"); // -1: a single channel
        const auto row = [](const char* name, const QList<QByteArray>& labels, const char* text, int plus,
                            int minus) {
            QTest::newRow(name) << labels << QByteArray(text) << plus << minus;
        };
        const QList<QByteArray> sleepEdf = {"EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal"};
        row("label", sleepEdf, "EEG Pz-Oz", 1, -1);
        row("case and blanks", sleepEdf, " eeg pz-OZ ", 1, -1);
        row("without prefix", sleepEdf, "Fpz-Cz", 0, -1);
        row("with prefix", {"C3", "C4"}, "EEG C4", 1, -1);
        row("a recorded derivation", {"EEG C3-A2", "EEG C4-A1"}, "C4-M1", 1, -1);
        row("colon", {"C4:A1"}, "C4-M1", 0, -1);
        row("a difference", {"C4", "M1", "M2"}, "C4-M2", 0, 2);
        row("A1 is M1", {"C4", "A1"}, "C4-M1", 0, 1);
        row("M1 is A1", {"EEG M1", "EEG C4"}, "C4-A1", 1, 0);
        row("common reference", {"EEG C4-REF", "EEG A1-REF"}, "C4-M1", 0, 1);
        row("full labels", {"EEG C4-REF", "EEG A1-REF"}, "EEG C4-REF-EEG A1-REF", 0, 1);
        row("any two channels", {"chin left", "chin right"}, "chin left - chin right", 0, 1);
        row("second of two", {"X", "X (2)"}, "X (2)", 1, -1);
    }

    void parses() {
        QFETCH(QList<QByteArray>, labels);
        QFETCH(QByteArray, text);
        QFETCH(int, plus);
        QFETCH(int, minus);
        const auto derivation = parseDerivation(recordingOf(labels), text.toStdString());
        QVERIFY(derivation);
        QCOMPARE(derivation->plus, plus);
        QCOMPARE(derivation->minus.value_or(-1), minus);
    }

    void whatCannotBeDerived() {
        FakeRecording recording;
        recording.add("C4").add("M1", 200.0).add("SaO2", 100.0, {0.0f}, "%").add("EEG C4-A1");
        const auto errorOf = [&](const char* text) {
            const auto derivation = parseDerivation(recording, text);
            return derivation ? Error{ErrorCode::Internal, derivation->name} : derivation.error();
        };
        QCOMPARE(errorOf("C3"), (Error{ErrorCode::DataMissing,
                                       "no channel \"C3\"; the recording has C4, M1, SaO2, EEG C4-A1"}));
        QCOMPARE(errorOf("").code, ErrorCode::DataMissing);
        QCOMPARE(errorOf("-").code, ErrorCode::DataMissing);
        QCOMPARE(errorOf("C4-C4").code, ErrorCode::DataMissing);
        QCOMPARE(errorOf("C4-M1").detail, std::string("EEG C4-A1")); // as recorded, not the two rates
        QCOMPARE(errorOf("C4 - SaO2").code, ErrorCode::ArgumentInvalid);
        QCOMPARE(errorOf("M1-C4"),
                 (Error{ErrorCode::ArgumentInvalid,
                        "M1 has 200 Hz and C4 has 100 Hz; their difference cannot be taken"}));
    }

    void suggests_data() {
        QTest::addColumn<QList<QByteArray>>("labels");
        QTest::addColumn<QByteArray>("expected");
        const auto row = [](const char* name, const QList<QByteArray>& labels, const char* expected) {
            QTest::newRow(name) << labels << QByteArray(expected);
        };
        row("AASM", {"F4-M1", "C4-M1", "O2-M1", "E1-M2"}, "C4-M1, F4-M1, O2-M1");
        row("Sleep-EDF", {"EEG Fpz-Cz", "EEG Pz-Oz", "EOG horizontal", "EMG submental"},
            "EEG Fpz-Cz, EEG Pz-Oz");
        row("SHHS", {"SaO2", "EEG(sec)", "ECG", "EMG", "EOG(L)", "EEG"}, "EEG, EEG(sec)");
        row("DREAMS", {"O1-A1", "EMG1", "C3-A1", "FP1-A1", "EOG1-A1"}, "C3-A1, FP1-A1, O1-A1");
        row("referential", {"F4", "C4", "O2", "A1", "A2"}, "C4-M1, F4-M1, C4, O2-M1, F4, O2, A1, A2");
        row("referential, other side", {"EEG C3-REF", "EEG A2-REF"}, "C3-M2, EEG C3-REF, EEG A2-REF");
        row("different references", {"EEG C4-REF", "EEG A1-LE"}, "EEG C4-REF, EEG A1-LE");
        row("one unnamed signal", {"signal"}, "signal");
        row("one EEG", {"EEG"}, "EEG");
        row("no EEG", {"EMG chin", "SaO2"}, "");
        row("nothing known", {"x", "y"}, "");
    }

    void suggests() {
        QFETCH(QList<QByteArray>, labels);
        QFETCH(QByteArray, expected);
        QCOMPARE(names(suggestedDerivations(recordingOf(labels))), expected.toStdString());
    }

    void slowSignalsAreNoEeg() {
        FakeRecording recording;
        recording.add("EEG C4-M1", 1.0).add("EEG Cz-M1", 100.0);
        QCOMPARE(names(suggestedDerivations(recording)), std::string("EEG Cz-M1"));
    }

    void montage_data() {
        QTest::addColumn<QList<QByteArray>>("labels");
        QTest::addColumn<QByteArray>("expected");
        QTest::newRow("derived") << QList<QByteArray>{"SaO2", "F3", "F4", "C3",    "C4",  "M1",
                                                      "M2",   "E1", "E2", "Light", "ECG", "Chin"}
                                 << QByteArray(
                                        "F4-M1, C4-M1, F3-M2, C3-M2, E1-M2, E2-M2, Chin, ECG, SaO2, Light");
        QTest::newRow("recorded") << QList<QByteArray>{"EOG(L)", "C4-A1", "LEG/L", "Flow", "Oz"}
                                  << QByteArray("C4-A1, EOG(L), Flow, LEG/L, Oz");
        QTest::newRow("Sleep-EDF")
            << QList<QByteArray>{"EEG Fpz-Cz",     "EEG Pz-Oz",     "EOG horizontal",
                                 "Resp oro-nasal", "EMG submental", "Temp rectal"}
            << QByteArray("EEG Fpz-Cz, EEG Pz-Oz, EOG horizontal, EMG submental, Resp oro-nasal, "
                          "Temp rectal");
        QTest::newRow("nothing") << QList<QByteArray>{} << QByteArray("");
    }

    void montage() {
        QFETCH(QList<QByteArray>, labels);
        QFETCH(QByteArray, expected);
        QCOMPARE(names(standardMontage(recordingOf(labels))), expected.toStdString());
    }

    void readsTheDifference() {
        std::vector<float> c4(5000);
        std::vector<float> m1(5000);
        for (std::size_t i = 0; i < c4.size(); ++i) {
            c4[i] = static_cast<float>(i);
            m1[i] = static_cast<float>(i % 7);
        }
        FakeRecording recording;
        recording.add("C4", 100.0, c4).add("M1", 100.0, m1);
        const Derivation derivation = parseDerivation(recording, "C4-M1").value();
        QCOMPARE(rateHz(recording, derivation), 100.0);
        QCOMPARE(sampleCount(recording, derivation), 5000);
        std::vector<float> out(4995);
        readDerivation(recording, derivation, 3, out);
        for (std::size_t i = 0; i < out.size(); ++i)
            QCOMPARE(out[i], c4[i + 3] - m1[i + 3]);
    }
};

QTEST_APPLESS_MAIN(TstDerivation)
#include "tst_derivation.moc"
