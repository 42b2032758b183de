#include "ui/main/night_page.h"

#include "core/scoring/review_ranking.h"
#include "ui/base/qt_convert.h"
#include "ui/document/epoch_selection.h"
#include "ui/hypnogram/night_panel.h"
#include "ui/main/header_bar.h"
#include "ui/main/panel_desk.h"
#include "ui/montage/night_montage.h"
#include "ui/review/doubt.h"
#include "ui/review/epoch_panel.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/trace/trace_view.h"

#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

NightPage::NightPage(StudyDocument& document, DisplayState& display, NightPictures& pictures,
                     NightMontage& montage, QWidget* parent)
    : QWidget(parent), m_document(document), m_display(display), m_pictures(pictures), m_montage(montage),
      m_header(new HeaderBar(document, display, this)), m_epochPanel(new EpochPanel(this)),
      m_traces(new TraceView(this)), m_spectrogram(new SpectrogramView(this)), m_night(new NightPanel(this)),
      m_desk(new PanelDesk(m_traces, this)), m_selection(new EpochSelection(document, this)) {
    m_traces->setAccessibleName(tr("Raw traces"));
    m_spectrogram->setAccessibleName(tr("Spectrogram of the page"));
    m_night->setAccessibleName(tr("Whole night"));
    m_desk->addPanel({QStringLiteral("spectrogram"), tr("Spectrogram of the page"), Qt::RightDockWidgetArea},
                     m_spectrogram);
    m_desk->addPanel({QStringLiteral("night"), tr("Whole night"), Qt::BottomDockWidgetArea, true, 0.5},
                     m_night);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_epochPanel);
    layout->addWidget(m_desk, 1);

    connectDocument();
    connectPictures(pictures);
    connectMouse();
    showDisplay(display.value());
}

void NightPage::connectDocument() {
    connect(&m_document, &StudyDocument::recordingChanged, this, &NightPage::showRecording);
    connect(&m_document, &StudyDocument::derivationChanged, this, &NightPage::showDerivation);
    connect(&m_document, &StudyDocument::hypnogramChanged, this, &NightPage::showStages);
    connect(&m_document, &StudyDocument::probabilitiesChanged, this, &NightPage::showProbabilities);
    connect(&m_document, &StudyDocument::currentEpochChanged, this, &NightPage::showEpoch);
    connect(&m_document, &StudyDocument::hypnogramChanged, this, &NightPage::showOverlay);
    connect(&m_document, &StudyDocument::overlayChanged, this, &NightPage::showOverlay);
    connect(&m_document, &StudyDocument::lightsChanged, this, &NightPage::showLights);
    connect(&m_document, &StudyDocument::trainingChanged, this, &NightPage::showEpoch);
    connect(&m_document, &StudyDocument::spanChanged, this, [this] {
        const TimeSpan span = m_document.span();
        m_traces->setSpan(span.begin, span.end);
        m_spectrogram->setSpan(span.begin, span.end);
    });
    connect(&m_display, &DisplayState::changed, this, &NightPage::showDisplay);
    connect(&m_montage, &NightMontage::changed, this, &NightPage::showMontage);
}

void NightPage::connectPictures(NightPictures& pictures) {
    connect(&pictures, &NightPictures::pageReady, m_spectrogram, &SpectrogramView::setSpectrogram);
    connect(&pictures, &NightPictures::pageBusy, m_spectrogram, &SpectrogramView::setBusy);
    connect(&pictures, &NightPictures::nightBusy, m_night, &NightPanel::setSpectrogramBusy);
    connect(&pictures, &NightPictures::envelopesReady, m_traces, &TraceView::setEnvelopes);
    connect(&pictures, &NightPictures::nightReady, m_night, &NightPanel::setSpectrogram);
    connect(&pictures, &NightPictures::rangeReady, m_spectrogram, &SpectrogramView::setDecibelRange);
}

void NightPage::connectMouse() {
    connect(m_traces, &TraceView::cursorMoved, this, &NightPage::setCursor);
    connect(m_spectrogram, &SpectrogramView::cursorMoved, this, &NightPage::setCursor);
    connect(m_night, &NightPanel::hovered, this, &NightPage::setCursor);
    connect(m_traces, &TraceView::clickedAt, this, &NightPage::goTo);
    connect(m_spectrogram, &SpectrogramView::clickedAt, this, &NightPage::goTo);
    connect(m_night, &NightPanel::timeClicked, this, [this](double seconds) {
        m_selection->clear(); // also where the epoch in view is clicked again
        goTo(seconds);
    });
    connect(m_night, &NightPanel::rangeDragged, this,
            [this](double seconds) { m_selection->extendTo(m_document.grid().nearestEpoch(seconds)); });
    connect(m_selection, &EpochSelection::changed, this, &NightPage::showEpoch);
    connect(m_traces, &TraceView::pageRequested, &m_document, &StudyDocument::stepPage);
    connect(m_spectrogram, &SpectrogramView::pageRequested, &m_document, &StudyDocument::stepPage);
    const auto scroll = [this](double seconds) { m_document.scrollTo(m_document.span().begin + seconds); };
    connect(m_traces, &TraceView::scrollRequested, this, scroll);
    connect(m_spectrogram, &SpectrogramView::scrollRequested, this, scroll);
    // What is under the pointer stays there.
    const auto zoom = [this](double factor, double around) {
        const TimeSpan before = m_document.span();
        if (before.length() <= 0.0)
            return;
        const double place = (around - before.begin) / before.length();
        m_display.setPageSeconds(
            neighbouringPageLength(m_display.value().pageSeconds, factor < 1.0 ? -1 : 1));
        if (const TimeSpan after = m_document.span(); after.length() != before.length())
            m_document.scrollTo(around - place * after.length());
    };
    connect(m_traces, &TraceView::zoomRequested, this, zoom);
    connect(m_spectrogram, &SpectrogramView::zoomRequested, this, zoom);
    connect(m_traces, &TraceView::rowSensitivityRequested, &m_montage, &NightMontage::enlarge);
    connect(m_traces, &TraceView::sensitivityRequested, &m_display, &DisplayState::changeSensitivity);
}

