#include "ui/retraining/nights_page.h"

#include "core/base/digest.h"
#include "ui/base/error_text.h"
#include "ui/base/qt_convert.h"
#include "ui/retraining/recent_studies.h"
#include "ui/retraining/retraining_words.h"

#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <map>
#include <set>

namespace hypnodesk {

namespace {

enum Column { Name, Subject, Scorer, Electrodes, Reviewed, Labels, Kappa, Problem, Columns };

/// The nights' indices, those of one subject together, else in their order.
std::vector<std::size_t> bySubject(const std::vector<ClinicNight>& nights) {
    std::map<std::string, std::size_t> first;
    std::vector<std::size_t> order(nights.size());
    for (std::size_t i = 0; i < nights.size(); ++i) {
        first.try_emplace(nights[i].subject(), i);
        order[i] = i;
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t one, std::size_t other) {
        return first[nights[one].subject()] < first[nights[other].subject()];
    });
    return order;
}

/// A row is whole for the keyboard; its subject is what there is to edit.
class NightsTable : public QTreeWidget {
public:
    using QTreeWidget::QTreeWidget;

protected:
    bool edit(const QModelIndex& index, EditTrigger trigger, QEvent* event) override {
        if (trigger == DoubleClicked && index.column() != Subject)
            return false;
        return QTreeWidget::edit(trigger == EditKeyPressed ? index.siblingAtColumn(Subject) : index, trigger,
                                 event);
    }
};

} // namespace

NightsPage::NightsPage(JobRunner& runner, PresentModel model, QWidget* parent)
    : QWidget(parent), m_runner(runner), m_model(std::move(model)), m_table(new NightsTable(this)),
      m_accepted(new QCheckBox(
          tr("&Also learn from stages of the network that were accepted together with others"), this)),
      m_summary(new QLabel(this)), m_addRecent(new QPushButton(tr("Add &recent nights"), this)),
      m_remove(new QPushButton(tr("Re&move from the list"), this)) {
    m_table->setAccessibleName(tr("Nights to learn from"));
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_table->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed);
    m_table->setHeaderLabels({tr("Night"), tr("Subject (F2 changes it)"), tr("Scorer"), tr("Derivation"),
                              tr("Reviewed"), tr("Labels"), tr("Kappa now"), tr("Problems")});
    m_table->headerItem()->setToolTip(
        Kappa, tr("Agreement of the present model with the stages that count as labels"));
    m_accepted->setToolTip(tr("Stages that nobody looked at are never labels, unless they were accepted."));
    m_summary->setWordWrap(true);
    m_summary->setAccessibleName(tr("Summary of the nights"));
    auto* studies = new QPushButton(tr("Add &studies..."), this);
    auto* folder = new QPushButton(tr("Add a &folder..."), this);
    auto* table = new QPushButton(tr("&Table of subjects..."), this);
    table->setToolTip(tr("A CSV file with the columns recording and subject says whose night each is."));
    connect(studies, &QPushButton::clicked, this, &NightsPage::chooseStudies);
    connect(folder, &QPushButton::clicked, this, &NightsPage::chooseFolder);
    connect(table, &QPushButton::clicked, this, &NightsPage::chooseSubjectTable);
    connect(m_addRecent, &QPushButton::clicked, this, [this] { offer(m_recent); });
    connect(m_remove, &QPushButton::clicked, this, &NightsPage::removeChosen);
    connect(m_table, &QTreeWidget::itemChanged, this, &NightsPage::takeEdit);
    connect(m_table, &QTreeWidget::itemSelectionChanged, this,
            [this] { m_remove->setEnabled(!m_table->selectedItems().isEmpty()); });
    connect(m_accepted, &QCheckBox::toggled, this, [this] {
        if (!m_offered.empty())
            inspect();
    });

    auto* intro =
        new QLabel(tr("Choose nights whose stages people gave or corrected. Nights of one subject "
                      "stay together: give them the same name in the column Subject, by hand or by a "
                      "table."),
                   this);
    intro->setWordWrap(true);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {studies, folder, m_addRecent, table, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(10);
    layout->addWidget(intro);
    layout->addLayout(buttons);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_accepted);
    layout->addWidget(m_summary);
    m_addRecent->setObjectName(QStringLiteral("addRecent"));
    m_addRecent->setEnabled(false);
    m_remove->setEnabled(false);
    fill();
}

void NightsPage::lookForRecent(std::vector<std::filesystem::path> studies) {
    m_search = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [studies = std::move(studies)](const TaskContext&) -> Result<std::vector<std::filesystem::path>> {
            return studiesThatAreThere(studies);
        },
        [this](Result<std::vector<std::filesystem::path>> found) {
            m_recent = found ? std::move(*found) : std::vector<std::filesystem::path>();
            m_addRecent->setEnabled(!m_recent.empty());
        });
}

