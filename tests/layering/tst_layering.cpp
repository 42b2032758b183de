#include "tests/layering/layering_rules.h"

#include <QTest>

#include <filesystem>
#include <fstream>
#include <sstream>

using namespace hypnodesk::layering;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& path) {
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream content;
    content << stream.rdbuf();
    return content.str();
}

bool isSource(const fs::path& path) {
    static const std::set<std::string> suffixes = {".h", ".hpp", ".inl", ".c", ".cc", ".cpp"};
    return suffixes.contains(path.extension().string());
}

/// The folders that `folder` reaches through the table, itself only when there is a cycle.
std::set<std::string> reachableFrom(const std::string& folder) {
    std::set<std::string> reached;
    std::vector<std::string> open(layerTable().at(folder).begin(), layerTable().at(folder).end());
    while (!open.empty()) {
        const std::string next = open.back();
        open.pop_back();
        if (!reached.insert(next).second || !layerTable().contains(next))
            continue;
        open.insert(open.end(), layerTable().at(next).begin(), layerTable().at(next).end());
    }
    return reached;
}

} // namespace

/// Reads every #include of core/, ui/ and app/, and holds it against the layering of the project.
class TestLayering : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsEveryInclude();
    void judges_data();
    void judges();
    void tableHasNoCycles();
    void tablesAreThoseOfContributing();
    void differingTablesAreNoticed();
    void sourcesKeepTheLayers();
};

void TestLayering::findsEveryInclude() {
    const std::string text = "#pragma once\n"
                             "#include \"core/base/result.h\" // why\n"
                             "  # include <vector>\n"
                             "// #include \"core/net/network.h\"\n"
                             "/* #include <QString>\n"
                             "#include <torch/torch.h> *//* */ #include <map>\n"
                             "const char* text = \"/*\";\n"
                             "#include HEADER_OF_CHOICE\r\n";
    const auto includes = includesOf("core/edf/a.cpp", text);

    QCOMPARE(includes.size(), std::size_t(4));
    QCOMPARE(includes[0].target, std::string("core/base/result.h"));
    QCOMPARE(includes[0].quoted, true);
    QCOMPARE(includes[0].line, std::size_t(2));
    QCOMPARE(includes[1].target, std::string("vector"));
    QCOMPARE(includes[1].quoted, false);
    QCOMPARE(includes[2].target, std::string("map"));
    QCOMPARE(includes[2].line, std::size_t(6));
    QCOMPARE(includes[3].target, std::string("HEADER_OF_CHOICE"));
}

void TestLayering::judges_data() {
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("line");
    QTest::addColumn<bool>("allowed");

    const auto row = [](const char* file, const char* line, bool allowed) {
        QTest::addRow("%s: %s", file, line) << file << line << allowed;
    };
    row("core/edf/reader.cpp", "#include \"core/base/result.h\"", true);
    row("core/edf/reader.cpp", "#include \"core/edf/header.h\"", true);
    row("core/edf/reader.cpp", "#include <vector>", true);
    row("core/edf/writer.cpp", "#include <edflib.h>", true);
    row("core/edf/reader.cpp", "#include \"core/dsp/resample.h\"", false);
    row("core/edf/reader.cpp", "#include <core/dsp/resample.h>", false);
    row("core/edf/reader.cpp", "#include \"header.h\"", false);
    row("core/edf/reader.cpp", "#include \"../dsp/resample.h\"", false);
    row("core/edf/reader.cpp", "#include <../core/dsp/resample.h>", false);
    row("core/base/result.h", "#include \"core/edf/header.h\"", false);
    row("core/scoring/hypnogram.cpp", "#include \"core/dsp/band_power.h\"", false);
    row("core/formats/nsrr_xml.cpp", "#include \"core/recording/epoch_grid.h\"", true);
    row("core/model/model_input.cpp", "#include \"core/net/network.h\"", false);
    row("core/model/model_input.cpp", "#include <QString>", false);
    row("core/model/model_input.cpp", "#include <QtCore/QString>", false);
    row("core/model/model_input.cpp", "#include <qglobal.h>", false);
    row("core/model/model_input.cpp", "#include <fftw3.h>", false);
    row("core/dsp/fft.cpp", "#include <fftw3.h>", true);
    row("core/dsp/resample.cpp", "#include <soxr.h>", true);
    row("core/recording/recording.cpp", "#include <soxr.h>", false);
    row("core/formats/edf_annotations.cpp", "#include <edflib.h>", false);
    row("core/net/network.cpp", "#include <torch/torch.h>", true);
    row("core/net/network.cpp", "#include \"core/study/study.h\"", false);
    row("core/model/trainer.h", "#include <torch/torch.h>", false);
    row("core/study/journal.cpp", "#include <sqlite3.h>", true);
    row("core/study/journal.cpp", "#include \"tests/support/shared_data.h\"", false);
    row("core/study/journal.cpp", "#include \"core/unheard_of/a.h\"", false);
    row("core/unheard_of/a.cpp", "#include <vector>", false);
    row("ui/trace/trace_view.cpp", "#include \"core/recording/recording.h\"", true);
    row("ui/trace/trace_view.cpp", "#include \"trace_view.moc\"", true);
    row("ui/trace/trace_view.cpp", "#include <QWidget>", true);
    row("ui/trace/trace_view.cpp", "#include \"core/net/network.h\"", false);
    row("ui/trace/trace_view.cpp", "#include \"app/desktop_main.h\"", false);
    row("ui/trace/trace_view.cpp", "#include <qcustomplot.h>", false);
    row("ui/base/plot.h", "#include <qcustomplot.h>", true);
    row("app/desktop_main.cpp", "#include \"ui/main/main_window.h\"", true);
    row("app/desktop_main.cpp", "#include \"core/net/scorer.h\"", true);
    row("app/desktop_main.cpp", "#include <torch/torch.h>", false);
    row("app/command_line/score.cpp", "#include \"core/model/night_scorer.h\"", true);
    row("app/command_line/score.cpp", "#include \"ui/main/main_window.h\"", false);
    row("app/command_line/score.cpp", "#include <QString>", false);
}

