#include "ui/trace/trace_reader.h"

#include "core/dsp/filter_together.h"
#include "ui/trace/trace_mapping.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace hypnodesk {

namespace {

constexpr int kScalePieces = 16;
constexpr double kScalePieceSeconds = 30.0;
constexpr double kScaleMargin = 1.25;

bool isThere(const MinMax& column) {
    return column.minimum == column.minimum;
}

} // namespace

void TraceReader::setRows(RecordingPtr recording, const std::vector<TraceRow>& rows) {
    std::vector<Derivation> montage;
    std::vector<RowDisplay> displays;
    if (recording)
        for (const TraceRow& row : rows) {
            montage.push_back(row.derivation);
            displays.push_back(row.display);
        }
    const bool isSame = recording == m_recording && montage == m_montage;
    m_recording = std::move(recording);
    m_montage = std::move(montage);
    const std::vector<RowDisplay> before = std::exchange(m_displays, std::move(displays));
    if (!isSame) {
        m_envelopes.reset();
        m_scales.assign(m_montage.size(), std::nullopt);
        forgetRows();
        return;
    }
    for (std::size_t row = 0; row < m_displays.size(); ++row)
        if (m_displays[row].filter != before[row].filter) {
            m_scales[row].reset();
            forgetRows();
        }
}

void TraceReader::setEnvelopes(std::shared_ptr<const std::vector<EnvelopePyramid>> envelopes) {
    m_envelopes = std::move(envelopes);
    forgetRows();
}

void TraceReader::setSettings(const TraceSettings& settings) {
    bool filtersChanged = false;
    for (std::size_t role = 0; role < kChannelRoleCount; ++role)
        filtersChanged |= settings.roles[role].filter != m_settings.roles[role].filter;
    m_settings = settings;
    if (filtersChanged) { // sensitivity and polarity are matters of painting
        m_scales.assign(m_montage.size(), std::nullopt);
        forgetRows();
    }
}

const Channel& TraceReader::channel(int row) const {
    const Derivation& derivation = m_montage[static_cast<std::size_t>(row)];
    return m_recording->channels()[static_cast<std::size_t>(derivation.plus)];
}

const dsp::DisplayFilter& TraceReader::filter(int row) const {
    const RowDisplay& own = display(row);
    return own.filter ? *own.filter : m_settings[channel(row).role].filter;
}

bool TraceReader::isScaled(int row) const {
    if (channel(row).isVoltage && display(row).microvoltsPerMillimetre)
        return false;
    return !channel(row).isVoltage || isScaledToNight(channel(row).role);
}

const NightScale& TraceReader::nightScale(int row) const {
    auto& scale = m_scales[static_cast<std::size_t>(row)];
    if (!scale)
        scale = measureScale(row);
    return *scale;
}

NightScale TraceReader::measureScale(int row) const {
    const Derivation& derivation = m_montage[static_cast<std::size_t>(row)];
    const double rate = rateHz(*m_recording, derivation);
    const double duration = m_recording->durationSeconds();
    const auto length = static_cast<std::int64_t>(
        std::clamp(kScalePieceSeconds * rate, 1.0, static_cast<double>(kMaximumSamples / kScalePieces)));
    std::vector<float> piece(static_cast<std::size_t>(length));
    std::vector<float> values;
    for (int i = 0; i < kScalePieces; ++i) {
        const auto first = static_cast<std::int64_t>(duration * rate * (i + 0.5) / kScalePieces) - length / 2;
        readDerivation(*m_recording, derivation, std::max<std::int64_t>(0, first), piece);
        const auto filtered = dsp::applyDisplayFilter(this->filter(row), piece, rate);
        std::copy_if(filtered.begin(), filtered.end(), std::back_inserter(values),
                     [](float value) { return std::isfinite(value); });
    }
    if (values.empty())
        return {};
    const auto percentile = [&](double part) {
        const auto nth =
            values.begin() + static_cast<std::ptrdiff_t>(part * static_cast<double>(values.size() - 1));
        std::nth_element(values.begin(), nth, values.end());
        return static_cast<double>(*nth);
    };
    const double low = percentile(0.005), high = percentile(0.995);
    const double range = (high - low) * kScaleMargin;
    // A channel that never changes gets a range that keeps it in the middle.
    return {(low + high) / 2.0, range > 0.0 ? range : std::max(1.0, std::abs(high))};
}

