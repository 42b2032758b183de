#pragma once

#include "core/model/model_transfer.h"
#include "core/study/model_references.h"
#include "ui/retraining/model_shelf.h"

#include <QDialog>
#include <QPointer>

class QLabel;
class QMessageBox;
class QPushButton;
class QTextBrowser;
class QTreeWidget;

namespace hypnodesk {

/// What the library's window needs from the program.
struct ModelsDesk {
    std::function<DefaultsAuthor()> author; ///< who works here, and now
    std::function<std::vector<std::filesystem::path>()>
        studies;                         ///< to look through before a model goes; some may not be there
    ModelTrial trial;                    ///< computes with an imported model; worker
    std::function<QString()> derivation; ///< of the night that is open; empty: none
};

/// The model library: a table of what is installed with its record below, and buttons for what can be done
/// with it. Not modal; the window behind stays usable.
class ModelsDialog : public QDialog {
    Q_OBJECT

public:
    ModelsDialog(JobRunner& runner, ModelsDesk desk, QWidget* parent = nullptr);

    void exportTo(const QString& path);
    void importFrom(const QString& path);
    QString status() const;
    bool isBusy() const { return m_shelf.isBusy() || m_search.isActive(); }

private:
    const ModelDetails* current() const;
    void refresh();
    void showCurrent();
    void setDefault(const std::string& id, const QString& derivation);
    void askDerivation();
    void rollBack();
    void chooseExport();
    void chooseImport();
    void askRemoval();
    void confirmRemoval(const std::string& id, const QString& name, const ModelReferences& found);
    void tell(const Error& error, const QString& title);

    JobRunner& m_runner;
    ModelsDesk m_desk;
    ModelShelf m_shelf;
    QTreeWidget* m_table;
    QTextBrowser* m_details;
    QLabel* m_defaults;
    QLabel* m_status;
    QPushButton* m_makeDefault = nullptr;
    QPushButton* m_makeDerivation = nullptr;
    QPushButton* m_rollBack = nullptr;
    QPushButton* m_export = nullptr;
    QPushButton* m_remove = nullptr;
    QPointer<QMessageBox> m_question;
    Job m_search;
};

/// "all", "C4-M1, O2-M1": for which derivations a model is the default; empty for none.
QString defaultText(const ShelfContent& content, const ModelDetails& details);

} // namespace hypnodesk