LabelRule NightsPage::rule() const {
    return m_accepted->isChecked() ? LabelRule::ReviewedOrAccepted : LabelRule::Reviewed;
}

void NightsPage::chooseStudies() {
    const QStringList chosen =
        QFileDialog::getOpenFileNames(this, tr("Studies and recordings to learn from"), QDir::homePath(),
                                      tr("Studies and recordings (*.hypno *.edf *.EDF *.bdf *.BDF)"));
    std::vector<std::filesystem::path> paths;
    for (const QString& path : chosen)
        paths.push_back(toPath(path));
    offer(paths);
}

void NightsPage::chooseFolder() {
    const QString path = QFileDialog::getExistingDirectory(this, tr("Folder of nights"), QDir::homePath());
    if (!path.isEmpty())
        offer({toPath(path)});
}

void NightsPage::chooseSubjectTable() {
    const QString path = QFileDialog::getOpenFileName(this, tr("Table of subjects"), QDir::homePath(),
                                                      tr("Tables (*.csv *.CSV)"));
    if (!path.isEmpty())
        useSubjectTable(toPath(path));
}

void NightsPage::useSubjectTable(const std::filesystem::path& path) {
    m_tableJob = m_runner.start(
        Lane::Reading, Priority::Urgent, [path](const TaskContext&) { return readSubjectTable(path); },
        [this, name = toQString(path.filename())](Result<std::map<std::string, std::string>> table) {
            if (!table) {
                tellFailure(table.error(), tr("The table of subjects could not be read"));
                return;
            }
            m_subjects = {SubjectRule::From::Table, std::move(*table)};
            m_tableName = name;
            m_tableIsNew = true;
            if (m_offered.empty())
                summarise();
            else
                inspect();
        });
}

void NightsPage::tellFailure(const Error& error, const QString& title) {
    const ErrorText text = explain(error, title);
    m_summary->setText(QStringList{text.title + QLatin1Char('.'), text.reason, text.advice}.join(' '));
}

void NightsPage::offer(const std::vector<std::filesystem::path>& paths) {
    for (const std::filesystem::path& path : paths)
        if (std::find(m_offered.begin(), m_offered.end(), path) == m_offered.end())
            m_offered.push_back(path);
    if (!m_offered.empty())
        inspect();
}

void NightsPage::inspect() {
    m_summary->setText(tr("Looking through the nights..."));
    m_job = m_runner.start(
        Lane::Reading, Priority::Urgent,
        [offered = m_offered, model = m_model, rule = rule(),
         subjects = m_subjects](const TaskContext& context) -> Result<std::vector<ClinicNight>> {
            InspectionOptions options;
            options.rule = rule;
            options.subjects = subjects;
            options.presentModel = [&, digests = std::map<std::filesystem::path, std::string>()](
                                       const std::string& derivation) mutable {
                const auto path = model(derivation);
                if (!path)
                    return std::string();
                const auto [known, isNew] = digests.try_emplace(*path);
                if (isNew)
                    known->second = sha256HexOfFile(*path, context).value_or(std::string());
                return known->second;
            };
            return inspectNights(offered, options, context);
        },
        [this](Result<std::vector<ClinicNight>> nights) { take(std::move(nights)); });
    Q_EMIT changed();
}

void NightsPage::take(Result<std::vector<ClinicNight>> nights) {
    if (!nights) {
        tellFailure(nights.error(), tr("The nights could not be read"));
        Q_EMIT changed();
        return;
    }
    // What a person has typed and unticked stays.
    std::vector<bool> ticks;
    for (ClinicNight& night : *nights) {
        bool isTicked = night.isUsable();
        for (std::size_t i = 0; i < m_nights.size(); ++i)
            if (m_nights[i].files.recording == night.files.recording) {
                isTicked = isTicked && (m_isTicked[i] || !m_nights[i].isUsable());
                const bool isNamedAnew = m_tableIsNew && night.subjectOrigin == SubjectOrigin::Table;
                if (m_nights[i].subjectOrigin == SubjectOrigin::Person && !isNamedAnew)
                    setSubject(night, m_nights[i].subject());
            }
        ticks.push_back(isTicked);
    }
    m_tableIsNew = false;
    m_nights.clear();
    m_isTicked.clear();
    for (const std::size_t i : bySubject(*nights)) {
        m_nights.push_back(std::move((*nights)[i]));
        m_isTicked.push_back(ticks[i]);
    }
    fill();
    Q_EMIT changed();
}

void NightsPage::fill() {
    const QSignalBlocker blocker(m_table);
    m_table->clear();
    for (std::size_t i = 0; i < m_nights.size(); ++i) {
        auto* item = new QTreeWidgetItem(m_table);
        item->setData(Name, Qt::UserRole, static_cast<int>(i));
        const bool isUsable = m_nights[i].isUsable();
        Qt::ItemFlags flags = Qt::ItemIsSelectable | Qt::ItemIsEnabled;
        if (isUsable)
            flags |= Qt::ItemIsEditable | Qt::ItemIsUserCheckable;
        item->setFlags(flags);
        if (isUsable)
            item->setCheckState(Name, m_isTicked[i] ? Qt::Checked : Qt::Unchecked);
        describe(*item, m_nights[i]);
    }
    for (int column = 0; column < Columns; ++column)
        m_table->resizeColumnToContents(column);
    summarise();
}

