#include "app/desktop_screenshot.h"
#include "app/patient_threads.h"
#include "core/base/log.h"
#include "core/model/model_library.h"
#include "core/model/network.h"
#include "core/study/study.h"
#include "core/study/study_path.h"
#include "ui/base/qt_convert.h"
#include "ui/guide/guide_files.h"
#include "ui/main/guide_commands.h"
#include "ui/main/main_window.h"
#include "ui/main/scoring_session.h"
#include "ui/main/settings_commands.h"
#include "ui/settings/language.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QFileInfo>
#include <QIcon>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <clocale>
#include <cstdlib>
#include <optional>

using namespace hypnodesk;

namespace {

struct Options {
    QString file;
    std::string model;                 ///< id or path; empty: the shipped one
    bool score = false;                ///< as soon as the file is open
    std::optional<std::int64_t> epoch; ///< to show first, from 1
    std::optional<ScreenshotRequest> screenshot;
    std::optional<ThemeChoice> theme;
    std::optional<double> pageSeconds;
    std::optional<int> fontPercent;
    QString settings; ///< a clinic's file
    QSize size;
    QString language;    ///< code; empty: as set, else the desktop's
    QString guideFolder; ///< where the guide is to be written
};

[[noreturn]] void refuse(const QString& why) {
    spdlog::error("{}", why.toStdString());
    std::exit(2);
}

QSize sizeFromText(const QString& text) {
    const QStringList parts = text.split(QLatin1Char('x'));
    const QSize size = parts.size() == 2 ? QSize(parts[0].toInt(), parts[1].toInt()) : QSize();
    if (size.width() < 200 || size.height() < 150 || size.width() > 16000 || size.height() > 16000)
        refuse("--size wants WIDTHxHEIGHT in pixels, such as 1440x900");
    return size;
}

std::vector<ActionId> actionsFrom(const QStringList& names) {
    std::vector<ActionId> actions;
    for (const QString& name : names) {
        const auto action = actionFromName(name);
        if (!action)
            refuse("--action: there is no action " + name);
        actions.push_back(*action);
    }
    return actions;
}

Options readOptions(const QApplication& program) {
    QCommandLineParser parser;
    parser.setApplicationDescription("Sleep scoring workstation.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("FILE", "recording (EDF, EDF+, BDF, BDF+) or study (.hypno) to open",
                                 "[FILE]");
    parser.addOption({"screenshot", "Draw the window into PNG and end.", "PNG"});
    parser.addOption({"score", "Score the night as soon as it is open."});
    parser.addOption({"page-epoch", "Show epoch N first (from 1).", "N"});
    parser.addOption({"scoring", "With --screenshot: show this scoring of the study first.", "NAME"});
    parser.addOption(
        {"panel",
         "With --screenshot: show this panel (spectrogram, night, signals, comparison, review, why, "
         "events, spectrum); may be given several times.",
         "NAME"});
    parser.addOption({"action",
                      "With --screenshot: do this first, an action by its name in exported key maps, such as "
                      "EditMontages; may be given several times.",
                      "NAME"});
    parser.addOption({"press",
                      "With --screenshot: then press this button, by its object name, such as next in the "
                      "retraining window; may be given several times.",
                      "NAME"});
    parser.addOption({"model", "Model to score with: the id of an installed one, or a file.", "MODEL"});
    parser.addOption({"page", "Length of a page in seconds; 0 is the whole night.", "SECONDS"});
    parser.addOption({"theme", "Colours: light, dark or contrast.", "light|dark|contrast"});
    parser.addOption({"text-size", "Size of texts in percent, 80 to 200.", "PERCENT"});
    parser.addOption(
        {"settings", "Settings of a clinic, as Export settings writes them; they are kept.", "FILE"});
    parser.addOption({"size", "Size of the window.", "WxH"});
    parser.addOption({"language", "Language of the window, such as de; the desktop's unless set.", "CODE"});
    parser.addOption({"write-guide",
                      "Write the guide as web pages into FOLDER, a folder each language, and end.",
                      "FOLDER"});
    parser.process(program);

    Options options;
    if (parser.positionalArguments().size() > 1)
        refuse("only one recording can be opened at a time");
    options.file = parser.positionalArguments().value(0);
    options.model = parser.value("model").toStdString();
    options.score = parser.isSet("score");
    if (parser.isSet("page-epoch")) {
        bool isNumber = false;
        options.epoch = parser.value("page-epoch").toLongLong(&isNumber);
        if (!isNumber || *options.epoch < 1)
            refuse("--page-epoch wants a number from 1");
    }
    if (parser.isSet("screenshot"))
        options.screenshot = ScreenshotRequest{
            .target = parser.value("screenshot"),
            .score = options.score,
            .epoch = options.epoch,
            .scoring = parser.value("scoring"),
            .panels = parser.values("panel"),
            .actions = actionsFrom(parser.values("action")),
            .presses = parser.values("press"),
        };
    if (parser.isSet("theme")) {
        const QStringList names{"light", "dark", "contrast"};
        const qsizetype index = names.indexOf(parser.value("theme"));
        if (index < 0)
            refuse("--theme is light, dark or contrast");
        options.theme = std::array{ThemeChoice::Light, ThemeChoice::Dark,
                                   ThemeChoice::HighContrast}[static_cast<std::size_t>(index)];
    }
    if (parser.isSet("language")) {
        options.language = parser.value("language");
        QStringList codes;
        for (const LanguageChoice& choice : availableLanguages())
            codes << choice.code;
        if (!codes.contains(options.language))
            refuse("--language is one of " + codes.join(QStringLiteral(", ")));
    }
    if (parser.isSet("page")) {
        bool isNumber = false;
        options.pageSeconds = parser.value("page").toDouble(&isNumber);
        if (!isNumber ||
            std::find(kPageLengths.begin(), kPageLengths.end(), *options.pageSeconds) == kPageLengths.end())
            refuse("--page is 5, 10, 15, 30, 60, 120, 300, 600 or 0");
    }
    if (parser.isSet("text-size")) {
        bool isNumber = false;
        options.fontPercent = parser.value("text-size").toInt(&isNumber);
        if (!isNumber || *options.fontPercent < kMinimumFontPercent ||
            *options.fontPercent > kMaximumFontPercent)
            refuse("--text-size is a number from 80 to 200");
    }
    options.guideFolder = parser.value("write-guide");
    options.settings = parser.value("settings");
    if (!options.settings.isEmpty() && !QFileInfo(options.settings).isReadable())
        refuse("--settings: " + options.settings + " cannot be read");
    if (parser.isSet("size"))
        options.size = sizeFromText(parser.value("size"));
    return options;
}

/// With the keys that the program comes with. The exit code.
int writeGuides(const QString& folder) {
    for (const QString& code : guideLanguages()) {
        const Language language(code);
        if (const Result<void> written =
                writeGuide(toPath(folder) / toPath(code), code, guideWords(KeyMap()));
            !written) {
            spdlog::error("{}", describe(written.error()));
            return 3;
        }
    }
    return 0;
}

Services programServices(const QString& dataFolder, const std::string& model, bool isPicture) {
    Services services;
    services.openRecording = [](const std::filesystem::path& path) { return Recording::open(path); };
    services.network = [] { return loadNetwork(); };
    services.model = [model](const std::string& derivation) { return findModel(model, derivation); };
    services.studyFolder = toPath(dataFolder) / "studies";
    services.demoFolder =
        (isPicture ? toPath(dataFolder)
                   : toPath(QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation))) /
        "Hypnodesk";
    services.agreementLog = toPath(dataFolder) / "agreement.jsonl";
    services.retrainingFolder = toPath(dataFolder) / "retraining";
    services.recoveryFolder = toPath(dataFolder) / "unsaved";
    if (isPicture)
        services.onlyStudyFolder = services.studyFolder;
    return services;
}

