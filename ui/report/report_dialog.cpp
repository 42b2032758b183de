#include "ui/report/report_dialog.h"

#include "core/report/report_layout.h"
#include "core/report/study_report.h"
#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/report/report_painter.h"

#include <QComboBox>
#include <QDate>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPrintPreviewDialog>
#include <QPrinter>
#include <QPushButton>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

const QString kSettings = QStringLiteral("report");

/// What the dialog asks for besides the source; a value that the background reads.
struct Wish {
    std::filesystem::path templateFile; ///< empty: the usual look
    std::string language;               ///< empty: the template's
    std::string paper;
    StartTime today;
};

Result<PreparedReport> prepare(const ReportSource& source, const Wish& wish, const TaskContext& context) {
    Result<ReportTemplate> look = ReportTemplate{};
    if (!wish.templateFile.empty())
        look = readReportTemplate(wish.templateFile);
    if (!look)
        return tl::make_unexpected(look.error());
    look->language = languageFromCode(wish.language).value_or(look->language);
    if (!wish.paper.empty())
        look->paper = wish.paper == "Letter" ? PaperSize::Letter : PaperSize::A4;
    const auto study = Study::open(source.study, StudyMode::ReadOnly);
    if (!study)
        return tl::make_unexpected(study.error());
    auto report = makeStudyReport(*study, source.scoring, source.recording.get(), context);
    if (!report)
        return tl::make_unexpected(report.error());
    report->writtenOn = wish.today;
    return PreparedReport{std::move(*report), std::move(*look)};
}

} // namespace

ReportDialog::ReportDialog(ReportSource source, JobRunner& runner, AppSettings& settings, QWidget* parent)
    : QDialog(parent), m_source(std::move(source)), m_runner(runner), m_settings(settings),
      m_template(new QLineEdit(this)), m_language(new QComboBox(this)), m_paper(new QComboBox(this)),
      m_status(new QLabel(this)) {
    setWindowTitle(tr("Report"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(520);
    const QJsonObject kept = QJsonDocument::fromJson(settings.layout(kSettings)).object();
    m_template->setText(kept.value("template").toString());
    m_template->setPlaceholderText(tr("none: no letterhead, all statistics"));
    m_template->setAccessibleName(tr("Template file"));
    m_language->addItem(tr("as the template says"), QString());
    m_language->addItem(tr("English"), QStringLiteral("en"));
    m_language->addItem(tr("German"), QStringLiteral("de"));
    m_paper->addItem(tr("as the template says"), QString());
    m_paper->addItem(tr("A4"), QStringLiteral("A4"));
    m_paper->addItem(tr("Letter"), QStringLiteral("Letter"));
    m_language->setCurrentIndex(std::max(0, m_language->findData(kept.value("language").toString())));
    m_paper->setCurrentIndex(std::max(0, m_paper->findData(kept.value("paper").toString())));
    m_status->setWordWrap(true);
    m_status->setAccessibleName(tr("State of the report"));
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* choose = new QPushButton(tr("C&hoose..."), this);
    connect(choose, &QPushButton::clicked, this, &ReportDialog::chooseTemplate);
    auto* file = new QHBoxLayout;
    file->addWidget(m_template, 1);
    file->addWidget(choose);
    auto* form = new QFormLayout;
    auto* fileRow = new QWidget(this);
    file->setContentsMargins(0, 0, 0, 0);
    fileRow->setLayout(file);
    fileRow->setFocusProxy(m_template);
    form->addRow(tr("&Template"), fileRow);
    form->addRow(tr("&Language"), m_language);
    form->addRow(tr("Pa&per"), m_paper);

    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    const auto add = [&](const QString& text, auto function) {
        auto* button = buttons->addButton(text, QDialogButtonBox::ActionRole);
        connect(button, &QPushButton::clicked, this, function);
        m_buttons << button;
    };
    add(tr("P&rint..."), [this] { preview(); });
    add(tr("P&DF..."), [this] { chooseFile(ReportKind::Pdf); });
    add(tr("HT&ML..."), [this] { chooseFile(ReportKind::Html); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_status);
    layout->addWidget(buttons);
}

QString ReportDialog::status() const {
    return m_status->text();
}

void ReportDialog::chooseTemplate() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Template of reports"), m_template->text(),
                                                      tr("Report templates (*.json)"));
    if (!path.isEmpty())
        m_template->setText(QDir::toNativeSeparators(path));
}

void ReportDialog::chooseFile(ReportKind kind) {
    std::filesystem::path suggested = m_source.study;
    suggested.replace_extension();
    suggested += ".report.";
    suggested += reportKindName(kind);
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save the report"), toQString(suggested),
                                     kind == ReportKind::Pdf ? tr("PDF (*.pdf)") : tr("Web pages (*.html)"));
    if (!path.isEmpty())
        save(kind, toPath(path));
}