void NightPage::showRecording() {
    const RecordingPtr& recording = m_document.recording();
    const StartTime start = recording ? recording->info().start : StartTime{};
    m_night->setNight(m_document.grid(), start);
    m_night->setDensityMessage(tr("Not scored by the network yet. F5 scores the night."));
    m_spectrogram->setStartTime(start);
    showLights();
    setCursor(std::nullopt);
    showEpoch();
}

void NightPage::showMontage() {
    const std::vector<TraceRow> rows = m_montage.shownRows();
    const RecordingPtr& recording = m_document.recording();
    m_traces->setMessage(recording && recording->channels().empty()
                             ? tr("This recording holds no signals.")
                             : tr("No channel is shown. Choose some under View, Channels."));
    m_traces->setRows(recording, rows);
    std::vector<Derivation> derivations;
    for (const TraceRow& row : rows)
        derivations.push_back(row.derivation);
    m_pictures.setMontage(std::move(derivations));
}

void NightPage::showDerivation() {
    const auto& derivation = m_document.derivation();
    m_spectrogram->setTitle(derivation ? toQString(derivation->name) : QString());
    m_spectrogram->setMessage(m_document.isOpen() && !derivation ? tr("No channel to show.") : QString());
}

void NightPage::showStages() {
    m_night->setHypnogram(m_document.hypnogram(), m_document.shownRkStages());
    std::vector<std::int64_t> doubtful;
    if (const auto& night = m_document.probabilities();
        night && !m_document.isPreviewing() && !m_document.isTraining())
        for (std::int64_t epoch : reviewOrder(m_document.hypnogram(), *night))
            if (doubt(night->epochs[static_cast<std::size_t>(epoch)]) >= kDoubtThreshold)
                doubtful.push_back(epoch);
    m_night->setReviewMarks(std::move(doubtful));
    showEpoch();
}

void NightPage::showOverlay() {
    const ScoringSheet* overlay = m_document.overlay();
    m_night->setOverlay(overlay ? std::optional(overlay->hypnogram) : std::nullopt,
                        overlay ? toQString(overlay->info.name) : QString(),
                        m_document.shownRkStages(overlay));
}

void NightPage::showLights() {
    m_night->setLights(m_document.lights().offSeconds, m_document.lights().onSeconds);
}

void NightPage::showProbabilities() {
    m_night->setProbabilities(m_document.probabilities());
}

void NightPage::showEpoch() {
    const EpochGrid& grid = m_document.grid();
    const std::int64_t epoch = m_document.currentEpoch();
    const RecordingPtr& recording = m_document.recording();
    EpochFacts facts =
        epochFacts(m_document.hypnogram(), m_document.probabilities(),
                   recording ? recording->info().start : StartTime{}, epoch, m_document.shownRkStages());
    facts.isTraining = m_document.isTraining();
    m_epochPanel->setFacts(facts);
    const double from = grid.count > 0 ? grid.onsetSeconds(epoch) : 0.0;
    const double to = grid.count > 0 ? grid.onsetSeconds(epoch + 1) : 0.0;
    m_traces->setScoredEpoch(from, to);
    m_spectrogram->setScoredEpoch(from, to);
    const bool isChoice = !m_selection->isEmpty();
    m_night->setCurrentSpan(isChoice ? grid.onsetSeconds(m_selection->first()) : from,
                            isChoice ? grid.onsetSeconds(m_selection->last()) : to);
}

void NightPage::showDisplay(const DisplaySettings& display) {
    m_traces->setSettings(traceSettings(display));
    m_document.setPageSeconds(display.pageSeconds);
    m_document.setShowsRkStages(display.rkStages);
}

void NightPage::setCursor(std::optional<double> seconds) {
    m_traces->setCursorTime(seconds);
    m_spectrogram->setCursorTime(seconds);
    m_night->setCursorTime(seconds);
}

void NightPage::goTo(double seconds) {
    m_document.setCurrentEpoch(m_document.grid().nearestEpoch(seconds));
}

QByteArray NightPage::saveLayout() const {
    return m_desk->saveLayout();
}

void NightPage::restoreLayout(const QByteArray& state) {
    m_desk->restoreLayout(state);
}

} // namespace hypnodesk
