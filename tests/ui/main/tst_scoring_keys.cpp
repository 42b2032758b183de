#include "tests/ui/support/desk.h"
#include "ui/main/header_bar.h"
#include "ui/main/night_page.h"
#include "ui/trace/trace_view.h"

#include <QAbstractButton>
#include <QCheckBox>

using namespace hypnodesk;
using test::Desk;

namespace {

constexpr int kEpochs = test::kDeskEpochs;

} // namespace

/// Scoring and moving through the night by keys.
class TestScoringKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stageKeys_data();
    void stageKeys();
    void topRowFollowsTheSwitch();
    void numberPadAlwaysAdvances();
    void backspaceClearsAndStepsBack();
    void undoAndRedoByKey();
    void navigationKeys();
    void pageKeys();
    void enterAcceptsAndTabTakesTheSecond();
    void keysWorkAfterTheMouseUsedAControl();
    void spaceAndTabReachAControlByKeyboard();
};

void TestScoringKeys::stageKeys_data() {
    QTest::addColumn<int>("key");
    QTest::addColumn<char>("stage");
    QTest::newRow("W") << int(Qt::Key_W) << 'W';
    QTest::newRow("0") << int(Qt::Key_0) << 'W';
    QTest::newRow("1") << int(Qt::Key_1) << '1';
    QTest::newRow("2") << int(Qt::Key_2) << '2';
    QTest::newRow("3") << int(Qt::Key_3) << '3';
    QTest::newRow("R") << int(Qt::Key_R) << 'R';
    QTest::newRow("4") << int(Qt::Key_4) << 'R';
    QTest::newRow("5") << int(Qt::Key_5) << 'R';
    QTest::newRow("M") << int(Qt::Key_M) << 'M';
    QTest::newRow("A") << int(Qt::Key_A) << 'A';
    QTest::newRow("U") << int(Qt::Key_U) << '?';
    QTest::newRow("?") << int(Qt::Key_Question) << '?';
    QTest::newRow("Delete") << int(Qt::Key_Delete) << '?';
}

void TestScoringKeys::stageKeys() {
    QFETCH(int, key);
    QFETCH(char, stage);
    Desk desk;
    desk.open();
    // From another stage, so that clearing can be seen too.
    desk.document().setStage(stage == '2' ? Stage::N3 : Stage::N2);
    desk.press(static_cast<Qt::Key>(key));
    QCOMPARE(desk.stages(0, 1), std::string(1, stage));
    QCOMPARE(desk.document().hypnogram()[0].source, StageSource::Person);
    QCOMPARE(desk.document().currentEpoch(), 1);
}

void TestScoringKeys::topRowFollowsTheSwitch() {
    Desk desk;
    desk.window->resize(1600, 800); // wide enough for every control
    desk.open();
    auto* advance = desk.window->nightPage().header().findChild<QCheckBox*>();
    QVERIFY(advance->isChecked());
    QTest::mouseClick(advance, Qt::LeftButton, {}, {8, advance->height() / 2});
    QVERIFY(!advance->isChecked());
    desk.press(Qt::Key_2);
    QCOMPARE(desk.document().currentEpoch(), 0);
    desk.press(Qt::Key_Space, Qt::ControlModifier);
    QVERIFY(advance->isChecked());
    desk.press(Qt::Key_3);
    QCOMPARE(desk.document().currentEpoch(), 1);
    QCOMPARE(desk.stages(0, 2), std::string("3?"));
}

void TestScoringKeys::numberPadAlwaysAdvances() {
    Desk desk;
    desk.open();
    desk.window->display().setAdvance(false);
    for (Qt::Key key : {Qt::Key_0, Qt::Key_1, Qt::Key_2, Qt::Key_3, Qt::Key_4, Qt::Key_5})
        desk.press(key, Qt::KeypadModifier);
    QCOMPARE(desk.stages(0, 7), std::string("W123RR?"));
    QCOMPARE(desk.document().currentEpoch(), 6);
}

void TestScoringKeys::backspaceClearsAndStepsBack() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_Left);
    desk.press(Qt::Key_Backspace);
    QCOMPARE(desk.stages(0, 2), std::string("2?"));
    QCOMPARE(desk.document().currentEpoch(), 0);
}