/// What a picture of `file` is drawn from: a study is left as it is and copied into `folder`, under the name
/// by which its recording finds it there.
QString drawnFrom(const QString& file, const std::filesystem::path& folder) {
    if (!isStudyFile(toPath(file)))
        return file;
    const auto study = Study::open(toPath(QFileInfo(file).absoluteFilePath()), StudyMode::ReadOnly);
    const auto recording = study ? study->findRecording() : std::nullopt;
    if (!recording)
        return file; // the window says what is wrong
    std::error_code ignored;
    std::filesystem::create_directories(folder, ignored);
    std::filesystem::path copy = folder / recording->stem();
    copy += kStudyExtension;
    return study->copyTo(copy) ? toQString(*recording) : file;
}

} // namespace

int main(int argc, char** argv) {
    waitPatiently(argv);
    startLogging();
    QApplication program(argc, argv);
    // Qt takes over the user's locale for C as well; files are read and written without one.
    std::setlocale(LC_NUMERIC, "C");
    QApplication::setApplicationName("hypnodesk");
    QApplication::setApplicationDisplayName("Hypnodesk");
    QApplication::setApplicationVersion(HYPNODESK_VERSION);
    QApplication::setDesktopFileName("hypnodesk");
    QApplication::setWindowIcon(QIcon(":/icons/hypnodesk.svg"));
    const Options options = readOptions(program);

    if (!options.guideFolder.isEmpty())
        return writeGuides(options.guideFolder);

    // A picture shows the program as it comes, whatever this user changed or left unsaved, and leaves no
    // trace.
    QTemporaryDir passing;
    const bool isPicture = options.screenshot.has_value();
    auto settings = isPicture
                        ? std::make_unique<QSettings>(passing.filePath("settings.ini"), QSettings::IniFormat)
                        : std::make_unique<QSettings>(QSettings::IniFormat, QSettings::UserScope, "hypnodesk",
                                                      "hypnodesk");
    const QString dataFolder =
        isPicture ? passing.path() : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);

    const QString wantedLanguage =
        options.language.isEmpty() ? settings->value(setting::kLanguage.name).toString() : options.language;
    const Language language(languageFor(wantedLanguage));
    MainWindow window(programServices(dataFolder, options.model, isPicture), std::move(settings));
    if (!options.settings.isEmpty())
        window.settings().importFile(options.settings);
    if (options.fontPercent) {
        DisplaySettings display = window.display().value();
        display.fontPercent = *options.fontPercent;
        window.display().set(display);
    }
    if (options.theme)
        window.display().setTheme(*options.theme);
    if (options.pageSeconds)
        window.display().setPageSeconds(*options.pageSeconds);
    if (options.size.isValid())
        window.resize(options.size);
    window.show();

    std::optional<Screenshot> screenshot;
    if (isPicture)
        screenshot.emplace(window, *options.screenshot, !options.file.isEmpty());
    else
        QObject::connect(
            &window, &MainWindow::recordingOpened, &window,
            [&window, &options] {
                if (options.epoch)
                    window.document().setCurrentEpoch(*options.epoch - 1);
                if (options.score)
                    window.scoring().start();
            },
            Qt::SingleShotConnection);
    if (!options.file.isEmpty())
        window.openRecording(isPicture ? drawnFrom(options.file, toPath(dataFolder) / "studies")
                                       : options.file);
    return QApplication::exec();
}
