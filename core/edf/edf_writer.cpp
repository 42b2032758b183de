#include "core/edf/edf_writer.h"

#include "core/base/atomic_file.h"
#include "core/base/text_fields.h"
#include "core/edf/edflib_session.h"
#include "core/edf/plus_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

using edf_detail::EdflibWriteHandle;

namespace {

constexpr int kLongestRecordSeconds = 60;     // EDFlib's limit
constexpr double kAnnotationTicks = 10'000.0; // EDFlib writes annotations in units of 100 microseconds
constexpr double kRecordTicks = 100'000.0;    // and sets record durations in units of 10 microseconds
constexpr int kMaximumAnnotationSignals = 64;

/// The number that the eight characters of a header field can hold nearest to `value`.
double roundedToField(double value) {
    for (int decimals = 6; decimals >= 0; --decimals) {
        const std::string text = fmt::format("{:.{}f}", value, decimals);
        if (text.size() <= 8)
            return parseNumber(text).value_or(value);
    }
    return value;
}

/// What EDFlib must be given to write that number: it cuts off digits where it should round, and 1234.57 is a
/// little less in binary.
double forEdflib(double value) {
    const double rounded = roundedToField(value);
    return rounded == std::floor(rounded) ? rounded : rounded * (1.0 + 1e-10);
}

/// Whole samples of every signal in as short a record as possible.
Result<int> recordSeconds(const std::vector<EdfSignalSpec>& signals) {
    for (int seconds = 1; seconds <= kLongestRecordSeconds; ++seconds)
        if (std::all_of(signals.begin(), signals.end(), [&](const EdfSignalSpec& signal) {
                const double samples = signal.rateHz * seconds;
                return samples >= 1.0 && std::abs(samples - std::round(samples)) <= 1e-9 * samples;
            }))
            return seconds;
    return fail(ErrorCode::ArgumentInvalid,
                "no data record of up to 60 s holds a whole number of samples of every signal");
}

Result<void> checkSignals(const std::vector<EdfSignalSpec>& signals) {
    if (signals.empty() || signals.size() + kMaximumAnnotationSignals > EDFLIB_MAXSIGNALS)
        return fail(ErrorCode::ArgumentInvalid, fmt::format("{} signals", signals.size()));
    for (const EdfSignalSpec& signal : signals) {
        if (!(signal.rateHz > 0.0) || signal.rateHz > 1e6)
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("{}: sampling rate {} Hz", signal.label, signal.rateHz));
        const double minimum = roundedToField(signal.physicalMinimum);
        const double maximum = roundedToField(signal.physicalMaximum);
        if (!(minimum < maximum) || minimum < -9'999'999.0 || maximum > 99'999'999.0)
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("{}: physical range {} to {}", signal.label, signal.physicalMinimum,
                                    signal.physicalMaximum));
    }
    return {};
}

Result<void> writeAnnotation(int handle, const Annotation& annotation) {
    if (!(annotation.onsetSeconds >= 0.0) || annotation.onsetSeconds > 1e9)
        return fail(ErrorCode::ArgumentInvalid, fmt::format("annotation \"{}\" begins at {} s",
                                                            annotation.text, annotation.onsetSeconds));
    const double duration = annotation.durationSeconds.value_or(-1.0);
    if (edfwrite_annotation_utf8(handle, std::llround(annotation.onsetSeconds * kAnnotationTicks),
                                 duration < 0.0 ? -1
                                                : std::llround(std::min(duration, 1e9) * kAnnotationTicks),
                                 shortenedUtf8(annotation.text, kLongestAnnotationBytes).c_str()) != 0)
        return fail(ErrorCode::FileUnwritable, "annotation \"" + annotation.text + "\"");
    return {};
}

