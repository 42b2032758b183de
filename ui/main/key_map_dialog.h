#pragma once

#include "ui/main/key_map_store.h"

#include <QDialog>

#include <optional>

class QComboBox;
class QFrame;
class QHBoxLayout;
class QLabel;
class QLineEdit;
class QPrinter;
class QPushButton;
class QTreeWidget;

namespace hypnodesk {

class KeyEdit;

/// All keys, and the editor of them: choose a map, find an action, press the key that it shall have. A key
/// that another action has is given to one of both, as the user says. Every change holds at once.
class KeyMapDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeyMapDialog(KeyMapStore& store, QWidget* parent = nullptr);

    void selectAction(ActionId id);
    /// What the list shows, action and keys, line by line.
    QStringList shownLines() const;
    void saveHtml(const QString& path);

private:
    QWidget* makeMapRow();
    QWidget* makeEditor();
    QWidget* makeQuestion();
    QWidget* makeButtons();
    void fillMaps();
    void fillList();
    void filter();
    void showSelection();
    void offer(const QKeySequence& key);
    void answer(bool give);
    std::optional<ActionId> selected() const;
    void renameMap();
    void chooseFile();
    void print();

    KeyMapStore& m_store;
    QComboBox* m_maps;
    QPushButton* m_rename;
    QPushButton* m_remove;
    QLabel* m_note;
    QLineEdit* m_search;
    QTreeWidget* m_list;
    QLabel* m_editorTitle;
    QHBoxLayout* m_keyButtons;
    KeyEdit* m_edit;
    QFrame* m_question;
    QLabel* m_questionText;
    QPushButton* m_give;
    QPushButton* m_leave;
    QPushButton* m_resetOne;
    QPushButton* m_resetAll;
    QKeySequence m_asked;
};

} // namespace hypnodesk
