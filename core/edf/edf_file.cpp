#include "core/edf/edf_file.h"

#include "core/base/digest.h"
#include "core/edf/annotation_list.h"
#include "core/edf/record_timing.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <chrono>
#include <cmath>

namespace hypnodesk {

namespace {

std::int32_t sample16(const std::byte* at) {
    const auto bits =
        static_cast<std::uint16_t>(static_cast<unsigned>(at[0]) | static_cast<unsigned>(at[1]) << 8);
    return static_cast<std::int16_t>(bits);
}

std::int32_t sample24(const std::byte* at) {
    const auto bits = static_cast<std::uint32_t>(at[0]) << 8 | static_cast<std::uint32_t>(at[1]) << 16 |
                      static_cast<std::uint32_t>(at[2]) << 24;
    return static_cast<std::int32_t>(bits) >> 8;
}

/// Moves a start time by seconds, over midnight where need be.
StartTime shifted(StartTime start, double seconds) {
    if (seconds == 0.0)
        return start;
    double clock = start.secondsAfterMidnight() + seconds;
    const double days = std::floor(clock / 86400.0);
    clock -= days * 86400.0;
    if (start.hasDate() && days != 0.0 && std::abs(days) < 36600.0) {
        const auto date = std::chrono::sys_days(std::chrono::year(start.year) / start.month / start.day) +
                          std::chrono::days(static_cast<int>(days));
        const std::chrono::year_month_day moved(date);
        start.year = static_cast<int>(moved.year());
        start.month = static_cast<int>(static_cast<unsigned>(moved.month()));
        start.day = static_cast<int>(static_cast<unsigned>(moved.day()));
    }
    start.hour = static_cast<int>(clock / 3600.0);
    start.minute = static_cast<int>((clock - start.hour * 3600.0) / 60.0);
    start.second = clock - start.hour * 3600.0 - start.minute * 60.0;
    return start;
}

} // namespace

Result<EdfFile> EdfFile::open(const std::filesystem::path& path) {
    auto mapped = MappedFile::open(path);
    if (!mapped)
        return tl::make_unexpected(mapped.error());
    EdfFile file;
    file.m_bytes = mapped->bytes();
    file.m_mapped = std::move(*mapped);
    auto parsed = parse(std::move(file));
    if (!parsed)
        return failAt(path.string(), parsed.error());
    return parsed;
}

Result<EdfFile> EdfFile::view(std::span<const std::byte> bytes) {
    EdfFile file;
    file.m_bytes = bytes;
    return parse(std::move(file));
}

Result<EdfFile> EdfFile::parse(EdfFile file) {
    auto header = parseEdfHeader(file.m_bytes, file.m_findings);
    if (!header)
        return tl::make_unexpected(header.error());
    file.m_header = std::move(*header);
    file.readAnnotations();
    return file;
}

void EdfFile::readAnnotations() {
    std::vector<const EdfSignal*> annotationSignals;
    for (const EdfSignal& signal : m_header.signals)
        if (signal.isAnnotation && signal.samplesPerRecord > 0)
            annotationSignals.push_back(&signal);

    std::vector<std::optional<double>> onsets;
    AnnotationFlaws flaws;
    if (!annotationSignals.empty()) {
        onsets.reserve(static_cast<std::size_t>(m_header.recordCount));
        for (std::int64_t record = 0; record < m_header.recordCount; ++record) {
            const std::int64_t recordByte = m_header.headerBytes + record * m_header.recordBytes;
            for (const EdfSignal* signal : annotationSignals) {
                const auto block = m_bytes.subspan(
                    static_cast<std::size_t>(recordByte + signal->byteInRecord),
                    static_cast<std::size_t>(signal->samplesPerRecord * m_header.bytesPerSample()));
                const bool isFirst = signal == annotationSignals.front();
                const auto onset = readAnnotationLists(block, isFirst, m_annotations, flaws);
                if (isFirst)
                    onsets.push_back(onset);
            }
        }
    }
    if (flaws.unreadable > 0)
        m_findings.push_back({Finding::Severity::Loss, "annotations",
                              fmt::format("{} annotation lists cannot be read.", flaws.unreadable)});
    if (flaws.repaired > 0)
        m_findings.push_back(
            {Finding::Severity::Repair, "annotations",
             fmt::format("{} annotations are not written as the standard wants.", flaws.repaired)});
    if (flaws.latin1 > 0)
        m_findings.push_back(
            {Finding::Severity::Repair, "non-ascii",
             fmt::format("{} annotation texts are no UTF-8; read as Latin-1.", flaws.latin1)});

    edf_detail::RecordTiming timing = edf_detail::placeRecords(m_header, onsets, m_findings);
    m_runs = std::move(timing.runs);
    m_start = shifted(m_header.start, timing.origin);
    for (Annotation& annotation : m_annotations)
        annotation.onsetSeconds -= timing.origin;
    std::stable_sort(
        m_annotations.begin(), m_annotations.end(),
        [](const Annotation& a, const Annotation& b) { return a.onsetSeconds < b.onsetSeconds; });
}

std::int64_t EdfFile::sampleCount(int signal) const {
    return m_header.signals[static_cast<std::size_t>(signal)].samplesPerRecord * m_header.recordCount;
}

namespace {

/// Calls `convert(bytes of samples, number of samples, position in the output)` for each piece of a signal
/// that lies in one data record.
template <typename Convert>
void forEachPiece(const EdfHeader& header, const EdfSignal& signal, std::span<const std::byte> file,
                  std::int64_t firstSample, std::int64_t count, const Convert& convert) {
    std::int64_t done = 0;
    while (done < count) {
        const std::int64_t record = (firstSample + done) / signal.samplesPerRecord;
        const std::int64_t within = (firstSample + done) % signal.samplesPerRecord;
        const std::int64_t piece = std::min(signal.samplesPerRecord - within, count - done);
        const std::int64_t at = header.headerBytes + record * header.recordBytes + signal.byteInRecord +
                                within * header.bytesPerSample();
        convert(file.data() + at, piece, done);
        done += piece;
    }
}

} // namespace

void EdfFile::readDigital(int signal, std::int64_t firstSample, std::span<std::int32_t> out) const {
    const EdfSignal& info = m_header.signals[static_cast<std::size_t>(signal)];
    const auto count = static_cast<std::int64_t>(out.size());
    assert(firstSample >= 0 && firstSample + count <= sampleCount(signal));
    // Annotation signals are bytes, not samples; they have no range.
    const std::int32_t lower = info.isAnnotation ? INT32_MIN : info.digitalMinimum;
    const std::int32_t upper = info.isAnnotation ? INT32_MAX : info.digitalMaximum;
    const auto read = [&](auto sampleAt, int width) {
        forEachPiece(m_header, info, m_bytes, firstSample, count,
                     [&](const std::byte* bytes, std::int64_t piece, std::int64_t position) {
                         for (std::int64_t i = 0; i < piece; ++i)
                             out[static_cast<std::size_t>(position + i)] =
                                 std::clamp(sampleAt(bytes + i * width), lower, upper);
                     });
    };
    if (m_header.isBdf)
        read([](const std::byte* at) { return sample24(at); }, 3);
    else
        read([](const std::byte* at) { return sample16(at); }, 2);
}

void EdfFile::readPhysical(int signal, std::int64_t firstSample, double scale, std::span<float> out) const {
    const EdfSignal& info = m_header.signals[static_cast<std::size_t>(signal)];
    const double gain = info.gain * scale;
    const double offset = info.offset * scale;
    std::array<std::int32_t, 1024> digital;
    for (std::size_t done = 0; done < out.size();) {
        const std::size_t piece = std::min(digital.size(), out.size() - done);
        readDigital(signal, firstSample + static_cast<std::int64_t>(done), std::span(digital).first(piece));
        for (std::size_t i = 0; i < piece; ++i)
            out[done + i] = static_cast<float>(digital[i] * gain + offset);
        done += piece;
    }
}

Result<std::string> sha256HexOfSignal(const EdfFile& file, int signal, const TaskContext& context) {
    constexpr std::int64_t kPiece = 1 << 16;
    std::vector<std::int32_t> samples;
    std::vector<std::byte> bytes;
    Sha256 digest;
    const std::int64_t count = file.sampleCount(signal);
    for (std::int64_t first = 0; first < count; first += kPiece) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "digest");
        samples.resize(static_cast<std::size_t>(std::min(kPiece, count - first)));
        file.readDigital(signal, first, samples);
        bytes.clear();
        for (const std::int32_t sample : samples)
            for (int shift = 0; shift < 32; shift += 8)
                bytes.push_back(static_cast<std::byte>(static_cast<std::uint32_t>(sample) >> shift & 0xFF));
        digest.add(bytes);
    }
    return digest.finishHex();
}

} // namespace hypnodesk
