#include "ui/signals/signal_words.h"

#include "ui/base/qt_convert.h"

#include <QCoreApplication>
#include <QStringList>

namespace hypnodesk {

namespace {

QString tr(const char* text) {
    return QCoreApplication::translate("Signals", text);
}

int percent(double share) {
    return qRound(share * 100.0);
}

QString nameOf(double index, const std::vector<Channel>& channels) {
    return toQString(channels[static_cast<std::size_t>(index)].label);
}

} // namespace

QString verdictText(SignalVerdict verdict) {
    switch (verdict) {
    case SignalVerdict::Use:
        return tr(QT_TRANSLATE_NOOP("Signals", "use"));
    case SignalVerdict::Doubtful:
        return tr(QT_TRANSLATE_NOOP("Signals", "doubtful"));
    case SignalVerdict::DoNotTrust:
        return tr(QT_TRANSLATE_NOOP("Signals", "do not trust"));
    }
    return {};
}

QString findingText(const SignalFinding& finding, const std::vector<Channel>& channels) {
    const double amount = finding.amount;
    switch (finding.problem) {
    case SignalProblem::Constant:
        return tr(QT_TRANSLATE_NOOP("Signals", "one value all night: %1")).arg(amount);
    case SignalProblem::Missing:
        return tr(QT_TRANSLATE_NOOP("Signals", "not recorded in %1 % of the night")).arg(percent(amount));
    case SignalProblem::Flat:
        return tr(QT_TRANSLATE_NOOP("Signals", "flat in %1 % of the night")).arg(percent(amount));
    case SignalProblem::Clipped:
        return tr(QT_TRANSLATE_NOOP("Signals", "clipped in %1 % of the night")).arg(percent(amount));
    case SignalProblem::MainsHum:
        return tr(QT_TRANSLATE_NOOP("Signals", "50 or 60 Hz make up %1 % of the signal"))
            .arg(percent(amount));
    case SignalProblem::TooSmall:
        return tr(QT_TRANSLATE_NOOP("Signals",
                                    "only %1 µV from peak to peak: is the unit in the file wrong?"))
            .arg(amount, 0, 'g', 2);
    case SignalProblem::TooLarge:
        return tr(QT_TRANSLATE_NOOP("Signals", "%1 µV from peak to peak: is the unit in the file wrong?"))
            .arg(amount, 0, 'f', 0);
    case SignalProblem::LikeMuscle:
        return tr(QT_TRANSLATE_NOOP("Signals", "%1 % lies above 20 Hz: muscle, or the channels are swapped"))
            .arg(percent(amount));
    case SignalProblem::LikeBrain:
        return tr(QT_TRANSLATE_NOOP("Signals", "%1 % lies below 12 Hz: an EEG, or the channels are swapped"))
            .arg(percent(amount));
    case SignalProblem::SameAs:
        return tr(QT_TRANSLATE_NOOP("Signals", "the same signal as %1")).arg(nameOf(amount, channels));
    case SignalProblem::MirrorOf:
        return tr(QT_TRANSLATE_NOOP("Signals", "the signal of %1 with the opposite sign"))
            .arg(nameOf(amount, channels));
    }
    return {};
}

QString findingsText(const ChannelSurvey& survey, const std::vector<Channel>& channels) {
    QStringList texts;
    for (const SignalFinding& finding : survey.findings)
        texts << findingText(finding, channels);
    return texts.join(QStringLiteral("; "));
}

QString missingText(const SignalSurvey& survey) {
    QStringList texts;
    if (!survey.hasEeg)
        texts << tr(QT_TRANSLATE_NOOP("Signals", "No EEG channel was recognised."));
    if (!survey.hasEog)
        texts << tr(QT_TRANSLATE_NOOP("Signals", "No EOG: eye movements cannot be seen."));
    if (!survey.hasChinEmg)
        texts << tr(QT_TRANSLATE_NOOP("Signals", "No chin EMG: muscle tone cannot be seen."));
    return texts.join(QLatin1Char(' '));
}

QString roleText(ChannelRole role) {
    switch (role) {
    case ChannelRole::Eeg:
        return tr(QT_TRANSLATE_NOOP("Signals", "EEG"));
    case ChannelRole::Eog:
        return tr(QT_TRANSLATE_NOOP("Signals", "EOG"));
    case ChannelRole::Emg:
        return tr(QT_TRANSLATE_NOOP("Signals", "EMG"));
    case ChannelRole::Ecg:
        return tr(QT_TRANSLATE_NOOP("Signals", "ECG"));
    case ChannelRole::Respiration:
        return tr(QT_TRANSLATE_NOOP("Signals", "respiration"));
    case ChannelRole::SpO2:
        return tr(QT_TRANSLATE_NOOP("Signals", "oxygen saturation"));
    case ChannelRole::Snore:
        return tr(QT_TRANSLATE_NOOP("Signals", "snoring"));
    case ChannelRole::Leg:
        return tr(QT_TRANSLATE_NOOP("Signals", "legs"));
    case ChannelRole::Position:
        return tr(QT_TRANSLATE_NOOP("Signals", "position"));
    case ChannelRole::Hypnogram:
        return tr(QT_TRANSLATE_NOOP("Signals", "hypnogram"));
    case ChannelRole::Other:
        return tr(QT_TRANSLATE_NOOP("Signals", "other"));
    }
    return {};
}

} // namespace hypnodesk
