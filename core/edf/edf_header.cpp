#include "core/edf/edf_header.h"

#include "core/base/byte_cursor.h"
#include "core/base/text_fields.h"
#include "core/edf/header_fields.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

using edf_detail::cleanField;
using edf_detail::FieldNumber;
using edf_detail::parseFieldNumber;
using edf_detail::quoted;
using Severity = Finding::Severity;

namespace {

constexpr std::int64_t kFixedHeaderBytes = 256;

/// Reads the two parts of the header; one object per file, so that every step can report.
class HeaderParser {
public:
    HeaderParser(std::span<const std::byte> file, std::vector<Finding>& findings)
        : m_cursor(file), m_fileBytes(static_cast<std::int64_t>(file.size())), m_findings(findings) {}

    Result<EdfHeader> parse() {
        if (auto done = parseFixedPart(); !done)
            return tl::make_unexpected(done.error());
        if (auto done = parseSignals(); !done)
            return tl::make_unexpected(done.error());
        layOutRecord();
        repairRecordSeconds();
        countRecords();
        return std::move(m_header);
    }

private:
    void report(Severity severity, std::string code, std::string text) {
        m_findings.push_back({severity, std::move(code), std::move(text)});
    }

    Result<void> parseVersion(std::string_view version);
    Result<void> parseFixedPart();
    Result<void> parseSignals();
    Result<void> parseSampleCounts(const std::vector<std::string_view>& fields);
    void parseRanges(const std::vector<std::string_view> (&ranges)[4]);
    void repairRange(EdfSignal& signal, const std::string& name,
                     const std::optional<FieldNumber> (&numbers)[4]);
    void layOutRecord();
    void repairRecordSeconds();
    void countRecords();

    std::vector<std::string_view> column(std::size_t width);
    std::string signalName(std::size_t index) const {
        return fmt::format("Signal {} ({})", index + 1, m_header.signals[index].label);
    }

    ByteCursor m_cursor;
    std::int64_t m_fileBytes;
    std::vector<Finding>& m_findings;
    EdfHeader m_header;
    std::optional<std::int64_t> m_declaredRecords;
};

Result<void> HeaderParser::parseVersion(std::string_view version) {
    if (static_cast<unsigned char>(version[0]) == 0xFF && version.substr(1) == "BIOSEMI") {
        m_header.isBdf = true;
        return {};
    }
    if (trimmed(version) == "0") {
        if (version != "0       ")
            report(Severity::Repair, "version", "The version field is not padded with blanks.");
        return {};
    }
    if (version == "version ")
        return fail(ErrorCode::FormatUnknown, "this is a Git LFS pointer, not the recording itself");
    if (toLowerAscii(version).find("<!doc") == 0 || toLowerAscii(version).find("<html") == 0)
        return fail(ErrorCode::FormatUnknown, "this is a web page, not a recording");
    return fail(ErrorCode::FormatUnknown, "no EDF or BDF file: it begins with " + quoted(version));
}

Result<void> HeaderParser::parseFixedPart() {
    if (m_fileBytes == 0)
        return fail(ErrorCode::FormatUnknown, "the file is empty");
    const auto version = m_cursor.text(8);
    if (!version)
        return fail(ErrorCode::FormatUnknown, fmt::format("the file has only {} bytes", m_fileBytes));
    if (auto known = parseVersion(*version); !known)
        return known;
    if (m_fileBytes < kFixedHeaderBytes)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("the file ends after {} bytes, inside the header", m_fileBytes));

    bool oddText = false;
    m_header.patient = cleanField(*m_cursor.text(80), oddText);
    m_header.recordingField = cleanField(*m_cursor.text(80), oddText);
    if (oddText)
        report(Severity::Repair, "non-ascii",
               "The patient or recording field holds more than printable ASCII.");