void TestScoringKeys::undoAndRedoByKey() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_1);
    desk.press(Qt::Key_2);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    desk.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(desk.stages(0, 2), std::string("??"));
    desk.press(Qt::Key_Y, Qt::ControlModifier);
    desk.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(desk.stages(0, 2), std::string("12"));
}

void TestScoringKeys::navigationKeys() {
    Desk desk;
    desk.open();
    desk.press(Qt::Key_Right);
    desk.press(Qt::Key_Right);
    desk.press(Qt::Key_Left);
    QCOMPARE(desk.document().currentEpoch(), 1);
    desk.press(Qt::Key_End);
    QCOMPARE(desk.document().currentEpoch(), kEpochs - 1);
    desk.press(Qt::Key_PageUp);
    QCOMPARE(desk.document().currentEpoch(), kEpochs - 2);
    desk.press(Qt::Key_Home);
    QCOMPARE(desk.document().currentEpoch(), 0);
    desk.press(Qt::Key_PageDown);
    QCOMPARE(desk.document().currentEpoch(), 1);
    desk.score();
    desk.press(Qt::Key_Home);
    desk.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 5); // W to N1
    desk.press(Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 10);
    desk.press(Qt::Key_Left, Qt::ShiftModifier);
    QCOMPARE(desk.document().currentEpoch(), 5);
}

void TestScoringKeys::pageKeys() {
    Desk desk;
    desk.open();
    QCOMPARE(desk.document().pageSeconds(), 30.0);
    desk.press(Qt::Key_BracketRight);
    QCOMPARE(desk.document().pageSeconds(), 60.0);
    desk.press(Qt::Key_BracketLeft);
    desk.press(Qt::Key_BracketLeft);
    QCOMPARE(desk.document().pageSeconds(), 15.0);
    const double before = desk.window->nightPage().traces().settings()[ChannelRole::Eeg].microvoltsPerRow;
    desk.press(Qt::Key_Plus);
    QVERIFY(desk.window->nightPage().traces().settings()[ChannelRole::Eeg].microvoltsPerRow < before);
    desk.press(Qt::Key_Minus, Qt::KeypadModifier);
    QCOMPARE(desk.window->nightPage().traces().settings()[ChannelRole::Eeg].microvoltsPerRow, before);
}

void TestScoringKeys::enterAcceptsAndTabTakesTheSecond() {
    Desk desk;
    desk.open();
    desk.score();
    desk.press(Qt::Key_Enter, Qt::KeypadModifier);
    QCOMPARE(desk.document().hypnogram()[0], (EpochScore{Stage::Wake, StageSource::Accepted}));
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.document().hypnogram()[1], (EpochScore{Stage::N1, StageSource::Person}));
    QCOMPARE(desk.document().currentEpoch(), 2);
}

void TestScoringKeys::keysWorkAfterTheMouseUsedAControl() {
    Desk desk;
    desk.open();
    auto* larger = desk.window->nightPage().header().findChild<QAbstractButton*>("score");
    QVERIFY(larger);
    QTest::mouseClick(larger, Qt::LeftButton);
    QTRY_VERIFY(desk.document().probabilities() && !desk.window->scoring().isRunning());
    desk.press(Qt::Key_Tab);
    QCOMPARE(desk.document().hypnogram()[0].stage, Stage::N1);
    desk.press(Qt::Key_2);
    QCOMPARE(desk.document().hypnogram()[1].stage, Stage::N2);
}

void TestScoringKeys::spaceAndTabReachAControlByKeyboard() {
    Desk desk;
    desk.window->resize(1600, 800); // wide enough for every control
    desk.open();
    auto* advance = desk.window->nightPage().header().findChild<QCheckBox*>();
    for (int i = 0; i < 20 && !advance->hasFocus(); ++i)
        desk.press(Qt::Key_F6);
    QVERIFY(advance->hasFocus());
    desk.press(Qt::Key_Space);
    QVERIFY(!advance->isChecked());
    desk.press(Qt::Key_2); // scoring keys work nevertheless
    QCOMPARE(desk.stages(0, 1), std::string("2"));
}

QTEST_MAIN(TestScoringKeys)
#include "tst_scoring_keys.moc"