void ReportDialog::save(ReportKind kind, const std::filesystem::path& path) {
    start(
        [kind, path](const PreparedReport& prepared) {
            return writeReport(path, kind, prepared.report, prepared.look);
        },
        [this, path](const PreparedReport&) {
            m_status->setText(tr("Written to %1.").arg(QDir::toNativeSeparators(toQString(path))));
            Q_EMIT saved(toQString(path));
        });
}

void ReportDialog::preview() {
    start([](const PreparedReport&) { return Result<void>(); },
          [this](const PreparedReport& prepared) {
              m_status->clear();
              showPreview(prepared);
          });
}

void ReportDialog::showPreview(const PreparedReport& prepared) {
    auto* printer = new QPrinter(QPrinter::HighResolution);
    const bool isLetter = prepared.look.paper == PaperSize::Letter;
    printer->setPageSize(QPageSize(isLetter ? QPageSize::Letter : QPageSize::A4));
    printer->setFullPage(true);
    printer->setDocName(toQString(prepared.report.recording.path.stem()));
    auto* dialog = new QPrintPreviewDialog(printer, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QPrintPreviewDialog::paintRequested, this,
            [prepared](QPrinter* on) { print(prepared, *on); });
    connect(dialog, &QObject::destroyed, [printer] { delete printer; });
    dialog->open();
}

void ReportDialog::print(const PreparedReport& prepared, QPrinter& printer) {
    const ReportContent content = reportContent(prepared.report, prepared.look);
    const std::vector<ReportPage> pages = layoutReport(prepared.report, content, QtTextMeasure());
    QPainter painter(&printer);
    for (std::size_t i = 0; i < pages.size(); ++i) {
        if (i > 0)
            printer.newPage();
        // Chosen another paper in the printer's dialog, the sheet is fitted into it.
        const QRectF paper = printer.paperRect(QPrinter::DevicePixel);
        const double scale = std::min(paper.width() / pages[i].width, paper.height() / pages[i].height);
        painter.save();
        painter.scale(scale, scale);
        paintReportPage(painter, pages[i]);
        painter.restore();
    }
}

void ReportDialog::remember() {
    m_settings.setLayout(kSettings, QJsonDocument({{"template", m_template->text()},
                                                   {"language", m_language->currentData().toString()},
                                                   {"paper", m_paper->currentData().toString()}})
                                        .toJson(QJsonDocument::Compact));
}

void ReportDialog::tell(const Error& error) {
    const ErrorText text = explain(error, tr("The report was not written"));
    m_status->setText(
        QStringList{text.title + QStringLiteral("."), text.reason, text.advice}.join(QChar(' ')).trimmed());
    Q_EMIT failed(error);
}

void ReportDialog::setBusy(bool isBusy) {
    for (QPushButton* button : m_buttons)
        button->setEnabled(!isBusy);
}

void ReportDialog::start(std::function<Result<void>(const PreparedReport&)> work,
                         std::function<void(const PreparedReport&)> done) {
    remember();
    setBusy(true);
    m_status->setText(tr("Making the report..."));
    const QDate today = QDate::currentDate();
    const Wish wish{toPath(QDir::fromNativeSeparators(m_template->text().trimmed())),
                    m_language->currentData().toString().toStdString(),
                    m_paper->currentData().toString().toStdString(),
                    {today.year(), today.month(), today.day(), 0, 0, 0.0}};
    m_job = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [source = m_source, wish,
         work = std::move(work)](const TaskContext& context) -> Result<PreparedReport> {
            auto prepared = prepare(source, wish, context);
            if (!prepared)
                return prepared;
            if (const auto worked = work(*prepared); !worked)
                return tl::make_unexpected(worked.error());
            return prepared;
        },
        [this, done = std::move(done)](const Result<PreparedReport>& prepared) {
            setBusy(false);
            if (prepared)
                done(*prepared);
            else
                tell(prepared.error());
        });
}

} // namespace hypnodesk
