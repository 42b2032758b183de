#include "tests/layering/layering_rules.h"

#include "core/base/text_fields.h"

#include <algorithm>
#include <cctype>
#include <regex>

namespace hypnodesk::layering {

namespace {

const std::string kEverything = "everything";

/// Comments become blanks, so that line numbers stay; string literals are left alone, for none holds "//" on
/// a line that begins with #include.
std::string withoutComments(std::string_view text) {
    std::string result(text);
    for (std::size_t i = 0; i + 1 < result.size(); ++i) {
        const bool digitSeparator =
            result[i] == '\'' && i > 0 && std::isalnum(static_cast<unsigned char>(result[i - 1]));
        if ((result[i] == '"' || result[i] == '\'') && !digitSeparator) {
            const char quote = result[i];
            for (++i; i < result.size() && result[i] != quote && result[i] != '\n'; ++i)
                if (result[i] == '\\')
                    ++i;
        } else if (result.compare(i, 2, "//") == 0) {
            for (; i < result.size() && result[i] != '\n'; ++i)
                result[i] = ' ';
        } else if (result.compare(i, 2, "/*") == 0) {
            const std::size_t end = std::min(result.find("*/", i + 2), result.size());
            for (; i < std::min(end + 2, result.size()); ++i)
                if (result[i] != '\n')
                    result[i] = ' ';
            --i; // the loop steps on
        }
    }
    return result;
}

/// Qt's headers: <QString>, <QtCore/qglobal.h>, <qglobal.h>.
bool isQtHeader(const std::string& target) {
    static const std::regex pattern("Q[A-Za-z][A-Za-z0-9]*(/.*)?|q[a-z]+\\.h");
    return std::regex_match(target, pattern) && target != "qcustomplot.h";
}

bool mayNotSeeQt(std::string_view file) {
    return file.starts_with("core/") || file.starts_with("app/command_line/");
}

std::optional<std::string> libraryViolation(const Include& include) {
    for (const auto& [header, home] : libraryTable()) {
        const bool isFolder = header.ends_with('/');
        if (isFolder ? !include.target.starts_with(header) : include.target != header)
            continue;
        const bool allowed = home.ends_with('/') ? include.file.starts_with(home) : include.file == home;
        if (!allowed)
            return "only " + home + " may include " + header;
    }
    if (isQtHeader(include.target) && mayNotSeeQt(include.file))
        return "neither core/ nor app/command_line/ may see Qt";
    return std::nullopt;
}

/// What lies between the first pair of backticks, else the whole cell.
std::string cellText(std::string_view cell) {
    const std::size_t first = cell.find('`');
    const std::size_t last = cell.rfind('`');
    if (first != std::string_view::npos && last > first)
        cell = cell.substr(first + 1, last - first - 1);
    return std::string(trimmed(cell));
}

/// The two first cells of every row of the tables below the heading `title`, head rows left out.
std::vector<std::pair<std::string, std::string>> tableRows(std::string_view markdown,
                                                           std::string_view title) {
    std::vector<std::pair<std::string, std::string>> rows;
    bool inside = false;
    bool headPassed = false;
    for (const std::string_view raw : split(markdown, '\n')) {
        const std::string_view line = trimmed(raw);
        if (line.starts_with('#')) {
            inside = trimmed(line.substr(line.find_first_not_of('#'))) == title;
            headPassed = false;
        } else if (inside && line.starts_with("|-")) {
            headPassed = true;
        } else if (inside && headPassed && line.starts_with('|')) {
            const auto cells = split(line, '|');
            if (cells.size() >= 4)
                rows.emplace_back(cellText(cells[1]), std::string(trimmed(cells[2])));
        }
    }
    return rows;
}

} // namespace

const LayerTable& layerTable() {
    static const LayerTable table = {
        {"core/base", {}},
        {"core/edf", {"core/base"}},
        {"core/dsp", {"core/base"}},
        {"core/recording", {"core/base", "core/edf", "core/dsp"}},
        {"core/scoring", {"core/base", "core/recording"}},
        {"core/formats", {"core/base", "core/edf", "core/recording", "core/scoring"}},
        {"core/simulation", {"core/base", "core/edf", "core/dsp", "core/recording", "core/scoring"}},
        {"core/model", {"core/base", "core/dsp", "core/recording", "core/scoring"}},
        {"core/study", {"core/base", "core/recording", "core/scoring", "core/model"}},
        {"core/report",
         {"core/base", "core/dsp", "core/formats", "core/recording", "core/scoring", "core/study"}},
        {"core/retraining",
         {"core/base", "core/recording", "core/scoring", "core/formats", "core/simulation", "core/model",
          "core/study", "core/report"}},
        {"core/net", {"core/base", "core/dsp", "core/recording", "core/scoring", "core/model"}},
        {"ui",
         {"core/base", "core/edf", "core/dsp", "core/recording", "core/scoring", "core/formats",
          "core/simulation", "core/model", "core/study", "core/report", "core/retraining"}},
        {"app", {kEverything}},
    };
    return table;
}

const LibraryTable& libraryTable() {
    static const LibraryTable table = {
        {"fftw3.h", "core/dsp/"},  {"soxr.h", "core/dsp/"},
        {"edflib.h", "core/edf/"}, {"sqlite3.h", "core/study/"},
        {"zip.h", "core/report/"},     {"pango/", "core/report/"},
        {"cairo-pdf.h", "core/report/"}, {"librsvg/", "core/report/"},
        {"gdk-pixbuf/", "core/report/"},
        {"torch/", "core/net/"},   {"ATen/", "core/net/"},
        {"c10/", "core/net/"},     {"qcustomplot.h", "ui/base/plot.h"},
        {"md4c-html.h", "ui/guide/"},
    };
    return table;
}

std::vector<Include> includesOf(const std::string& file, std::string_view text) {
    static const std::regex pattern("#\\s*include\\s*(?:\"([^\"]*)\"|<([^>]*)>|(.*)).*");
    std::vector<Include> includes;
    const std::string plain = withoutComments(text);
    std::size_t number = 0;
    for (const std::string_view raw : split(plain, '\n')) {
        const std::string_view line = trimmed(raw);
        ++number;
        std::match_results<std::string_view::const_iterator> match;
        if (!std::regex_match(line.begin(), line.end(), match, pattern))
            continue;
        const bool quoted = match[1].matched;
        includes.push_back({file, number,
                            quoted             ? match[1].str()
                            : match[2].matched ? match[2].str()
                                               : match[3].str(),
                            quoted});
    }
    return includes;
}

std::string layerOf(std::string_view path) {
    if (path.starts_with("ui/"))
        return "ui";
    if (path.starts_with("app/"))
        return "app";
    const std::size_t slash = path.find('/', 5);
    if (!path.starts_with("core/") || slash == std::string_view::npos)
        return {};
    return std::string(path.substr(0, slash));
}

std::optional<std::string> violation(const Include& include) {
    const std::string from = layerOf(include.file);
    const auto row = layerTable().find(from);
    if (row == layerTable().end())
        return "the folder of this file is not in the layering table";
    if (const auto reason = libraryViolation(include))
        return reason;

    const std::string to = layerOf(include.target);
    if (to.empty()) {
        const bool generated = include.target.ends_with(".moc") || include.target.starts_with("moc_") ||
                               include.target.starts_with("ui_");
        if (include.quoted && !generated)
            return "our own headers are included from the root, as \"core/base/result.h\"";
        if (include.target.find("..") != std::string::npos)
            return "an include may not climb out of its folder";
        return std::nullopt;
    }
    if (include.file.starts_with("app/command_line/") && to == "ui")
        return "hypno is built without the desktop";
    if (to == from || row->second.contains(kEverything) || row->second.contains(to))
        return std::nullopt;
    return from + " may not include " + to;
}

LayerTable layerTableOf(std::string_view markdown) {
    LayerTable table;
    for (const auto& [folder, allowed] : tableRows(markdown, "Folders")) {
        std::set<std::string>& row = table[folder];
        for (const std::string_view piece : split(allowed, ','))
            if (const std::string name = cellText(piece); !name.empty() && name != "nothing")
                row.insert(name);
    }
    return table;
}

LibraryTable libraryTableOf(std::string_view markdown) {
    LibraryTable table;
    for (const auto& [headers, home] : tableRows(markdown, "Libraries"))
        table[headers] = cellText(home);
    return table;
}

} // namespace hypnodesk::layering
