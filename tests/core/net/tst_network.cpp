#include "core/net/torch.h"
#include "core/net/weights.h"
#include "tests/core/net/small_network.h"

#include <QTest>

using namespace hypnodesk;
using namespace hypnodesk::net;

class TestNetwork : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { torch::manual_seed(1); }

    void deployedParameters() {
        // model.md section 2: 6.07 M.
        Mc2SleepNet network(ModelConfig{});
        std::int64_t count = 0;
        for (const auto& item : network->named_parameters())
            count += Mc2SleepNetImpl::isPretrainingOnly(item.key()) ? 0 : item.value().numel();
        QVERIFY2(count > 6'020'000 && count < 6'120'000, qPrintable(QString::number(count)));
    }

    void shapes_data() {
        QTest::addColumn<int>("stride");
        QTest::newRow("as SleePyCo") << 1;
        QTest::newRow("strided") << 2;
    }
    void shapes() {
        QFETCH(int, stride);
        torch::NoGradGuard noGrad;
        ModelConfig config;
        config.rawStride = stride;
        Mc2SleepNet network(config);
        network->eval();
        const Embeddings flat = network->embed(torch::randn({6, 3000}), torch::randn({6, 29, 128}));
        QCOMPARE(flat.raw.sizes().vec(), (std::vector<std::int64_t>{6, 128}));
        QCOMPARE(flat.spectrogram.sizes().vec(), (std::vector<std::int64_t>{6, 128}));
        const Embeddings windows{flat.raw.view({2, 3, 128}), flat.spectrogram.view({2, 3, 128})};
        for (const bool cross : {false, true}) {
            const StageLogits logits = network->classify(windows, cross);
            for (const auto& head : {logits.joint, logits.raw, logits.spectrogram})
                QCOMPARE(head.sizes().vec(), (std::vector<std::int64_t>{2, 3, 5}));
        }
        const auto mask = torch::ones({2, 3}, torch::kBool);
        QCOMPARE(network->reconstruct(windows, mask, mask).raw.sizes().vec(),
                 (std::vector<std::int64_t>{2, 3, 128}));
        const Embeddings unit = network->project(flat);
        QVERIFY(torch::allclose(unit.raw.norm(2, 1), torch::ones({6}), 1e-4, 1e-4));
    }

    void anyLengthOfSequence() {
        torch::NoGradGuard noGrad;
        Mc2SleepNet network(smallConfig());
        network->eval();
        for (const std::int64_t length : {1, 2, 7, 20, 60}) {
            const Embeddings windows{torch::randn({1, length, 32}), torch::randn({1, length, 32})};
            QCOMPARE(network->verdict(windows).size(1), length);
        }
    }

    void crossAttentionIsUsedOnlyWhenAsked() {
        torch::NoGradGuard noGrad;
        Mc2SleepNet network(smallConfig());
        network->eval();
        const auto raw = torch::randn({1, 5, 32});
        const Embeddings one{raw, torch::randn({1, 5, 32})};
        const Embeddings other{raw, torch::randn({1, 5, 32})};
        QVERIFY(torch::equal(network->classify(one, false).raw, network->classify(other, false).raw));
        QVERIFY(!torch::allclose(network->classify(one, true).raw, network->classify(other, true).raw));
    }

    void theMaskHidesAnEpoch() {
        torch::NoGradGuard noGrad;
        Mc2SleepNet network(smallConfig());
        network->eval();
        auto raw = torch::randn({1, 5, 32});
        const auto spectrogram = torch::randn({1, 5, 32});
        const auto mask = torch::tensor({false, false, true, false, false}).unsqueeze(0);
        const auto before = network->reconstruct({raw, spectrogram}, mask, mask).raw;
        auto changed = raw.clone();
        changed.select(1, 2).add_(10.0); // what is hidden
        QVERIFY(torch::equal(network->reconstruct({changed, spectrogram}, mask, mask).raw, before));
        changed.select(1, 1).add_(10.0); // what is seen
        QVERIFY(!torch::allclose(network->reconstruct({changed, spectrogram}, mask, mask).raw, before));
    }

    void foldingChangesNothing() {
        torch::NoGradGuard noGrad;
        Mc2SleepNet network(smallConfig());
        network->train();
        for (int i = 0; i < 3; ++i) // give the batch-norms statistics of their own
            network->embed(torch::randn({8, 3000}) * 2.0, torch::randn({8, 29, 128}));
        network->eval();
        const auto raw = torch::randn({4, 3000});
        const auto spectrogram = torch::randn({4, 29, 128});
        const auto asWindow = [](const Embeddings& epochs) {
            return Embeddings{epochs.raw.unsqueeze(0), epochs.spectrogram.unsqueeze(0)};
        };
        const Embeddings before = network->embed(raw, spectrogram);
        const auto verdictBefore = network->verdict(asWindow(before));
        network->fold();
        const Embeddings after = network->embed(raw, spectrogram);
        QVERIFY(torch::allclose(after.raw, before.raw, 1e-3, 1e-4));
        QVERIFY(torch::allclose(after.spectrogram, before.spectrogram, 1e-3, 1e-4));
        QVERIFY(torch::allclose(network->verdict(asWindow(before)), verdictBefore, 1e-3, 1e-4));
    }

    void saveAndLoadGiveTheSameAnswer() {
        torch::NoGradGuard noGrad;
        Mc2SleepNet network(smallConfig());
        network->eval();
        ModelFile model;
        model.config = smallConfig();
        model.weights = exportWeights(network, TensorType::F32, false);
        auto loaded = networkFrom(model);
        QVERIFY(loaded.has_value());
        const auto raw = torch::randn({3, 3000});
        const auto spectrogram = torch::randn({3, 29, 128});
        QVERIFY(torch::equal((*loaded)->embed(raw, spectrogram).raw, network->embed(raw, spectrogram).raw));
        QVERIFY(torch::equal((*loaded)->embed(raw, spectrogram).spectrogram,
                             network->embed(raw, spectrogram).spectrogram));
    }

    void wrongWeightsAreRefused() {
        Mc2SleepNet network(smallConfig());
        ModelFile model;
        model.config = smallConfig();
        const auto weights = exportWeights(network, TensorType::F16, true);

        model.weights = weights;
        QVERIFY(networkFrom(model).has_value());
        model.weights.pop_back();
        QVERIFY(!networkFrom(model).has_value());
        model.weights = weights;
        model.weights.push_back(NamedTensor::fromFloats("stowaway", {1}, std::vector<float>{1.0f}));
        QVERIFY(!networkFrom(model).has_value());
        model.weights = weights;
        model.config.feedForward = 128;
        const auto other = networkFrom(model);
        QVERIFY(!other.has_value());
        QCOMPARE(other.error().code, ErrorCode::FormatInvalid);
    }

    void ablationsLookAtOneViewOnly() {
        torch::NoGradGuard noGrad;
        ModelConfig config = smallConfig();
        config.useSpectrogram = false;
        Mc2SleepNet network(config);
        network->eval();
        const auto raw = torch::randn({2, 3000});
        const auto verdict = [&](const torch::Tensor& spectrogram) {
            const Embeddings e = network->embed(raw, spectrogram);
            return network->verdict({e.raw.unsqueeze(0), e.spectrogram.unsqueeze(0)});
        };
        QVERIFY(torch::equal(verdict(torch::randn({2, 29, 128})), verdict(torch::randn({2, 29, 128}))));
    }
};

QTEST_APPLESS_MAIN(TestNetwork)
#include "tst_network.moc"