    const std::string_view date = *m_cursor.text(8);
    const std::string_view time = *m_cursor.text(8);
    const edf_detail::ParsedStart start = edf_detail::parseStart(date, time, m_header.recordingField);
    m_header.start = start.start;
    if (start.dateInvalid)
        report(Severity::Repair, "start-date",
               fmt::format("{} is no date; the date is unknown.", quoted(date)));
    if (start.timeInvalid)
        report(Severity::Repair, "start-time",
               fmt::format("{} is no time; midnight is assumed.", quoted(time)));
    if (start.wasOdd && !start.dateInvalid && !start.timeInvalid)
        report(Severity::Repair, "start-format",
               fmt::format("The start {} {} is not written as dd.mm.yy and hh.mm.ss.", quoted(date),
                           quoted(time)));

    const std::string_view headerBytes = *m_cursor.text(8);
    const std::string reserved = toLowerAscii(trimmed(*m_cursor.text(44)));
    if (reserved.starts_with("edf+c") || reserved.starts_with("bdf+c"))
        m_header.timing = EdfHeader::Timing::Continuous;
    else if (reserved.starts_with("edf+d") || reserved.starts_with("bdf+d"))
        m_header.timing = EdfHeader::Timing::Discontinuous;
    if (m_header.timing != EdfHeader::Timing::Plain && (reserved[0] == 'b') != m_header.isBdf)
        report(Severity::Repair, "variant",
               fmt::format("The reserved field says {} in a {} file.", quoted(reserved),
                           m_header.isBdf ? "BDF" : "EDF"));

    const std::string_view records = *m_cursor.text(8);
    if (const auto number = parseFieldNumber(records))
        m_declaredRecords =
            std::clamp(std::llround(std::clamp(number->value, -2.0, 1e12)), -2LL, 1'000'000'000'000LL);
    else
        report(Severity::Repair, "record-count",
               fmt::format("{} is no number of data records.", quoted(records)));

    const std::string_view seconds = *m_cursor.text(8);
    const auto recordSeconds = parseFieldNumber(seconds);
    if (!recordSeconds)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("header: the duration of a data record is {}, no number", quoted(seconds)));
    m_header.recordSeconds = recordSeconds->value;
    if (recordSeconds->wasOdd)
        report(Severity::Repair, "number-format",
               fmt::format("The record duration {} is read as {} s.", quoted(seconds), recordSeconds->value));

    const std::string_view signalField = *m_cursor.text(4);
    const auto signalCount = parseFieldNumber(signalField);
    if (!signalCount || !(signalCount->value >= 1.0 && signalCount->value <= 9999.0) ||
        signalCount->value != std::floor(signalCount->value))
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("header: the number of signals is {}", quoted(signalField)));
    m_header.headerBytes = kFixedHeaderBytes * (1 + static_cast<std::int64_t>(signalCount->value));
    if (m_header.headerBytes > m_fileBytes)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("the header of {} signals takes {} bytes, the file ends after {}",
                                static_cast<std::int64_t>(signalCount->value), m_header.headerBytes,
                                m_fileBytes));
    m_header.signals.resize(static_cast<std::size_t>(signalCount->value));
    const auto declared = parseFieldNumber(headerBytes);
    if (!declared || declared->value != static_cast<double>(m_header.headerBytes))
        report(Severity::Repair, "header-size",
               fmt::format("The header says it takes {} bytes; with its number of signals it takes {}.",
                           quoted(headerBytes), m_header.headerBytes));
    return {};
}

/// One field of every signal; the header stores them column by column. The size was checked before.
std::vector<std::string_view> HeaderParser::column(std::size_t width) {
    std::vector<std::string_view> fields;
    fields.reserve(m_header.signals.size());
    for (std::size_t i = 0; i < m_header.signals.size(); ++i)
        fields.push_back(m_cursor.text(width).value_or(std::string_view()));
    return fields;
}

