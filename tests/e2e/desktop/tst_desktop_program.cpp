#include "core/formats/format_registry.h"
#include "core/study/study.h"
#include "tests/e2e/desktop/virtual_screen.h"
#include "tests/support/program_run.h"
#include "ui/base/qt_convert.h"
#include "ui/document/scoring_sheet.h"

#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr int kPatienceSeconds = 60; ///< for what takes a second or two on a quiet machine
constexpr int kLookAgainMilliseconds = 100;

Run hypno(const QStringList& arguments) {
    return program(QStringLiteral(HYPNO_PROGRAM), arguments);
}

bool comesTrue(const std::function<bool()>& condition) {
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > kPatienceSeconds * 1000)
            return false;
        QTest::qWait(kLookAgainMilliseconds);
    }
    return true;
}

} // namespace

/// The first night of a new user with the real program and the real network, by keys alone, on a screen of
/// its own. What happened is read from the study file, by the library and by `hypno`, never from within the
/// program.
class TestDesktopProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();
    void makesTheDemoNight();
    void scores();
    void reviewsTenDoubtfulEpochs();
    void marksEvents();
    void changesTheMontage();
    void makesAConsensus();
    void exports();
    void quits();
    void opensAgainWhereItWasLeft();
    void everythingIsInTheStudy();
    void cleanupTestCase();

private:
    void startProgram(const QStringList& arguments);
    void endProgram();
    QString at(const QString& name) const { return m_home.filePath(name); }
    QString studyPath() const { return at("Documents/Hypnodesk/demo-night.hypno"); }
    Result<Study> study() const { return Study::open(toPath(studyPath()), StudyMode::ReadOnly); }
    std::optional<ScoringInfo> lastScoring(ScoringKind kind) const;
    std::int64_t journalRows() const;
    QJsonObject view() const;
    qint64 epochInView() const { return view()["epoch"].toInteger(-1); }

    QTemporaryDir m_home;
    VirtualScreen m_screen;
    QProcess m_program;
    ScoringId m_reviewed = 0;
    bool m_failed = false;
};

void TestDesktopProgram::initTestCase() {
    if (const QString why = VirtualScreen::whyNot(); !why.isEmpty())
        QSKIP(qPrintable(why));
    const QString trouble = m_screen.start(1440, 900);
    QVERIFY2(trouble.isEmpty(), qPrintable(trouble));
    startProgram({});
    QVERIFY2(m_screen.focus("Hypnodesk"), qPrintable(m_screen.windows()));
}

// Each step stands on those before it.
void TestDesktopProgram::init() {
    if (m_failed)
        QSKIP("a step before this one failed");
}

void TestDesktopProgram::cleanup() {
    m_failed = m_failed || QTest::currentTestFailed();
}

void TestDesktopProgram::startProgram(const QStringList& arguments) {
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_CURRENT_DESKTOP",
                             "DBUS_SESSION_BUS_ADDRESS", "WAYLAND_DISPLAY"})
        environment.remove(name);
    environment.insert("HOME", m_home.path());
    environment.insert("XDG_RUNTIME_DIR", m_home.path());
    environment.insert("DISPLAY", m_screen.display());
    environment.insert("QT_QPA_PLATFORM", "xcb");
    environment.insert("LC_ALL", "C.UTF-8");
    m_program.setProcessEnvironment(environment);
    m_program.setProcessChannelMode(QProcess::MergedChannels);
    m_program.start(QStringLiteral(HYPNODESK_PROGRAM), arguments);
    QVERIFY(m_program.waitForStarted());
}

void TestDesktopProgram::endProgram() {
    QVERIFY(m_screen.focus("Hypnodesk"));
    m_screen.press("ctrl+q");
    QVERIFY2(m_program.waitForFinished(kPatienceSeconds * 1000), qPrintable(m_screen.windows()));
    QCOMPARE(m_program.exitStatus(), QProcess::NormalExit);
    QVERIFY2(m_program.exitCode() == 0, m_program.readAll());
}

