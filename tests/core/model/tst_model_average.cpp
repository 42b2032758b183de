#include "core/model/model_average.h"

#include <QTest>

using namespace hypnodesk;

namespace {

ModelFile model(const std::string& name, std::vector<float> weights, double temperature) {
    ModelFile result;
    result.name = name;
    result.digest = "digest of " + name;
    result.normalisation = {std::vector<float>(128, -3.0f), std::vector<float>(128, 9.0f)};
    result.temperature = temperature;
    result.provenance = {{"seed", static_cast<int>(weights.size())}};
    result.weights = {
        NamedTensor::fromFloats("w", {static_cast<std::int64_t>(weights.size())}, weights, TensorType::F16),
        {"steps", TensorType::I64, {1}, std::vector<std::byte>(8, static_cast<std::byte>(name.size()))}};
    return result;
}

} // namespace

class TestModelAverage : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void isTheMeanOfTheWeights() {
        const std::vector<ModelFile> models{model("one", {1, 2, -4}, 1.0), model("three", {2, 4, 0}, 1.5),
                                            model("five", {6, 0, 1}, 2.0)};
        const auto average = averageModels(models, "mean");
        QVERIFY(average.has_value());
        QCOMPARE(average->name, std::string("mean"));
        QCOMPARE(average->weights.size(), std::size_t(2));
        QCOMPARE(average->weights[0].toFloats(), (std::vector<float>{3, 2, -1}));
        QVERIFY(average->weights[1] == models[0].weights[1]);
        QCOMPARE(average->temperature, 1.5);
        QVERIFY(average->normalisation == models[0].normalisation);
    }

    void namesItsParents() {
        const std::vector<ModelFile> models{model("one", {1}, 1.0), model("three", {2}, 1.0)};
        const auto average = averageModels(models, "mean");
        QVERIFY(average.has_value());
        const nlohmann::json& parts = average->provenance.at("models");
        QCOMPARE(parts.size(), std::size_t(2));
        QCOMPARE(parts.at(1).at("name").get<std::string>(), std::string("three"));
        QCOMPARE(parts.at(1).at("sha256").get<std::string>(), std::string("digest of three"));
        QVERIFY(parts.at(1).at("provenance") == models[1].provenance);
    }

    void refusesStrangers_data() {
        QTest::addColumn<int>("difference");
        QTest::addColumn<QString>("word");
        QTest::newRow("another shape of the network") << 0 << "shapes";
        QTest::newRow("other input statistics") << 1 << "input statistics";
        QTest::newRow("an array more") << 2 << "arrays";
        QTest::newRow("another array") << 3 << "arrays w";
        QTest::newRow("an array of another length") << 4 << "arrays w";
    }

    void refusesStrangers() {
        QFETCH(int, difference);
        QFETCH(QString, word);
        std::vector<ModelFile> models{model("one", {1, 2}, 1.0), model("three", {3, 4}, 1.0)};
        ModelFile& other = models[1];
        if (difference == 0)
            other.config.rawStride = 4;
        else if (difference == 1)
            other.normalisation.mean[5] += 1.0f;
        else if (difference == 2)
            other.weights.push_back(NamedTensor::fromFloats("v", {1}, std::vector<float>{1}));
        else if (difference == 3)
            other.weights[0].name = "v";
        else
            other.weights[0] = NamedTensor::fromFloats("w", {1}, std::vector<float>{1});
        const auto average = averageModels(models, "mean");
        QVERIFY(!average.has_value());
        QCOMPARE(average.error().code, ErrorCode::ArgumentInvalid);
        const QString text = QString::fromStdString(average.error().detail);
        QVERIFY2(text.contains("three") && text.contains(word), qPrintable(text));
    }

    void refusesOneAlone() {
        const std::vector<ModelFile> models{model("one", {1}, 1.0)};
        QVERIFY(!averageModels(models, "mean").has_value());
    }
};

QTEST_GUILESS_MAIN(TestModelAverage)
#include "tst_model_average.moc"
