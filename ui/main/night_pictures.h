#pragma once

#include "ui/base/job_runner.h"
#include "ui/document/study_document.h"
#include "ui/plot/spectrogram_image.h"
#include "ui/spectrogram/network_spectrogram.h"
#include "ui/spectrogram/spectrogram_look.h"
#include "ui/trace/trace_view.h"

#include <QObject>

#include <optional>

namespace hypnodesk {

/// Has the pictures of the open night computed: the page's spectrogram first, the night's and the envelopes
/// in the background, in pieces, so that a page never waits for the night.
class NightPictures : public QObject {
    Q_OBJECT

public:
    NightPictures(StudyDocument& document, JobRunner& runner, QObject* parent = nullptr);

    /// The derivations whose envelopes are wanted; those of another montage are dropped.
    void setMontage(std::vector<Derivation> montage);

    /// What pages are made of, and up to which frequency pages and night reach (0: half the sampling rate).
    /// The night is computed again only for a range that it does not hold yet; the network's view once a
    /// night and derivation, when it is first wanted.
    void setLook(SpectrogramSource source, double highestHz);

    /// Nothing is being computed.
    bool isSettled() const;

Q_SIGNALS:
    /// `startSeconds` is the time of the first sample of the spectrogram. Null: there is none.
    void pageReady(SpectrogramPtr spectrogram, double startSeconds);
    void nightReady(SpectrogramPtr spectrogram, double startSeconds);
    /// The range of the night for what pages are made of; nullopt: not known yet.
    void rangeReady(std::optional<DecibelRange> range);
    void envelopesReady(EnvelopesPtr envelopes);
    void pageBusy(bool busy);
    void nightBusy(bool busy);
    void failed(const Error& error);

private:
    void restart();
    double neededHz() const;
    void widenNight();
    void computePage();
    void showNetworkPage();
    void tellRange();
    void continueNight(dsp::Spectrogram soFar, double fromSeconds);
    void finishNight(SpectrogramPtr spectrogram);
    void continueEnvelopes(std::shared_ptr<std::vector<EnvelopePyramid>> soFar);

    StudyDocument& m_document;
    JobRunner& m_runner;
    std::vector<Derivation> m_montage;
    RecordingPtr m_envelopedRecording; ///< whose envelopes are there or on the way
    SpectrogramPtr m_night;
    SpectrogramSource m_source = SpectrogramSource::Multitaper;
    double m_highestHz = 35.0;
    double m_nightHighestHz = 0.0; ///< of the night's spectrogram that is there or on the way
    std::optional<DecibelRange> m_nightRange;
    std::optional<NetworkSpectrogram> m_network; ///< of the night, once it was wanted
    Job m_networkJob;
    Job m_pageJob;
    Job m_nightJob;
    Job m_envelopeJob;
};

/// The spectrogram of samples [fromSeconds, toSeconds) of a derivation. Any thread.
Result<dsp::Spectrogram> spectrogramOf(const Recording& recording, const Derivation& derivation,
                                       double fromSeconds, double toSeconds,
                                       const dsp::MultitaperOptions& options, const TaskContext& context);

} // namespace hypnodesk
