#include "ui/signals/signal_words.h"

#include "ui/base/qt_convert.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Signals)
};

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
        return Text::tr("use");
    case SignalVerdict::Doubtful:
        return Text::tr("doubtful");
    case SignalVerdict::DoNotTrust:
        return Text::tr("do not trust");
    }
    return {};
}

QString findingText(const SignalFinding& finding, const std::vector<Channel>& channels) {
    const double amount = finding.amount;
    switch (finding.problem) {
    case SignalProblem::Constant:
        return Text::tr("one value all night: %1").arg(amount);
    case SignalProblem::Missing:
        return Text::tr("not recorded in %1 % of the night").arg(percent(amount));
    case SignalProblem::Flat:
        return Text::tr("flat in %1 % of the night").arg(percent(amount));
    case SignalProblem::Clipped:
        return Text::tr("clipped in %1 % of the night").arg(percent(amount));
    case SignalProblem::MainsHum:
        return Text::tr("50 or 60 Hz make up %1 % of the signal").arg(percent(amount));
    case SignalProblem::TooSmall:
        return Text::tr("only %1 µV from peak to peak: is the unit in the file wrong?")
            .arg(QLocale().toString(amount, 'g', 2));
    case SignalProblem::TooLarge:
        return Text::tr("%1 µV from peak to peak: is the unit in the file wrong?").arg(amount, 0, 'f', 0);
    case SignalProblem::TooSlow:
        return Text::tr("only %1 samples a second: no wave above %2 Hz, and the network errs more often")
            .arg(amount, 0, 'f', 0)
            .arg(amount / 2.0, 0, 'f', 0);
    case SignalProblem::LikeMuscle:
        return Text::tr("%1 % lies above 20 Hz: muscle, or the channels are swapped").arg(percent(amount));
    case SignalProblem::LikeBrain:
        return Text::tr("%1 % lies below 12 Hz: an EEG, or the channels are swapped").arg(percent(amount));
    case SignalProblem::SameAs:
        return Text::tr("the same signal as %1").arg(nameOf(amount, channels));
    case SignalProblem::MirrorOf:
        return Text::tr("the signal of %1 with the opposite sign").arg(nameOf(amount, channels));
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
        texts << Text::tr("No EEG channel was recognised.");
    if (!survey.hasEog)
        texts << Text::tr("No EOG: eye movements cannot be seen.");
    if (!survey.hasChinEmg)
        texts << Text::tr("No chin EMG: muscle tone cannot be seen.");
    return texts.join(QLatin1Char(' '));
}

QString roleText(ChannelRole role) {
    switch (role) {
    case ChannelRole::Eeg:
        return Text::tr("EEG");
    case ChannelRole::Eog:
        return Text::tr("EOG");
    case ChannelRole::Emg:
        return Text::tr("EMG");
    case ChannelRole::Ecg:
        return Text::tr("ECG");
    case ChannelRole::Respiration:
        return Text::tr("respiration");
    case ChannelRole::SpO2:
        return Text::tr("oxygen saturation");
    case ChannelRole::Snore:
        return Text::tr("snoring");
    case ChannelRole::Leg:
        return Text::tr("legs");
    case ChannelRole::Position:
        return Text::tr("position");
    case ChannelRole::Hypnogram:
        return Text::tr("hypnogram");
    case ChannelRole::Other:
        return Text::tr("other");
    }
    return {};
}

} // namespace hypnodesk
