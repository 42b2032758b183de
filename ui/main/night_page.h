#pragma once

#include "ui/document/study_document.h"
#include "ui/main/night_pictures.h"
#include "ui/settings/display_state.h"

#include <QWidget>

namespace hypnodesk {

class EpochPanel;
class EpochSelection;
class HeaderBar;
class NightMontage;
class NightPanel;
class PanelDesk;
class SpectrogramView;
class TraceView;

/// The open night: controls, the numbers of the epoch in view, and a desk with the raw traces in the middle,
/// the spectrogram of the same span beside them, the whole night below and what else was added as a panel. It
/// shows the document and answers the mouse; keys are the window's.
class NightPage : public QWidget {
    Q_OBJECT

public:
    NightPage(StudyDocument& document, DisplayState& display, NightPictures& pictures, NightMontage& montage,
              QWidget* parent = nullptr);

    HeaderBar& header() { return *m_header; }
    TraceView& traces() { return *m_traces; }
    SpectrogramView& spectrogram() { return *m_spectrogram; }
    NightPanel& night() { return *m_night; }
    EpochPanel& epochPanel() { return *m_epochPanel; }
    /// Where panels are added, shown and reset.
    PanelDesk& desk() { return *m_desk; }
    /// What Shift and the mouse chose in the night.
    EpochSelection& selection() { return *m_selection; }

    QByteArray saveLayout() const;
    void restoreLayout(const QByteArray& state);

private:
    void connectDocument();
    void connectPictures(NightPictures& pictures);
    void connectMouse();
    void showRecording();
    void showMontage();
    void showDerivation();
    void showStages();
    void showOverlay();
    void showLights();
    void showProbabilities();
    void showEpoch();
    void showDisplay(const DisplaySettings& display);
    void setCursor(std::optional<double> seconds);
    void goTo(double seconds);

    StudyDocument& m_document;
    DisplayState& m_display;
    NightPictures& m_pictures;
    NightMontage& m_montage;
    HeaderBar* m_header;
    EpochPanel* m_epochPanel;
    TraceView* m_traces;
    SpectrogramView* m_spectrogram;
    NightPanel* m_night;
    PanelDesk* m_desk;
    EpochSelection* m_selection;
};

} // namespace hypnodesk
