#include "core/study/study.h"
#include "tests/e2e/evaluation_folder.h"
#include "tests/support/shared_data.h"

using namespace hypnodesk;

namespace {

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

/// A study beside a recording with these scorings of persons; none: a network's run.
bool addStudy(const fs::path& recording, const std::vector<std::string>& scorings) {
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

} // namespace

/// Data as data sets and clinics lay them out: which scoring belongs to which recording, and to whom.
class TestEvaluationData : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

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
        const Evaluation run = evaluate({"--data", at("sleep-edf").c_str(), folder.c_str(), "--json"});
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

        const Evaluation all = evaluate({"--data", folder.c_str(), "--json", "--wake-margin", "10000"});
        QCOMPARE(expertsStages(all.result()["recordings"][0]), (std::vector{200, 1, 0, 2, 1}));

        const Evaluation twenty =
            evaluate({"--data", at("sleep-edf").c_str(), "--json", "--protocol", "sleep-edf-20", "--as-is"});
        QCOMPARE(twenty.code, 3); // one subject cannot be divided
        const Evaluation most =
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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
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
        const Evaluation run = evaluate({"--data", at("shhs").c_str(), "--json"});
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
        const Evaluation split = evaluate({"--data", at("shhs").c_str(), "--json", "--protocol", "shhs",
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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        QCOMPARE(run.result()["recordings"][0]["epochs"].get<int>(), 60);
    }

    void manifest() {
        const fs::path folder = at("manifest");
        QVERIFY(made::recording(folder / "one, two.edf", 5, {"EEG C4-M1", "EEG O2-M1"}));
        QVERIFY(made::hypnogram(folder / "scorings/a.csv", "W123R"));
        QVERIFY(made::text(folder / "manifest.csv", "\xEF\xBB\xBFSubject,recording,scoring,channel\r\n"
                                                    "p17,\"one, two.edf\",scorings/a.csv,O2-M1\r\n\r\n"));
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
        QVERIFY2(run.code == 0, run.err);
        const json night = run.result()["recordings"][0];
        QCOMPARE(night["subject"].get<std::string>(), std::string("p17"));
        QVERIFY(night["derivation"].get<std::string>().find("O2") != std::string::npos);

        QVERIFY(made::text(folder / "manifest.csv", "recording,scoring\n,a.csv\n"));
        const Evaluation broken = evaluate({"--data", folder.c_str()});
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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
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

private:
    std::string at(const std::string& name) const { return m_folder.at(name); }
    Evaluation evaluate(const std::vector<std::string>& arguments) const {
        return m_folder.evaluate(arguments);
    }

    EvaluationFolder m_folder;
};

QTEST_GUILESS_MAIN(TestEvaluationData)
#include "tst_evaluation_data.moc"