std::optional<ScoringInfo> TestDesktopProgram::lastScoring(ScoringKind kind) const {
    const auto open = study();
    if (!open)
        return std::nullopt;
    const auto scorings = open->scorings();
    std::optional<ScoringInfo> last;
    if (scorings)
        for (const ScoringInfo& info : *scorings)
            if (info.kind == kind)
                last = info;
    return last;
}

std::int64_t TestDesktopProgram::journalRows() const {
    const auto open = study();
    const auto head = open ? open->journalHead() : tl::make_unexpected(open.error());
    return head ? head->rows : -1;
}

QJsonObject TestDesktopProgram::view() const {
    const auto open = study();
    const auto text = open ? open->setting(kViewSetting) : tl::make_unexpected(open.error());
    return text && *text ? QJsonDocument::fromJson(QByteArray::fromStdString(**text)).object()
                         : QJsonObject();
}

void TestDesktopProgram::makesTheDemoNight() {
    m_screen.press("shift+F1");
    QVERIFY2(comesTrue([this] { return lastScoring(ScoringKind::Human).has_value(); }), m_program.readAll());
    QVERIFY2(m_screen.focus("demo-night.edf"), qPrintable(m_screen.windows()));
}

void TestDesktopProgram::scores() {
    m_screen.press("F5");
    QVERIFY2(comesTrue([this] {
                 const auto info = lastScoring(ScoringKind::Human);
                 return info && info->networkRun && lastScoring(ScoringKind::Network);
             }),
             m_program.readAll());
    m_reviewed = lastScoring(ScoringKind::Human)->id;
    const auto hypnogram = study()->hypnogram(m_reviewed);
    QVERIFY(hypnogram);
    QCOMPARE(hypnogram->size(), 480);
    QVERIFY(hypnogram->scoredCount() > 470);
    const auto night = study()->probabilities(m_reviewed);
    QVERIFY(night);
    QVERIFY2(night->modelName.find("MC2SleepNet") != std::string::npos, night->modelName.c_str());
}

void TestDesktopProgram::reviewsTenDoubtfulEpochs() {
    m_screen.press("Home");
    for (int i = 0; i < 10; ++i) {
        const std::int64_t rows = journalRows();
        // Space goes to the next doubtful epoch; then its stage is accepted, or the second choice, or given.
        m_screen.press({"space", QStringList{"Return", "Tab", "r"}[i % 3]});
        QVERIFY2(comesTrue([&] { return journalRows() > rows; }), qPrintable(QString::number(i)));
    }
    const auto hypnogram = study()->hypnogram(m_reviewed);
    QVERIFY(hypnogram);
    std::array<int, 2> counts{};
    for (std::int64_t epoch = 0; epoch < hypnogram->size(); ++epoch) {
        counts[0] += (*hypnogram)[epoch].source == StageSource::Accepted;
        counts[1] += (*hypnogram)[epoch].source == StageSource::Person;
    }
    QCOMPARE(counts[0], 4);
    QCOMPARE(counts[1], 6);
}

void TestDesktopProgram::marksEvents() {
    for (int count = 1; count <= 2; ++count) {
        m_screen.press({"Right", "Right", "shift+e"});
        QVERIFY(comesTrue([&] {
            const auto open = study();
            const auto events = open ? open->allEvents() : tl::make_unexpected(open.error());
            return events && std::ssize(*events) == count;
        }));
    }
}

void TestDesktopProgram::changesTheMontage() {
    const auto montage = [this] {
        const auto open = study();
        const auto text = open ? open->setting(kMontageSetting) : tl::make_unexpected(open.error());
        return text ? text->value_or(std::string()) : std::string();
    };
    const std::string before = montage();
    m_screen.press("ctrl+F2");
    QVERIFY(comesTrue([&] { return montage() != before; }));
}