Result<void> describeFile(int handle, const EdfFileSpec& spec) {
    StartTime start = spec.start;
    if (!start.hasDate() || start.year < 1985 || start.year > 2084) {
        start.year = 1985;
        start.month = start.day = 1;
    }
    const double wholeSecond = std::floor(start.second);
    bool done = edf_set_startdatetime(handle, start.year, start.month, start.day, start.hour, start.minute,
                                      static_cast<int>(wholeSecond)) == 0;
    // Down to 100 microseconds, as EDFlib recommends.
    const int fraction = static_cast<int>(std::lround((start.second - wholeSecond) * 1e4)) * 1000;
    if (fraction > 0 && fraction < 10'000'000)
        done = done && edf_set_subsecond_starttime(handle, fraction) == 0;

    const edf_detail::PatientFields patient = edf_detail::parsePatient(spec.patient);
    done = done && edf_set_patientcode(handle, patient.code.c_str()) == 0;
    done = done && edf_set_patientname(handle, patient.name.c_str()) == 0;
    done = done && edf_set_patient_additional(handle, patient.additional.c_str()) == 0;
    if (patient.sex != 'X')
        done = done && edf_set_gender(handle, patient.sex == 'M' ? 1 : 0) == 0;
    if (patient.birthYear > 0)
        done =
            done && edf_set_birthdate(handle, patient.birthYear, patient.birthMonth, patient.birthDay) == 0;
    done = done && edf_set_equipment(handle, edf_detail::asciiField(spec.equipment).c_str()) == 0;
    done = done && edf_set_technician(handle, edf_detail::asciiField(spec.technician).c_str()) == 0;
    if (!done)
        return fail(ErrorCode::ArgumentInvalid, "EDFlib refuses the start time or the patient's data");
    return {};
}

/// The writer over an open EDFlib file: collects samples until a data record of every signal is full.
class EdflibWriter final : public EdfWriter {
public:
    EdflibWriter(int handle, const EdfFileSpec& spec, int secondsPerRecord, std::int64_t annotationsPerRecord)
        : m_handle(handle), m_annotationsPerRecord(annotationsPerRecord) {
        for (const EdfSignalSpec& signal : spec.signals) {
            Pending& pending = m_pending.emplace_back();
            pending.perRecord = static_cast<std::size_t>(std::llround(signal.rateHz * secondsPerRecord));
            pending.minimum = roundedToField(signal.physicalMinimum);
            const double maximum = roundedToField(signal.physicalMaximum);
            pending.perUnit = 65535.0 / (maximum - pending.minimum);
        }
    }

    Result<void> describeSignals(const EdfFileSpec& spec) {
        for (std::size_t i = 0; i < spec.signals.size(); ++i) {
            const EdfSignalSpec& signal = spec.signals[i];
            const int index = static_cast<int>(i);
            const bool done =
                edf_set_samplefrequency(m_handle, index, static_cast<int>(m_pending[i].perRecord)) == 0 &&
                edf_set_physical_minimum(m_handle, index, forEdflib(signal.physicalMinimum)) == 0 &&
                edf_set_physical_maximum(m_handle, index, forEdflib(signal.physicalMaximum)) == 0 &&
                edf_set_digital_minimum(m_handle, index, -32768) == 0 &&
                edf_set_digital_maximum(m_handle, index, 32767) == 0 &&
                edf_set_label(m_handle, index, edf_detail::asciiField(signal.label).c_str()) == 0 &&
                edf_set_physical_dimension(m_handle, index, edf_detail::asciiField(signal.unit).c_str()) ==
                    0 &&
                edf_set_transducer(m_handle, index, edf_detail::asciiField(signal.transducer).c_str()) == 0 &&
                edf_set_prefilter(m_handle, index, edf_detail::asciiField(signal.prefilter).c_str()) == 0;
            if (!done)
                return fail(ErrorCode::ArgumentInvalid,
                            "EDFlib refuses the description of signal " + signal.label);
        }
        return {};
    }

