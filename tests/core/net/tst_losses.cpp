#include "core/net/losses.h"
#include "core/net/torch.h"
#include "tests/core/net/small_network.h"

#include <QTest>

#include <cmath>
#include <functional>

using namespace hypnodesk;
using namespace hypnodesk::net;

namespace {

/// Largest difference between the gradient of `loss` at `x` and central differences, in double precision.
double gradientError(const std::function<torch::Tensor(const torch::Tensor&)>& loss, torch::Tensor x) {
    x = x.detach().to(torch::kFloat64).requires_grad_(true);
    loss(x).backward();
    const auto gradient = x.grad().reshape({-1});
    auto flat = x.detach().clone().reshape({-1});
    constexpr double kStep = 1e-6;
    double worst = 0.0;
    for (std::int64_t i = 0; i < flat.numel(); ++i) {
        const double value = flat[i].item<double>();
        flat[i] = value + kStep;
        const double above = loss(flat.view(x.sizes())).item<double>();
        flat[i] = value - kStep;
        const double below = loss(flat.view(x.sizes())).item<double>();
        flat[i] = value;
        worst = std::max(worst, std::fabs((above - below) / (2.0 * kStep) - gradient[i].item<double>()));
    }
    return worst;
}

torch::Tensor doubles(std::vector<std::int64_t> shape) {
    return torch::randn(shape, torch::kFloat64);
}

} // namespace

class TestLosses : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { torch::manual_seed(3); }

    void infoNceByHand() {
        // Two epochs, orthogonal vectors, temperature 1: each row is -log(e / (e + 1)).
        const auto unit = torch::eye(2);
        QVERIFY(std::fabs(infoNce({unit, unit}, 1.0).item<double>() - std::log(1.0 + std::exp(-1.0))) < 1e-6);
        // Pairs swapped: -log(1 / (e + 1)).
        const auto swapped = unit.flip(0);
        QVERIFY(std::fabs(infoNce({unit, swapped}, 1.0).item<double>() - std::log(1.0 + std::exp(1.0))) <
                1e-6);
    }

    void crossEntropyIgnoresUnlabelledEpochs() {
        const auto logits = torch::zeros({1, 3, 5});
        const auto stages = torch::tensor({0L, kIgnoredStage, 4L}).unsqueeze(0);
        QVERIFY(std::fabs(stageCrossEntropy(logits, stages).item<double>() - std::log(5.0)) < 1e-6);
        const auto none = torch::full({1, 3}, kIgnoredStage, torch::kInt64);
        QCOMPARE(stageCrossEntropy(logits, none).item<double>(), 0.0);
    }

    void reconstructionCountsMaskedEpochsOnly() {
        const auto target = torch::zeros({1, 2, 4});
        const auto rebuilt = torch::tensor({1.0f, 1.0f, 1.0f, 1.0f, 9.0f, 9.0f, 9.0f, 9.0f}).view({1, 2, 4});
        const auto firstOnly = torch::tensor({true, false}).unsqueeze(0);
        QCOMPARE(maskedL1(rebuilt, target, firstOnly).item<double>(), 1.0);
        QCOMPARE(maskedL1(rebuilt, target, torch::zeros({1, 2}, torch::kBool)).item<double>(), 0.0);
    }

    /// What processes with a share of the batch each compute adds up to the loss of the batch.
    void sharesAddUpToTheWhole() {
        const auto raw = torch::nn::functional::normalize(torch::randn({5, 4}));
        const auto spectrogram = torch::nn::functional::normalize(torch::randn({5, 4}));
        const auto logits = torch::randn({5, 3, 5});
        const auto stages = torch::randint(0, 5, {5, 3}, torch::kInt64);
        stages[1][2] = kIgnoredStage;
        const auto rebuilt = torch::randn({5, 3, 4});
        const auto target = torch::randn({5, 3, 4});
        const auto mask = torch::rand({5, 3}) < 0.5;
        double contrast = 0.0;
        double entropy = 0.0;
        double difference = 0.0;
        for (const auto& [first, count] : {std::pair(0, 2), std::pair(2, 0), std::pair(2, 3)}) {
            const auto own = [first = first, count = count](const auto& x) {
                return x.narrow(0, first, count);
            };
            contrast +=
                infoNceShare({own(raw), own(spectrogram)}, {raw, spectrogram}, first, 0.1).item<double>();
            entropy += stageCrossEntropy(own(logits), own(stages), labelledCount(stages)).item<double>();
            difference += maskedL1(own(rebuilt), own(target), own(mask), mask.sum().item<std::int64_t>())
                              .item<double>();
        }
        QVERIFY(std::fabs(contrast - infoNce({raw, spectrogram}, 0.1).item<double>()) < 1e-5);
        QVERIFY(std::fabs(entropy - stageCrossEntropy(logits, stages).item<double>()) < 1e-5);
        QVERIFY(std::fabs(difference - maskedL1(rebuilt, target, mask).item<double>()) < 1e-5);
    }

    void divergenceIsZeroFromItselfOnly() {
        const auto stages = torch::zeros({1, 3}, torch::kInt64);
        const auto a = torch::log_softmax(torch::randn({1, 3, 5}), -1);
        const auto b = torch::log_softmax(torch::randn({1, 3, 5}), -1);
        QVERIFY(std::fabs(stageDivergence(a, a, stages).item<double>()) < 1e-6);
        QVERIFY(stageDivergence(a, b, stages).item<double>() > 0.01);
    }

    void gradients() {
        const auto partner = doubles({5, 4});
        QVERIFY(gradientError(
                    [&](const auto& x) {
                        return infoNce({x, partner}, 0.5);
                    },
                    doubles({5, 4})) < 1e-6);
        const auto stages = torch::tensor({0L, 3L, kIgnoredStage, 1L}).view({2, 2});
        QVERIFY(gradientError([&](const auto& x) { return stageCrossEntropy(x, stages); },
                              doubles({2, 2, 5})) < 1e-6);
        const auto mask = torch::tensor({true, false, true, true}).view({2, 2});
        const auto target = doubles({2, 2, 3});
        QVERIFY(gradientError([&](const auto& x) { return maskedL1(x, target, mask); }, doubles({2, 2, 3})) <
                1e-6);
        const auto reference = torch::log_softmax(doubles({2, 2, 5}), -1);
        QVERIFY(
            gradientError(
                [&](const auto& x) { return stageDivergence(reference, torch::log_softmax(x, -1), stages); },
                doubles({2, 2, 5})) < 1e-6);
    }

    void gradientsOfTheLayers() {
        EncoderLayer layer(EncoderLayerImpl::Shape{8, 2, 16, 0.0, true});
        layer->to(torch::kFloat64);
        const auto other = doubles({1, 3, 8});
        const auto weight = doubles({1, 3, 8});
        QVERIFY(gradientError([&](const auto& x) { return (layer(x, other) * weight).sum(); },
                              doubles({1, 3, 8})) < 1e-5);
        AttentionPool pool(8);
        pool->to(torch::kFloat64);
        const auto poolWeight = doubles({2, 8});
        QVERIFY(gradientError([&](const auto& x) { return (pool(x) * poolWeight).sum(); },
                              doubles({2, 4, 8})) < 1e-6);
    }
};

QTEST_APPLESS_MAIN(TestLosses)
#include "tst_losses.moc"