Result<void> HeaderParser::parseSignals() {
    std::vector<EdfSignal>& signals = m_header.signals;
    const auto labels = column(16);
    const auto transducers = column(80);
    const auto units = column(8);
    const std::vector<std::string_view> ranges[4] = {column(8), column(8), column(8), column(8)};
    const auto prefilters = column(80);
    const auto sampleCounts = column(8);

    for (std::size_t i = 0; i < signals.size(); ++i) {
        bool odd = false;
        signals[i].label = cleanField(labels[i], odd);
        signals[i].transducer = cleanField(transducers[i], odd);
        signals[i].unit = cleanField(units[i], odd);
        signals[i].prefilter = cleanField(prefilters[i], odd);
        const std::string label = toLowerAscii(signals[i].label);
        signals[i].isAnnotation = label == "edf annotations" || label == "bdf annotations";
        if (odd)
            report(Severity::Repair, "non-ascii",
                   signalName(i) + ": the description holds more than printable ASCII.");
    }
    const bool hasAnnotations =
        std::any_of(signals.begin(), signals.end(), [](const EdfSignal& s) { return s.isAnnotation; });
    if (hasAnnotations && m_header.timing == EdfHeader::Timing::Plain) {
        m_header.timing = EdfHeader::Timing::Continuous;
        report(Severity::Repair, "variant",
               "The file holds annotations but does not declare itself EDF+ or BDF+.");
    } else if (!hasAnnotations && m_header.timing == EdfHeader::Timing::Discontinuous) {
        m_header.timing = EdfHeader::Timing::Plain;
        report(
            Severity::Loss, "variant",
            "The file declares gaps but has no annotation signal to place its records; read as one piece.");
    }
    parseRanges(ranges);
    return parseSampleCounts(sampleCounts);
}

void HeaderParser::parseRanges(const std::vector<std::string_view> (&ranges)[4]) {
    for (std::size_t i = 0; i < m_header.signals.size(); ++i) {
        if (m_header.signals[i].isAnnotation)
            continue;
        std::optional<FieldNumber> numbers[4];
        for (int field = 0; field < 4; ++field) {
            numbers[field] = parseFieldNumber(ranges[field][i]);
            if (numbers[field] && numbers[field]->wasOdd)
                report(Severity::Repair, "number-format",
                       fmt::format("{}: {} is read as {}.", signalName(i), quoted(ranges[field][i]),
                                   numbers[field]->value));
        }
        repairRange(m_header.signals[i], signalName(i), numbers);
    }
}

void HeaderParser::repairRange(EdfSignal& signal, const std::string& name,
                               const std::optional<FieldNumber> (&numbers)[4]) {
    const double limit = m_header.isBdf ? 8388608.0 : 32768.0;
    signal.digitalMinimum = static_cast<int>(-limit);
    signal.digitalMaximum = static_cast<int>(limit) - 1;
    const char* defect = nullptr;
    if (!numbers[0] || !numbers[1])
        defect = "the physical range is no pair of numbers";
    else if (numbers[0]->value == numbers[1]->value)
        defect = "physical minimum equals maximum";
    else if (!numbers[2] || !numbers[3])
        defect = "the digital range is no pair of numbers";
    else if (numbers[2]->value == numbers[3]->value)
        defect = "digital minimum equals maximum";

    if (numbers[2] && numbers[3] && numbers[2]->value != numbers[3]->value) {
        const double lower = std::min(numbers[2]->value, numbers[3]->value);
        const double upper = std::max(numbers[2]->value, numbers[3]->value);
        // Beyond 16 or 24 bits no sample can lie, so the limits themselves stay the type's.
        signal.digitalMinimum = static_cast<int>(std::clamp(lower, -limit, limit - 1.0));
        signal.digitalMaximum = static_cast<int>(std::clamp(upper, -limit, limit - 1.0));
    }
    if (!defect) {
        const double gain = (numbers[1]->value - numbers[0]->value) / (numbers[3]->value - numbers[2]->value);
        const double offset = numbers[0]->value - gain * numbers[2]->value;
        if (std::isfinite(gain) && std::isfinite(offset) && gain != 0.0) {
            signal.gain = gain;
            signal.offset = offset;
        } else {
            defect = "the physical range is out of all proportion";
        }
    }
    if (defect) {
        signal.physicalMinimum = signal.digitalMinimum;
        signal.physicalMaximum = signal.digitalMaximum;
        report(Severity::Repair, "physical-range",
               fmt::format("{}: {}; its samples are given unscaled.", name, defect));
        return;
    }
    signal.physicalMinimum = numbers[0]->value;
    signal.physicalMaximum = numbers[1]->value;
    if (numbers[2]->value > numbers[3]->value)
        report(Severity::Repair, "digital-range", name + ": digital minimum and maximum are swapped.");
    if (numbers[0]->value > numbers[1]->value)
        report(Severity::Note, "inverted",
               name + ": physical minimum above maximum; the signal is inverted.");
}

