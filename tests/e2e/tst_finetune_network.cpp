#include "core/model/model_file.h"
#include "core/model/model_library.h"
#include "core/model/safetensors.h"
#include "core/simulation/simulated_night.h"
#include "tests/e2e/killed_program.h"
#include "tests/support/program_run.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cmath>

using namespace hypnodesk;
using hypnodesk::test::killAt;
namespace fs = std::filesystem;

namespace {

/// The two models hold the same numbers.
bool haveSameWeights(const fs::path& one, const fs::path& other) {
    const auto left = readModelFile(one);
    const auto right = readModelFile(other);
    return left && right && !left->weights.empty() &&
           std::equal(left->weights.begin(), left->weights.end(), right->weights.begin(),
                      right->weights.end(),
                      [](const auto& a, const auto& b) { return a.name == b.name && a.bytes == b.bytes; });
}

} // namespace

/// `hypno finetune --nights` with the real network on short nights.
class TestFinetuneNetwork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void learnsWithTheRealNetwork();
    void anotherElectrodeMovesTheBackbonesATenth();

private:
    fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    QString at(const char* name) const { return QString::fromStdString(path(name).string()); }

    QTemporaryDir m_folder{(QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
                           "/hypnodesk-XXXXXX"};
};

/// The shipped model learns from two short nights; killed while it learns for a fold, is examined and learns
/// from all nights, it goes on to the weights of a run that was never stopped. What is frozen stays, to the
/// bit.
void TestFinetuneNetwork::learnsWithTheRealNetwork() {
    for (int subject = 1; subject <= 2; ++subject) {
        SimulationOptions options;
        options.seed = 99;
        options.subject = subject;
        options.hours = 0.4;
        options.channels = {"O2-M1"};
        const auto night = simulateNight(options);
        QVERIFY(night);
        fs::create_directories(path("real"));
        QVERIFY(writeSimulatedNight(*night, path("real"), "s" + std::string(1, char('0' + subject))));
    }
    const fs::path shipped = shippedModel().value_or(fs::path());
    const auto before = sha256HexOfFile(shipped);
    QVERIFY(before);
    const QStringList arguments{"finetune", "--no-cache",
                                "--base",   QString::fromStdString(shipped.string()),
                                "--nights", at("real"),
                                "--epochs", "2",
                                "--out",    at("real.safetensors")};
    const fs::path begun = path("real.safetensors.run");
    const std::vector<std::function<bool()>> stages{
        [&] { return fs::exists(begun / "before-02.json"); }, // the first fold begins
        [&] { return fs::exists(begun / "after-01.json") || fs::exists(begun / "after-02.json"); },
        [&] { return fs::exists(begun / "after-01.json") && fs::exists(begun / "after-02.json"); }};
    for (const auto& stage : stages)
        QVERIFY(killAt(HYPNO_PROGRAM, arguments, {}, stage));
    QVERIFY(!fs::exists(path("real.safetensors")));
    const Run run = program(HYPNO_PROGRAM, arguments);
    QVERIFY2(run.code == 0, run.err);
    QVERIFY(run.err.contains("going on from"));
    QCOMPARE(*sha256HexOfFile(shipped), *before);

    // Without an exam the last training is the only one; its model is there before the check of memory.
    QStringList never = arguments;
    never.replaceInStrings(at("real.safetensors"), at("never.safetensors"));
    const fs::path whole = path("never.safetensors.run") / "final.safetensors";
    QVERIFY(
        killAt(HYPNO_PROGRAM, never + QStringList{"--exam", "none"}, {}, [&] { return fs::exists(whole); }));
    QVERIFY(haveSameWeights(whole, path("real.safetensors")));

    const auto base = readModelFile(shipped);
    const auto tuned = readModelFile(path("real.safetensors"));
    QVERIFY(base && tuned);
    int frozen = 0;
    int learned = 0;
    for (const NamedTensor& tensor : base->weights) {
        const auto same = std::find_if(tuned->weights.begin(), tuned->weights.end(),
                                       [&](const NamedTensor& other) { return other.name == tensor.name; });
        QVERIFY(same != tuned->weights.end());
        const bool isFrozen = tensor.name.starts_with("raw.") || tensor.name.starts_with("spectrogram.");
        if (isFrozen)
            QVERIFY2(same->bytes == tensor.bytes, tensor.name.c_str());
        else
            learned += same->bytes != tensor.bytes ? 1 : 0;
        frozen += isFrozen ? 1 : 0;
    }
    QVERIFY(frozen > 20 && learned > 20);
}

/// Adam moves each weight by about the rate at each step: the backbones go a tenth of the way of the others.
void TestFinetuneNetwork::anotherElectrodeMovesTheBackbonesATenth() {
    const fs::path shipped = shippedModel().value_or(fs::path());
    const fs::path made = path("other.safetensors.run") / "final.safetensors";
    QVERIFY(killAt(HYPNO_PROGRAM,
                   {"finetune", "--no-cache", "--base", QString::fromStdString(shipped.string()), "--nights",
                    at("real"), "--mode", "other-electrode", "--exam", "none", "--epochs", "3", "--rate",
                    "0.002", "--kl", "0", "--out", at("other.safetensors")},
                   {}, [&] { return fs::exists(made); }));
    const auto base = readModelFile(shipped);
    const auto tuned = readModelFile(made);
    QVERIFY(base && tuned);
    const SafeTensors before{{}, base->weights};
    double backbones = 0.0, others = 0.0;
    int moved = 0, tensors = 0;
    std::int64_t backboneCount = 0, otherCount = 0;
    for (const NamedTensor& tensor : tuned->weights) {
        const NamedTensor* old = before.find(tensor.name);
        QVERIFY(old != nullptr);
        if (tensor.shape.size() < 2) // no biases, no statistics of the data
            continue;
        const std::vector<float> then = old->toFloats(), now = tensor.toFloats();
        double way = 0.0;
        for (std::size_t i = 0; i < now.size(); ++i)
            way += std::abs(static_cast<double>(now[i]) - static_cast<double>(then[i]));
        const bool isBackbone = tensor.name.starts_with("raw.") || tensor.name.starts_with("spectrogram.");
        (isBackbone ? backbones : others) += way;
        (isBackbone ? backboneCount : otherCount) += tensor.elementCount();
        tensors += isBackbone ? 1 : 0;
        moved += isBackbone && way > 0.0 ? 1 : 0;
    }
    QVERIFY(tensors > 20);
    QCOMPARE(moved, tensors);
    const double share =
        (backbones / static_cast<double>(backboneCount)) / (others / static_cast<double>(otherCount));
    qInfo("the backbones moved %.3f as far as the rest", share);
    QVERIFY(share > 0.05 && share < 0.2);
}

QTEST_GUILESS_MAIN(TestFinetuneNetwork)
#include "tst_finetune_network.moc"
