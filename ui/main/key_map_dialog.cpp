#include "ui/main/key_map_dialog.h"

#include "ui/main/key_edit.h"
#include "ui/settings/appearance.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMessageBox>
#include <QPrintDialog>
#include <QPrinter>
#include <QPushButton>
#include <QSaveFile>
#include <QSignalBlocker>
#include <QTextDocument>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

constexpr int kIdRole = Qt::UserRole;

QString shown(ActionId id) {
    return plainActionText(actionSpec(id));
}

QPushButton* pushButton(const QString& text, QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    button->setAutoDefault(false);
    return button;
}

} // namespace

KeyMapDialog::KeyMapDialog(KeyMapStore& store, QWidget* parent)
    : QDialog(parent), m_store(store), m_maps(new QComboBox(this)), m_note(new QLabel(this)),
      m_search(new QLineEdit(this)), m_list(new QTreeWidget(this)) {
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    m_search->setPlaceholderText(tr("Search for an action or a key"));
    m_search->setAccessibleName(tr("Search in the keys"));
    m_search->setClearButtonEnabled(true);
    connect(m_search, &QLineEdit::textChanged, this, &KeyMapDialog::filter);
    m_list->setAccessibleName(tr("Actions and their keys"));
    m_list->setHeaderLabels({tr("Action"), tr("Keys"), tr("Menu")});
    m_list->setRootIsDecorated(false);
    m_list->setAlternatingRowColors(true);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &KeyMapDialog::showSelection);
    m_note->setWordWrap(true);
    m_note->setForegroundRole(QPalette::PlaceholderText);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(makeMapRow());
    layout->addWidget(m_note);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(makeEditor());
    layout->addWidget(makeQuestion());
    layout->addWidget(makeButtons());
    connect(&store, &KeyMapStore::changed, this, [this] {
        fillMaps();
        fillList();
    });
    fillMaps();
    fillList();
    m_list->setCurrentItem(m_list->topLevelItem(0));
    m_list->resizeColumnToContents(0);
    m_list->header()->resizeSection(1, fontMetrics().averageCharWidth() * 26);
    resize(fontMetrics().averageCharWidth() * 96, fontMetrics().height() * 34);
    m_search->setFocus();
}

QWidget* KeyMapDialog::makeMapRow() {
    auto* row = new QWidget(this);
    auto* label = new QLabel(tr("Key &map"), row);
    label->setBuddy(m_maps);
    m_maps->setAccessibleName(tr("Key map"));
    m_rename = pushButton(tr("Re&name..."), row);
    m_remove = pushButton(tr("&Delete"), row);
    connect(m_maps, &QComboBox::activated, this,
            [this](int index) { m_store.choose(m_maps->itemText(index)); });
    connect(m_rename, &QPushButton::clicked, this, &KeyMapDialog::renameMap);
    connect(m_remove, &QPushButton::clicked, this, [this] { m_store.removeOwn(); });
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(label);
    layout->addWidget(m_maps, 1);
    layout->addWidget(m_rename);
    layout->addWidget(m_remove);
    return row;
}

QWidget* KeyMapDialog::makeEditor() {
    auto* editor = new QWidget(this);
    m_editorTitle = new QLabel(editor);
    makeStrong(*m_editorTitle);
    m_keyButtons = new QHBoxLayout;
    m_edit = new KeyEdit(editor);
    m_edit->setAccessibleName(tr("Press the key to add"));
    m_edit->setToolTip(tr("Press the key to add. Keys of the number pad are keys of their own. "
                          "Shift+F6 leaves this field."));
    auto* label = new QLabel(tr("Add a &key"), editor);
    label->setBuddy(m_edit);
    m_resetOne = pushButton(tr("Its de&fault"), editor);
    connect(m_edit, &KeyEdit::keyPressed, this, &KeyMapDialog::offer);
    connect(m_resetOne, &QPushButton::clicked, this, [this] {
        if (const auto id = selected())
            m_store.reset(*id);
    });
    auto* row = new QHBoxLayout;
    row->addLayout(m_keyButtons);
    row->addStretch(1);
    row->addWidget(label);
    row->addWidget(m_edit);
    row->addWidget(m_resetOne);
    auto* layout = new QVBoxLayout(editor);
    layout->setContentsMargins(0, 4, 0, 0);
    layout->addWidget(m_editorTitle);
    layout->addLayout(row);
    return editor;
}

