#include "ui/main/settings_dialog.h"

#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QVBoxLayout>

namespace hypnodesk {

SettingsDialog::SettingsDialog(AppSettings& settings, const QString& accountName, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_scorer(new QLineEdit(settings.scorer(), this)),
      m_beside(new QRadioButton(tr("&beside the recording"), this)),
      m_inFolder(new QRadioButton(tr("in &this folder:"), this)),
      m_folder(new QLineEdit(QDir::toNativeSeparators(settings.studyFolder()), this)) {
    setWindowTitle(tr("Settings"));
    setAttribute(Qt::WA_DeleteOnClose);
    setMinimumWidth(520);
    m_scorer->setPlaceholderText(accountName);
    m_scorer->setMaxLength(100);
    m_folder->setAccessibleName(tr("Folder for study files"));
    (settings.studyFolder().isEmpty() ? m_beside : m_inFolder)->setChecked(true);
    auto* choose = new QPushButton(tr("Choose..."), this);
    connect(choose, &QPushButton::clicked, this, [this] {
        const QString folder =
            QFileDialog::getExistingDirectory(this, tr("Folder for study files"), m_folder->text());
        if (!folder.isEmpty())
            m_folder->setText(QDir::toNativeSeparators(folder));
        m_inFolder->setChecked(true);
    });
    connect(m_inFolder, &QRadioButton::toggled, this, &SettingsDialog::updateFolder);
    updateFolder();

    auto* note =
        new QLabel(tr("The name stands in the journal of every change and names new scorings. A study "
                      "that exists already is used wherever it lies. Both count for nights opened "
                      "from now on."),
                   this);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto* folder = new QHBoxLayout;
    folder->addWidget(m_folder, 1);
    folder->addWidget(choose);
    auto* places = new QVBoxLayout;
    places->addWidget(m_beside);
    places->addWidget(m_inFolder);
    places->addLayout(folder);
    auto* form = new QFormLayout;
    form->addRow(tr("&Scored by"), m_scorer);
    form->addRow(tr("New study files"), places);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    connect(buttons, &QDialogButtonBox::accepted, this, &SettingsDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(note);
    layout->addWidget(buttons);
}

void SettingsDialog::updateFolder() {
    m_folder->setEnabled(m_inFolder->isChecked());
}

void SettingsDialog::accept() {
    m_settings.setScorer(m_scorer->text().simplified());
    const QString folder = QDir::fromNativeSeparators(m_folder->text().trimmed());
    m_settings.setStudyFolder(m_inFolder->isChecked() ? folder : QString());
    QDialog::accept();
}

} // namespace hypnodesk
