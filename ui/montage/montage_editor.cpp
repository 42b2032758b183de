#include "ui/montage/montage_editor.h"

#include "core/base/atomic_file.h"
#include "ui/base/qt_convert.h"
#include "ui/montage/derivation_picker.h"
#include "ui/montage/montage_table.h"
#include "ui/montage/row_choices.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QSignalBlocker>
#include <QStyledItemDelegate>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

constexpr std::size_t kLargestFile = 4 << 20;

/// Chooses among RowChoices in a cell; filters may be typed, too.
class ChoiceDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem&,
                          const QModelIndex& index) const override {
        auto* box = new QComboBox(parent);
        if (index.column() == MontageTable::Sensitivity)
            for (const auto& choice : RowChoices::sensitivities())
                box->addItem(RowChoices::text(choice));
        else if (index.column() == MontageTable::Filter)
            for (const auto& choice : RowChoices::filters())
                box->addItem(RowChoices::text(choice));
        else
            for (const std::string& colour : RowChoices::colours())
                box->addItem(RowChoices::colourText(colour));
        box->setEditable(index.column() == MontageTable::Filter);
        return box;
    }
    void setEditorData(QWidget* editor, const QModelIndex& index) const override {
        auto* box = static_cast<QComboBox*>(editor);
        box->setCurrentIndex(box->findText(index.data(Qt::EditRole).toString()));
        if (box->isEditable())
            box->setEditText(index.data(Qt::EditRole).toString());
    }
    void setModelData(QWidget* editor, QAbstractItemModel* model, const QModelIndex& index) const override {
        if (const QString text = static_cast<QComboBox*>(editor)->currentText(); !text.isEmpty())
            model->setData(index, text, Qt::EditRole);
    }
};

} // namespace

MontageEditor::MontageEditor(NightMontage& montage, MontageLibrary& library, QWidget* parent)
    : QDialog(parent), m_night(montage), m_library(library), m_before(montage.montage()),
      m_drafts(montage.choices(), montage.montage()), m_table(new MontageTable(montage.recording(), this)),
      m_names(new QComboBox(this)), m_view(new QTableView(this)), m_status(new QLabel(this)) {
    setWindowTitle(tr("Montages"));
    build();
    showDrafts();
    connect(m_table, &MontageTable::edited, this, &MontageEditor::takeRows);
    connect(m_table, &MontageTable::moved, this, &MontageEditor::selectRow);
    connect(m_names, &QComboBox::activated, this, [this](int index) {
        m_drafts.setCurrent(static_cast<std::size_t>(index));
        showCurrent();
        preview();
    });
    // Nothing is to be put back into another night.
    connect(&montage, &NightMontage::nightChanged, this, [this] { QDialog::reject(); });
    resize(760, 560);
    m_view->setFocus();
}

void MontageEditor::build() {
    m_names->setObjectName(QStringLiteral("montages"));
    m_names->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_names->setMinimumContentsLength(24);
    m_view->setModel(m_table);
    m_view->setItemDelegate(new ChoiceDelegate(m_view));
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setDragDropMode(QAbstractItemView::InternalMove);
    m_view->setDragDropOverwriteMode(false);
    m_view->setDropIndicatorShown(true);
    m_view->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::SelectedClicked |
                            QAbstractItemView::EditKeyPressed);
    m_view->setTabKeyNavigation(false);
    m_view->setAccessibleName(tr("Rows of the montage"));
    m_view->horizontalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_view->horizontalHeader()->setSectionResizeMode(MontageTable::Derivation, QHeaderView::Stretch);
    m_status->setObjectName(QStringLiteral("status"));
    m_status->setTextFormat(Qt::PlainText);
    m_status->setWordWrap(true);

    auto* label = new QLabel(tr("&Montage:"), this);
    label->setBuddy(m_names);
    auto* top = new QHBoxLayout;
    top->addWidget(label);
    top->addWidget(m_names, 1);
    auto* montageButtons = new QVBoxLayout;
    buildMontageButtons(*montageButtons);
    auto* middle = new QHBoxLayout;
    middle->addWidget(m_view, 1);
    QVBoxLayout* side = buildRowButtons();
    side->addSpacing(12);
    side->addLayout(montageButtons);
    side->addStretch();
    middle->addLayout(side);
    auto* picker = new DerivationPicker(m_night.recording(), this);
    connect(picker, &DerivationPicker::picked, this, &MontageEditor::addRow);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &MontageEditor::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &MontageEditor::reject);
    auto* layout = new QVBoxLayout(this);
    layout->addLayout(top);
    layout->addLayout(middle, 1);
    layout->addWidget(picker);
    layout->addWidget(m_status);
    layout->addWidget(buttons);
}

