#pragma once

#include "core/recording/derivation.h"
#include "core/recording/recording.h"
#include "core/scoring/hypnogram.h"
#include "ui/plot/spectrogram_image.h"

#include <QApplication>
#include <QDir>
#include <QImage>
#include <QPalette>
#include <QWidget>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numbers>
#include <random>
#include <string>
#include <vector>

namespace hypnodesk::test {

/// A polysomnogram in memory: each channel repeats a minute of plausible signal, so that reading costs what
/// copying costs. Gaps are NaN.
class FakePsg : public Recording {
public:
    FakePsg(const std::vector<std::pair<std::string, ChannelRole>>& channels, double seconds, double rate,
            std::vector<Gap> gaps = {}) {
        m_info.start = {2026, 3, 14, 22, 53, 0.0};
        m_info.durationSeconds = seconds;
        m_gaps = std::move(gaps);
        std::mt19937 random(7);
        for (const auto& [label, role] : channels) {
            Channel channel;
            channel.index = static_cast<int>(m_channels.size());
            channel.label = label;
            channel.isVoltage = role != ChannelRole::SpO2 && role != ChannelRole::Respiration;
            channel.unit = channel.isVoltage ? "uV" : role == ChannelRole::SpO2 ? "%" : "";
            channel.rateHz = rate;
            channel.sampleCount = std::llround(seconds * rate);
            channel.role = role;
            m_channels.push_back(channel);
            m_minutes.push_back(minuteOf(role, rate, random));
        }
    }

    void readPhysical(int channel, std::int64_t firstSample, std::span<float> out) const override {
        const Channel& c = m_channels[static_cast<std::size_t>(channel)];
        const auto& minute = m_minutes[static_cast<std::size_t>(channel)];
        const auto length = static_cast<std::int64_t>(minute.size());
        for (std::size_t i = 0; i < out.size(); ++i) {
            const std::int64_t sample = firstSample + static_cast<std::int64_t>(i);
            out[i] = sample < 0 || sample >= c.sampleCount
                         ? kMissing
                         : minute[static_cast<std::size_t>(sample % length)];
        }
        for (const Gap& gap : m_gaps) {
            const auto offset = [&](double seconds) {
                return std::clamp<std::int64_t>(std::llround(seconds * c.rateHz) - firstSample, 0,
                                                static_cast<std::int64_t>(out.size()));
            };
            std::fill(out.begin() + offset(gap.beginSeconds), out.begin() + offset(gap.endSeconds), kMissing);
        }
        ++readCount;
    }

    mutable int readCount = 0;

private:
    static constexpr float kMissing = std::numeric_limits<float>::quiet_NaN();

    static std::vector<float> minuteOf(ChannelRole role, double rate, std::mt19937& random) {
        std::normal_distribution<double> normal;
        std::vector<float> minute(static_cast<std::size_t>(60.0 * rate));
        double slow = 0.0, drift = 0.0;
        for (std::size_t i = 0; i < minute.size(); ++i) {
            const double t = static_cast<double>(i) / rate;
            const auto wave = [&](double hertz) { return std::sin(2.0 * std::numbers::pi * hertz * t); };
            slow += (normal(random) - slow) * std::min(1.0, 20.0 / rate);
            drift += (normal(random) - drift) * std::min(1.0, 2.0 / rate);
            switch (role) {
            case ChannelRole::Eeg:
                minute[i] = static_cast<float>(60.0 * slow + 35.0 * wave(0.9) * wave(0.05) +
                                               15.0 * wave(13.0) * std::max(0.0, wave(0.15) - 0.7) * 3.0);
                break;
            case ChannelRole::Eog:
                minute[i] = static_cast<float>(250.0 * drift + 20.0 * slow);
                break;
            case ChannelRole::Ecg:
                minute[i] = static_cast<float>(std::fmod(t, 0.9) < 0.03 ? 900.0 : 40.0 * slow);
                break;
            case ChannelRole::Respiration:
                minute[i] = static_cast<float>(3.0 * wave(0.25) + 0.1 * normal(random));
                break;
            case ChannelRole::SpO2:
                minute[i] = static_cast<float>(std::round(96.0 - 2.0 * std::max(0.0, wave(0.02))));
                break;
            default:
                minute[i] = static_cast<float>(12.0 * normal(random));
            }
        }
        return minute;
    }

