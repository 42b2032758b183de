#include "ui/retraining/models_dialog.h"

#include "core/retraining/model_change_record.h"
#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/base/words.h"
#include "ui/retraining/recent_studies.h"
#include "ui/retraining/retraining_words.h"
#include "ui/settings/appearance.h"

#include <QDateTime>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QRegularExpression>
#include <QSplitter>
#include <QTextBrowser>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

enum Column { Name, DefaultFor, Parent, Made, Verdict, Digest, State, Columns };

QString dayOf(const std::string& utc) {
    const QDateTime time = QDateTime::fromString(toQString(utc), Qt::ISODate);
    return time.isValid() ? dateText(time.toLocalTime().date()) : QString();
}

std::string textAt(const nlohmann::json& record, const char* group, const char* key) {
    if (!record.is_object() || !record.contains(group) || !record[group].is_object())
        return {};
    const auto& object = record[group];
    return object.contains(key) && object[key].is_string() ? object[key].get<std::string>() : std::string();
}

QString escaped(const std::string& text) {
    return toQString(text).toHtmlEscaped();
}

/// What a model of the clinic grew from, the nearest first. The steps by which a shipped one was made mean
/// nothing to a clinic; its model card tells them.
std::vector<std::string> shownParents(const ModelDetails& details) {
    return details.model.isShipped ? std::vector<std::string>{} : details.parents;
}

QString nearestParent(const ModelDetails& details) {
    const std::vector<std::string> parents = shownParents(details);
    return parents.empty() ? QString() : toQString(parents.front());
}

} // namespace

QString defaultText(const ShelfContent& content, const ModelDetails& details) {
    const ModelDefaults defaults = content.history.inForce();
    QStringList uses;
    const bool isForAll = defaults.everywhere.id.empty() ? details.model.path == content.shipped
                                                         : defaults.everywhere.id == details.model.id;
    if (isForAll)
        uses << ModelsDialog::tr("all nights");
    for (const auto& [derivation, chosen] : defaults.byDerivation)
        if (chosen.id == details.model.id)
            uses << toQString(derivation);
    return uses.join(QStringLiteral(", "));
}

