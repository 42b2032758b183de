#include "tests/e2e/evaluation_folder.h"

#include <sys/resource.h>

using namespace hypnodesk;

/// What `hypno evaluate` works out and says.
class TestEvaluation : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
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
        // The mean of |X / 39 - .8| over X of Binomial(39, .8), summed up in Python.
        QVERIFY(isNear(pooled["ece_by_chance"], 0.0511938));
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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
        const json intervals = run.result()["intervals"];
        QCOMPARE(intervals["resampled"].get<std::string>(), std::string("blocks of 10 minutes"));
        QCOMPARE(intervals["units"].get<int>(), 4); // 80 epochs
        QVERIFY(intervals["note"].get<std::string>().find("impossible") != std::string::npos);
        QVERIFY(isNear(intervals["figures"]["accuracy"][1], 1.0));

        const Evaluation again = evaluate({"--data", folder.c_str(), "--json"});
        QCOMPARE(again.out, run.out);
        QCOMPARE(evaluate({"--data", folder.c_str(), "--only-fold", "1"}).code, 2); // of no folds
        const Evaluation table = evaluate({"--data", folder.c_str()});
        QVERIFY(table.out.contains("an interval over subjects is impossible"));
    }

    void theTableHasFixedColumns() {
        const fs::path folder = at("table");
        QVERIFY(made::night(folder, "a", "W123R"));
        QVERIFY(made::night(folder, "a-recording-with-a-name-that-is-much-too-long", "WWWWW"));
        const Evaluation run = evaluate({"--data", folder.c_str(), "--details"});
        QVERIFY2(run.code == 0, run.err);
        const QList<QByteArray> lines = run.out.split('\n');
        int first = 0;
        while (first < lines.size() && !lines[first].startsWith("recording"))
            ++first;
        for (int row = 1; row <= 5; ++row) // two recordings by path, pooled, two bounds
            QCOMPARE(lines[first + row].size(), lines[first].size());
        QCOMPARE(lines[first].indexOf("accuracy%"), lines[first + 2].indexOf("100.0") - 4);
        QCOMPARE(run.out.count("\nreliability, "), 3); // pooled and each recording
        QCOMPARE(run.out.count("a model that is right as often as it says would show 0."), 3);
        QCOMPARE(run.out.count("\nstatistics, "), 2);
    }

    void whatCannotBeJudgedIsNamed() {
        const fs::path folder = at("broken");
        QVERIFY(made::night(folder, "anna", made::repeated("W123R", 4)));
        QVERIFY(made::text(folder / "berta.edf", "not an EDF file"));
        QVERIFY(made::hypnogram(folder / "berta.hypnogram.csv", "WWW"));
        QVERIFY(made::recording(folder / "clara.edf", 5));
        QVERIFY(made::hypnogram(folder / "clara.hypnogram.csv", "?????"));
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json"});
        QCOMPARE(run.code, 1);
        QCOMPARE(run.result()["recordings"].size(), std::size_t(1));
        QCOMPARE(run.result()["failed"].size(), std::size_t(2));
        QVERIFY(run.err.contains("no stage within this recording"));
        QCOMPARE(evaluate({"--data", at("nowhere").c_str()}).code, 3);
    }

private:
    std::string at(const std::string& name) const { return m_folder.at(name); }
    Evaluation evaluate(const std::vector<std::string>& arguments) const {
        return m_folder.evaluate(arguments);
    }

    EvaluationFolder m_folder;
};

QTEST_GUILESS_MAIN(TestEvaluation)
#include "tst_evaluation.moc"
