#include "core/model/model_file.h"
#include "core/study/study.h"
#include "tests/e2e/made_nights.h"
#include "tests/support/shared_data.h"

#include <QDir>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <sys/resource.h>

#include <nlohmann/json.hpp>
#include <set>

using namespace hypnodesk;
using nlohmann::json;
namespace fs = std::filesystem;

/// `hypno evaluate` with a network that says W N1 N2 N3 R over and over, each with 80 %.

namespace {

struct Run {
    int code = -1;
    QByteArray out;
    QByteArray err;
    json result() const { return json::parse(out.toStdString(), nullptr, false); }
};

json readJson(const fs::path& path) {
    std::ifstream file(path);
    return json::parse(file, nullptr, false);
}

bool isNear(const json& value, double expected) {
    return value.is_number() && std::abs(value.get<double>() - expected) < 1e-6;
}

/// Epochs that the expert calls W, N1, N2, N3, R.
std::vector<int> expertsStages(const json& recording) {
    std::vector<int> sums;
    for (const json& row : recording["confusion"]) {
        sums.push_back(0);
        for (const json& count : row)
            sums.back() += count.get<int>();
    }
    return sums;
}

std::set<std::string> subjectsOf(const json& list) {
    return list.get<std::set<std::string>>();
}

} // namespace

