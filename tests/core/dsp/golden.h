#pragma once

#include <QTest>

#include <cmath>
#include <cstdint>
#include <fstream>
#include <map>
#include <numbers>
#include <string>
#include <vector>

/// What SciPy says: single values of a flattened result. See tests/data/dsp/make_golden.py.
struct GoldenValue {
    std::size_t index = 0;
    double value = 0.0;
};

inline std::vector<GoldenValue> golden(const std::string& wanted) {
    std::ifstream file(std::string(HYPNODESK_TEST_DATA) + "/dsp/golden.txt");
    std::vector<GoldenValue> values;
    std::string name;
    GoldenValue read;
    while (file >> name >> read.index >> read.value)
        if (name == wanted)
            values.push_back(read);
    return values;
}

/// Uniform in [-0.5, 0.5), the same numbers as in make_golden.py.
inline std::vector<double> uniformNoise(std::size_t count, std::uint32_t seed) {
    std::vector<double> values(count);
    for (double& value : values) {
        seed = 1664525u * seed + 1013904223u;
        value = seed / 4294967296.0 - 0.5;
    }
    return values;
}

inline std::vector<float> testSignal(std::size_t count, double rateHz, std::uint32_t seed) {
    const std::vector<double> noise = uniformNoise(count, seed);
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i) {
        const double turns = 2.0 * std::numbers::pi * static_cast<double>(i) / rateHz;
        samples[i] = static_cast<float>(5.0 + 20.0 * std::sin(1.5 * turns) +
                                        10.0 * std::sin(10.0 * turns + 0.3) + 40.0 * noise[i]);
    }
    return samples;
}

inline std::vector<float> sine(std::size_t count, double rateHz, double frequencyHz, double amplitude = 1.0) {
    std::vector<float> samples(count);
    for (std::size_t i = 0; i < count; ++i)
        samples[i] = static_cast<float>(
            amplitude * std::sin(2.0 * std::numbers::pi * frequencyHz * static_cast<double>(i) / rateHz));
    return samples;
}

/// Fails the test function where `actual` and SciPy differ by more than `tolerance` (absolute).
template <typename Values>
void compareWithGolden(const Values& actual, const std::string& name, double tolerance) {
    const auto expected = golden(name);
    QVERIFY2(!expected.empty(), name.c_str());
    for (const GoldenValue& spot : expected) {
        QVERIFY(spot.index < actual.size());
        const double difference = std::abs(actual[spot.index] - spot.value);
        const auto message = QStringLiteral("%1[%2]: %3 instead of %4")
                                 .arg(QString::fromStdString(name))
                                 .arg(spot.index)
                                 .arg(static_cast<double>(actual[spot.index]), 0, 'g', 9)
                                 .arg(spot.value, 0, 'g', 9);
        QVERIFY2(difference <= tolerance, qPrintable(message));
    }
}
