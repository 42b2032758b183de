#include "core/model/safetensors.h"

#include <QTest>

#include <cmath>
#include <cstring>
#include <random>

using namespace hypnodesk;

namespace {

std::vector<std::byte> bytesOf(const std::string& header, const std::string& data) {
    std::vector<std::byte> bytes;
    for (int i = 0; i < 8; ++i)
        bytes.push_back(static_cast<std::byte>(header.size() >> (8 * i) & 0xFF));
    for (const char c : header + data)
        bytes.push_back(static_cast<std::byte>(c));
    return bytes;
}

SafeTensors example() {
    SafeTensors content;
    content.metadata = {{"name", "night"}, {"unit", "µV"}};
    content.tensors.push_back(NamedTensor::fromFloats("a", {2, 3}, std::vector<float>{1, 2, 3, 4, 5, 6}));
    content.tensors.push_back(
        NamedTensor::fromFloats("b", {2}, std::vector<float>{0.5f, -0.25f}, TensorType::F16));
    return content;
}

} // namespace

class TestSafetensors : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void roundTrip() {
        const auto read = parseSafeTensors(serialise(example()));
        QVERIFY(read.has_value());
        QVERIFY(*read == example());
    }

    void readsWhatPythonWrites() {
        // safetensors.torch.save({"x": tensor([1.0, -2.0])}), version 0.4
        const auto read =
            parseSafeTensors(bytesOf(R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}})",
                                     std::string("\x00\x00\x80\x3f\x00\x00\x00\xc0", 8)));
        QVERIFY(read.has_value());
        const std::vector<float> expected{1.0f, -2.0f};
        QCOMPARE(read->tensors.front().toFloats(), expected);
    }

    void halvesAreRoundedToNearestEven() {
        // Pairs from the IEEE 754 half format: value -> what a half can hold.
        const std::vector<std::pair<float, float>> known{{1.0f, 1.0f},
                                                         {1.00048828125f, 1.0f}, // tie, to even
                                                         {1.0015f, 1.001953125f},
                                                         {65504.0f, 65504.0f},
                                                         {65520.0f, INFINITY},
                                                         {5.9604645e-08f, 5.9604645e-08f}, // smallest
                                                         {2.0e-08f, 0.0f},
                                                         {-0.1f, -0.0999755859375f}};
        for (const auto& [value, expected] : known) {
            const auto half = NamedTensor::fromFloats("h", {1}, std::vector<float>{value}, TensorType::F16);
            QCOMPARE(half.toFloats().front(), expected);
        }
        QVERIFY(std::isnan(
            NamedTensor::fromFloats("h", {1}, std::vector<float>{NAN}, TensorType::F16).toFloats()[0]));
    }

    void everyTruncationIsRefused() {
        const auto bytes = serialise(example());
        for (std::size_t n = 0; n < bytes.size(); ++n)
            QVERIFY2(!parseSafeTensors(std::span(bytes).first(n)).has_value(),
                     qPrintable(QString::number(n)));
    }

    void mutationsNeverCrash() {
        const auto original = serialise(example());
        std::mt19937 random(3);
        for (int i = 0; i < 20000; ++i) {
            auto bytes = original;
            for (int k = 0; k < 3; ++k)
                bytes[random() % bytes.size()] = static_cast<std::byte>(random());
            const auto read = parseSafeTensors(bytes);
            if (read)
                for (const NamedTensor& t : read->tensors)
                    QVERIFY(t.bytes.size() <= original.size());
        }
    }

    void lies_data() {
        QTest::addColumn<QString>("header");
        QTest::newRow("outside") << R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}})";
        QTest::newRow("backwards") << R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}})";
        QTest::newRow("shape too large") << R"({"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}})";
        QTest::newRow("overflowing shape")
            << R"({"x":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}})";
        QTest::newRow("negative shape") << R"({"x":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}})";
        QTest::newRow("unknown type") << R"({"x":{"dtype":"C64","shape":[1],"data_offsets":[0,8]}})";
        QTest::newRow("overlap") << R"({"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                                    R"("y":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})";
        QTest::newRow("hole") << R"({"x":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}})";
        QTest::newRow("not an object") << R"([1,2])";
        QTest::newRow("no JSON") << "{";
    }
    void lies() {
        QFETCH(QString, header);
        QVERIFY(!parseSafeTensors(bytesOf(header.toStdString(), std::string(8, '\0'))).has_value());
    }
};

QTEST_APPLESS_MAIN(TestSafetensors)
#include "tst_safetensors.moc"
