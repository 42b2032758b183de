#include "core/edf/deidentify.h"

#include "core/base/atomic_file.h"
#include "core/base/mapped_file.h"
#include "core/edf/deidentify_annotations.h"
#include "core/edf/deidentify_check.h"
#include "core/edf/deidentify_words.h"
#include "core/edf/edf_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstring>
#include <fstream>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

std::chrono::sys_days dayOf(const StartTime& start) {
    return std::chrono::sys_days(std::chrono::year(start.year) / start.month / start.day);
}

/// 1 January 1985 is how EDF says that the date is unknown.
bool tellsDate(const StartTime& start) {
    return start.hasDate() && !(start.year == 1985 && start.month == 1 && start.day == 1);
}

bool isCode(const std::string& code) {
    return !code.empty() && code.size() <= 20 &&
           code.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.") ==
               std::string::npos;
}

/// The copy's start, and by how many days it lies off the original's.
Result<StartTime> startOfCopy(StartTime start, const DeidentifyOptions& options) {
    if (options.shiftDays && tellsDate(start)) {
        const auto shifted = shiftedByDays(start, *options.shiftDays);
        if (!shifted)
            return fail(
                ErrorCode::ArgumentInvalid,
                fmt::format("the start date moved by {} days leaves the years 1985 to 2084 that EDF can "
                            "write; choose another shift or none",
                            *options.shiftDays));
        return *shifted;
    }
    start.year = 1985;
    start.month = start.day = 1;
    return start;
}

Result<void> checkTarget(const fs::path& original, const fs::path& copy) {
    std::error_code error;
    if (fs::equivalent(original, copy, error))
        return fail(ErrorCode::ArgumentInvalid,
                    copy.string() + ": this is the original itself, which is never written");
    if (fs::symlink_status(copy, error).type() != fs::file_type::not_found)
        return fail(ErrorCode::ArgumentInvalid,
                    copy.string() +
                        ": exists already; a recording is never written over, choose another name");
    return {};
}

/// Some programs hide text in signals of another name; what looks like annotations there cannot be cleaned.
Result<void> refuseHiddenText(std::span<const std::byte> bytes, const EdfHeader& header) {
    for (std::size_t i = 0; i < header.signals.size(); ++i) {
        const EdfSignal& signal = header.signals[i];
        const std::int64_t blockBytes = signal.samplesPerRecord * header.bytesPerSample();
        if (signal.isAnnotation || blockBytes < 4 || header.recordCount == 0)
            continue;
        std::int64_t likeText = 0;
        for (std::int64_t record = 0; record < header.recordCount; ++record) {
            const auto block =
                bytes.subspan(static_cast<std::size_t>(header.headerBytes + record * header.recordBytes +
                                                       signal.byteInRecord),
                              static_cast<std::size_t>(blockBytes));
            const auto first = static_cast<char>(block[0]);
            const auto second = static_cast<char>(block[1]);
            const auto within = block.first(std::min<std::size_t>(block.size(), 40));
            likeText += (first == '+' || first == '-') && second >= '0' && second <= '9' &&
                        std::find(within.begin(), within.end(), std::byte{0x14}) != within.end();
        }
        if (likeText * 2 > header.recordCount)
            return fail(
                ErrorCode::FormatInvalid,
                fmt::format("signal {} ({}) holds annotations but is not named as EDF+ asks; they cannot be "
                            "cleaned, so no copy was made",
                            i + 1, signal.label));
    }
    return {};
}

/// Writes the copy front to back.
class CopyWriter {
public:
    CopyWriter(std::span<const std::byte> original, const EdfHeader& header, const DeidentifyOptions& options)
        : m_original(original), m_header(header), m_options(options) {}

    Result<void> write(const fs::path& path, const std::string& headerText,
                       const std::vector<std::string>& labels, const TaskContext& context) {
        std::ofstream out(path, std::ios::binary | std::ios::trunc);
        out.write(headerText.data(), static_cast<std::streamsize>(headerText.size()));
        m_counts = {};
        for (std::int64_t record = 0; record < m_header.recordCount && out; ++record) {
            if (context.isCancelled())
                return fail(ErrorCode::Cancelled, path.string());
            writeRecord(out, record, labels);
            context.report(static_cast<double>(record) / static_cast<double>(m_header.recordCount),
                           "copying");
        }
        out.close();
        if (!out)
            return fail(ErrorCode::FileUnwritable,
                        fmt::format("{}: {}", path.string(), std::strerror(errno)));
        return {};
    }