QWidget* KeyMapDialog::makeQuestion() {
    m_question = new QFrame(this);
    m_question->setFrameShape(QFrame::StyledPanel);
    m_questionText = new QLabel(m_question);
    m_questionText->setWordWrap(true);
    m_give = pushButton({}, m_question);
    m_leave = pushButton({}, m_question);
    connect(m_give, &QPushButton::clicked, this, [this] { answer(true); });
    connect(m_leave, &QPushButton::clicked, this, [this] { answer(false); });
    auto* layout = new QHBoxLayout(m_question);
    layout->addWidget(m_questionText, 1);
    layout->addWidget(m_give);
    layout->addWidget(m_leave);
    m_question->hide();
    return m_question;
}

QWidget* KeyMapDialog::makeButtons() {
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    m_resetAll = buttons->addButton(tr("&All to default"), QDialogButtonBox::ResetRole);
    auto* save = buttons->addButton(tr("&Save as a page..."), QDialogButtonBox::ActionRole);
    auto* print = buttons->addButton(tr("&Print..."), QDialogButtonBox::ActionRole);
    for (QAbstractButton* button : buttons->buttons())
        qobject_cast<QPushButton*>(button)->setAutoDefault(false);
    connect(m_resetAll, &QPushButton::clicked, this, [this] { m_store.resetAll(); });
    connect(save, &QPushButton::clicked, this, &KeyMapDialog::chooseFile);
    connect(print, &QPushButton::clicked, this, &KeyMapDialog::print);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    return buttons;
}

void KeyMapDialog::fillMaps() {
    m_maps->clear();
    m_maps->addItems(m_store.names());
    m_maps->setCurrentText(m_store.name());
    m_rename->setEnabled(!m_store.isPreset());
    m_remove->setEnabled(!m_store.isPreset());
    QStringList notes{presetNote(m_store.base())};
    for (ActionId id : m_store.map().stagesWithoutKey())
        notes << tr("No key gives %1 now.").arg(shown(id));
    m_note->setText((notes + m_store.problems()).join(QLatin1Char(' ')));
    m_resetAll->setEnabled(m_store.map() != presetMap(m_store.base()));
}

void KeyMapDialog::fillList() {
    const auto before = selected();
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    for (const ActionSpec& spec : actionSpecs()) {
        auto* item = new QTreeWidgetItem(m_list, {plainActionText(spec), keyText(m_store.map().keys(spec.id)),
                                                  menuTitle(spec.menu).remove(QLatin1Char('&'))});
        item->setData(0, kIdRole, static_cast<int>(spec.id));
        QFont bold = font();
        bold.setWeight(QFont::DemiBold);
        item->setFont(1, bold);
    }
    filter();
    selectAction(before.value_or(actionSpecs().front().id));
    showSelection();
}

void KeyMapDialog::filter() {
    const QString text = m_search->text().simplified();
    // One character is a key, more are words.
    for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_list->topLevelItem(i);
        const QStringList keys = item->text(1).split(QStringLiteral(",  "));
        const bool isFound = text.isEmpty() || keys.contains(text, Qt::CaseInsensitive) ||
                             (text.size() > 1 && (item->text(0).contains(text, Qt::CaseInsensitive) ||
                                                  item->text(1).contains(text, Qt::CaseInsensitive) ||
                                                  item->text(2).contains(text, Qt::CaseInsensitive)));
        item->setHidden(!isFound);
    }
}

void KeyMapDialog::selectAction(ActionId id) {
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        if (m_list->topLevelItem(i)->data(0, kIdRole).toInt() == static_cast<int>(id))
            m_list->setCurrentItem(m_list->topLevelItem(i));
}

