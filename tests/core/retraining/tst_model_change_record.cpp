#include "core/retraining/model_change_record.h"

#include <QTest>

using namespace hypnodesk;
using nlohmann::json;

namespace {

ModelChangeRecord madeRecord() {
    ModelChangeRecord record;
    record.modelName = "our <clinic> & co";
    record.plan.settings.seed = 7;
    record.plan.subjects.insert("<script>alert(1)</script>");
    record.result.modelDigest = std::string(64, 'a');
    record.result.baseName = "MC2SleepNet 2";
    record.result.baseDigest = std::string(64, 'b');
    record.result.nights.push_back(
        {"night \"1\"", "<script>alert(1)</script>", "C4-M1", "dr. <b>", std::string(64, 'c'), 900});
    record.result.leftOut.emplace_back("n2: <gone>");
    NightProbabilities said;
    said.grid = {0.0, kEpochSeconds, 6};
    said.epochs.resize(6);
    for (EpochVerdict& verdict : said.epochs)
        verdict.joint = {0.2f, 0.2f, 0.4f, 0.1f, 0.1f};
    ExaminedNight night{"night \"1\"",
                        "<script>alert(1)</script>",
                        Hypnogram::fromLetters("W12322").stages(),
                        {},
                        said,
                        said,
                        1};
    night.after.epochs[0].joint = {0.8f, 0.05f, 0.05f, 0.05f, 0.05f};
    record.result.exam = examine({night});
    record.signature = {ModelDecision::Kept,    "<i>anna</i>", "because </body>",
                        "2026-11-22T20:00:00Z", "Hypnodesk",   "host"};
    return record;
}

} // namespace

class TestModelChangeRecord : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void saysWhatWasDone() {
        const json record = toJson(madeRecord());
        QCOMPARE(record["format"].get<std::string>(), std::string("hypnodesk-model-change"));
        QCOMPARE(record["model_sha256"].get<std::string>(), std::string(64, 'a'));
        QCOMPARE(record["base"]["sha256"].get<std::string>(), std::string(64, 'b'));
        QCOMPARE(record["data"][0]["sha256"].get<std::string>(), std::string(64, 'c'));
        QCOMPARE(record["plan"]["seed"].get<int>(), 7);
        QCOMPARE(record["decision"]["decision"].get<std::string>(), std::string("kept"));
        QCOMPARE(record["exam"]["verdict"].get<std::string>(), std::string("cannot_be_measured"));
        QCOMPARE(record["exam"]["figures"].size(), std::size_t(9));
        QCOMPARE(record["exam"]["changed"][0]["label"].get<std::string>(), std::string("W"));
        QCOMPARE(record["exam"]["changed"][0]["before"].get<std::string>(), std::string("N2"));
        QVERIFY(record["exam"]["forgetting"].is_null());
    }

    void thePageEscapesEverything() {
        const auto page = modelChangeHtml(toJson(madeRecord()));
        QVERIFY(page);
        for (const char* raw : {"<script", "<i>anna", "dr. <b>", "<gone>", "<clinic>", "because </body>"})
            QVERIFY2(page->find(raw) == std::string::npos, raw);
        QVERIFY(page->find("&lt;script&gt;alert(1)&lt;/script&gt;") != std::string::npos);
        QVERIFY(page->find("cannot be measured") != std::string::npos);
        QVERIFY(page->find("http") == std::string::npos); // nothing from elsewhere
    }

    void recordsOfOthersAreRefused() {
        QCOMPARE(modelChangeHtml(json()).error().code, ErrorCode::FormatUnsupported);
        QCOMPARE(modelChangeHtml(json{{"format", "hypnodesk-model-change"}, {"version", 2}}).error().code,
                 ErrorCode::FormatUnsupported);
        const json record = toJson(madeRecord());
        for (const auto& [key, value] : record.items()) {
            if (key == "format" || key == "version" || key == "model_sha256" || key == "utc")
                continue;
            json cut = record;
            cut.erase(key);
            QCOMPARE(modelChangeHtml(cut).error().code, ErrorCode::FormatInvalid);
            cut[key] = "something else";
            if (value.is_object())
                QCOMPARE(modelChangeHtml(cut).error().code, ErrorCode::FormatInvalid);
        }
    }
};

QTEST_APPLESS_MAIN(TestModelChangeRecord)
#include "tst_model_change_record.moc"