void TestDesktopProgram::makesAConsensus() {
    m_screen.press({"ctrl+k", "alt+m"});
    QVERIFY2(comesTrue([this] { return lastScoring(ScoringKind::Consensus).has_value(); }),
             qPrintable(m_screen.windows()));
    const auto openEpochs = [this] {
        const auto hypnogram = study()->hypnogram(lastScoring(ScoringKind::Consensus)->id);
        return hypnogram ? hypnogram->size() - hypnogram->scoredCount() : -1;
    };
    const std::int64_t open = openEpochs();
    QVERIFY(open > 0); // what the reviewer changed
    m_screen.press("comma");
    QVERIFY(comesTrue([&] { return openEpochs() == open - 1; }));
}

void TestDesktopProgram::exports() {
    m_screen.press("ctrl+e");
    QVERIFY2(m_screen.focus("Export hypnogram"), qPrintable(m_screen.windows()));
    m_screen.press("ctrl+a");
    m_screen.type(at("exported.csv"));
    m_screen.press("Return");
    QVERIFY2(comesTrue([this] { return QFile::exists(at("exported.csv")); }), qPrintable(m_screen.windows()));
    const auto consensus = lastScoring(ScoringKind::Consensus);
    const auto exported = readHypnogram(toPath(at("exported.csv")));
    QVERIFY(exported);
    QCOMPARE(exported->hypnogram.stages(), study()->hypnogram(consensus->id)->stages());
}

void TestDesktopProgram::quits() {
    endProgram();
}

void TestDesktopProgram::opensAgainWhereItWasLeft() {
    const qint64 epoch = epochInView();
    QVERIFY(epoch > 0);
    const auto montage = study()->setting(kMontageSetting);
    startProgram({at("Documents/Hypnodesk/demo-night.edf")});
    QVERIFY2(m_screen.focus("demo-night.edf"), qPrintable(m_screen.windows()));
    m_screen.press("Right");
    QVERIFY(comesTrue([&] { return epochInView() == epoch + 1; }));
    QCOMPARE(study()->setting(kMontageSetting), montage);
    // Undo reaches back over the end of the program.
    const auto hypnogram = [this] { return *study()->hypnogram(lastScoring(ScoringKind::Consensus)->id); };
    const Hypnogram before = hypnogram();
    m_screen.press("ctrl+z");
    QVERIFY(comesTrue([&] { return !(hypnogram() == before); }));
    m_screen.press("ctrl+y");
    QVERIFY(comesTrue([&] { return hypnogram() == before; }));
    endProgram();
}

void TestDesktopProgram::everythingIsInTheStudy() {
    const Run audit = hypno({"audit", "--verify", studyPath()});
    QVERIFY2(audit.code == 0, audit.out + audit.err);
    const Run list = hypno({"study", "--json", studyPath()});
    QVERIFY2(list.code == 0, list.err);
    QCOMPARE(QJsonDocument::fromJson(list.out).object()["scorings"].toArray().size(), 3);
    const QString consensus = studyPath() + "#" + toQString(lastScoring(ScoringKind::Consensus)->name);
    const Run converted = hypno({"convert", consensus, at("converted.csv")});
    QVERIFY2(converted.code == 0, converted.err);
    const auto one = readHypnogram(toPath(at("converted.csv")));
    const auto other = readHypnogram(toPath(at("exported.csv")));
    QVERIFY(one && other);
    QCOMPARE(one->hypnogram.stages(), other->hypnogram.stages());
    const Run stats = hypno({"stats", "--json", consensus});
    QVERIFY2(stats.code == 0, stats.err);
    const Run compared = hypno({"compare", "--json", consensus,
                                studyPath() + "#" + toQString(lastScoring(ScoringKind::Network)->name)});
    QVERIFY2(compared.code == 0, compared.err);
    QCOMPARE(study()->allEvents()->size(), 2u);
}

void TestDesktopProgram::cleanupTestCase() {
    if (m_program.state() == QProcess::NotRunning)
        return;
    m_program.kill();
    m_program.waitForFinished();
}

QTEST_GUILESS_MAIN(TestDesktopProgram)
#include "tst_desktop_program.moc"
