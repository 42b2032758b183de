#pragma once

#include "ui/montage/montage_drafts.h"
#include "ui/montage/night_montage.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QPushButton;
class QTableView;
class QVBoxLayout;

namespace hypnodesk {

class MontageTable;

/// Makes and edits montages beside the traces, which follow every change. OK keeps the user's montages and
/// the one in use; Cancel leaves everything as it was. Closes with the night.
class MontageEditor : public QDialog {
    Q_OBJECT

public:
    /// A night is open; both must live longer than the dialog.
    MontageEditor(NightMontage& montage, MontageLibrary& library, QWidget* parent = nullptr);

    const MontageDrafts& drafts() const { return m_drafts; }
    /// Adds the montages of a file, or writes the user's own; what went wrong stands below the table.
    void importFrom(const QString& path);
    void exportTo(const QString& path);

    void accept() override;
    void reject() override;

private:
    void build();
    QVBoxLayout* buildRowButtons();
    void buildMontageButtons(QVBoxLayout& layout);
    QPushButton* button(const QString& text, const char* name, void (MontageEditor::*clicked)());
    void showDrafts();
    void showCurrent();
    void takeRows();
    void preview();
    int currentRow() const;
    void selectRow(int row);
    void addRow(const QString& derivation);
    void moveUp();
    void moveDown();
    void removeRow();
    void duplicate();
    void rename();
    void removeMontage();
    void restore();
    void rereference();
    void chooseImport();
    void chooseExport();
    void say(const QString& text);

    NightMontage& m_night;
    MontageLibrary& m_library;
    const Montage m_before;
    MontageDrafts m_drafts;
    MontageTable* m_table;
    QComboBox* m_names;
    QTableView* m_view;
    QLabel* m_status;
    QPushButton* m_remove = nullptr;
    QPushButton* m_restore = nullptr;
};

} // namespace hypnodesk
