#include "core/recording/channel_label.h"

#include <QTest>

using namespace hypnodesk;

class TstChannelLabel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void electrodes_data() {
        QTest::addColumn<QByteArray>("label");
        QTest::addColumn<QByteArray>("plus");
        QTest::addColumn<QByteArray>("minus");
        const auto row = [](const char* label, const char* plus, const char* minus) {
            QTest::newRow(label) << QByteArray(label) << QByteArray(plus) << QByteArray(minus);
        };
        row("C4-M1", "C4", "M1");
        row("C4-A1", "C4", "M1");
        row("C4:A1", "C4", "M1");
        row("C4/A1", "C4", "M1");
        row("EEG C3-A2", "C3", "M2");
        row("EEG Fpz-Cz", "FPZ", "CZ");
        row("EEG CZ-A1", "CZ", "M1");
        row("EEG C4-REF", "C4", "REF");
        row("EEG C3-LE", "C3", "LE");
        row("F3-TP10", "F3", "M2");
        row("C3", "C3", "");
        row("C3 EEG", "C3", "");
        row("Fc5.", "FC5", "");
        row("E1-M2", "E1", "M2");
        row("LOC-A2", "E1", "M2");
        row("EEG A2-A1", "M2", "M1");
        row("EEG", "", "");
        row("EEG(sec)", "", "");
        row("SaO2", "", "");
        row("EMG submental", "", "");
        row("C4-M1 (Imp)", "", "");
        row("C3 Impedance", "", "");
        row("C4-", "C4", "");
        row("-", "", "");
        row("", "", "");
        row("A3", "", "");
        row("C17", "", "");
        row("M1M2", "", "");
        row("REF", "", "");
    }

    void electrodes() {
        QFETCH(QByteArray, label);
        QFETCH(QByteArray, plus);
        QFETCH(QByteArray, minus);
        const ElectrodePair pair = parseElectrodes(label.toStdString());
        QCOMPARE(QByteArray::fromStdString(pair.plus), plus);
        QCOMPARE(QByteArray::fromStdString(pair.minus), minus);
    }

    void roles_data() {
        QTest::addColumn<QByteArray>("role");
        QTest::addColumn<QList<QByteArray>>("labels");
        const auto row = [](const char* role, const QList<QByteArray>& labels) {
            QTest::newRow(role) << QByteArray(role) << labels;
        };
        row("EEG", {"EEG Fpz-Cz", "EEG", "EEG(sec)", "C4-M1", "C4:A1", "EEG C4-REF", "C3", "Fc5.", "Cz..",
                    "A1", "M2", "EEG Channel-1", "O1-A1", "FP1-A1", "T3", "Oz"});
        row("EOG", {"EOG horizontal", "EOG(L)", "EOG1-A1", "E1", "E2-M1", "LOC", "ROC-A1", "REOG",
                    "EOG VEOG_I", "EEG LOC-REF", "Left Eye"});
        row("EMG", {"EMG submental", "EMG", "EMG1", "Chin EMG", "CHIN1-CHIN2", "EMG chin", "Mentalis"});
        row("ECG", {"ECG", "EKG", "ECGL-Ref", "ECG ECG1", "EEG EKG1-REF", "ECG II"});
        row("Respiration", {"Resp oro-nasal", "Airflow", "Nasal Pressure", "THOR RES", "ABDO RES", "NAF1",
                            "VTH", "VAB", "Chest", "Abdomen", "RIP Flow", "NEW AIR", "Thermistor"});
        row("SpO2", {"SaO2", "SpO2", "SAO2", "SpO2 B-B", "Oximetry", "Saturation"});
        row("Snore", {"Snoring", "SNORE", "PHONO", "Mic"});
        row("Leg", {"Right Leg", "LEG/L", "LAT", "RAT", "EMG Tibialis L", "PLMr", "Leg1"});
        row("Position", {"POS", "POSITION", "Body Position"});
        row("Hypnogram", {"hypnogram", "hypnogram_aut", "Sleep stage"});
        row("Other", {"Temp rectal", "Event marker", "Status", "PR", "H.R.", "LIGHT", "Trigger", "Pulse",
                      "Channel 0", "1-2 (Imp)", "", "-", "sine 1 Hz", "Acc X"});
    }

    void roles() {
        QFETCH(QByteArray, role);
        QFETCH(QList<QByteArray>, labels);
        for (const QByteArray& label : labels) {
            const std::string_view found = roleName(roleFromLabel(label.toStdString()));
            QVERIFY2(found == std::string_view(role),
                     (label + ": " + std::string(found).c_str()).constData());
        }
    }

    void units() {
        QCOMPARE(parseUnit("uV"), (VoltageUnit{true, 1.0}));
        QCOMPARE(parseUnit("UV "), (VoltageUnit{true, 1.0}));
        QCOMPARE(parseUnit("\xC2\xB5V"), (VoltageUnit{true, 1.0}));
        QCOMPARE(parseUnit("\xCE\xBCV"), (VoltageUnit{true, 1.0}));
        QCOMPARE(parseUnit("microVolt"), (VoltageUnit{true, 1.0}));
        QCOMPARE(parseUnit("mV"), (VoltageUnit{true, 1e3}));
        QCOMPARE(parseUnit("MV"), (VoltageUnit{true, 1e3}));
        QCOMPARE(parseUnit("Volts"), (VoltageUnit{true, 1e6}));
        QCOMPARE(parseUnit("nV"), (VoltageUnit{true, 1e-3}));
        for (const char* unit : {"", "%", "cmH2O", "V/s", "ML", "-", "BPM"})
            QVERIFY2(!parseUnit(unit).isVoltage, unit);
    }
};

QTEST_APPLESS_MAIN(TstChannelLabel)
#include "tst_channel_label.moc"
