#include "core/edf/deidentify_check.h"

#include "core/base/digest.h"
#include "core/base/mapped_file.h"
#include "core/edf/deidentify_annotations.h"
#include "core/edf/deidentify_words.h"
#include "core/edf/edf_file.h"

#include <fmt/format.h>

#include <algorithm>

namespace hypnodesk::edf_detail {

namespace {

tl::unexpected<Error> defect(const std::string& what) {
    return fail(ErrorCode::Internal, "the copy failed its check and was not kept: " + what);
}

Result<void> checkTexts(const RawHeader& raw, const ExpectedCopy& expected) {
    if (raw.patient != expected.patientField || raw.recording != expected.recordingField)
        return defect("the patient or recording field is not the clean one");
    for (std::size_t i = 0; i < raw.signals.size(); ++i) {
        const RawSignal& signal = raw.signals[i];
        if (!isCleanDescription(signal.transducer) || !isCleanDescription(signal.prefilter) ||
            !signal.reserved.empty())
            return defect(fmt::format("the description of signal {} holds free text", i + 1));
        for (const std::string* text : {&signal.label, &signal.unit, &signal.transducer, &signal.prefilter})
            if (expected.identity.findInText(*text))
                return defect(fmt::format("signal {} bears a word of the patient or recording field", i + 1));
    }
    return {};
}

Result<void> checkShape(const EdfHeader& copy, const ExpectedCopy& expected) {
    const EdfHeader& original = expected.header;
    if (copy.isBdf != original.isBdf || copy.timing != original.timing || copy.start != expected.start ||
        copy.recordSeconds != original.recordSeconds || copy.recordCount != original.recordCount ||
        copy.recordBytes != original.recordBytes || copy.signals.size() != original.signals.size())
        return defect("its header describes another recording");
    for (std::size_t i = 0; i < copy.signals.size(); ++i) {
        const EdfSignal& a = copy.signals[i];
        const EdfSignal& b = original.signals[i];
        if (a.samplesPerRecord != b.samplesPerRecord || a.isAnnotation != b.isAnnotation ||
            a.gain != b.gain || a.offset != b.offset || a.digitalMinimum != b.digitalMinimum ||
            a.digitalMaximum != b.digitalMaximum)
            return defect(fmt::format("signal {} would be read with another scale", i + 1));
    }
    return {};
}

/// A stretch of each data record that belongs to neighbouring signals of one kind.
struct Stretch {
    std::int64_t begin = 0;
    std::int64_t end = 0;
};

/// The parts of a data record between its annotation signals.
std::vector<Stretch> sampleStretches(const EdfHeader& header) {
    std::vector<Stretch> stretches;
    for (const EdfSignal& signal : header.signals) {
        const std::int64_t bytes = signal.samplesPerRecord * header.bytesPerSample();
        if (signal.isAnnotation || bytes == 0)
            continue;
        if (!stretches.empty() && stretches.back().end == signal.byteInRecord)
            stretches.back().end += bytes;
        else
            stretches.push_back({signal.byteInRecord, signal.byteInRecord + bytes});
    }
    return stretches;
}

std::span<const std::byte> piece(std::span<const std::byte> file, const EdfHeader& header,
                                 std::int64_t record, const Stretch& stretch) {
    return file.subspan(
        static_cast<std::size_t>(header.headerBytes + record * header.recordBytes + stretch.begin),
        static_cast<std::size_t>(stretch.end - stretch.begin));
}

Result<void> checkAnnotations(std::span<const std::byte> bytes, const EdfHeader& header,
                              const RawHeader& raw) {
    std::vector<std::string> labels;
    for (const RawSignal& signal : raw.signals)
        labels.push_back(signal.label);
    bool isFirst = true;
    for (const EdfSignal& signal : header.signals) {
        if (!signal.isAnnotation || signal.samplesPerRecord == 0)
            continue;
        const Stretch block{signal.byteInRecord,
                            signal.byteInRecord + signal.samplesPerRecord * header.bytesPerSample()};
        for (std::int64_t record = 0; record < header.recordCount; ++record)
            if (!isCleanAnnotationBlock(piece(bytes, header, record, block), isFirst, labels))
                return defect(fmt::format("data record {} holds annotations that are not clean", record + 1));
        isFirst = false;
    }
    return {};
}

} // namespace

Result<std::string> digestOfSamples(std::span<const std::byte> file, const EdfHeader& header,
                                    const TaskContext& context) {
    Sha256 digest;
    const std::vector<Stretch> stretches = sampleStretches(header);
    for (std::int64_t record = 0; record < header.recordCount; ++record) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, "checking the copy");
        for (const Stretch& stretch : stretches)
            digest.add(piece(file, header, record, stretch));
        context.report(static_cast<double>(record) / static_cast<double>(header.recordCount), "checking");
    }
    return digest.finishHex();
}

Result<std::string> checkCopy(const std::filesystem::path& copy, const ExpectedCopy& expected,
                              const TaskContext& context) {
    const auto mapped = MappedFile::open(copy);
    if (!mapped)
        return tl::make_unexpected(mapped.error());
    const std::span<const std::byte> bytes = mapped->bytes();
    const auto file = EdfFile::view(bytes);
    if (!file)
        return defect(file.error().detail);
    const EdfHeader& header = file->header();
    const auto wholeBytes = header.headerBytes + header.recordCount * header.recordBytes;
    if (static_cast<std::int64_t>(bytes.size()) != wholeBytes)
        return defect("bytes follow the last data record");
    if (auto same = checkShape(header, expected); !same)
        return tl::make_unexpected(same.error());
    const RawHeader raw = rawHeader(bytes, header);
    if (auto clean = checkTexts(raw, expected); !clean)
        return tl::make_unexpected(clean.error());
    if (auto clean = checkAnnotations(bytes, header, raw); !clean)
        return tl::make_unexpected(clean.error());
    for (const Annotation& annotation : file->annotations())
        if (const auto found = expected.identity.findInText(annotation.text))
            return defect("an annotation bears a word of the patient or recording field");

    const auto before = digestOfSamples(expected.original, expected.header, context.part(0.0, 0.45));
    const auto after = before ? digestOfSamples(bytes, header, context.part(0.45, 0.9)) : before;
    if (!after)
        return after;
    if (*before != *after)
        return defect("its samples are not those of the original");
    if (expected.identity.findInBytes(bytes.subspan(static_cast<std::size_t>(header.headerBytes))))
        return fail(
            ErrorCode::FormatInvalid,
            "a word of the patient or recording field stands among the samples, where it cannot be removed; "
            "no copy was made");
    context.report(1.0, "checked");
    return *after;
}

} // namespace hypnodesk::edf_detail
