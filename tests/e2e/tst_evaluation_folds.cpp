#include "core/model/model_file.h"
#include "tests/e2e/evaluation_folder.h"

#include <set>

using namespace hypnodesk;

namespace {

std::set<std::string> subjectsOf(const json& list) {
    return list.get<std::set<std::string>>();
}

} // namespace

/// Cross-validation, and what a model learned from.
class TestEvaluationFolds : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(m_folder.prepare()); }

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
        const Evaluation first = call({"--only-fold", "2"});
        QVERIFY2(first.code == 0, first.err);
        QVERIFY(!fs::exists(fs::path(work) / "fold-01.safetensors"));
        const auto stamp = fs::last_write_time(fs::path(work) / "fold-02.safetensors");
        const Evaluation run = call({});
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
        const Evaluation other = call({"--seed", "2"});
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
        const Evaluation run = evaluate({"--data", folder.c_str(), "--json", "--model", file});
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
        const Evaluation run =
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
    std::string at(const std::string& name) const { return m_folder.at(name); }
    Evaluation evaluate(const std::vector<std::string>& arguments) const {
        return m_folder.evaluate(arguments);
    }

    EvaluationFolder m_folder;
};

QTEST_GUILESS_MAIN(TestEvaluationFolds)
#include "tst_evaluation_folds.moc"
