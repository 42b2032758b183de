#pragma once

#include "core/recording/derivation.h"
#include "core/recording/envelope_pyramid.h"
#include "ui/trace/trace_settings.h"

#include <memory>
#include <optional>
#include <vector>

namespace hypnodesk {

/// The values between which a channel spends the night; for rows that are scaled to it.
struct NightScale {
    double middle = 0.0;
    double range = 1.0; ///< > 0
};

/// Gets the rows of a montage out of a recording, filtered and reduced to columns, and keeps the last answer.
/// For one thread. Everything is read on demand; a read takes the span in view and kRunInSeconds in front of
/// it.
class TraceReader {
public:
    /// Read in front of the span so that the filters have settled.
    static constexpr double kRunInSeconds = 4.0;
    /// From this many samples a column on, rows are drawn from the envelopes, unfiltered.
    static constexpr std::int64_t kSamplesPerColumnForEnvelope = EnvelopePyramid::kBaseBucket;
    /// Most samples of one row that are read for one picture (8 min at 256 Hz); longer spans wait for their
    /// envelopes.
    static constexpr std::int64_t kMaximumSamples = 1 << 17;

    struct Row {
        std::vector<MinMax> columns; ///< NaN where nothing was recorded
        bool hasSignal = false;
        bool isWaiting = false; ///< too long to be read at once, and no envelopes yet: no columns
        bool isFiltered = true; ///< false where an unfiltered envelope stands in
    };

    /// Envelopes stay when recording and derivations are the same as before.
    void setRows(RecordingPtr recording, const std::vector<TraceRow>& rows);
    void setEnvelopes(std::shared_ptr<const std::vector<EnvelopePyramid>> envelopes);
    void setSettings(const TraceSettings& settings);

    const RecordingPtr& recording() const { return m_recording; }
    const std::vector<Derivation>& montage() const { return m_montage; }
    const TraceSettings& settings() const { return m_settings; }
    int rowCount() const { return static_cast<int>(m_montage.size()); }
    const Channel& channel(int row) const;
    const RowDisplay& display(int row) const { return m_displays[static_cast<std::size_t>(row)]; }
    /// The row's own filter, else its role's.
    const dsp::DisplayFilter& filter(int row) const;

    /// True when the row is scaled to the night's values instead of microvolts.
    bool isScaled(int row) const;
    /// The scale of such a row, from pieces of the whole night, read at the first call.
    const NightScale& nightScale(int row) const;

    /// All rows of [fromSeconds, toSeconds) in `columns` columns each. The reference is valid until the next
    /// call of any other function.
    const std::vector<Row>& rows(double fromSeconds, double toSeconds, int columns) const;

private:
    /// Samples of a row on their way to columns.
    struct Samples {
        std::vector<float> values; ///< as read, then filtered; empty: the row has its columns already
        std::int64_t first = 0;    ///< number of the first sample
    };
    Row readRow(int row, double fromSeconds, double toSeconds, int columns, Samples& samples) const;
    void filterTogether(std::vector<Samples>& samples) const;
    std::vector<MinMax> envelopeColumns(int row, double fromSeconds, double toSeconds, int columns) const;
    NightScale measureScale(int row) const;
    void forgetRows() const { m_columns = 0; }

    RecordingPtr m_recording;
    std::vector<Derivation> m_montage;
    std::vector<RowDisplay> m_displays; ///< of the montage's rows
    std::shared_ptr<const std::vector<EnvelopePyramid>> m_envelopes;
    TraceSettings m_settings;

    mutable std::vector<std::optional<NightScale>> m_scales;
    mutable std::vector<Row> m_rows;
    mutable double m_from = 0.0, m_to = 0.0;
    mutable int m_columns = 0; ///< 0: nothing kept
};

} // namespace hypnodesk
