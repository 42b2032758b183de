#include "core/edf/deidentify_header.h"

#include "core/base/byte_cursor.h"
#include "core/base/text_fields.h"
#include "core/edf/deidentify_words.h"
#include "core/edf/header_fields.h"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <optional>

namespace hypnodesk::edf_detail {

namespace {

/// Up to the first NUL, behind which old memory may hide; control characters become blanks.
std::string visible(std::string_view field) {
    std::string text(trimmed(field.substr(0, field.find('\0'))));
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20 || c == '\x7F')
            c = ' ';
    return text;
}

std::string padded(std::string text, std::size_t width) {
    text.resize(width, ' ');
    return text;
}

/// A number in eight characters, as exactly as they allow.
std::string numberField(double value) {
    std::string text = formatNumber(value);
    for (int digits = 7; text.size() > 8 && digits > 0; --digits)
        text = fmt::format("{:.{}g}", value, digits);
    return padded(text, 8);
}

/// The field as it is when it is a number as the standard wants it, else the number that the reader finds in
/// it; nullopt when there is none.
std::optional<std::string> cleanNumber(const std::string& raw) {
    const auto number = parseFieldNumber(raw);
    if (!number)
        return std::nullopt;
    const bool isPlain = raw.find_first_not_of("0123456789+-.eE") == std::string::npos && parseNumber(raw);
    return isPlain ? padded(raw, 8) : numberField(number->value);
}

/// Ranges that the reader understands as it does the original's: where one of the four is no number it takes
/// none of them, and the samples stand for themselves.
void setRanges(RawSignal& clean, const RawSignal& raw, const EdfHeader& header, const EdfSignal& signal) {
    const auto physicalMinimum = cleanNumber(raw.physicalMinimum);
    const auto physicalMaximum = cleanNumber(raw.physicalMaximum);
    const auto digitalMinimum = cleanNumber(raw.digitalMinimum);
    const auto digitalMaximum = cleanNumber(raw.digitalMaximum);
    if (physicalMinimum && physicalMaximum && digitalMinimum && digitalMaximum) {
        clean.physicalMinimum = *physicalMinimum;
        clean.physicalMaximum = *physicalMaximum;
        clean.digitalMinimum = *digitalMinimum;
        clean.digitalMaximum = *digitalMaximum;
        return;
    }
    const double limit = header.isBdf ? 8388608.0 : 32768.0;
    clean.digitalMinimum = numberField(signal.isAnnotation ? -limit : signal.digitalMinimum);
    clean.digitalMaximum = numberField(signal.isAnnotation ? limit - 1.0 : signal.digitalMaximum);
    clean.physicalMinimum = signal.isAnnotation ? "-1" : clean.digitalMinimum;
    clean.physicalMaximum = signal.isAnnotation ? "1" : clean.digitalMaximum;
}

constexpr std::array<const char*, 12> kMonths = {"JAN", "FEB", "MAR", "APR", "MAY", "JUN",
                                                 "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"};

/// "EDF+C", "BDF+D" or nothing: the rest of the field belongs to nobody knows whom.
std::string cleanVariant(const std::string& raw) {
    const std::string lower = toLowerAscii(raw.substr(0, 5));
    for (const char* variant : {"EDF+C", "EDF+D", "BDF+C", "BDF+D"})
        if (lower == toLowerAscii(variant))
            return variant;
    return {};
}

/// The signals' texts with what may identify taken out.
class SignalCleaner {
public:
    SignalCleaner(const EdfHeader& header, const IdentityStrings& identity, std::vector<std::string>& changes)
        : m_header(header), m_identity(identity), m_changes(changes) {}