QPushButton* MontageEditor::button(const QString& text, const char* name, void (MontageEditor::*clicked)()) {
    auto* made = new QPushButton(text, this);
    made->setObjectName(QLatin1String(name));
    made->setAutoDefault(false);
    connect(made, &QPushButton::clicked, this, clicked);
    return made;
}

QVBoxLayout* MontageEditor::buildRowButtons() {
    auto* layout = new QVBoxLayout;
    const auto add = [&](const QString& text, const char* name, const QKeySequence& key,
                         void (MontageEditor::*clicked)()) {
        QPushButton* made = button(text, name, clicked);
        made->setToolTip(key.toString(QKeySequence::NativeText));
        connect(new QShortcut(key, this), &QShortcut::activated, this, clicked);
        layout->addWidget(made);
    };
    add(tr("Row &up"), "up", QKeySequence(Qt::CTRL | Qt::Key_Up), &MontageEditor::moveUp);
    add(tr("Row do&wn"), "down", QKeySequence(Qt::CTRL | Qt::Key_Down), &MontageEditor::moveDown);
    add(tr("Remo&ve row"), "removeRow", QKeySequence(Qt::Key_Delete), &MontageEditor::removeRow);
    layout->addWidget(button(tr("&Contralateral"), "contralateral", &MontageEditor::rereference));
    return layout;
}

void MontageEditor::buildMontageButtons(QVBoxLayout& layout) {
    layout.addWidget(button(tr("Dup&licate"), "duplicate", &MontageEditor::duplicate));
    layout.addWidget(button(tr("&Rename..."), "rename", &MontageEditor::rename));
    m_remove = button(tr("&Delete"), "delete", &MontageEditor::removeMontage);
    m_restore = button(tr("Re&store"), "restore", &MontageEditor::restore);
    m_restore->setToolTip(tr("Makes the built-in montage from the channels of this night again."));
    layout.addWidget(m_remove);
    layout.addWidget(m_restore);
    layout.addWidget(button(tr("&Import..."), "import", &MontageEditor::chooseImport));
    layout.addWidget(button(tr("E&xport..."), "export", &MontageEditor::chooseExport));
}

void MontageEditor::showDrafts() {
    const QSignalBlocker quiet(m_names);
    m_names->clear();
    for (const Montage& montage : m_drafts.montages())
        m_names->addItem(montageTitle(montage.name));
    showCurrent();
}

void MontageEditor::showCurrent() {
    m_names->setCurrentIndex(static_cast<int>(m_drafts.current()));
    m_table->setRows(m_drafts.montage().rows);
    m_remove->setEnabled(m_drafts.canRemove());
    m_restore->setEnabled(m_drafts.isBuiltIn());
    selectRow(0);
    say({});
}

void MontageEditor::takeRows() {
    m_drafts.setRows(m_table->montageRows());
    preview();
}

/// The traces show the draft as far as they can; an empty one leaves them as they are.
void MontageEditor::preview() {
    m_night.show(m_drafts.montage());
}

int MontageEditor::currentRow() const {
    return m_view->currentIndex().row();
}