Result<void> HeaderParser::parseSampleCounts(const std::vector<std::string_view>& fields) {
    bool anySamples = false;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const auto number = parseFieldNumber(fields[i]);
        if (!number || number->value < 0.0 || number->value > 99'999'999.0 ||
            number->value != std::floor(number->value))
            return fail(ErrorCode::FormatInvalid,
                        fmt::format("signal {} ({}): the number of samples in a record is {}", i + 1,
                                    m_header.signals[i].label, quoted(fields[i])));
        m_header.signals[i].samplesPerRecord = static_cast<std::int64_t>(number->value);
        anySamples |= number->value > 0.0;
        if (number->value == 0.0)
            report(Severity::Loss, "no-samples", signalName(i) + ": no samples; left out.");
    }
    if (!anySamples)
        return fail(ErrorCode::FormatInvalid, "header: no signal has any samples");
    return {};
}

void HeaderParser::layOutRecord() {
    for (EdfSignal& signal : m_header.signals) {
        signal.byteInRecord = m_header.recordBytes;
        m_header.recordBytes += signal.samplesPerRecord * m_header.bytesPerSample();
    }
}

void HeaderParser::repairRecordSeconds() {
    const bool onlyAnnotations =
        std::all_of(m_header.signals.begin(), m_header.signals.end(),
                    [](const EdfSignal& s) { return s.isAnnotation || s.samplesPerRecord == 0; });
    double& seconds = m_header.recordSeconds;
    if (seconds == 0.0 && onlyAnnotations)
        return;
    // Below a nanosecond and above a hundred days no record can be meant; a time axis in double stays exact
    // between.
    if (seconds >= 1e-9 && seconds <= 1e7)
        return;
    report(Severity::Loss, "record-duration",
           fmt::format(
               "A data record is said to last {} s; 1 s is assumed, so times and rates cannot be trusted.",
               seconds));
    seconds = 1.0;
}

void HeaderParser::countRecords() {
    const std::int64_t dataBytes = m_fileBytes - m_header.headerBytes;
    const std::int64_t held = dataBytes / m_header.recordBytes;
    const std::int64_t rest = dataBytes % m_header.recordBytes;
    m_header.recordCount = held;
    const std::int64_t declared = m_declaredRecords.value_or(held);
    if (declared < 0)
        report(Severity::Repair, "record-count",
               fmt::format("The recording was never closed: the header gives no number of data records; the "
                           "file holds {}.",
                           held));
    else if (declared > held)
        report(Severity::Loss, "truncated",
               fmt::format("Header says {} data records, the file holds {}; {} are used.", declared, held,
                           held));
    else if (declared < held)
        report(Severity::Repair, "record-count",
               fmt::format("Header says {} data records, the file holds {}; all are used.", declared, held));
    if (rest > 0 && declared <= held)
        report(Severity::Repair, "stray-bytes",
               fmt::format("{} bytes after the last whole data record are ignored.", rest));
    if (held == 0)
        report(Severity::Loss, "no-records", "The file holds a header but not one whole data record.");
}

} // namespace

std::string EdfHeader::variant() const {
    std::string name = isBdf ? "BDF" : "EDF";
    if (timing == Timing::Continuous)
        name += "+C";
    else if (timing == Timing::Discontinuous)
        name += "+D";
    return name;
}

Result<EdfHeader> parseEdfHeader(std::span<const std::byte> file, std::vector<Finding>& findings) {
    return HeaderParser(file, findings).parse();
}

} // namespace hypnodesk