    RawSignal cleaned(const RawSignal& raw, std::size_t index) {
        const EdfSignal& signal = m_header.signals[index];
        RawSignal clean;
        clean.label = raw.label;
        if (m_identity.findInText(raw.label)) {
            clean.label = fmt::format("Signal {}", index + 1);
            m_changes.push_back(fmt::format(
                "Signal {}: the label held a word of the patient or recording field.", index + 1));
        }
        const auto keepClean = [&](const std::string& text, const char* what) -> std::string {
            if (isCleanDescription(text) && !m_identity.findInText(text))
                return text;
            m_changes.push_back(
                fmt::format("Signal {} ({}): the {} was removed.", index + 1, clean.label, what));
            return {};
        };
        clean.transducer = keepClean(raw.transducer, "transducer");
        clean.prefilter = keepClean(raw.prefilter, "filter description");
        clean.unit = raw.unit;
        if (m_identity.findInText(raw.unit)) {
            clean.unit.clear();
            m_changes.push_back(fmt::format("Signal {} ({}): the unit was removed.", index + 1, clean.label));
        }
        if (!raw.reserved.empty())
            m_changes.push_back(
                fmt::format("Signal {} ({}): the reserved field was emptied.", index + 1, clean.label));
        clean.samples = fmt::format("{}", signal.samplesPerRecord);
        setRanges(clean, raw, m_header, signal);
        return clean;
    }

private:
    const EdfHeader& m_header;
    const IdentityStrings& m_identity;
    std::vector<std::string>& m_changes;
};

struct SignalField {
    std::string RawSignal::*text;
    std::size_t width;
};

/// In the order of the header, which stores them column by column.
constexpr std::array<SignalField, 10> kSignalFields = {{{&RawSignal::label, 16},
                                                        {&RawSignal::transducer, 80},
                                                        {&RawSignal::unit, 8},
                                                        {&RawSignal::physicalMinimum, 8},
                                                        {&RawSignal::physicalMaximum, 8},
                                                        {&RawSignal::digitalMinimum, 8},
                                                        {&RawSignal::digitalMaximum, 8},
                                                        {&RawSignal::prefilter, 80},
                                                        {&RawSignal::samples, 8},
                                                        {&RawSignal::reserved, 32}}};

} // namespace

RawHeader rawHeader(std::span<const std::byte> file, const EdfHeader& header) {
    ByteCursor cursor(file);
    const auto next = [&](std::size_t width) {
        return visible(cursor.text(width).value_or(std::string_view()));
    };
    RawHeader raw;
    cursor.skip(8);
    raw.patient = next(80);
    raw.recording = next(80);
    raw.date = next(8);
    raw.time = next(8);
    cursor.skip(8);
    raw.reserved = next(44);
    cursor.skip(8);
    raw.recordSeconds = next(8);
    cursor.skip(4);
    raw.signals.resize(header.signals.size());
    for (const SignalField& field : kSignalFields)
        for (RawSignal& signal : raw.signals)
            signal.*field.text = next(field.width);
    return raw;
}

std::string cleanPatientField(const RawHeader& raw, const DeidentifyOptions& options) {
    const std::vector<std::string_view> parts = split(raw.patient, ' ');
    const bool hasSex = parts.size() >= 2 && (parts[1] == "M" || parts[1] == "F");
    return fmt::format("{} {} X X", options.code, options.keepSex && hasSex ? parts[1] : "X");
}

std::string cleanRecordingField(const StartTime& start) {
    if (!start.hasDate() || (start.year == 1985 && start.month == 1 && start.day == 1))
        return "Startdate X X X X";
    return fmt::format("Startdate {:02}-{}-{} X X X", start.day,
                       kMonths[static_cast<std::size_t>(start.month - 1)], start.year);
}

std::string cleanHeader(const RawHeader& raw, const EdfHeader& header, const StartTime& start,
                        const IdentityStrings& identity, const DeidentifyOptions& options,
                        std::vector<std::string>& changes) {
    std::string text = header.isBdf ? "\xFF"
                                      "BIOSEMI"
                                    : "0       ";
    text += padded(cleanPatientField(raw, options), 80);
    text += padded(cleanRecordingField(start), 80);
    text += fmt::format("{:02}.{:02}.{:02}", start.day, start.month, start.year % 100);
    text += fmt::format("{:02}.{:02}.{:02}", start.hour, start.minute,
                        static_cast<int>(std::floor(start.second)));
    text += padded(fmt::format("{}", header.headerBytes), 8);
    text += padded(cleanVariant(raw.reserved), 44);
    text += padded(fmt::format("{}", header.recordCount), 8);
    text += cleanNumber(raw.recordSeconds).value_or(numberField(header.recordSeconds));
    text += padded(fmt::format("{}", header.signals.size()), 4);

    SignalCleaner cleaner(header, identity, changes);
    std::vector<RawSignal> signals;
    for (std::size_t i = 0; i < raw.signals.size(); ++i)
        signals.push_back(cleaner.cleaned(raw.signals[i], i));
    for (const SignalField& field : kSignalFields)
        for (const RawSignal& signal : signals)
            text += padded(signal.*field.text, field.width);
    return text;
}

} // namespace hypnodesk::edf_detail
