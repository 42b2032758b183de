#pragma once

#include "core/retraining/clinic_night.h"
#include "ui/base/job_runner.h"

#include <QWidget>

#include <functional>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace hypnodesk {

/// Which nights the new model learns from: a table of what was offered, with whose night it is, how much of
/// it was reviewed, how far the present model agrees, and what is wrong with it.
class NightsPage : public QWidget {
    Q_OBJECT

public:
    /// Finds the model in use for a derivation; worker.
    using PresentModel = std::function<Result<std::filesystem::path>(const std::string& derivation)>;

    NightsPage(JobRunner& runner, PresentModel model, QWidget* parent = nullptr);

    /// Studies, recordings and folders of them; looked through in the background.
    void offer(const std::vector<std::filesystem::path>& paths);
    /// Whose nights they are, by a CSV table with the columns recording and subject (readSubjectTable). What
    /// it names comes before headers, file names and what was typed before; nights that it does not name stay
    /// as they are.
    void useSubjectTable(const std::filesystem::path& path);
    /// Offers those of the studies that are there; the disk is asked in the background.
    void lookForRecent(std::vector<std::filesystem::path> studies);

    /// The nights that are ticked and can be used, with their subjects as they stand in the table.
    std::vector<ClinicNight> chosen() const;
    LabelRule rule() const;
    bool isBusy() const { return m_job.isActive(); }
    bool isLookingForRecent() const { return m_search.isActive(); }

Q_SIGNALS:
    void changed();

private:
    void chooseStudies();
    void chooseFolder();
    void chooseSubjectTable();
    void tellFailure(const Error& error, const QString& title);
    void inspect();
    void take(Result<std::vector<ClinicNight>> nights);
    void fill();
    void describe(QTreeWidgetItem& item, const ClinicNight& night) const;
    void takeEdit(QTreeWidgetItem* item, int column);
    void removeChosen();
    void summarise();

    JobRunner& m_runner;
    PresentModel m_model;
    std::vector<std::filesystem::path> m_offered;
    std::vector<std::filesystem::path> m_recent;
    std::vector<ClinicNight> m_nights;
    std::vector<bool> m_isTicked; ///< as m_nights
    SubjectRule m_subjects;
    QString m_tableName; ///< of the table of subjects; empty: none
    bool m_tableIsNew = false;
    QTreeWidget* m_table;
    QCheckBox* m_accepted;
    QLabel* m_summary;
    QPushButton* m_addRecent;
    QPushButton* m_remove;
    Job m_job;
    Job m_tableJob;
    Job m_search; ///< for recent studies
};

} // namespace hypnodesk
