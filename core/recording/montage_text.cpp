#include "core/recording/montage.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

namespace hypnodesk {

namespace {

using nlohmann::json;

constexpr std::size_t kMostRows = 512;
constexpr std::size_t kMostMontages = 200;
constexpr std::size_t kLongestText = 200;
constexpr auto kFormat = "hypnodesk-montages";

json jsonOf(const MontageRow& row) {
    json object{{"derivation", row.derivation}};
    if (!row.isVisible)
        object["visible"] = false;
    if (row.enlargement != 1.0)
        object["enlargement"] = row.enlargement;
    if (row.microvoltsPerMillimetre)
        object["uv_per_mm"] = *row.microvoltsPerMillimetre;
    if (row.filter) {
        json filter = json::object();
        if (row.filter->highpassHz)
            filter["low_hz"] = *row.filter->highpassHz;
        if (row.filter->lowpassHz)
            filter["high_hz"] = *row.filter->lowpassHz;
        if (row.filter->notchHz)
            filter["notch_hz"] = *row.filter->notchHz;
        object["filter"] = std::move(filter);
    }
    if (!row.colour.empty())
        object["colour"] = row.colour;
    if (row.isInverted)
        object["inverted"] = true;
    return object;
}

json jsonOf(const Montage& montage) {
    json rows = json::array();
    for (const MontageRow& row : montage.rows)
        rows.push_back(jsonOf(row));
    return {{"name", montage.name}, {"rows", std::move(rows)}};
}

std::string dumped(const json& value, int indent) {
    return value.dump(indent, ' ', false, json::error_handler_t::replace);
}

std::string textIn(const json& object, const char* key) {
    const auto at = object.find(key);
    if (at == object.end() || !at->is_string())
        return {};
    const auto text = at->get<std::string>();
    return text.size() <= kLongestText ? text : std::string();
}

bool flagIn(const json& object, const char* key, bool fallback) {
    const auto at = object.find(key);
    return at != object.end() && at->is_boolean() ? at->get<bool>() : fallback;
}

/// A number > 0, limited to [lowest, highest].
std::optional<double> numberIn(const json& object, const char* key, double lowest, double highest) {
    const auto at = object.find(key);
    if (at == object.end() || !at->is_number())
        return std::nullopt;
    const auto number = at->get<double>();
    if (!std::isfinite(number) || number <= 0.0)
        return std::nullopt;
    return std::clamp(number, lowest, highest);
}

bool isColour(const std::string& text) {
    return text.size() == 7 && text[0] == '#' &&
           text.find_first_not_of("0123456789abcdefABCDEF", 1) == std::string::npos;
}

std::optional<MontageRow> rowFrom(const json& value) {
    MontageRow row;
    if (value.is_string()) { // version 0.1: names only
        row.derivation = value.get<std::string>();
        return row.derivation.size() <= kLongestText ? std::optional(row) : std::nullopt;
    }
    if (!value.is_object())
        return std::nullopt;
    row.derivation = textIn(value, "derivation");
    row.isVisible = flagIn(value, "visible", true);
    row.enlargement =
        numberIn(value, "enlargement", kSmallestEnlargement, 1.0 / kSmallestEnlargement).value_or(1.0);
    row.microvoltsPerMillimetre = numberIn(value, "uv_per_mm", 0.01, 100000.0);
    if (const auto filter = value.find("filter"); filter != value.end() && filter->is_object())
        row.filter = dsp::DisplayFilter{numberIn(*filter, "low_hz", 0.001, 10000.0),
                                        numberIn(*filter, "high_hz", 0.001, 10000.0),
                                        numberIn(*filter, "notch_hz", 1.0, 10000.0)};
    row.colour = textIn(value, "colour");
    if (!isColour(row.colour))
        row.colour.clear();
    row.isInverted = flagIn(value, "inverted", false);
    return row;
}

Result<Montage> montageFrom(const json& value) {
    Montage montage;
    const json* rows = &value;
    if (value.is_object()) {
        montage.name = textIn(value, "name");
        const auto at = value.find("rows");
        if (at == value.end())
            return fail(ErrorCode::FormatInvalid, fmt::format("montage \"{}\" has no rows", montage.name));
        rows = &*at;
    }
    if (!rows->is_array())
        return fail(ErrorCode::FormatInvalid, "a montage is a JSON object with \"name\" and \"rows\"");
    if (rows->size() > kMostRows)
        return fail(ErrorCode::FormatInvalid, fmt::format("montage \"{}\" has {} rows; {} are possible",
                                                          montage.name, rows->size(), kMostRows));
    for (const json& value : *rows) {
        auto row = rowFrom(value);
        if (!row || row->derivation.empty())
            return fail(ErrorCode::FormatInvalid, fmt::format("row {} of montage \"{}\" names no derivation",
                                                              montage.rows.size() + 1, montage.name));
        montage.rows.push_back(std::move(*row));
    }
    return montage;
}

/// Discarded when the text is no JSON, or nests so deep that nobody meant it.
json parsed(std::string_view text) {
    constexpr int kDeepest = 16;
    const auto limit = [](int depth, json::parse_event_t, json&) { return depth <= kDeepest; };
    return json::parse(text, limit, false);
}

Error noJson() {
    return {ErrorCode::FormatInvalid, "the text is no JSON, so it holds no montage"};
}

} // namespace

std::string montageText(const Montage& montage) {
    return dumped(jsonOf(montage), -1);
}

std::string montagesText(const std::vector<Montage>& montages) {
    json list = json::array();
    for (const Montage& montage : montages)
        list.push_back(jsonOf(montage));
    return dumped({{"format", kFormat}, {"montages", std::move(list)}}, 1);
}

Result<Montage> parseMontage(std::string_view text) {
    const json value = parsed(text);
    if (value.is_discarded())
        return tl::make_unexpected(noJson());
    return montageFrom(value);
}

Result<std::vector<Montage>> parseMontages(std::string_view text) {
    const json value = parsed(text);
    if (value.is_discarded())
        return tl::make_unexpected(noJson());
    const auto list = value.is_object() ? value.find("montages") : value.end();
    if (!value.is_object() || textIn(value, "format") != kFormat || list == value.end() || !list->is_array())
        return fail(ErrorCode::FormatInvalid, "the file is no list of montages of Hypnodesk");
    if (list->size() > kMostMontages)
        return fail(ErrorCode::FormatInvalid,
                    fmt::format("{} montages; {} are possible", list->size(), kMostMontages));
    std::vector<Montage> montages;
    for (const json& entry : *list) {
        auto montage = montageFrom(entry);
        if (!montage)
            return tl::make_unexpected(montage.error());
        montages.push_back(std::move(*montage));
    }
    return montages;
}

} // namespace hypnodesk
