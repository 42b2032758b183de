#include "core/report/report_template.h"

#include "core/base/atomic_file.h"
#include "core/scoring/sleep_statistics.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <span>

namespace hypnodesk {

namespace {

using nlohmann::json;

constexpr const char* kFormat = "hypnodesk-report-template";
constexpr std::int64_t kVersion = 1;
constexpr std::size_t kLargestTemplate = 1u << 20;

/// Reads values of one template; remembers the first thing that is wrong.
class TemplateReader {
public:
    explicit TemplateReader(const std::filesystem::path& folder) : m_folder(folder) {}

    Result<ReportTemplate> read(const json& document) {
        if (!document.is_object())
            return fail(ErrorCode::FormatInvalid, "a report template is a JSON object");
        if (document.value("format", json()) != kFormat)
            return fail(ErrorCode::FormatUnknown, fmt::format("\"format\" must be \"{}\"", kFormat));
        const json version = document.value("version", json());
        if (!version.is_number_integer() || version.get<std::int64_t>() < 1)
            return fail(ErrorCode::FormatInvalid, "\"version\" must be 1");
        if (version.get<std::int64_t>() > kVersion)
            return fail(ErrorCode::FormatUnsupported,
                        "\"version\": written for a later version of Hypnodesk; update it");
        checkKeys(document, "", {"format", "version", "clinic", "statistics", "paper", "language"});
        readClinic(document.value("clinic", json::object()));
        readStatistics(document.value("statistics", json::array()));
        readPaper(document.value("paper", json("A4")));
        readLanguage(document.value("language", json("en")));
        if (!m_error.detail.empty())
            return tl::make_unexpected(m_error);
        return std::move(m_template);
    }

private:
    void complain(ErrorCode code, std::string_view key, std::string_view what) {
        if (m_error.detail.empty())
            m_error = {code, fmt::format("\"{}\": {}", key, what)};
    }

    void checkKeys(const json& object, std::string_view prefix,
                   std::initializer_list<std::string_view> known) {
        for (const auto& [key, value] : object.items())
            if (std::find(known.begin(), known.end(), key) == known.end())
                complain(ErrorCode::ArgumentInvalid, fmt::format("{}{}", prefix, key),
                         fmt::format("no such key; there are {}", fmt::join(known, ", ")));
    }

    /// A text of reasonable length without line breaks; empty after a complaint.
    std::string textOf(const json& value, std::string_view key) {
        if (!value.is_string()) {
            complain(ErrorCode::FormatInvalid, key, "must be a text");
            return {};
        }
        auto text = value.get<std::string>();
        const auto letters =
            std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xc0) != 0x80; });
        const bool hasControl = std::any_of(text.begin(), text.end(),
                                            [](char c) { return static_cast<unsigned char>(c) < 0x20; });
        if (static_cast<std::size_t>(letters) > kLongestTemplateText)
            complain(ErrorCode::ArgumentInvalid, key,
                     fmt::format("longer than {} characters", kLongestTemplateText));
        if (hasControl)
            complain(ErrorCode::ArgumentInvalid, key, "holds a line break or another control character");
        return text;
    }

    void readClinic(const json& clinic) {
        if (!clinic.is_object())
            return complain(ErrorCode::FormatInvalid, "clinic", "must be an object");
        checkKeys(clinic, "clinic.", {"name", "address", "logo"});
        m_template.clinicName = textOf(clinic.value("name", json("")), "clinic.name");
        const json address = clinic.value("address", json::array());
        if (!address.is_array() || address.size() > kMostAddressLines)
            return complain(ErrorCode::FormatInvalid, "clinic.address",
                            fmt::format("must be a list of at most {} texts", kMostAddressLines));
        for (const json& line : address)
            m_template.clinicAddress.push_back(textOf(line, "clinic.address"));
        const std::string logo = textOf(clinic.value("logo", json("")), "clinic.logo");
        if (logo.empty() || !m_error.detail.empty())
            return;
        auto image = readLogo(m_folder / std::filesystem::path(std::u8string(logo.begin(), logo.end())));
        if (!image)
            return complain(image.error().code, "clinic.logo", image.error().detail);
        m_template.logo = std::make_shared<const ReportImage>(std::move(*image));
    }

    void readStatistics(const json& keys) {
        if (!keys.is_array())
            return complain(ErrorCode::FormatInvalid, "statistics", "must be a list of keys");
        const std::vector<StatisticRow> rows = statisticRows({});
        for (const json& key : keys) {
            const std::string text = textOf(key, "statistics");
            const bool isKnown = std::any_of(rows.begin(), rows.end(),
                                             [&](const StatisticRow& row) { return row.key == text; });
            if (!isKnown)
                complain(
                    ErrorCode::ArgumentInvalid, "statistics",
                    fmt::format("no statistic has the key \"{}\"; 'hypno stats --json' lists them", text));
            m_template.statistics.push_back(text);
        }
    }

    void readPaper(const json& paper) {
        if (paper == "Letter")
            m_template.paper = PaperSize::Letter;
        else if (paper != "A4")
            complain(ErrorCode::ArgumentInvalid, "paper", "must be \"A4\" or \"Letter\"");
    }

    void readLanguage(const json& code) {
        const auto language = code.is_string() ? languageFromCode(code.get<std::string>()) : std::nullopt;
        if (!language)
            return complain(ErrorCode::ArgumentInvalid, "language", "must be \"en\" or \"de\"");
        m_template.language = *language;
    }

    const std::filesystem::path& m_folder;
    ReportTemplate m_template;
    Error m_error;
};

} // namespace

PaperPoints pointsOf(PaperSize paper) {
    constexpr double kPointsPerMillimetre = 72.0 / 25.4;
    if (paper == PaperSize::Letter)
        return {612.0, 792.0};
    return {210.0 * kPointsPerMillimetre, 297.0 * kPointsPerMillimetre};
}

Result<ReportTemplate> parseReportTemplate(std::string_view text, const std::filesystem::path& folder) {
    try {
        return TemplateReader(folder).read(json::parse(text));
    } catch (const json::parse_error& error) {
        return fail(ErrorCode::FormatInvalid, fmt::format("no JSON: byte {}", error.byte));
    }
}

Result<ReportTemplate> readReportTemplate(const std::filesystem::path& path) {
    const auto text = readTextFile(path, kLargestTemplate);
    if (!text)
        return tl::make_unexpected(text.error());
    auto result = parseReportTemplate(*text, path.parent_path());
    if (!result)
        return failAt(path.string(), result.error());
    return result;
}

} // namespace hypnodesk