void MontageEditor::selectRow(int row) {
    const int column = std::max(0, m_view->currentIndex().column());
    m_view->setCurrentIndex(m_table->index(row, column == 0 ? MontageTable::Derivation : column));
}

void MontageEditor::addRow(const QString& derivation) {
    MontageRow row;
    row.derivation = derivation.toStdString();
    const int before = currentRow() < 0 ? m_table->rowCount() : currentRow() + 1;
    m_table->insertRow(before, row);
    selectRow(before);
}

void MontageEditor::moveUp() {
    m_table->moveRowTo(currentRow(), currentRow() - 1);
}

void MontageEditor::moveDown() {
    m_table->moveRowTo(currentRow(), currentRow() + 1);
}

void MontageEditor::removeRow() {
    m_table->removeRowAt(currentRow());
}

void MontageEditor::duplicate() {
    m_drafts.duplicate();
    showDrafts();
    preview();
}

void MontageEditor::rename() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the montage"));
    dialog->setLabelText(m_drafts.isBuiltIn() ? tr("A montage of your own with these rows, called:")
                                              : tr("Name of the montage:"));
    dialog->setTextValue(montageTitle(m_drafts.montage().name));
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        const auto original = m_night.builtIn(m_drafts.montage().name);
        m_drafts.rename(name.simplified().left(100).toStdString(), original ? &*original : nullptr);
        showDrafts();
        preview();
    });
    dialog->open();
}

void MontageEditor::removeMontage() {
    m_drafts.remove();
    showDrafts();
    preview();
}

void MontageEditor::restore() {
    if (const auto original = m_night.builtIn(m_drafts.montage().name)) {
        m_table->setRows(original->rows);
        takeRows();
        selectRow(0);
    }
}

void MontageEditor::rereference() {
    const Rereferenced result = withContralateralMastoids(*m_night.recording(), m_drafts.montage());
    m_table->setRows(result.montage.rows);
    takeRows();
    selectRow(0);
    say(tr("Rows against the contralateral mastoid now: %1.").arg(result.changed));
}

void MontageEditor::importFrom(const QString& path) {
    const auto text = readTextFile(toPath(path), kLargestFile);
    if (!text) {
        say(tr("%1 cannot be read: %2.").arg(path, toQString(text.error().detail)));
        return;
    }
    const auto montages = parseMontages(*text);
    if (!montages) {
        say(tr("%1 was not imported: %2.").arg(path, toQString(montages.error().detail)));
        return;
    }
    for (const Montage& montage : *montages)
        m_drafts.add(montage);
    showDrafts();
    preview();
    say(tr("Montages imported: %1.").arg(montages->size()));
}

void MontageEditor::exportTo(const QString& path) {
    std::vector<Montage> montages = m_drafts.own();
    if (montages.empty())
        montages.push_back(m_drafts.montage());
    const auto written = writeFileAtomically(toPath(path), montagesText(montages));
    if (written)
        say(tr("Montages written to %1: %2.").arg(path).arg(montages.size()));
    else
        say(tr("The montages were not written: %1.").arg(toQString(written.error().detail)));
}

void MontageEditor::chooseImport() {
    auto* dialog = new QFileDialog(this, tr("Import montages"), {}, tr("Montages (*.json);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &MontageEditor::importFrom);
    dialog->open();
}

void MontageEditor::chooseExport() {
    auto* dialog = new QFileDialog(this, tr("Export montages"), {}, tr("Montages (*.json)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("json"));
    connect(dialog, &QFileDialog::fileSelected, this, &MontageEditor::exportTo);
    dialog->open();
}

void MontageEditor::say(const QString& text) {
    m_status->setText(text);
}

void MontageEditor::accept() {
    m_library.set(m_drafts.own());
    m_night.use(m_drafts.montage());
    QDialog::accept();
}

void MontageEditor::reject() {
    m_night.show(m_before);
    QDialog::reject();
}

} // namespace hypnodesk