void NightsPage::describe(QTreeWidgetItem& item, const ClinicNight& night) const {
    item.setText(Name, toQString(night.name));
    item.setToolTip(Name, toQString(night.files.recording));
    item.setText(Subject, toQString(night.subject()));
    item.setToolTip(Subject, subjectOriginText(night.subjectOrigin));
    item.setText(Scorer, toQString(night.scorer));
    item.setText(Electrodes, toQString(night.derivation));
    item.setText(Reviewed, tr("%1 %").arg(qRound(night.counts.shareReviewed(rule()) * 100.0)));
    item.setText(Labels, QString::number(night.counts.labels(rule())));
    item.setText(Kappa, night.presentModel ? figure(night.presentModel->kappa, 2) : tr("not known"));
    item.setToolTip(Kappa, night.presentModel ? QString()
                                              : tr("The study holds no scoring by the present model on this "
                                                   "derivation. The exam will measure it."));
    for (const Column column : {Reviewed, Labels, Kappa})
        item.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    QStringList problems, details;
    for (const FoundProblem& problem : night.problems) {
        problems << problemText(problem.kind);
        details << toQString(problem.detail);
    }
    item.setText(Problem, problems.join(QStringLiteral(", ")));
    item.setToolTip(Problem, details.join(QLatin1Char('\n')));
}

void NightsPage::takeEdit(QTreeWidgetItem* item, int column) {
    const auto index = static_cast<std::size_t>(item->data(Name, Qt::UserRole).toInt());
    m_isTicked[index] = item->checkState(Name) == Qt::Checked;
    const QString subject = item->text(Subject).simplified();
    const QSignalBlocker blocker(m_table);
    if (column == Subject && !subject.isEmpty() && subject.toStdString() != m_nights[index].subject())
        setSubject(m_nights[index], subject.toStdString());
    describe(*item, m_nights[index]); // other columns are not to be edited
    summarise();
    Q_EMIT changed();
}

void NightsPage::removeChosen() {
    std::set<std::size_t> gone;
    for (const QTreeWidgetItem* item : m_table->selectedItems())
        gone.insert(static_cast<std::size_t>(item->data(Name, Qt::UserRole).toInt()));
    std::vector<ClinicNight> nights;
    std::vector<bool> ticks;
    m_offered.clear(); // folders are taken apart: what stays are single nights
    for (std::size_t i = 0; i < m_nights.size(); ++i) {
        if (gone.contains(i))
            continue;
        nights.push_back(m_nights[i]);
        ticks.push_back(m_isTicked[i]);
        m_offered.push_back(m_nights[i].study.empty() ? m_nights[i].files.recording : m_nights[i].study);
    }
    m_nights = std::move(nights);
    m_isTicked = std::move(ticks);
    fill();
    Q_EMIT changed();
}

std::vector<ClinicNight> NightsPage::chosen() const {
    std::vector<ClinicNight> nights;
    for (std::size_t i = 0; i < m_nights.size(); ++i)
        if (m_isTicked[i] && m_nights[i].isUsable())
            nights.push_back(m_nights[i]);
    return nights;
}

void NightsPage::summarise() {
    if (m_nights.empty()) {
        QString text = tr("No nights yet. Add studies, a folder of them, or your recent nights.");
        if (!m_tableName.isEmpty())
            text += QLatin1Char(' ') + tr("Their subjects come from %1.").arg(m_tableName);
        m_summary->setText(text);
        return;
    }
    std::set<std::string> subjects;
    std::int64_t labels = 0;
    const std::vector<ClinicNight> nights = chosen();
    for (const ClinicNight& night : nights) {
        subjects.insert(night.subject());
        labels += night.counts.labels(rule());
    }
    QString text = tr("Chosen: %1 of %2 nights, %3 subjects, %4 labelled epochs. %5")
                       .arg(nights.size())
                       .arg(m_nights.size())
                       .arg(subjects.size())
                       .arg(labels)
                       .arg(nights.empty() ? tr("None of them can be used; the last column says why.")
                                           : measurabilitySentence(subjects.size()));
    if (!m_tableName.isEmpty())
        text += QLatin1Char(' ') +
                tr("%1 names %2 of the nights.")
                    .arg(m_tableName)
                    .arg(std::count_if(m_nights.begin(), m_nights.end(), [](const ClinicNight& night) {
                        return night.subjectOrigin == SubjectOrigin::Table;
                    }));
    m_summary->setText(text);
}

} // namespace hypnodesk