std::optional<ActionId> KeyMapDialog::selected() const {
    const QTreeWidgetItem* item = m_list->currentItem();
    return item ? std::optional(static_cast<ActionId>(item->data(0, kIdRole).toInt())) : std::nullopt;
}

QStringList KeyMapDialog::shownLines() const {
    QStringList lines;
    for (int i = 0; i < m_list->topLevelItemCount(); ++i)
        if (const QTreeWidgetItem* item = m_list->topLevelItem(i); !item->isHidden())
            lines << item->text(0) + QStringLiteral(": ") + item->text(1);
    return lines;
}

void KeyMapDialog::showSelection() {
    m_question->hide();
    m_edit->startAnew();
    while (QLayoutItem* item = m_keyButtons->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const auto id = selected();
    m_edit->setEnabled(id.has_value());
    m_resetOne->setEnabled(id && m_store.map().keys(*id) != presetMap(m_store.base()).keys(*id));
    m_editorTitle->setText(id ? shown(*id) : QString());
    if (!id)
        return;
    for (const QKeySequence& key : m_store.map().keys(*id)) {
        const QString text = key.toString(QKeySequence::NativeText);
        auto* button = new QToolButton(this);
        button->setText(text + QStringLiteral("  \u00d7"));
        button->setAccessibleName(tr("Take %1 away from %2").arg(text, shown(*id)));
        button->setToolTip(button->accessibleName());
        connect(button, &QToolButton::clicked, this, [this, key, id] {
            KeyMap map = m_store.map();
            map.take(key, *id);
            m_store.change(map);
        });
        m_keyButtons->addWidget(button);
    }
}

void KeyMapDialog::offer(const QKeySequence& key) {
    const auto id = selected();
    if (!id)
        return;
    const auto owner = m_store.map().owner(key);
    m_asked = key;
    if (!owner || *owner == *id) {
        answer(true);
        return;
    }
    const QString text = key.toString(QKeySequence::NativeText);
    m_questionText->setText(tr("%1 belongs to \"%2\". Which action keeps it?").arg(text, shown(*owner)));
    m_give->setText(shown(*id));
    m_leave->setText(shown(*owner));
    m_give->setAccessibleName(tr("%1 goes to %2").arg(text, shown(*id)));
    m_leave->setAccessibleName(tr("%1 stays with %2").arg(text, shown(*owner)));
    m_question->show();
    m_leave->setFocus();
}

void KeyMapDialog::answer(bool give) {
    m_question->hide();
    m_edit->startAnew();
    const auto id = selected();
    if (give && id) {
        KeyMap map = m_store.map();
        map.give(m_asked, *id);
        m_store.change(map);
    }
    m_edit->setFocus();
}

void KeyMapDialog::renameMap() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename the key map"));
    dialog->setLabelText(tr("Name"));
    dialog->setTextValue(m_store.name());
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& name) {
        if (!m_store.rename(name) && name.simplified() != m_store.name())
            m_note->setText(tr("The map keeps its name: another one is called that, or the name is empty."));
    });
    dialog->open();
}

void KeyMapDialog::chooseFile() {
    auto* dialog = new QFileDialog(this, tr("Save the keys as a page"), QStringLiteral("keys.html"),
                                   tr("Web pages (*.html)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("html"));
    connect(dialog, &QFileDialog::fileSelected, this, &KeyMapDialog::saveHtml);
    dialog->open();
}

void KeyMapDialog::saveHtml(const QString& path) {
    QSaveFile file(path);
    const QByteArray html = keyMapHtml(m_store.map(), m_store.name()).toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(html) != html.size() || !file.commit())
        m_note->setText(tr("%1 was not written: %2. Choose another folder.").arg(path, file.errorString()));
    else
        m_note->setText(tr("Written: %1").arg(path));
}

void KeyMapDialog::print() {
    auto* dialog = new QPrintDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, qOverload<QPrinter*>(&QPrintDialog::accepted), this, [this](QPrinter* printer) {
        QTextDocument page;
        page.setHtml(keyMapHtml(m_store.map(), m_store.name()));
        page.print(printer);
    });
    dialog->open();
}

} // namespace hypnodesk
