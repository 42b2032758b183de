#pragma once

#include "ui/document/study_document.h"
#include "ui/settings/display_state.h"
#include "ui/trace/trace_view.h"

#include <QIcon>
#include <QKeySequence>
#include <QWidget>

#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace hypnodesk {

/// The controls above the night: which night, which scoring, the channel the network hears, scoring, page,
/// display filter, scale, and whether scoring advances. Where they have no room, the least needed ones
/// go into the menu "More". The mouse never leaves the focus here, so that the
/// scoring keys always work; F6 walks through the controls.
class HeaderBar : public QWidget {
    Q_OBJECT

public:
    HeaderBar(StudyDocument& document, DisplayState& display, QWidget* parent = nullptr);

    void setScoring(bool running);
    /// How EEG rows measure on the screen; nullopt: nothing is drawn true to it.
    void showScale(const std::optional<PaperScale>& scale, bool isMeasured);
    /// What the button that scores says beside its word.
    void setKeys(const QKeySequence& score, const QKeySequence& cancel);
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void scoreRequested();
    void cancelRequested();

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    bool event(QEvent* event) override;

private:
    void buildLayout();
    void buildScaleMenu();
    void showRecording();
    void showScorings();
    void showDerivation();
    void showDisplay();
    void elideSummary();
    void makeRoom();
    int scaleWidth() const;
    void fillMore(QMenu& menu);

    StudyDocument& m_document;
    DisplayState& m_display;
    QLabel* m_name;
    QLabel* m_summary;
    QComboBox* m_scorings;
    QComboBox* m_channel;
    QPushButton* m_score;
    QComboBox* m_page;
    QComboBox* m_filter;
    QToolButton* m_smaller;
    QToolButton* m_larger;
    QToolButton* m_scale;
    QLabel* m_scaleCaption = nullptr;
    QToolButton* m_more;
    QCheckBox* m_advance;
    QKeySequence m_scoreKey;
    QKeySequence m_cancelKey;
    bool m_scoring = false;
    std::vector<QWidget*> m_groups;      ///< each control with its caption, from left to right
    std::vector<QWidget*> m_dispensable; ///< of them, what gives way, the first at first
    QWidget* m_moreGroup = nullptr;
    QString m_summaryText;
    QString m_nameText;
};

/// A scoring in a list: its name, with a lock when it cannot be edited any more.
QIcon lockIcon(const QPalette& palette);
/// "network run", "reviewed by anna", "imported": what a scoring is, in a few words.
QString scoringKindText(const ScoringInfo& info);

/// "14 Mar 2026, 22:08 to 06:08 (8 h 0 min), 20 channels".
QString recordingSummary(const Recording& recording);

} // namespace hypnodesk