ModelsDialog::ModelsDialog(JobRunner& runner, ModelsDesk desk, QWidget* parent)
    : QDialog(parent), m_runner(runner), m_desk(std::move(desk)), m_shelf(runner),
      m_table(new QTreeWidget(this)), m_details(new QTextBrowser(this)), m_defaults(new QLabel(this)),
      m_status(new QLabel(this)) {
    setWindowTitle(tr("Models"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_table->setAccessibleName(tr("Installed models"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setHeaderLabels({tr("Model"), tr("Default for"), tr("Made from"), tr("Made on"), tr("Exam"),
                              tr("SHA-256"), tr("State")});
    m_details->setAccessibleName(tr("Record of the model"));
    m_details->setOpenLinks(false);
    m_defaults->setWordWrap(true);
    m_defaults->setAccessibleName(tr("Which model scores"));
    m_status->setWordWrap(true);
    m_status->setAccessibleName(tr("State of the library"));
    m_status->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* buttons = new QDialogButtonBox(this);
    const auto add = [&](const QString& text, QDialogButtonBox::ButtonRole role, auto function) {
        QPushButton* button = buttons->addButton(text, role);
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, function);
        return button;
    };
    m_makeDefault = add(tr("&Use for all nights"), QDialogButtonBox::ActionRole,
                        [this] { setDefault(current()->model.id, {}); });
    m_makeDerivation =
        add(tr("Use for one &derivation..."), QDialogButtonBox::ActionRole, [this] { askDerivation(); });
    m_rollBack = add(tr("Roll &back"), QDialogButtonBox::ActionRole, [this] { rollBack(); });
    m_export = add(tr("&Export..."), QDialogButtonBox::ActionRole, [this] { chooseExport(); });
    add(tr("&Import..."), QDialogButtonBox::ActionRole, [this] { chooseImport(); });
    m_remove = add(tr("&Remove..."), QDialogButtonBox::ActionRole, [this] { askRemoval(); });
    add(tr("&Close"), QDialogButtonBox::RejectRole, [this] { reject(); });

    auto* split = new QSplitter(Qt::Vertical, this);
    split->addWidget(m_table);
    split->addWidget(m_details);
    split->setStretchFactor(0, 2);
    split->setStretchFactor(1, 3);
    split->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(10);
    layout->addWidget(m_defaults);
    layout->addWidget(split, 1);
    layout->addWidget(m_status);
    layout->addWidget(buttons);
    resize(fontMetrics().averageCharWidth() * 140, fontMetrics().height() * 36);

    connect(m_table, &QTreeWidget::currentItemChanged, this, &ModelsDialog::showCurrent);
    connect(&m_shelf, &ModelShelf::contentRead, this, &ModelsDialog::refresh);
    connect(&m_shelf, &ModelShelf::done, this, [this](const QString& text) { m_status->setText(text); });
    connect(&m_shelf, &ModelShelf::failed, this, &ModelsDialog::tell);
    m_status->setText(tr("Reading the models..."));
    showCurrent();
    m_shelf.read();
}

QString ModelsDialog::status() const {
    return m_status->text();
}

const ModelDetails* ModelsDialog::current() const {
    const QTreeWidgetItem* item = m_table->currentItem();
    return item ? m_shelf.model(item->data(Name, Qt::UserRole).toString().toStdString()) : nullptr;
}

void ModelsDialog::refresh() {
    const ModelDetails* before = current();
    const std::string chosen = before ? before->model.id : std::string();
    const ShelfContent& content = m_shelf.content();
    m_status->clear();
    m_table->clear();
    for (const ModelDetails& details : content.models) {
        auto* item = new QTreeWidgetItem(m_table);
        item->setData(Name, Qt::UserRole, toQString(details.model.id));
        item->setText(Name, toQString(details.model.id));
        item->setText(DefaultFor, defaultText(content, details));
        item->setText(Parent, nearestParent(details));
        item->setText(Made, dayOf(details.madeUtc));
        item->setText(Verdict, verdictText(textAt(details.record, "exam", "verdict")));
        item->setText(Digest, toQString(details.sha256.substr(0, 12)));
        item->setToolTip(Digest, toQString(details.sha256));
        item->setText(State, details.problem           ? tr("do not use")
                             : details.model.isShipped ? tr("came with the program")
                                                       : tr("as it was written"));
        if (details.model.id == chosen)
            m_table->setCurrentItem(item);
    }
    for (int column = 0; column < Columns; ++column)
        m_table->resizeColumnToContents(column);
    if (!m_table->currentItem())
        m_table->setCurrentItem(m_table->topLevelItem(0));
    if (content.models.empty())
        m_status->setText(tr("No model is installed. Import one, or install Hypnodesk again."));
    if (content.defaultsProblem)
        tell(*content.defaultsProblem, tr("The choice of the default model could not be read"));

    const ModelDefaults defaults = content.history.inForce();
    const auto name = [](const DefaultModel& model) {
        return model.id.empty() ? tr("the model that came with the program") : toQString(model.id);
    };
    QStringList sentences{tr("Nights are scored with %1.").arg(name(defaults.everywhere))};
    for (const auto& [derivation, model] : defaults.byDerivation)
        sentences << tr("Nights on %1 are scored with %2.").arg(toQString(derivation), name(model));
    if (content.history.canRollBack())
        sentences << tr("Rolling back brings %1.").arg(name(content.history.beforeThat().everywhere));
    m_defaults->setText(sentences.join(QLatin1Char(' ')));
    m_rollBack->setEnabled(content.history.canRollBack());
    showCurrent();
}

void ModelsDialog::showCurrent() {
    const ModelDetails* details = current();
    const bool isUsable = details && !details->problem;
    m_makeDefault->setEnabled(isUsable);
    m_makeDerivation->setEnabled(isUsable);
    m_export->setEnabled(isUsable);
    m_remove->setEnabled(details && !details->model.isShipped);
    m_rollBack->setEnabled(m_shelf.content().history.canRollBack());
    if (!details) {
        m_details->setPlaceholderText(tr("The record of the model in the list is shown here."));
        m_details->clear();
        return;
    }
    QString text;
    if (details->problem) {
        const ErrorText why = explain(*details->problem, tr("This model should not be used"));
        text += QStringLiteral("<p><b>%1.</b> %2 %3</p>")
                    .arg(why.title.toHtmlEscaped(), why.reason.toHtmlEscaped(), why.advice.toHtmlEscaped());
    }
    if (const auto record = modelChangeHtml(details->record)) {
        // The page is made for paper: its colours would be dark on dark here.
        static const QRegularExpression style(QStringLiteral("<style.*?</style>"),
                                              QRegularExpression::DotMatchesEverythingOption);
        m_details->setHtml(text + toQString(*record).remove(style));
        return;
    }
    text += QStringLiteral("<p><b>%1</b></p>").arg(escaped(details->name));
    QStringList parents;
    for (const std::string& parent : shownParents(*details))
        parents << escaped(parent);
    if (!parents.isEmpty())
        text += QStringLiteral("<p>%1</p>").arg(tr("Made from %1.").arg(parents.join(tr(", made from "))));
    text += QStringLiteral("<p>%1</p>").arg(tr("SHA-256 %1").arg(escaped(details->sha256)));
    text += QStringLiteral("<p>%1</p>").arg(escaped(details->model.path.string()));
    text += QStringLiteral("<p>%1</p>")
                .arg(details->model.isShipped
                         ? tr("It came with the program; its model card tells what it learned from.")
                         : tr("It has no change record: nobody noted how it was made and examined."));
    m_details->setHtml(text);
}

void ModelsDialog::setDefault(const std::string& id, const QString& derivation) {
    const std::string chosen = m_shelf.model(id)->model.path == m_shelf.content().shipped ? "" : id;
    m_shelf.change(
        [chosen, derivation = derivation.toStdString(), author = m_desk.author()] {
            return setDefaultModel(ownModelFolder(), chosen, derivation, author);
        },
        derivation.isEmpty() ? tr("%1 scores from now on.").arg(toQString(id))
                             : tr("%1 scores nights on %2 from now on.").arg(toQString(id), derivation),
        tr("The default model was not changed"));
}

void ModelsDialog::askDerivation() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Default for a derivation"));
    dialog->setLabelText(
        tr("Nights on this &derivation are scored with %1:").arg(toQString(current()->name)));
    dialog->setTextValue(m_desk.derivation().isEmpty() ? QStringLiteral("C4-M1") : m_desk.derivation());
    connect(dialog, &QInputDialog::textValueSelected, this,
            [this, id = current()->model.id](const QString& text) {
                if (!text.simplified().isEmpty())
                    setDefault(id, toQString(derivationKey(text.simplified().toStdString())));
            });
    dialog->open();
}

void ModelsDialog::rollBack() {
    m_shelf.change(
        [author = m_desk.author()]() -> Result<void> {
            const auto defaults = rollBackDefaultModel(ownModelFolder(), author);
            return defaults ? Result<void>() : tl::make_unexpected(defaults.error());
        },
        tr("Rolled back."), tr("The default model was not changed"));
}

void ModelsDialog::chooseExport() {
    const QString path = QFileDialog::getSaveFileName(
        this, tr("Export the model with its record"),
        QDir::home().filePath(toQString(current()->model.id) + QStringLiteral(".safetensors")),
        tr("Models (*.safetensors)"), nullptr, QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty())
        exportTo(path);
}

void ModelsDialog::exportTo(const QString& path) {
    const ModelDetails* details = current();
    if (!details)
        return;
    m_shelf.change([model = details->model.path, out = toPath(path)] { return exportModel(model, out); },
                   tr("Written to %1.").arg(QDir::toNativeSeparators(path)),
                   tr("The model was not exported"));
}

void ModelsDialog::chooseImport() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Import a model"), QDir::homePath(),
                                                      tr("Models (*.safetensors)"));
    if (!path.isEmpty())
        importFrom(path);
}

