#include "core/base/atomic_file.h"
#include "core/model/model_file.h"

#include <QTemporaryDir>
#include <QTest>

using namespace hypnodesk;

namespace {

ModelFile example() {
    ModelFile model;
    model.name = "example";
    model.config.sequenceLength = 12;
    model.normalisation = {std::vector<float>(128, -3.0f), std::vector<float>(128, 9.0f)};
    model.temperature = 1.25;
    model.provenance = {{"seed", 7}};
    model.weights = {NamedTensor::fromFloats("w", {2, 2}, std::vector<float>{1, 2, 3, 4})};
    return model;
}

} // namespace

class TestModelFile : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void roundTrip() {
        ModelFile model = example();
        QVERIFY(writeModelFile(model, path()).has_value());
        const auto read = readModelFile(path());
        QVERIFY(read.has_value());
        QCOMPARE(read->name, model.name);
        QVERIFY(read->config == model.config);
        QVERIFY(read->normalisation == model.normalisation);
        QCOMPARE(read->temperature, model.temperature);
        QVERIFY(read->provenance == model.provenance);
        QVERIFY(read->weights == model.weights);
        QCOMPARE(read->digest, model.digest);
        QCOMPARE(read->digest.size(), std::size_t(64));
    }

    void isNeverOverwritten() {
        ModelFile model = example();
        QVERIFY(writeModelFile(model, path()).has_value());
        const auto again = writeModelFile(model, path());
        QVERIFY(!again.has_value());
        QCOMPARE(again.error().code, ErrorCode::FileUnwritable);
    }

    void anAlteredWeightIsNoticed() {
        ModelFile model = example();
        QVERIFY(writeModelFile(model, path()).has_value());
        std::string bytes = *readTextFile(path());
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        QVERIFY(writeFileAtomically(path(), bytes).has_value());
        const auto read = readModelFile(path());
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::DigestMismatch);
    }

    void refusals_data() {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<int>("code");
        const auto row = [](const char* name, const char* from, const char* to, ErrorCode code) {
            QTest::newRow(name) << QByteArray(from) << QByteArray(to) << static_cast<int>(code);
        };
        row("newer format", R"("hypnodesk_format":"1")", R"("hypnodesk_format":"9")",
            ErrorCode::FormatUnsupported);
        row("other classes", "W,N1,N2,N3,R", "W,N1,N2,R,N3", ErrorCode::FormatUnsupported);
        row("foreign file", "hypnodesk_format", "somebody_format_", ErrorCode::FormatInvalid);
        row("absurd width", R"(\"width\":128)", R"(\"width\":127)", ErrorCode::FormatInvalid);
    }
    void refusals() {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(int, code);
        ModelFile model = example();
        QVERIFY(writeModelFile(model, path()).has_value());
        QByteArray bytes = QByteArray::fromStdString(*readTextFile(path()));
        QVERIFY(bytes.contains(from));
        bytes.replace(from, to);
        QVERIFY(writeFileAtomically(path(), bytes.toStdString()).has_value());
        const auto read = readModelFile(path());
        QVERIFY(!read.has_value());
        QCOMPARE(static_cast<int>(read.error().code), code);
        QVERIFY(read.error().detail.find("model.safetensors") != std::string::npos);
    }

    void aMissingFileSaysSo() {
        const auto read = readModelFile(path());
        QVERIFY(!read.has_value());
        QCOMPARE(read.error().code, ErrorCode::FileMissing);
    }

private:
    std::filesystem::path path() const { return m_folder->filePath("model.safetensors").toStdString(); }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestModelFile)
#include "tst_model_file.moc"