    const edf_detail::KeptAnnotations& counts() const { return m_counts; }

private:
    void writeRecord(std::ofstream& out, std::int64_t record, const std::vector<std::string>& labels) {
        bool keepsTime = true;
        for (const EdfSignal& signal : m_header.signals) {
            const auto block = m_original.subspan(
                static_cast<std::size_t>(m_header.headerBytes + record * m_header.recordBytes +
                                         signal.byteInRecord),
                static_cast<std::size_t>(signal.samplesPerRecord * m_header.bytesPerSample()));
            if (!signal.isAnnotation || block.empty()) {
                out.write(reinterpret_cast<const char*>(block.data()),
                          static_cast<std::streamsize>(block.size()));
                continue;
            }
            const std::string clean = edf_detail::cleanAnnotationBlock(
                block, keepsTime, m_options.keepAnnotations, labels, m_counts);
            keepsTime = false;
            out.write(clean.data(), static_cast<std::streamsize>(clean.size()));
        }
    }

    std::span<const std::byte> m_original;
    const EdfHeader& m_header;
    const DeidentifyOptions& m_options;
    edf_detail::KeptAnnotations m_counts;
};

/// The labels of the copy, as channels named in annotations may stay.
std::vector<std::string> labelsOf(const std::string& headerText, const EdfHeader& header) {
    std::vector<std::string> labels;
    for (const edf_detail::RawSignal& signal :
         edf_detail::rawHeader(std::as_bytes(std::span(headerText)), header).signals)
        labels.push_back(signal.label);
    return labels;
}

} // namespace

bool isCleanOfNames(std::string_view text) {
    return edf_detail::isCleanText(text) || edf_detail::isCleanDescription(text);
}

std::optional<StartTime> shiftedByDays(StartTime start, int days) {
    constexpr int kFarthestDays = 400 * 366;
    if (!start.hasDate() || days < -kFarthestDays || days > kFarthestDays)
        return std::nullopt;
    const std::chrono::year_month_day moved(dayOf(start) + std::chrono::days(days));
    start.year = static_cast<int>(moved.year());
    start.month = static_cast<int>(static_cast<unsigned>(moved.month()));
    start.day = static_cast<int>(static_cast<unsigned>(moved.day()));
    if (start.year < 1985 || start.year > 2084)
        return std::nullopt;
    return start;
}

Result<DeidentifiedCopy> writeDeidentifiedCopy(const fs::path& original, const fs::path& copy,
                                               const DeidentifyOptions& options, const TaskContext& context) {
    if (!isCode(options.code))
        return fail(ErrorCode::ArgumentInvalid,
                    "the code in the copy must be 1 to 20 letters, digits, '-', '_' or '.'");
    const auto mapped = MappedFile::open(original);
    if (!mapped)
        return tl::make_unexpected(mapped.error());
    if (auto allowed = checkTarget(original, copy); !allowed)
        return tl::make_unexpected(allowed.error());
    const std::span<const std::byte> bytes = mapped->bytes();
    const auto file = EdfFile::view(bytes);
    if (!file)
        return failAt(original.string(), file.error());
    const EdfHeader& header = file->header();
    if (auto plain = refuseHiddenText(bytes, header); !plain)
        return failAt(original.string(), plain.error());
    const auto start = startOfCopy(header.start, options);
    if (!start)
        return failAt(original.string(), start.error());

    const edf_detail::RawHeader raw = edf_detail::rawHeader(bytes, header);
    const edf_detail::IdentityStrings identity(raw.patient, raw.recording);
    if (identity.findInText(options.code))
        return fail(ErrorCode::ArgumentInvalid,
                    fmt::format("the code {} stands in the original's own patient or recording field; choose "
                                "another",
                                options.code));
    if (identity.findInText(copy.filename().string()))
        return fail(
            ErrorCode::ArgumentInvalid,
            "the name of the copy holds a word of the original's patient or recording field; choose another "
            "name");
    DeidentifiedCopy done;
    done.start = *start;
    if (tellsDate(header.start))
        done.shiftedDays = static_cast<int>((dayOf(*start) - dayOf(header.start)).count());
    const std::string headerText =
        edf_detail::cleanHeader(raw, header, *start, identity, options, done.changes);
    const edf_detail::ExpectedCopy expected{bytes,
                                            header,
                                            identity,
                                            edf_detail::cleanPatientField(raw, options),
                                            edf_detail::cleanRecordingField(*start),
                                            *start};
    CopyWriter writer(bytes, header, options);
    const auto written = writeFileAtomically(copy, [&](const fs::path& temporary) -> Result<void> {
        if (auto copied =
                writer.write(temporary, headerText, labelsOf(headerText, header), context.part(0.0, 0.5));
            !copied)
            return copied;
        auto digest = edf_detail::checkCopy(temporary, expected, context.part(0.5, 1.0));
        if (!digest)
            return failAt(original.string(), digest.error());
        done.samplesSha256 = std::move(*digest);
        return {};
    });
    if (!written)
        return tl::make_unexpected(written.error());
    done.keptAnnotations = writer.counts().kept;
    done.droppedAnnotations = writer.counts().dropped;
    context.report(1.0, "done");
    return done;
}

} // namespace hypnodesk