void ModelsDialog::importFrom(const QString& path) {
    m_shelf.change(
        [file = toPath(path), trial = m_desk.trial]() -> Result<void> {
            const auto id = importModel(file, ownModelFolder(), {}, trial);
            return id ? Result<void>() : tl::make_unexpected(id.error());
        },
        tr("Imported. It scores once it is chosen as the default."), tr("The model was not imported"));
}

void ModelsDialog::askRemoval() {
    const ModelDetails& details = *current();
    m_status->setText(tr("Looking for scorings that refer to it..."));
    m_search = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [digest = details.sha256, studies = m_desk.studies()](const TaskContext& context) {
            return findModelReferences(digest, studiesThatAreThere(studies), context);
        },
        [this, id = details.model.id](const Result<ModelReferences>& found) {
            m_status->clear();
            if (found)
                confirmRemoval(id, toQString(id), *found);
            else
                tell(found.error(), tr("The model was not removed"));
        });
}

void ModelsDialog::confirmRemoval(const std::string& id, const QString& name, const ModelReferences& found) {
    m_question = new QMessageBox(QMessageBox::Question, tr("Remove a model"), tr("Remove %1?").arg(name),
                                 QMessageBox::Cancel, this);
    m_question->setAttribute(Qt::WA_DeleteOnClose);
    m_question->setTextFormat(Qt::PlainText);
    QStringList sentences;
    if (found.references.empty()) {
        sentences << tr("None of the %1 recent studies refers to it; other studies were not looked at.")
                         .arg(found.looked);
    } else {
        sentences << tr("Scorings that refer to it: %1, in %2 recent studies that were looked through. They "
                        "keep their stages, but cannot be made again without the model.")
                         .arg(found.references.size())
                         .arg(found.looked);
        QStringList lines;
        for (const ModelReference& reference : found.references)
            lines << QStringLiteral("%1: %2").arg(toQString(reference.study), toQString(reference.scoring));
        m_question->setDetailedText(lines.join(QLatin1Char('\n')));
    }
    if (!found.unreadable.empty())
        sentences << tr("Studies that could not be read: %1.").arg(found.unreadable.size());
    m_question->setInformativeText(sentences.join(QLatin1Char(' ')));
    QPushButton* yes = m_question->addButton(tr("&Remove"), QMessageBox::DestructiveRole);
    m_question->setDefaultButton(QMessageBox::Cancel);
    connect(yes, &QPushButton::clicked, this, [this, id, name] {
        m_shelf.change([id] { return removeModel(id); }, tr("%1 was removed.").arg(name),
                       tr("The model was not removed"));
    });
    m_question->open();
}

void ModelsDialog::tell(const Error& error, const QString& title) {
    const ErrorText text = explain(error, title);
    m_status->setText(
        QStringList{text.title + QStringLiteral("."), text.reason, text.advice}.join(QChar(' ')).trimmed());
}

} // namespace hypnodesk