void TestLayering::judges() {
    QFETCH(QString, file);
    QFETCH(QString, line);
    QFETCH(bool, allowed);

    const auto includes = includesOf(file.toStdString(), line.toStdString());
    QCOMPARE(includes.size(), std::size_t(1));
    const auto reason = violation(includes[0]);
    QVERIFY2(reason.has_value() != allowed, reason.value_or("nothing was found wrong").c_str());
}

void TestLayering::tableHasNoCycles() {
    for (const auto& [folder, allowed] : layerTable())
        QVERIFY2(!reachableFrom(folder).contains(folder), folder.c_str());
}

void TestLayering::tablesAreThoseOfContributing() {
    const std::string markdown = contentOf(fs::path(HYPNODESK_SOURCE_DIR) / "CONTRIBUTING.md");
    QVERIFY(!markdown.empty());

    const LayerTable layers = layerTableOf(markdown);
    for (const auto& [folder, allowed] : layerTable()) {
        QVERIFY2(layers.contains(folder), ("CONTRIBUTING.md does not list " + folder).c_str());
        QVERIFY2(layers.at(folder) == allowed, ("CONTRIBUTING.md says otherwise about " + folder).c_str());
    }
    QCOMPARE(layers.size(), layerTable().size());
    QVERIFY(libraryTableOf(markdown) == libraryTable());
}

void TestLayering::differingTablesAreNoticed() {
    const std::string text = "### Folders\n| folder | may include |\n|---|---|\n"
                             "| `core/base` | nothing |\n| `core/edf` | `core/base`, `core/dsp` |\n"
                             "### Libraries\n| header | only in |\n|---|---|\n| `torch/` | `core/net/` |\n"
                             "### Else\n| a | b |\n|---|---|\n| `core/dsp` | `core/base` |\n";
    const LayerTable layers = layerTableOf(text);
    QCOMPARE(layers.size(), std::size_t(2));
    QVERIFY(layers.at("core/base").empty());
    QVERIFY(layers.at("core/edf") == (std::set<std::string>{"core/base", "core/dsp"}));
    QVERIFY(layers.at("core/edf") != layerTable().at("core/edf"));
    QVERIFY(libraryTableOf(text) == (LibraryTable{{"torch/", "core/net/"}}));
}

void TestLayering::sourcesKeepTheLayers() {
    std::size_t files = 0;
    std::string wrongs;
    for (const char* top : {"core", "ui", "app"}) {
        const fs::path root = HYPNODESK_SOURCE_DIR;
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            if (!entry.is_regular_file() || !isSource(entry.path()))
                continue;
            ++files;
            const std::string name = fs::relative(entry.path(), root).generic_string();
            for (const Include& include : includesOf(name, contentOf(entry.path())))
                if (const auto reason = violation(include))
                    wrongs += "\n" + name + ":" + std::to_string(include.line) + ": " + include.target +
                              ": " + *reason;
        }
    }
    QVERIFY2(files > 30, "the sources were not found");
    QVERIFY2(wrongs.empty(), wrongs.c_str());
}

QTEST_APPLESS_MAIN(TestLayering)
#include "tst_layering.moc"
