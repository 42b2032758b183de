#pragma once

#include "core/edf/edf_writer.h"
#include "tests/ui/support/fake_network.h"
#include "ui/base/qt_convert.h"
#include "ui/main/main_window.h"
#include "ui/main/message_bar.h"
#include "ui/main/scoring_session.h"

#include <QAbstractButton>
#include <QApplication>
#include <QMessageBox>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>
#include <string>
#include <vector>

namespace hypnodesk::test {

inline constexpr int kDeskEpochs = 60;

/// A real file: two EEG channels and a chin EMG, sines of `epochs` epochs.
inline void writeSmallNight(const std::filesystem::path& path, int epochs = kDeskEpochs,
                            double rateHz = 100.0) {
    EdfFileSpec spec;
    spec.start = {2026, 3, 14, 22, 8, 0.0};
    spec.patient = "X";
    std::vector<std::vector<float>> signals;
    for (const char* label : {"EEG Fpz-Cz", "EEG Pz-Oz", "EMG chin"}) {
        const double hertz = 2.0 + static_cast<double>(signals.size());
        spec.signals.push_back({label, "uV", rateHz});
        std::vector<float>& samples =
            signals.emplace_back(static_cast<std::size_t>(epochs * kEpochSeconds * rateHz));
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i] = static_cast<float>(40.0 * std::sin(6.283 * hertz * static_cast<double>(i) / rateHz));
    }
    QVERIFY(writeEdf(path, spec, signals));
}

/// A window over a real recording with its study in a folder of the test, and a fake network.
struct Desk {
    std::shared_ptr<QTemporaryDir> folder = std::make_shared<QTemporaryDir>();
    std::shared_ptr<NetworkPlan> plan = std::make_shared<NetworkPlan>();
    std::shared_ptr<FakeNetwork> network = std::make_shared<FakeNetwork>(plan);
    std::unique_ptr<MainWindow> window;
    std::filesystem::path recordingPath = toPath(folder->filePath("night.edf"));
    std::filesystem::path studyPath = toPath(folder->filePath("night.hypno"));

    Desk() {
        writeSmallNight(recordingPath);
        plan->letters = "WWWWW1111122222333332222211111RRRRRWWWWW";
        restart();
    }

    /// A second window on the same files.
    explicit Desk(const Desk& other)
        : folder(other.folder), plan(other.plan), network(other.network), recordingPath(other.recordingPath),
          studyPath(other.studyPath) {
        restart();
    }

    /// Ends as a program that is told to end at once, without closing its window, and starts again.
    void restart() {
        window.reset();
        Services services;
        services.openRecording = [](const std::filesystem::path& path) -> Result<RecordingPtr> {
            if (path.filename() == "broken.edf")
                return fail(ErrorCode::FormatInvalid, "broken.edf: the header says 0 signals");
            return Recording::open(path);
        };
        services.network = [network = network]() -> Result<Network*> { return network.get(); };
        services.model = [](const std::string&) -> Result<std::filesystem::path> { return "fake"; };
        services.demoFolder = toPath(folder->filePath("demo"));
        services.agreementLog = toPath(folder->filePath("agreement.jsonl"));
        services.retrainingFolder = toPath(folder->filePath("retraining"));
        services.retrainingReference.nights = 0;
        services.recoveryFolder = toPath(folder->filePath("unsaved"));
        services.studyOptions.author = {"anna", "sleeplab-2", "Hypnodesk test"};
        window = std::make_unique<MainWindow>(
            services, std::make_unique<QSettings>(folder->filePath("settings.ini"), QSettings::IniFormat));
        window->show();
    }

    void open() { openFile(recordingPath); }

    void openFile(const std::filesystem::path& path) {
        window->openRecording(toQString(path));
        QTRY_VERIFY(window->document().isOpen());
        QTRY_VERIFY(window->isSettled());
    }

    void reopen() {
        restart();
        open();
    }

    void score() {
        press(Qt::Key_F5);
        QTRY_VERIFY(window->document().probabilities() && !window->document().isPreviewing());
    }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) {
        // Not every platform gives the focus back when a dialog closes.
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
        // Keys go to whatever has the focus, as they do on a desk.
        QWidget* target = QApplication::focusWidget() ? QApplication::focusWidget() : window.get();
        QTest::keyClick(target, key, modifiers);
    }

    void undo() { press(Qt::Key_Z, Qt::ControlModifier); }
    void redo() { press(Qt::Key_Y, Qt::ControlModifier); }

    void waitUntilSaved() { QTRY_VERIFY(window->writer().isDurable() && !document().isWaiting()); }

    StudyDocument& document() { return window->document(); }

    std::string stages(int first, int count) {
        std::string text;
        for (int i = first; i < first + count; ++i)
            text += stageLetter(document().hypnogram().stage(i));
        return text;
    }

    std::vector<std::string> scoringNames() {
        std::vector<std::string> names;
        for (const ScoringSheet& sheet : document().scorings())
            if (!sheet.info.isDeleted)
                names.push_back(sheet.info.name);
        return names;
    }
};

/// The button of this text, or null.
inline QAbstractButton* buttonIn(QWidget& parent, const QString& text) {
    for (QAbstractButton* button : parent.findChildren<QAbstractButton*>())
        if (QString(button->text()).remove('&') == text && button->isVisibleTo(&parent))
            return button;
    return nullptr;
}

inline void click(QWidget& parent, const QString& text) {
    QAbstractButton* button = buttonIn(parent, text);
    QVERIFY2(button, qPrintable(text));
    QTest::mouseClick(button, Qt::LeftButton);
}

} // namespace hypnodesk::test