    Result<void> addSamples(std::span<const std::span<const float>> chunk) override {
        if (chunk.size() != m_pending.size())
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("{} signals given, {} declared", chunk.size(), m_pending.size()));
        for (std::size_t i = 0; i < chunk.size(); ++i)
            for (const float sample : chunk[i])
                m_pending[i].digital.push_back(m_pending[i].toDigital(sample));
        return writeFullRecords();
    }

    Result<void> addAnnotation(const Annotation& annotation) override {
        ++m_annotationCount;
        return writeAnnotation(m_handle, annotation);
    }

    /// Pads the last data record with zero and sees that all annotations have room.
    Result<void> finish() {
        bool isPartial = false;
        for (const Pending& pending : m_pending)
            isPartial |= !pending.digital.empty();
        if (isPartial) {
            for (Pending& pending : m_pending)
                pending.digital.resize(std::max(pending.digital.size(), pending.perRecord),
                                       pending.toDigital(0.0f));
            if (auto written = writeFullRecords(); !written)
                return written;
        }
        for (const Pending& pending : m_pending)
            if (!pending.digital.empty())
                return fail(ErrorCode::ArgumentInvalid, "the signals do not end at the same time");
        if (m_recordCount == 0)
            return fail(ErrorCode::ArgumentInvalid, "no samples to write");
        if (m_annotationCount > m_recordCount * m_annotationsPerRecord)
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("{} annotations, room for {}", m_annotationCount,
                                    m_recordCount * m_annotationsPerRecord));
        return {};
    }

private:
    struct Pending {
        std::size_t perRecord = 0;
        double minimum = 0.0;
        double perUnit = 1.0;
        std::vector<int> digital;

        int toDigital(float sample) const {
            const double value = std::isnan(sample) ? 0.0 : static_cast<double>(sample);
            return static_cast<int>(std::lround(std::clamp((value - minimum) * perUnit, 0.0, 65535.0))) -
                   32768;
        }
    };

    Result<void> writeFullRecords() {
        std::size_t records = SIZE_MAX;
        for (const Pending& pending : m_pending)
            records = std::min(records, pending.digital.size() / pending.perRecord);
        for (std::size_t record = 0; record < records; ++record, ++m_recordCount)
            for (Pending& pending : m_pending)
                if (edfwrite_digital_samples(m_handle, pending.digital.data() + record * pending.perRecord) !=
                    0)
                    return fail(ErrorCode::FileUnwritable,
                                "data record cannot be written; is the disk full?");
        for (Pending& pending : m_pending)
            pending.digital.erase(pending.digital.begin(),
                                  pending.digital.begin() +
                                      static_cast<std::ptrdiff_t>(records * pending.perRecord));
        return {};
    }

    int m_handle;
    std::int64_t m_annotationsPerRecord;
    std::int64_t m_recordCount = 0;
    std::int64_t m_annotationCount = 0;
    std::vector<Pending> m_pending;
};

} // namespace

std::string shortenedUtf8(std::string_view text, std::size_t bytes) {
    std::string utf8 = toUtf8(text);
    if (utf8.size() <= bytes)
        return utf8;
    std::size_t end = bytes;
    while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0) == 0x80)
        --end;
    return utf8.substr(0, end);
}

Result<void> EdfWriter::addSamples(std::span<const std::vector<float>> chunk) {
    const std::vector<std::span<const float>> views(chunk.begin(), chunk.end());
    return addSamples(std::span<const std::span<const float>>(views));
}

Result<void> writeEdf(const std::filesystem::path& path, const EdfFileSpec& spec,
                      const std::function<Result<void>(EdfWriter&)>& fill) {
    if (auto valid = checkSignals(spec.signals); !valid)
        return valid;
    const auto seconds = recordSeconds(spec.signals);
    if (!seconds)
        return tl::make_unexpected(seconds.error());
    const int annotationSignals = std::clamp(spec.annotationsPerRecord, 1, kMaximumAnnotationSignals);
    return writeFileAtomically(path, [&](const std::filesystem::path& temporary) -> Result<void> {
        auto file = EdflibWriteHandle::open(temporary, static_cast<int>(spec.signals.size()));
        if (!file)
            return tl::make_unexpected(file.error());
        const int handle = (*file)->get();
        if (auto described = describeFile(handle, spec); !described)
            return described;
        if (*seconds != 1 &&
            edf_set_datarecord_duration(handle, static_cast<int>(*seconds * kRecordTicks)) != 0)
            return fail(ErrorCode::ArgumentInvalid,
                        fmt::format("EDFlib refuses data records of {} s", *seconds));
        if (edf_set_number_of_annotation_signals(handle, annotationSignals) != 0)
            return fail(ErrorCode::Internal, "EDFlib refuses the number of annotation signals");
        EdflibWriter writer(handle, spec, *seconds, annotationSignals);
        if (auto described = writer.describeSignals(spec); !described)
            return described;
        if (auto filled = fill(writer); !filled)
            return filled;
        if (auto finished = writer.finish(); !finished)
            return finished;
        return (*file)->close();
    });
}

