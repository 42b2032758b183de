// Prints how long the views need for a frame: smallest and median of many, and the median of the
// processor time of this thread.
// Run with QT_QPA_PLATFORM=offscreen (the default here); QT_SCALE_FACTOR=2 measures a dense screen.

#include "core/edf/edf_writer.h"
#include "tests/ui/plot/plot_fixtures.h"
#include "ui/base/qt_convert.h"
#include "ui/document/night_opening.h"
#include "ui/document/study_document.h"
#include "ui/document/study_writer.h"
#include "ui/events/event_layer.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/plot/plot_canvas.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/trace/trace_view.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QMouseEvent>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <functional>
#include <vector>

using namespace hypnodesk;
using namespace hypnodesk::test;

namespace {

constexpr double kNightSeconds = 8.0 * 3600.0;
constexpr double kRateHz = 256.0;

/// Time that this thread computed: on a shared machine it tells more than the wall clock.
double processorMilliseconds() {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

/// Calls `prepare`, then times the painting and the blit of everything that it asked for.
void measure(const char* name, QWidget& widget, const std::function<void(int)>& prepare, int frames = 40) {
    std::vector<double> milliseconds, processor;
    for (int i = 0; i < frames; ++i) {
        QElapsedTimer timer;
        timer.start();
        const double before = processorMilliseconds();
        prepare(i);
        QCoreApplication::processEvents(); // the queued replot
        widget.grab();
        milliseconds.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        processor.push_back(processorMilliseconds() - before);
    }
    std::sort(milliseconds.begin(), milliseconds.end());
    std::sort(processor.begin(), processor.end());
    std::printf("%-58s %7.2f %7.2f %7.2f ms\n", name, milliseconds.front(),
                milliseconds[milliseconds.size() / 2], processor[processor.size() / 2]);
}

void measureTraces() {
    const auto psg = std::make_shared<FakePsg>(psgChannels(20), kNightSeconds, kRateHz);
    const auto montage = everyChannel(*psg);
    TraceView view;
    view.setSource(psg, montage);
    pictureOf(view, {1400, 700});
    const auto page = [&](double span) {
        return [&view, span](int i) { view.setSpan(600.0 + i * span, 600.0 + (i + 1) * span); };
    };
    measure("20 traces x 256 Hz, flip a page of 5 s", view, page(5.0));
    measure("20 traces x 256 Hz, flip a page of 10 s", view, page(10.0));
    measure("20 traces x 256 Hz, flip a page of 15 s", view, page(15.0));
    measure("20 traces x 256 Hz, flip a page of 30 s", view, page(30.0));
    measure("20 traces x 256 Hz, flip a page of 60 s", view, page(60.0));
    measure("20 traces x 256 Hz, flip a page of 2 min", view, page(120.0), 20);
    measure("20 traces x 256 Hz, flip a page of 5 min", view, page(300.0), 15);
    measure("20 traces x 256 Hz, scroll a page of 30 s by a touchpad", view,
            [&](int i) { view.setSpan(600.0 + i * 0.2, 630.0 + i * 0.2); });
    view.setSpan(600.0, 630.0);
    measure("20 traces, the same page with another sensitivity", view, [&](int i) {
        TraceSettings settings = view.settings();
        settings.changeSensitivity(i % 2 == 0 ? 1 : -1);
        view.setSettings(settings);
    });
    measure("20 traces, move the cursor", view, [&](int i) { view.setCursorTime(600.0 + i * 0.5); });

    QElapsedTimer timer;
    timer.start();
    std::vector<EnvelopePyramid> envelopes;
    for (const Derivation& derivation : montage)
        envelopes.push_back(EnvelopePyramid::build(*psg, derivation).value());
    std::printf("%-58s %7.2f ms\n", "(envelopes of the night, on a worker)",
                static_cast<double>(timer.nsecsElapsed()) / 1e6);
    view.setEnvelopes(std::make_shared<const std::vector<EnvelopePyramid>>(std::move(envelopes)));
    measure("20 traces, 10 min from envelopes", view, page(600.0), 15);
    measure("20 traces, the whole night from envelopes", view,
            [&](int i) { view.setSpan(0.0, kNightSeconds - i); });
}

/// Ten thousand events of all kinds within ten minutes, on all rows, then on one.
void measureEvents() {
    const auto psg = std::make_shared<FakePsg>(psgChannels(20), kNightSeconds, kRateHz);
    const auto montage = everyChannel(*psg);
    for (const bool onOneRow : {false, true}) {
        StudyDocument document;
        document.open(psg, {});
        TraceView view;
        view.setSource(psg, montage);
        auto* layer = new EventLayer(view, document); // child of the view
        std::vector<StudyEvent> events;
        for (std::size_t i = 0; i < 10'000; ++i) {
            const std::size_t row = onOneRow ? 0 : i * 7 % montage.size();
            const EventKind kind = eventKinds()[i % kEventKindCount].kind;
            const double seconds = onOneRow ? 0.03 : 0.05 + 0.4 * static_cast<double>(i % 9);
            events.push_back({0, 600.0 + 0.06 * static_cast<double>(i), seconds, montage[row].name,
                              std::string(eventKindName(kind)), "", std::nullopt});
        }
        document.addEvents(events, "Many");
        view.setSpan(600.0, 1200.0);
        pictureOf(view, {1400, 700});
        const char* where = onOneRow ? "one row" : "20 rows";
        const auto name = [&](const char* what) { return std::string(what) + ", " + where; };
        measure(name("10,000 events in view, painted alone").c_str(), view.canvas(),
                [&](int) { view.canvas().replotLayer(QStringLiteral("events")); });
        measure(
            name("10,000 events in view with 20 traces, flip a page").c_str(), view,
            [&](int i) { view.setSpan(600.0 + i * 0.1, 1200.0 + i * 0.1); }, 20);
        const auto mouse = [&](QEvent::Type type, double x) {
            const QPointF at(x, view.rowArea(3).center().y());
            QMouseEvent event(type, at, view.canvas().mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
            QCoreApplication::sendEvent(&view.canvas(), &event);
        };
        measure(name("10,000 events in view, the mouse moves").c_str(), view.canvas(),
                [&](int i) { mouse(QEvent::MouseMove, 300.0 + 10.0 * i); });
        layer->arm(EventKind::Arousal);
        mouse(QEvent::MouseButtonPress, 300.0);
        measure(name("10,000 events in view, one is drawn").c_str(), view.canvas(),
                [&](int i) { mouse(QEvent::MouseMove, 310.0 + 10.0 * i); });
    }
}

void measureNight() {
    const Hypnogram hypnogram = Hypnogram::fromLetters(nightLetters(1000), StageSource::Network);
    const SpectrogramPtr spectrogram = spectrogramOf(hypnogram);
    const NightProbabilities night = probabilitiesOf(hypnogram);
    NightPanel panel;
    panel.setNight(hypnogram.grid(), {2026, 3, 14, 22, 53, 0.0});
    panel.setHypnogram(hypnogram);
    panel.setProbabilities(night);
    pictureOf(panel, {1400, 340});
    measure("night, a new spectrogram of 30,000 x 140", panel,
            [&](int) { panel.setSpectrogram(spectrogram); });
    measure("night, new probabilities of 1,000 epochs", panel, [&](int) { panel.setProbabilities(night); });
    Hypnogram edited = hypnogram;
    measure("night, one epoch's stage changed", panel, [&](int i) {
        edited.set(i, {i % 2 == 0 ? Stage::N1 : Stage::Rem, StageSource::Person});
        panel.setHypnogram(edited);
    });
    measure("night, the next epoch in view", panel,
            [&](int i) { panel.setCurrentSpan(i * 30.0, (i + 1) * 30.0); });

    SpectrogramView view;
    view.setSpectrogram(spectrogram, 0.0);
    pictureOf(view, {700, 340});
    measure("spectrogram view, flip a page of 30 s", view,
            [&](int i) { view.setSpan(i * 30.0, (i + 1) * 30.0); });
    measure("spectrogram view, whole night, resized", view, [&](int i) {
        view.setSpan(0.0, hypnogram.grid().endSeconds());
        view.resize(700 + i, 340);
    });
}

/// From the key to the acknowledgement that its transaction is on the disk, one key after the other.
void measureKeys() {
    const QTemporaryDir folder;
    const std::filesystem::path path = toPath(folder.filePath("night.edf"));
    EdfFileSpec spec;
    spec.start = {2026, 3, 14, 22, 8, 0.0};
    spec.signals = {{"EEG Fpz-Cz", "uV", 1.0}};
    const std::vector<std::vector<float>> samples{
        std::vector<float>(static_cast<std::size_t>(kNightSeconds))};
    if (!writeEdf(path, spec, samples))
        return;
    JobRunner runner;
    StudyWriter writer(runner);
    StudyDocument document(&writer);
    const auto night = openNight({.openRecording = &Recording::open, .folders = {}, .options = {}},
                                 {.recording = path, .study = {}});
    if (!night)
        return;
    writer.setSession(night->session);
    document.open(night->recording, night->scoringChoices, night->contents);
    const auto wait = [&] {
        while (!writer.isDurable())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    };
    wait();
    std::vector<double> durable, inMemory;
    for (std::int64_t epoch = 0; epoch < 400; ++epoch) {
        document.setCurrentEpoch(epoch);
        QElapsedTimer timer;
        timer.start();
        document.setStage(kStageClasses[static_cast<std::size_t>(epoch) % kStageClassCount]);
        inMemory.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        wait();
        durable.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(durable.begin(), durable.end());
    std::sort(inMemory.begin(), inMemory.end());
    std::printf("%-58s %7.2f %7.2f ms\n", "a key until it is shown", inMemory.front(), inMemory[200]);
    std::printf("%-58s %7.2f %7.2f ms   (9 of 10 below %.2f)\n", "a key until it is on disk", durable.front(),
                durable[200], durable[360]);
    writer.finishNow();
}

} // namespace

int main(int argc, char** argv) {
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    std::printf("%-58s %7s %7s %7s   at a pixel density of %g\n", "frame", "least", "median", "cpu",
                application.devicePixelRatio());
    measureTraces();
    measureEvents();
    measureNight();
    measureKeys();
}