    std::vector<std::vector<float>> m_minutes;
};

/// `count` channels in the usual order of a montage.
inline std::vector<std::pair<std::string, ChannelRole>> psgChannels(int count) {
    using enum ChannelRole;
    std::vector<std::pair<std::string, ChannelRole>> all{{"F4-M1", Eeg},
                                                         {"C4-M1", Eeg},
                                                         {"O2-M1", Eeg},
                                                         {"F3-M2", Eeg},
                                                         {"C3-M2", Eeg},
                                                         {"O1-M2", Eeg},
                                                         {"E1-M2", Eog},
                                                         {"E2-M2", Eog},
                                                         {"Chin", Emg},
                                                         {"ECG", Ecg},
                                                         {"Flow", Respiration},
                                                         {"Thorax", Respiration},
                                                         {"Abdomen", Respiration},
                                                         {"SpO2", SpO2},
                                                         {"Snore", Snore},
                                                         {"Leg L", Leg},
                                                         {"Leg R", Leg},
                                                         {"P4-M1", Eeg},
                                                         {"P3-M2", Eeg},
                                                         {"T4-M1", Eeg}};
    all.resize(static_cast<std::size_t>(std::min<int>(count, static_cast<int>(all.size()))));
    return all;
}

inline std::vector<Derivation> everyChannel(const Recording& recording) {
    std::vector<Derivation> montage;
    for (const Channel& channel : recording.channels())
        montage.push_back({channel.index, std::nullopt, channel.label});
    return montage;
}

/// A night of stages with plausible cycles, 960 epochs.
inline std::string nightLetters(int epochs = 960) {
    std::string letters(30, 'W');
    while (static_cast<int>(letters.size()) < epochs) {
        const bool isLate = static_cast<int>(letters.size()) > epochs / 2;
        letters += std::string(5, '1') + std::string(35, '2') + std::string(isLate ? 12 : 50, '3') +
                   std::string(25, '2');
        letters += std::string(isLate ? 50 : 20, 'R') + (isLate ? "WWW111" : "1");
    }
    letters.resize(static_cast<std::size_t>(epochs));
    letters.replace(letters.size() - 12, 12, "WWWWWWWWWWWW");
    return letters;
}

/// What a network that mostly agrees with `hypnogram` might say.
inline NightProbabilities probabilitiesOf(const Hypnogram& hypnogram) {
    std::mt19937 random(11);
    std::uniform_real_distribution<float> uniform(0.02f, 0.5f);
    NightProbabilities night;
    night.grid = hypnogram.grid();
    night.epochs.resize(static_cast<std::size_t>(hypnogram.size()));
    for (std::int64_t epoch = 0; epoch < hypnogram.size(); ++epoch) {
        if (!isScored(hypnogram.stage(epoch)))
            continue;
        StageProbabilities& joint = night.epochs[static_cast<std::size_t>(epoch)].joint;
        const bool isNearChange = epoch > 0 && hypnogram.stage(epoch) != hypnogram.stage(epoch - 1);
        float sum = 0.0f;
        for (std::size_t i = 0; i < joint.size(); ++i)
            sum += joint[i] = uniform(random) * (isNearChange ? 1.0f : 0.25f);
        const auto own = static_cast<std::size_t>(hypnogram.stage(epoch));
        sum += 1.0f;
        joint[own] += 1.0f;
        for (float& value : joint)
            value /= sum;
    }
    return night;
}

/// 35 Hz in quarters of a hertz, a frame a second, following the stages.
inline SpectrogramPtr spectrogramOf(const Hypnogram& hypnogram, double stepSeconds = 1.0) {
    auto result = std::make_shared<dsp::Spectrogram>();
    std::mt19937 random(3);
    std::normal_distribution<float> noise(0.0f, 2.0f);
    result->bins = 140;
    result->binWidthHz = 0.25;
    result->firstFrameSeconds = 2.0;
    result->frameStepSeconds = stepSeconds;
    result->frames = static_cast<std::int64_t>((hypnogram.grid().endSeconds() - 4.0) / stepSeconds) + 1;
    result->decibels.resize(static_cast<std::size_t>(result->frames) * 140);
    for (std::int64_t frame = 0; frame < result->frames; ++frame) {
        const double seconds = 2.0 + static_cast<double>(frame) * stepSeconds;
        const Stage stage = hypnogram.stage(hypnogram.grid().nearestEpoch(seconds));
        for (int bin = 0; bin < 140; ++bin) {
            const double hertz = bin * 0.25;
            const auto bump = [&](double centre, double width, double decibels) {
                return decibels * std::exp(-std::pow((hertz - centre) / width, 2.0));
            };
            double level = 15.0 - 14.0 * std::log10(hertz + 0.7);
            if (stage == Stage::Wake)
                level += bump(10.0, 1.2, 12.0);
            if (stage == Stage::N2)
                level += bump(13.5, 1.0, 8.0) + bump(1.0, 2.0, 5.0);
            if (stage == Stage::N3)
                level += bump(1.0, 2.5, 16.0);
            if (stage == Stage::Rem)
                level += bump(6.0, 2.0, 3.0);
            result->decibels[static_cast<std::size_t>(frame * 140 + bin)] =
                static_cast<float>(level) + noise(random);
        }
    }
    return result;
}

inline QPalette lightPalette() {
    return QPalette(QColor(0x20, 0x22, 0x25), QColor(0xf3, 0xf4, 0xf6), Qt::white, Qt::gray, Qt::lightGray,
                    QColor(0x1a, 0x1d, 0x21), Qt::white);
}
inline QPalette darkPalette() {
    QPalette palette(QColor(0xe4, 0xe8, 0xec), QColor(0x20, 0x24, 0x2a), QColor(0x40, 0x44, 0x4a), Qt::black,
                     Qt::darkGray, QColor(0xe4, 0xe8, 0xec), QColor(0x17, 0x1a, 0x1f));
    palette.setColor(QPalette::Window, QColor(0x20, 0x24, 0x2a));
    palette.setColor(QPalette::WindowText, QColor(0xe4, 0xe8, 0xec));
    return palette;
}

/// Lays the widget out in this size, lets queued painting happen, and returns the picture.
inline QImage pictureOf(QWidget& widget, QSize size) {
    widget.resize(size);
    widget.show();
    QCoreApplication::processEvents();
    return widget.grab().toImage();
}

/// Keeps a picture for a person to look at, where HYPNODESK_PICTURES names a folder.
inline void keepPicture(const QImage& picture, const QString& name) {
    if (qEnvironmentVariableIsSet("HYPNODESK_PICTURES"))
        picture.save(
            QDir(qEnvironmentVariable("HYPNODESK_PICTURES")).filePath(name + QStringLiteral(".png")));
}

/// How many pixels of `area` (logical pixels) have a colour within `tolerance` of `colour` in each component.
inline int countPixels(const QImage& picture, const QRect& area, const QColor& colour, int tolerance = 24) {
    int count = 0;
    const double ratio = picture.devicePixelRatioF();
    const QRect pixels =
        QRect((QPointF(area.topLeft()) * ratio).toPoint(), (QSizeF(area.size()) * ratio).toSize()) &
        picture.rect();
    for (int y = pixels.top(); y <= pixels.bottom(); ++y)
        for (int x = pixels.left(); x <= pixels.right(); ++x) {
            const QColor pixel = picture.pixelColor(x, y);
            count += std::abs(pixel.red() - colour.red()) <= tolerance &&
                     std::abs(pixel.green() - colour.green()) <= tolerance &&
                     std::abs(pixel.blue() - colour.blue()) <= tolerance;
        }
    return count;
}

} // namespace hypnodesk::test
