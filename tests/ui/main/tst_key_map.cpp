#include "ui/main/key_map.h"

#include <QTest>

using namespace hypnodesk;

namespace {

QStringList keyTexts(const KeyMap& map, ActionId id) {
    return keysToText(map.keys(id)).split(' ', Qt::SkipEmptyParts);
}

const KeyPreset& preset(const char* name) {
    for (const KeyPreset& each : keyPresets())
        if (QByteArray(each.name) == name)
            return each;
    qFatal("no such preset");
}

} // namespace

class TestKeyMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void presetsAreSound_data() {
        QTest::addColumn<int>("index");
        for (int i = 0; i < static_cast<int>(keyPresets().size()); ++i)
            QTest::newRow(keyPresets()[static_cast<std::size_t>(i)].name) << i;
    }

    void presetsAreSound() {
        QFETCH(int, index);
        const KeyMap map = presetMap(keyPresets()[static_cast<std::size_t>(index)]);
        for (const KeyMap::Conflict& conflict : map.conflicts())
            QFAIL(qPrintable(conflict.key.toString() + ": " + actionName(conflict.first) + ", " +
                             actionName(conflict.second)));
        for (ActionId id : map.stagesWithoutKey())
            QFAIL(qPrintable(actionName(id)));
        // Five stages from the number pad, too.
        for (ActionId id :
             {ActionId::PadWake, ActionId::PadN1, ActionId::PadN2, ActionId::PadN3, ActionId::PadRem})
            QVERIFY2(!map.keys(id).isEmpty(), qPrintable(actionName(id)));
    }

    void presetsHaveTheKeysOfTheirProducts() {
        const KeyMap sleepTrip = presetMap(preset("SleepTrip"));
        QCOMPARE(sleepTrip.owner(QKeySequence("5")), std::optional(ActionId::Rem));
        QCOMPARE(sleepTrip.owner(QKeySequence("7")), std::optional(ActionId::Unscored));
        QCOMPARE(sleepTrip.owner(QKeySequence("D")), std::optional(ActionId::Unscored));
        QCOMPARE(sleepTrip.owner(QKeySequence("8")), std::optional(ActionId::Movement));
        QCOMPARE(sleepTrip.owner(QKeySequence("9")), std::optional(ActionId::Artefact));
        QVERIFY(sleepTrip.owner(QKeySequence("A")) != std::optional(ActionId::Artefact));
        const KeyMap wonambi = presetMap(preset("Wonambi"));
        QCOMPARE(keyTexts(wonambi, ActionId::Wake), QStringList{"9"});
        QCOMPARE(wonambi.owner(QKeySequence("0")), std::optional(ActionId::Unscored));
        QCOMPARE(wonambi.owner(QKeySequence("8")), std::optional(ActionId::Movement));
        const KeyMap visbrain = presetMap(preset("visbrain"));
        QCOMPARE(visbrain.owner(QKeySequence("B")), std::optional(ActionId::PreviousEpoch));
        QCOMPARE(visbrain.owner(QKeySequence("N")), std::optional(ActionId::NextEpoch));
        const KeyPreset& aasm = preset("AASM / Sleep ISR");
        QCOMPARE(presetMap(aasm).owner(QKeySequence("4")), std::optional(ActionId::Rem));
        QVERIFY(!presetMap(aasm).owner(QKeySequence("5")));
        QCOMPARE(aasm.topRowAdvances, std::optional(false));
    }

    void everyMapMarksEventsByKeys() {
        for (const KeyPreset& each : keyPresets()) {
            const KeyMap map = presetMap(each);
            for (ActionId id :
                 {ActionId::MarkArousal, ActionId::MarkArtefact, ActionId::MarkSpindle,
                  ActionId::MarkKComplex, ActionId::MarkObstructiveApnoea, ActionId::MarkCentralApnoea,
                  ActionId::MarkMixedApnoea, ActionId::MarkHypopnoea, ActionId::MarkNote})
                QVERIFY2(!map.keys(id).isEmpty(), qPrintable(actionName(id) + " in " + each.name));
            // What a product's keys took from elsewhere is still at hand.
            for (ActionId id : {ActionId::Guide, ActionId::Score, ActionId::RenameScoring,
                                ActionId::NextDisagreement, ActionId::PreviousDisagreement,
                                ActionId::NextControl, ActionId::PlaceEvent, ActionId::LightsOn})
                QVERIFY2(!map.keys(id).isEmpty(), qPrintable(actionName(id) + " in " + each.name));
        }
        const KeyMap sleepTrip = presetMap(preset("SleepTrip"));
        QCOMPARE(sleepTrip.owner(QKeySequence("A")), std::optional(ActionId::MarkArousal));
        QCOMPARE(sleepTrip.owner(QKeySequence("Shift+A")), std::optional(ActionId::MarkArtefact));
        QCOMPARE(sleepTrip.owner(QKeySequence("J")), std::optional(ActionId::MarkSpindle));
        QCOMPARE(sleepTrip.owner(QKeySequence("K")), std::optional(ActionId::MarkKComplex));
        const KeyMap hero = presetMap(preset("ScoringHero"));
        QCOMPARE(hero.owner(QKeySequence("F2")), std::optional(ActionId::MarkArousal));
        QCOMPARE(hero.owner(QKeySequence("F12")), std::optional(ActionId::MarkNote));
        QCOMPARE(hero.owner(QKeySequence("F1")), std::optional(ActionId::Guide));
        QCOMPARE(hero.owner(QKeySequence("Shift+F5")), std::optional(ActionId::Score));
    }

    void theNumberPadIsAnotherKey() {
        const KeyMap map;
        const QKeySequence pad = keysFromText("Num+1").value(0);
        QCOMPARE(pad[0], QKeyCombination(Qt::KeypadModifier, Qt::Key_1));
        QCOMPARE(map.owner(pad), std::optional(ActionId::PadN1));
        QCOMPARE(map.owner(QKeySequence("1")), std::optional(ActionId::N1));
    }

    void givingTakesFromTheOther() {
        KeyMap map;
        map.give(QKeySequence("W"), ActionId::N3);
        QCOMPARE(map.owner(QKeySequence("W")), std::optional(ActionId::N3));
        QCOMPARE(keyTexts(map, ActionId::Wake), QStringList{"0"});
        QVERIFY(map.conflicts().empty());
        map.setKeys(ActionId::Wake, keysFromText("W 0"));
        QCOMPARE(map.conflicts().size(), std::size_t(1));
        map.setKeys(ActionId::Wake, {});
        QCOMPARE(map.stagesWithoutKey(), std::vector{ActionId::Wake});
    }

    void differencesGoOutAndComeBack() {
        const KeyMap standard;
        KeyMap changed;
        // Two actions change places: neither order of applying may lose one.
        changed.setKeys(ActionId::NextEpoch, keysFromText("Left Num+6"));
        changed.setKeys(ActionId::PreviousEpoch, keysFromText("Right"));
        changed.setKeys(ActionId::About, keysFromText("Ctrl+, Alt+Space"));
        changed.take(keysFromText("Ctrl+,").front(), ActionId::Settings);
        KeyMap read;
        QVERIFY(read.apply(changed.differencesFrom(standard)).isEmpty());
        QCOMPARE(read, changed);
        QVERIFY(standard.differencesFrom(standard).isEmpty());
    }

    void nonsenseIsNamedAndLeftOut() {
        KeyMap map;
        const QStringList unknown = map.apply(
            QJsonObject{{"Fly", "F"}, {"Count", "C"}, {"N1", "1 Quark+#!"}, {"N2", 2}, {"N3", "Ctrl+3"}});
        QCOMPARE(unknown.size(), 4);
        QCOMPARE(map.owner(QKeySequence("1")), std::optional(ActionId::N1));
        QCOMPARE(keyTexts(map, ActionId::N3), QStringList{"Ctrl+3"});
    }

    void everyActionHasAName() {
        for (const ActionSpec& spec : actionSpecs()) {
            QVERIFY(!actionName(spec.id).isEmpty());
            QCOMPARE(actionFromName(actionName(spec.id)), std::optional(spec.id));
        }
        QVERIFY(!actionFromName("Count"));
        QVERIFY(!actionFromName(""));
    }
};

QTEST_MAIN(TestKeyMap)
#include "tst_key_map.moc"