class TestEvaluation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_folder.isValid());
        QVERIFY(made::text(at("model.safetensors"), "{}"));
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(at("cache")));
    }

    /// The first test, for the system tells the peak of the largest child so far.
    void memoryIsFlatInTheNumberOfNights() {
        QVERIFY(made::night(at("few"), "night0", made::repeated("W123R", 96))); // four hours, 6 MB prepared
        fs::create_directories(at("many"));
        for (int i = 0; i < 12; ++i)
            for (const char* suffix : {".edf", ".hypnogram.csv"})
                fs::copy_file(at("few") + "/night0" + suffix,
                              at("many") + "/night" + std::to_string(i) + suffix);
        const auto peak = [] {
            rusage usage{};
            getrusage(RUSAGE_CHILDREN, &usage);
            return usage.ru_maxrss; // KiB, the largest child so far
        };
        QCOMPARE(evaluate({"--data", at("few").c_str()}).code, 0);
        const long before = peak();
        QVERIFY(before > 0);
        QCOMPARE(evaluate({"--data", at("many").c_str()}).code, 0);
        QVERIFY2(peak() - before < 12 * 1024, qPrintable(QString::number(peak() - before)));
    }

    void figuresByHand() {
        // Anna: all of 20 right. Berta: N3 in place of two of four N2 said, and one epoch left out.
        const fs::path folder = at("figures");
        QVERIFY(made::night(folder, "anna_1", made::repeated("W123R", 4)));
        QVERIFY(made::night(folder, "berta_1",
                            "W133R"
                            "W133R"
                            "W123R"
                            "W123?"));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json result = run.result();
        QCOMPARE(result["schema"].get<int>(), 1);
        QCOMPARE(result["recordings"].size(), std::size_t(2));
        const json& anna = result["recordings"][0];
        const json& berta = result["recordings"][1];
        QCOMPARE(anna["subject"].get<std::string>(), std::string("anna"));
        QVERIFY(isNear(anna["accuracy"], 1.0) && isNear(anna["kappa"], 1.0));
        QVERIFY(isNear(anna["ece"], 0.2)); // always right, said 80 %
        QCOMPARE(anna["reliability"].size(), std::size_t(15));
        QCOMPARE(anna["reliability"][12]["n"].get<int>(), 20); // 0.8 begins the 13th bin
        QVERIFY(isNear(anna["reliability"][12]["confidence"], 0.8));
        QVERIFY(isNear(anna["reliability"][12]["accuracy"], 1.0));

        QCOMPARE(berta["epochs"].get<int>(), 19);
        QCOMPARE(berta["excluded"].get<int>(), 1);
        QVERIFY(isNear(berta["accuracy"], 17.0 / 19.0));
        QVERIFY(isNear(berta["precision"]["N2"], 0.5)); // 2 of 4
        QVERIFY(isNear(berta["recall"]["N2"], 1.0));
        QVERIFY(isNear(berta["recall"]["N3"], 4.0 / 6.0));
        QVERIFY(isNear(berta["f1"]["N3"], 0.8)); // precision 1, recall 2/3
        QVERIFY(isNear(berta["statistics"]["n3_min"]["expert"], 3.0));
        QVERIFY(isNear(berta["statistics"]["n3_min"]["error"], -1.0));

        const json& pooled = result["pooled"];
        QCOMPARE(pooled["epochs"].get<int>(), 39);
        QVERIFY(isNear(pooled["accuracy"], 37.0 / 39.0));
        QVERIFY(isNear(pooled["ece"], 37.0 / 39.0 - 0.8));
        // Errors of N3: 0 and -1 min. Bias -0.5, SD sqrt(0.5).
        QVERIFY(isNear(result["statistics"]["n3_min"]["bias"], -0.5));
        QVERIFY(isNear(result["statistics"]["n3_min"]["high"], -0.5 + 1.96 * std::sqrt(0.5)));

        // Two subjects: resamples are Anna twice, Berta twice, or both.
        const json& intervals = result["intervals"];
        QCOMPARE(intervals["resampled"].get<std::string>(), std::string("subjects"));
        QCOMPARE(intervals["units"].get<int>(), 2);
        QVERIFY(isNear(intervals["figures"]["accuracy"][0], 17.0 / 19.0));
        QVERIFY(isNear(intervals["figures"]["accuracy"][1], 1.0));
    }

    void oneSubjectHasNoIntervalOverSubjects() {
        const fs::path folder = at("single");
        QVERIFY(made::night(folder, "anna_1", made::repeated("W123R", 8)));
        QVERIFY(made::night(folder, "anna_2", made::repeated("W122R", 8)));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        const json intervals = run.result()["intervals"];
        QCOMPARE(intervals["resampled"].get<std::string>(), std::string("blocks of 10 minutes"));
        QCOMPARE(intervals["units"].get<int>(), 4); // 80 epochs
        QVERIFY(intervals["note"].get<std::string>().find("impossible") != std::string::npos);
        QVERIFY(isNear(intervals["figures"]["accuracy"][1], 1.0));

        const Run again = evaluate({"--data", folder.c_str(), "--json"});
        QCOMPARE(again.out, run.out);
        QCOMPARE(evaluate({"--data", folder.c_str(), "--only-fold", "1"}).code, 2); // of no folds
        const Run table = evaluate({"--data", folder.c_str()});
        QVERIFY(table.out.contains("an interval over subjects is impossible"));
    }

    void theTableHasFixedColumns() {
        const fs::path folder = at("table");
        QVERIFY(made::night(folder, "a", "W123R"));
        QVERIFY(made::night(folder, "a-recording-with-a-name-that-is-much-too-long", "WWWWW"));
        const Run run = evaluate({"--data", folder.c_str(), "--details"});
        QVERIFY2(run.code == 0, run.err);
        const QList<QByteArray> lines = run.out.split('\n');
        int first = 0;
        while (first < lines.size() && !lines[first].startsWith("recording"))
            ++first;
        for (int row = 1; row <= 5; ++row) // two recordings by path, pooled, two bounds
            QCOMPARE(lines[first + row].size(), lines[first].size());
        QCOMPARE(lines[first].indexOf("accuracy%"), lines[first + 2].indexOf("100.0") - 4);
        QCOMPARE(run.out.count("\nreliability, "), 3); // pooled and each recording
        QCOMPARE(run.out.count("\nstatistics, "), 2);
    }

    void whatCannotBeJudgedIsNamed() {
        const fs::path folder = at("broken");
        QVERIFY(made::night(folder, "anna", made::repeated("W123R", 4)));
        QVERIFY(made::text(folder / "berta.edf", "not an EDF file"));
        QVERIFY(made::hypnogram(folder / "berta.hypnogram.csv", "WWW"));
        QVERIFY(made::recording(folder / "clara.edf", 5));
        QVERIFY(made::hypnogram(folder / "clara.hypnogram.csv", "?????"));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QCOMPARE(run.code, 1);
        QCOMPARE(run.result()["recordings"].size(), std::size_t(1));
        QCOMPARE(run.result()["failed"].size(), std::size_t(2));
        QVERIFY(run.err.contains("no stage within this recording"));
        QCOMPARE(evaluate({"--data", at("nowhere").c_str()}).code, 3);
    }

    void sleepEdfFolder() {
        // SC40: 100 epochs of wake before and after five of sleep; 60 are kept on each side. S3 and S4 are
        // N3.
        const fs::path folder = at("sleep-edf/sleep-cassette");
        QVERIFY(made::sleepEdf(
            folder, "SC4001E0-PSG.edf", "SC4001EC-Hypnogram.edf",
            {{"W", 100}, {"1", 1}, {"3", 1}, {"4", 1}, {"Movement time", 1}, {"R", 1}, {"W", 100}}));
        QVERIFY(made::sleepEdf(folder, "SC4002E0-PSG.edf", "SC4002EC-Hypnogram.edf",
                               {{"W", 5}, {"2", 10}, {"?", 3}}));
        // The seventh letter differs: SC4201E and SC4201G.
        QVERIFY(made::sleepEdf(folder, "SC4201E0-PSG.edf", "SC4201GC-Hypnogram.edf", {{"W", 5}, {"2", 10}}));
        QVERIFY(made::sleepEdf(at("sleep-edf/sleep-telemetry"), "ST7011J0-PSG.edf", "ST7011JP-Hypnogram.edf",
                               {{"W", 5}, {"2", 10}, {"R", 5}}));
        // What `hypno score` leaves beside a recording is not the expert's.
        QVERIFY(made::hypnogram(folder / "SC4002E0-PSG.hypnogram.csv", made::repeated("W", 18)));
        const Run run = evaluate({"--data", at("sleep-edf").c_str(), folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json nights = run.result()["recordings"];
        QCOMPARE(nights.size(), std::size_t(4));
        QCOMPARE(nights[0]["name"].get<std::string>(), std::string("SC4001E0-PSG"));
        QCOMPARE(nights[0]["derivation"].get<std::string>(), std::string("EEG Fpz-Cz"));
        QCOMPARE(expertsStages(nights[0]), (std::vector{120, 1, 0, 2, 1}));
        QCOMPARE(nights[0]["excluded"].get<int>(), 1);
        QCOMPARE(expertsStages(nights[1]), (std::vector{5, 0, 10, 0, 0}));
        QVERIFY(nights[0]["subject"] == nights[1]["subject"]);
        QCOMPARE(nights[2]["subject"].get<std::string>(), std::string("SC420"));
        QCOMPARE(nights[3]["subject"].get<std::string>(), std::string("ST701"));

        const Run all = evaluate({"--data", folder.c_str(), "--json", "--wake-margin", "10000"});
        QCOMPARE(expertsStages(all.result()["recordings"][0]), (std::vector{200, 1, 0, 2, 1}));

        const Run twenty =
            evaluate({"--data", at("sleep-edf").c_str(), "--json", "--protocol", "sleep-edf-20", "--as-is"});
        QCOMPARE(twenty.code, 3); // one subject cannot be divided
        const Run most =
            evaluate({"--data", at("sleep-edf").c_str(), "--json", "--protocol", "sleep-edf-78", "--as-is"});
        QVERIFY2(most.code == 0, most.err);
        QCOMPARE(most.result()["recordings"].size(), std::size_t(3)); // without the telemetry night
        QVERIFY(most.err.contains("the whole data set has 153"));
    }

    /// The expert's real hypnograms; how many epochs of each stage sleep +- 30 min holds was counted with
    /// NumPy in the preprocessing of others.
    void realSleepEdfHypnograms_data() {
        QTest::addColumn<QString>("night");
        QTest::addColumn<QString>("scoring");
        QTest::addColumn<int>("epochs");
        QTest::addColumn<std::vector<int>>("stages");
        QTest::newRow("SC4001") << "SC4001E0"
                                << "SC4001EC" << 2650 << std::vector{188, 58, 250, 220, 125};
        QTest::newRow("SC4032") << "SC4032E0"
                                << "SC4032EP" << 2880 << std::vector{136, 45, 400, 131, 199};
    }

    void realSleepEdfHypnograms() {
        SKIP_WITHOUT_SHARED_DATA();
        QFETCH(QString, night);
        QFETCH(QString, scoring);
        QFETCH(int, epochs);
        const std::string file = scoring.toStdString() + "-Hypnogram.edf";
        const fs::path folder = at("real-" + night.toStdString());
        QVERIFY(made::recording(folder / (night.toStdString() + "-PSG.edf"), static_cast<std::size_t>(epochs),
                                {"EEG Fpz-Cz"}));
        QVERIFY(fs::copy_file(sharedData() / "sleep-edf" / "hypnograms" / file, folder / file));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        QTEST(expertsStages(run.result()["recordings"][0]), "stages");
    }

    void shhsFolder() {
        const fs::path psg = at("shhs/polysomnography");
        const std::vector<std::string> labels{"EEG(sec)", "EEG"};
        QVERIFY(made::recording(psg / "edfs/shhs1/shhs1-200001.edf", 20, labels));
        QVERIFY(made::text(psg / "annotations-events-nsrr/shhs1/shhs1-200001-nsrr.xml",
                           made::nsrrXml({{"Wake|0", 4},
                                          {"Stage 1 sleep|1", 2},
                                          {"Stage 2 sleep|2", 5},
                                          {"Stage 3 sleep|3", 3},
                                          {"Stage 4 sleep|4", 2},
                                          {"REM sleep|5", 3},
                                          {"Unscored|9", 1}})));
        QVERIFY(made::recording(psg / "edfs/shhs2/shhs2-200001.edf", 10, labels));
        QVERIFY(made::text(psg / "annotations-events-profusion/shhs2/shhs2-200001-profusion.xml",
                           made::profusionXml("0012234559")));
        for (int i = 2; i <= 5; ++i) {
            const std::string name = "shhs1-20000" + std::to_string(i);
            QVERIFY(made::recording(psg / "edfs/shhs1" / (name + ".edf"), 10, labels));
            QVERIFY(made::text(psg / "annotations-events-nsrr/shhs1" / (name + "-nsrr.xml"),
                               made::nsrrXml({{"Wake|0", 5}, {"Stage 2 sleep|2", 5}})));
        }
        const Run run = evaluate({"--data", at("shhs").c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json nights = run.result()["recordings"];
        QCOMPARE(nights.size(), std::size_t(6));
        QCOMPARE(nights[0]["derivation"].get<std::string>(), std::string("EEG")); // C4-A1
        QCOMPARE(expertsStages(nights[0]), (std::vector{4, 2, 5, 5, 3}));
        QCOMPARE(expertsStages(nights[5]), (std::vector{2, 1, 2, 2, 2})); // the unscored epoch is left out
        QCOMPARE(nights[5]["subject"].get<std::string>(), std::string("shhs-200001"));
        QVERIFY(nights[0]["subject"] == nights[5]["subject"]);

        // 30 % of five subjects of the first visit, rounded: two are tested, the others learned from.
        const std::string work = at("shhs-work");
        const Run split = evaluate({"--data", at("shhs").c_str(), "--json", "--protocol", "shhs",
                                    "--from-scratch", "--work", work.c_str()});
        QVERIFY2(split.code == 0, split.err);
        QCOMPARE(split.result()["recordings"].size(), std::size_t(2));
        const json model = readJson(fs::path(work) / "fold-01.safetensors");
        QCOMPARE(model["training"].size() + model["validation"].size(), std::size_t(3));
        QCOMPARE(model["base"].get<std::string>(), std::string("fold-01.pretrained.safetensors"));
    }

    void realNsrrXml() {
        SKIP_WITHOUT_SHARED_DATA();
        const fs::path folder = at("nsrr");
        QVERIFY(made::recording(folder / "edfs/lab-visit1-100022.edf", 1100));
        fs::create_directories(folder / "xml");
        QVERIFY(fs::copy_file(sharedData() / "hypnogram-formats/nsrr-xml/output-wei__100022_Compumedics.xml",
                              folder / "xml/lab-visit1-100022-nsrr.xml"));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json night = run.result()["recordings"][0];
        QCOMPARE(night["subject"].get<std::string>(), std::string("lab-100022"));
        QVERIFY(night["epochs"].get<int>() > 500);
    }

    void dreamsFolder() {
        // A stage every 5 s, six an epoch: 5 W, 4 R, 3 S1, 2 S2, 1 S3, 0 S4.
        const fs::path folder = at("dreams");
        QVERIFY(made::recording(folder / "subject1.edf", 5, {"FP1-A1", "CZ-A1"}));
        std::string steps = "[Hypnogram]\r\n";
        for (const char* stage : {"5\r\n", "3\r\n", "2\r\n", "0\r\n", "4\r\n"})
            steps += made::repeated(stage, 6);
        QVERIFY(made::text(folder / "HypnogramR&K_subject1.txt", steps));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json night = run.result()["recordings"][0];
        QCOMPARE(night["derivation"].get<std::string>(), std::string("CZ-A1"));
        QVERIFY(isNear(night["accuracy"], 1.0));
    }

    void realDreamsHypnogram() {
        SKIP_WITHOUT_SHARED_DATA();
        const fs::path folder = at("excerpts");
        QVERIFY(made::recording(folder / "excerpt2.edf", 60, {"CZ-A1"}));
        QVERIFY(
            fs::copy_file(sharedData() / "dreams/Hypnogram_excerpt2.txt", folder / "Hypnogram_excerpt2.txt"));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(run.result()["recordings"][0]["epochs"].get<int>(), 60);
    }

    void manifest() {
        const fs::path folder = at("manifest");
        QVERIFY(made::recording(folder / "one, two.edf", 5, {"EEG C4-M1", "EEG O2-M1"}));
        QVERIFY(made::hypnogram(folder / "scorings/a.csv", "W123R"));
        QVERIFY(made::text(folder / "manifest.csv", "\xEF\xBB\xBFSubject,recording,scoring,channel\r\n"
                                                    "p17,\"one, two.edf\",scorings/a.csv,O2-M1\r\n\r\n"));
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json night = run.result()["recordings"][0];
        QCOMPARE(night["subject"].get<std::string>(), std::string("p17"));
        QVERIFY(night["derivation"].get<std::string>().find("O2") != std::string::npos);

        QVERIFY(made::text(folder / "manifest.csv", "recording,scoring\n,a.csv\n"));
        const Run broken = evaluate({"--data", folder.c_str()});
        QCOMPARE(broken.code, 3);
        QVERIFY2(broken.err.contains("line 2"), broken.err);
        QVERIFY(made::text(folder / "manifest.csv", "file,stages\n"));
        QCOMPARE(evaluate({"--data", folder.c_str()}).code, 3);
    }

    void ourStudies() {
        const fs::path folder = at("studies");
        QVERIFY(made::night(folder, "anna", "WWWWW")); // the study's scoring goes before the file's
        QVERIFY(made::night(folder, "berta", "W123R"));
        QVERIFY(addStudy(folder / "anna.edf", {"22222", "W123R"}));
        QVERIFY(addStudy(folder / "berta.edf", {})); // a run of a network is nobody's reference
        const Run run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json nights = run.result()["recordings"];
        QCOMPARE(nights.size(), std::size_t(2));
        QVERIFY(isNear(nights[0]["accuracy"], 1.0)); // of the later scoring
        QVERIFY(isNear(nights[1]["accuracy"], 1.0)); // of berta.hypnogram.csv

        const std::string study = folder / "anna.hypno";
        QVERIFY(isNear(evaluate({"--data", study.c_str(), "--json"}).result()["pooled"]["accuracy"], 1.0));
        const std::string first = study + "#scoring 0";
        QVERIFY(isNear(evaluate({"--data", first.c_str(), "--json"}).result()["pooled"]["accuracy"], 0.2));
        QCOMPARE(evaluate({"--data", (folder / "berta.hypno").c_str()}).code, 3);
    }

    void foldsNeverShareSubjects() {
        const fs::path folder = at("folds");
        for (const char* name : {"a_1", "a_2", "b_1", "c_1", "d_1", "e_1", "f_1"})
            QVERIFY(made::night(folder, name, made::repeated("W123R", 2)));
        const std::string work = at("folds-work");
        const auto call = [&](std::vector<std::string> more) {
            std::vector<std::string> arguments{"--data", folder,          "--json", "--folds",  "3", "--work",
                                               work,     "--length",      "10",     "--epochs", "2", "--rate",
                                               "0.003",  "--from-scratch"};
            arguments.insert(arguments.end(), more.begin(), more.end());
            return evaluate(arguments);
        };
        const Run first = call({"--only-fold", "2"});
        QVERIFY2(first.code == 0, first.err);
        QVERIFY(!fs::exists(fs::path(work) / "fold-01.safetensors"));
        const auto stamp = fs::last_write_time(fs::path(work) / "fold-02.safetensors");
        const Run run = call({});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(fs::last_write_time(fs::path(work) / "fold-02.safetensors"), stamp); // not trained again
        QCOMPARE(run.result()["recordings"].size(), std::size_t(7));
        QCOMPARE(run.result()["intervals"]["units"].get<int>(), 6);

        const json plan = readJson(fs::path(work) / "plan.json");
        for (int fold = 1; fold <= 3; ++fold) {
            const std::string name = "fold-0" + std::to_string(fold);
            const json pretrained = readJson(fs::path(work) / (name + ".pretrained.safetensors"));
            const json tuned = readJson(fs::path(work) / (name + ".safetensors"));
            QCOMPARE(pretrained["kind"].get<std::string>(), std::string("pretrain"));
            QCOMPARE(pretrained["epochs"].get<int>(), 2);
            QCOMPARE(pretrained["length"].get<int>(), 10);
            QVERIFY(isNear(pretrained["rate"], 0.003));
            QCOMPARE(tuned["base"].get<std::string>(), name + ".pretrained.safetensors");
            const json& planned = plan["folds"][static_cast<std::size_t>(fold - 1)];
            QCOMPARE(subjectsOf(planned["test"]).size(), std::size_t(2));
            QCOMPARE(subjectsOf(planned["validation"]).size(), std::size_t(1));
            for (const json* model : {&pretrained, &tuned}) {
                QCOMPARE(subjectsOf((*model)["training"]), subjectsOf(planned["training"]));
                QCOMPARE(subjectsOf((*model)["validation"]), subjectsOf(planned["validation"]));
                for (const std::string& tested : subjectsOf(planned["test"]))
                    QVERIFY(!subjectsOf((*model)["training"]).contains(tested));
            }
            for (const json& night : run.result()["recordings"])
                if (night["fold"] == fold)
                    QVERIFY(subjectsOf(planned["test"]).contains(night["subject"].get<std::string>()));
        }

        QCOMPARE(call({"--channel", "C4-M1"}).code, 3); // would be other nights
        const Run other = call({"--seed", "2"});
        QCOMPARE(other.code, 3);
        QVERIFY2(other.err.contains("other subjects, folds or options"), other.err);
    }

    void nightsThatTheModelLearnedFromAreTold() {
        const fs::path folder = at("learned");
        for (const char* name : {"anna_1", "berta_1"})
            QVERIFY(made::night(folder, name, made::repeated("W123R", 2)));
        ModelFile model;
        model.name = "clinic";
        model.normalisation = {std::vector<float>(128, 0.0f), std::vector<float>(128, 1.0f)};
        model.provenance = {
            {"parent", {{"training_nights", {{{"name", "anna_1"}, {"subject", "anna"}, {"sha256", "0"}}}}}}};
        const std::string file = at("clinic.safetensors");
        QVERIFY(writeModelFile(model, file));
        const Run run = evaluate({"--data", folder.c_str(), "--json", "--model", file});
        QVERIFY2(run.code == 0, run.err);
        QVERIFY(run.result()["recordings"][0]["learned_from"].get<bool>());
        QVERIFY(!run.result()["recordings"][1]["learned_from"].get<bool>());
        QVERIFY(run.err.contains("the model learned from this night"));
    }

    void foldsFineTuneTheModel() {
        const fs::path folder = at("tuned");
        for (const char* name : {"a", "b", "c"})
            QVERIFY(made::night(folder, name, made::repeated("W123R", 2)));
        const std::string work = at("tuned-work");
        const Run run =
            evaluate({"--data", folder.c_str(), "--json", "--folds", "3", "--work", work.c_str()});
        QVERIFY2(run.code == 0, run.err);
        const json model = readJson(fs::path(work) / "fold-01.safetensors");
        QCOMPARE(model["kind"].get<std::string>(), std::string("finetune"));
        QCOMPARE(model["base"].get<std::string>(), std::string("model.safetensors"));
        QVERIFY(isNear(model["rate"], 1e-4));
        QCOMPARE(evaluate({"--data", folder.c_str(), "--folds", "3", "--from-scratch"}).code,
                 2); // needs --work
    }

private:
    std::string at(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }

    Run evaluate(const std::vector<std::string>& arguments) const {
        QStringList all{"evaluate"};
        if (std::find(arguments.begin(), arguments.end(), "--model") == arguments.end())
            all << "--model" << QString::fromStdString(at("model.safetensors"));
        for (const std::string& argument : arguments)
            all << QString::fromStdString(argument);
        QProcess process;
        process.start(QStringLiteral(HYPNO_WITH_FAKE_NETWORK), all);
        if (!process.waitForFinished(120'000))
            return {-1, {}, "did not end"};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }

    /// A study beside a recording with these scorings of persons; none: a network's run.
    static bool addStudy(const fs::path& recording, const std::vector<std::string>& scorings) {
        const auto opened = Recording::open(recording);
        const auto identity = opened ? identityOf(**opened) : tl::make_unexpected(opened.error());
        if (!identity)
            return false;
        auto study = Study::create(fs::path(recording).replace_extension(".hypno"), *identity, recording);
        if (!study)
            return false;
        for (std::size_t i = 0; i < scorings.size(); ++i) {
            NewScoring scoring;
            scoring.name = "scoring " + std::to_string(i);
            scoring.scorer = "anna";
            scoring.hypnogram = Hypnogram::fromLetters(scorings[i]);
            if (!study->createScoring(scoring))
                return false;
        }
        NewNetworkRun run;
        run.name = "run";
        run.probabilities.grid = (*opened)->epochs();
        run.probabilities.epochs.resize(static_cast<std::size_t>(run.probabilities.grid.count));
        for (EpochVerdict& verdict : run.probabilities.epochs)
            verdict.joint = {1.0f, 0.0f, 0.0f, 0.0f, 0.0f};
        return study->createNetworkRun(run).has_value();
    }

    // In memory where there is such a folder: what is tested does not need the disk's patience.
    QTemporaryDir m_folder{(QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
                           "/hypnodesk-XXXXXX"};
};

QTEST_GUILESS_MAIN(TestEvaluation)
#include "tst_evaluation.moc"