Result<void> writeEdf(const std::filesystem::path& path, const EdfFileSpec& spec,
                      std::span<const std::vector<float>> signals, std::span<const Annotation> annotations,
                      const TaskContext& context) {
    if (signals.size() != spec.signals.size() || signals.empty() || !(spec.signals.front().rateHz > 0.0))
        return fail(ErrorCode::ArgumentInvalid, "signals and their descriptions do not match");
    EdfFileSpec roomy = spec;
    const auto recordSecondsNeeded = recordSeconds(spec.signals);
    if (!recordSecondsNeeded)
        return tl::make_unexpected(recordSecondsNeeded.error());
    const double records = std::max(1.0, std::ceil(static_cast<double>(signals.front().size()) /
                                                   (spec.signals.front().rateHz * *recordSecondsNeeded)));
    const double needed = std::ceil(static_cast<double>(annotations.size()) / records);
    roomy.annotationsPerRecord = std::max(
        spec.annotationsPerRecord, static_cast<int>(std::min<double>(needed, kMaximumAnnotationSignals)));

    return writeEdf(path, roomy, [&](EdfWriter& writer) -> Result<void> {
        for (const Annotation& annotation : annotations)
            if (auto added = writer.addAnnotation(annotation); !added)
                return added;
        const double seconds = static_cast<double>(signals.front().size()) / spec.signals.front().rateHz;
        constexpr double kPieceSeconds = 60.0;
        std::vector<std::span<const float>> piece(signals.size());
        for (double from = 0.0; from < seconds; from += kPieceSeconds) {
            if (context.isCancelled())
                return fail(ErrorCode::Cancelled, path.string());
            context.report(from / seconds);
            const bool isLast = from + kPieceSeconds >= seconds;
            for (std::size_t i = 0; i < signals.size(); ++i) {
                const auto sampleAt = [&](double time) {
                    return std::min(signals[i].size(),
                                    static_cast<std::size_t>(std::llround(time * spec.signals[i].rateHz)));
                };
                const std::size_t first = sampleAt(from);
                const std::size_t last = isLast ? signals[i].size() : sampleAt(from + kPieceSeconds);
                piece[i] = std::span(signals[i]).subspan(first, last - first);
            }
            if (auto added = writer.addSamples(std::span<const std::span<const float>>(piece)); !added)
                return added;
        }
        context.report(1.0);
        return {};
    });
}

Result<void> writeEdfAnnotations(const std::filesystem::path& path, const EdfFileSpec& spec,
                                 std::span<const Annotation> annotations) {
    if (annotations.empty())
        return fail(ErrorCode::ArgumentInvalid, "no annotations to write");
    double end = 0.0;
    for (const Annotation& annotation : annotations)
        end = std::max(end, annotation.onsetSeconds + annotation.durationSeconds.value_or(0.0));
    return writeFileAtomically(path, [&](const std::filesystem::path& temporary) -> Result<void> {
        auto file = EdflibWriteHandle::open(temporary, 0);
        if (!file)
            return tl::make_unexpected(file.error());
        const int handle = (*file)->get();
        if (auto described = describeFile(handle, spec); !described)
            return described;
        // EDFlib gives each annotation a data record; together they last as long as the night, epoch by
        // epoch.
        const double duration = std::clamp(end / static_cast<double>(annotations.size()), 0.001,
                                           static_cast<double>(kLongestRecordSeconds));
        if (edf_set_datarecord_duration(handle, static_cast<int>(std::lround(duration * kRecordTicks))) != 0)
            return fail(ErrorCode::Internal, fmt::format("EDFlib refuses data records of {} s", duration));
        for (const Annotation& annotation : annotations)
            if (auto added = writeAnnotation(handle, annotation); !added)
                return added;
        return (*file)->close();
    });
}

} // namespace hypnodesk