std::vector<MinMax> TraceReader::envelopeColumns(int row, double fromSeconds, double toSeconds,
                                                 int columns) const {
    const auto index = static_cast<std::size_t>(row);
    if (!m_envelopes || index >= m_envelopes->size() || (*m_envelopes)[index].isEmpty())
        return {};
    const Derivation& derivation = m_montage[index];
    const double rate = rateHz(*m_recording, derivation);
    const double secondsPerColumn = (toSeconds - fromSeconds) / columns;
    if (secondsPerColumn * rate < static_cast<double>(kSamplesPerColumnForEnvelope))
        return {};
    // The pyramid is asked for whole columns within the recording only.
    const double duration = static_cast<double>(sampleCount(*m_recording, derivation)) / rate;
    const auto columnAt = [&](double seconds) { // limited while still a double
        const double column = std::ceil((seconds - fromSeconds) / secondsPerColumn);
        return static_cast<int>(std::clamp<double>(column, 0.0, columns));
    };
    const int first = columnAt(0.0), last = columnAt(duration);
    if (first >= last)
        return {};
    const auto sampleAt = [&](int column) {
        return std::llround((fromSeconds + column * secondsPerColumn) * rate);
    };
    const std::vector<MinMax> inside = (*m_envelopes)[index].columns(
        std::max<std::int64_t>(0, sampleAt(first)), sampleAt(last), last - first);
    if (inside.size() != static_cast<std::size_t>(last - first))
        return {};
    constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();
    std::vector<MinMax> result(static_cast<std::size_t>(columns), MinMax{kNothing, kNothing});
    std::copy(inside.begin(), inside.end(), result.begin() + first);
    return result;
}

TraceReader::Row TraceReader::readRow(int row, double fromSeconds, double toSeconds, int columns,
                                      Samples& samples) const {
    const Derivation& derivation = m_montage[static_cast<std::size_t>(row)];
    const dsp::DisplayFilter& filter = this->filter(row);
    Row result;
    result.columns = envelopeColumns(row, fromSeconds, toSeconds, columns);
    if (!result.columns.empty()) {
        joinColumns(result.columns);
        if (filter.highpassHz)
            removeBaseline(result.columns);
        result.isFiltered = filter.isOff();
    } else {
        const double rate = rateHz(*m_recording, derivation);
        const double runIn = filter.isOff() ? 0.0 : kRunInSeconds;
        // Samples one before and one behind the span join the trace to what lies outside.
        const auto limited = [&](double sample) {
            return static_cast<std::int64_t>(
                std::clamp(sample, -1.0, static_cast<double>(sampleCount(*m_recording, derivation)) + 1.0));
        };
        std::int64_t first = limited(std::floor((fromSeconds - runIn) * rate) - 1.0);
        const std::int64_t last = limited(std::ceil(toSeconds * rate) + 1.0);
        first = std::max(first, std::int64_t{0});
        const std::int64_t wanted = std::max<std::int64_t>(0, last - first);
        result.isWaiting = wanted > kMaximumSamples;
        if (!result.isWaiting) {
            samples.values.resize(static_cast<std::size_t>(wanted));
            samples.first = first;
            readDerivation(*m_recording, derivation, first, samples.values);
        }
    }
    return result;
}

/// Rows with the same filter and rate go through it side by side.
void TraceReader::filterTogether(std::vector<Samples>& samples) const {
    std::vector<bool> isDone(samples.size(), false);
    for (std::size_t row = 0; row < samples.size(); ++row) {
        const dsp::DisplayFilter& filter = this->filter(static_cast<int>(row));
        const double rate = rateHz(*m_recording, m_montage[row]);
        std::vector<std::size_t> alike;
        for (std::size_t other = row; other < samples.size() && !filter.isOff(); ++other)
            if (!isDone[other] && samples[other].values.size() == samples[row].values.size() &&
                rateHz(*m_recording, m_montage[other]) == rate &&
                this->filter(static_cast<int>(other)) == filter)
                alike.push_back(other);
        if (isDone[row] || samples[row].values.empty())
            continue;
        std::vector<std::vector<float>> values;
        for (const std::size_t other : alike)
            values.push_back(std::move(samples[other].values));
        dsp::applyDisplayFilterTogether(filter, values, rate);
        for (std::size_t i = 0; i < alike.size(); ++i) {
            samples[alike[i]].values = std::move(values[i]);
            isDone[alike[i]] = true;
        }
    }
}

const std::vector<TraceReader::Row>& TraceReader::rows(double fromSeconds, double toSeconds,
                                                       int columns) const {
    if (columns != m_columns || fromSeconds != m_from || toSeconds != m_to ||
        m_rows.size() != m_montage.size()) {
        m_rows.clear();
        std::vector<Samples> samples(m_montage.size());
        for (int row = 0; row < rowCount(); ++row)
            m_rows.push_back(
                readRow(row, fromSeconds, toSeconds, columns, samples[static_cast<std::size_t>(row)]));
        filterTogether(samples);
        for (std::size_t row = 0; row < m_rows.size(); ++row) {
            Row& read = m_rows[row];
            const double rate = rateHz(*m_recording, m_montage[row]);
            if (read.columns.empty() && !read.isWaiting)
                read.columns =
                    traceColumns(samples[row].values, static_cast<double>(samples[row].first) / rate, rate,
                                 fromSeconds, toSeconds, columns);
            read.hasSignal = std::any_of(read.columns.begin(), read.columns.end(), isThere);
        }
        m_from = fromSeconds;
        m_to = toSeconds;
        m_columns = columns;
    }
    return m_rows;
}

} // namespace hypnodesk
