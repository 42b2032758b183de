#include "core/model/model_file.h"
#include "core/net/losses.h"
#include "core/net/torch.h"
#include "core/net/torch_trainer.h"
#include "core/net/training_windows.h"
#include "core/net/weights.h"
#include "tests/core/net/small_training.h"

#include <QTemporaryDir>
#include <QTest>

#include <fmt/format.h>

#include <set>

using namespace hypnodesk;
using namespace hypnodesk::net;

namespace {

LabelledNight lettered(const std::string& letters) {
    LabelledNight night{"n", "s", "d", nullptr, {}};
    for (const char letter : letters)
        night.stages.push_back(*stageFromLetter(letter));
    night.input =
        std::make_shared<const ModelInput>(noiseNight(static_cast<std::int64_t>(letters.size()), 1));
    return night;
}

} // namespace

class TestTraining : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void trainingKeepsHalfAnHourOfWake() {
        const EpochRange range = trainingRange(lettered(fmt::format("{:W<100}1223{:W<80}", "", "")));
        QCOMPARE(range.first, std::int64_t(40));
        QCOMPARE(range.last, std::int64_t(164));
        const EpochRange noSleep = trainingRange(lettered(std::string(30, 'W')));
        QCOMPARE(noSleep.last - noSleep.first, std::int64_t(30));
    }

    void aPassSeesEveryEpoch() {
        const std::vector<LabelledNight> nights{lettered(std::string(47, '2')),
                                                lettered(std::string(5, '3'))};
        std::mt19937_64 random(1);
        std::set<std::pair<std::size_t, std::int64_t>> seen;
        for (const WindowRef& window : passOverNights(nights, 10, random))
            for (std::int64_t i = 0; i < 10; ++i)
                seen.insert({window.night, window.firstEpoch + i});
        for (std::int64_t e = 0; e < 47; ++e)
            QVERIFY(seen.contains({0, e}));
        for (std::int64_t e = 0; e < 5; ++e)
            QVERIFY(seen.contains({1, e}));
    }

    void unusableEpochsHaveNoLabel() {
        const std::vector<LabelledNight> nights{lettered("W?MA1")};
        const WindowRef window{0, 0};
        const auto stages = stagesOf(nights, {&window, 1}, 7);
        const std::vector<std::int64_t> expected{0, kIgnoredStage, kIgnoredStage, kIgnoredStage,
                                                 1, kIgnoredStage, kIgnoredStage};
        for (std::int64_t i = 0; i < 7; ++i)
            QCOMPARE(stages[0][i].item<std::int64_t>(), expected[static_cast<std::size_t>(i)]);
    }

    void noSubjectIsOnBothSides() {
        std::vector<LabelledNight> nights;
        for (int i = 0; i < 20; ++i) {
            nights.push_back(lettered("W1"));
            nights.back().subject = fmt::format("s{}", i / 2);
        }
        const SubjectSplit split = splitBySubject(nights, 0.3, 5);
        QCOMPARE(split.validation.size(), std::size_t(6));
        QCOMPARE(split.training.size(), std::size_t(14));
        std::set<std::string> training;
        for (const auto& night : split.training)
            training.insert(night.subject);
        for (const auto& night : split.validation)
            QVERIFY(!training.contains(night.subject));
        QVERIFY(splitBySubject({nights.front()}, 0.3, 5).validation.empty());
    }

    void nightsForValidationAreNotTrainedOn() {
        std::vector<LabelledNight> nights{lettered("W1"), lettered("W1"), lettered("W1")};
        nights[1].isForValidation = true;
        const SubjectSplit split = splitBySubject(nights, 0.9, 5);
        QCOMPARE(split.training.size(), std::size_t(2));
        QCOMPARE(split.validation.size(), std::size_t(1));
        QVERIFY(split.validation.front().isForValidation);
    }

    void windowsWithoutSignalAreLeftOut() {
        LabelledNight night = lettered(std::string(40, '2'));
        auto input = *night.input;
        std::fill(input.quality.begin(), input.quality.begin() + 30, EpochQuality::Missing);
        night.input = std::make_shared<const ModelInput>(std::move(input));
        std::mt19937_64 random(1);
        const std::vector<WindowRef> windows = passOverNights({night}, 5, random);
        QVERIFY(windows.size() >= 2 && windows.size() <= 4);
        for (const WindowRef& window : windows)
            QVERIFY(window.firstEpoch + 5 > 30);
    }

    /// Of a recording that has only W and N3, nothing is learnt about the other stages.
    void absentStagesDoNotCompete() {
        std::vector<LabelledNight> nights{lettered("W3W3"), lettered("W3W3")};
        nights[1].competing = 0b01001;
        const std::vector<WindowRef> windows{{0, 0}, {1, 0}};
        auto logits = torch::randn({2, 4, 5}).requires_grad_();
        const auto stages = stagesOf(nights, windows, 4);
        stageCrossEntropy(logits + competitionOf(nights, windows), stages).backward();
        const auto gradient = logits.grad();
        for (const int absent : {1, 2, 4}) {
            QVERIFY(gradient[0].select(1, absent).abs().min().item<float>() > 0.0f);
            QCOMPARE(gradient[1].select(1, absent).abs().max().item<float>(), 0.0f);
        }
        for (const int present : {0, 3})
            QVERIFY(gradient[1].select(1, present).abs().min().item<float>() > 0.0f);
    }

    void augmentationIsReproducible() {
        std::vector<float> a(6000, 1.0f);
        std::vector<float> b = a;
        std::mt19937_64 first(9);
        std::mt19937_64 second(9);
        augment(a, {}, first);
        augment(b, {}, second);
        QVERIFY(a == b);
        augment(b, {}, second);
        QVERIFY(a != b);
    }

    /// What a window looks like belongs to it, not to the process or the step that takes it.
    void chanceBelongsToTheWindow() {
        const std::vector<LabelledNight> nights{lettered(std::string(20, '2'))};
        const std::vector<WindowRef> windows{{0, 0}, {0, 4}, {0, 8}, {0, 12}};
        const auto views = [&](std::size_t first, std::size_t count, std::size_t placeInPass,
                               std::uint64_t pass) {
            const StepBatch batch{.all = std::span(windows).subspan(placeInPass),
                                  .first = first,
                                  .count = count,
                                  .seed = 7,
                                  .pass = pass,
                                  .placeInPass = placeInPass,
                                  .step = 0};
            return viewsOfWindows(nights, batch, 4, readyNetwork(smallConfig(), 1).normalisation, {}).raw;
        };
        const auto whole = views(0, 4, 0, 1);
        QVERIFY(whole.narrow(0, 8, 8).equal(views(2, 2, 0, 1)));
        QVERIFY(whole.narrow(0, 8, 8).equal(views(0, 2, 2, 1)));
        QVERIFY(!whole.equal(views(0, 4, 0, 2)));
    }

    void aBatchCanBeLearntByHeart() {
        torch::manual_seed(2);
        ModelConfig config = smallConfig();
        config.dropout = 0.0;
        Mc2SleepNet network(config);
        network->train();
        const auto raw = torch::randn({12, 3000});
        const auto spectrogram = torch::randn({12, 29, 128});
        const auto stages = torch::randint(0, 5, {2, 6}, torch::kInt64);
        torch::optim::Adam optimizer(network->parameters(), 3e-3);
        double loss = 0.0;
        for (int i = 0; i < 60; ++i) {
            const Embeddings e = network->embed(raw, spectrogram);
            const auto logits =
                network->classify({e.raw.view({2, 6, -1}), e.spectrogram.view({2, 6, -1})}, true);
            const auto total = stageCrossEntropy(logits.joint, stages);
            loss = total.item<double>();
            optimizer.zero_grad();
            total.backward();
            optimizer.step();
        }
        QVERIFY2(loss < 0.1, qPrintable(QString::number(loss)));
    }

    /// After training, what is hidden in one view is rebuilt from the other: with the other of a different
    /// window it must come out worse.
    void reconstructionReadsThePartner() {
        torch::manual_seed(4);
        ModelConfig config = smallConfig();
        config.dropout = 0.0;
        Mc2SleepNet network(config);
        const auto raw = torch::randn({16, 6, 32});
        const auto spectrogram =
            torch::tanh(torch::matmul(raw, torch::randn({32, 32}) * 0.3)); // tells all of raw
        const auto nothing = torch::zeros({16, 6}, torch::kBool);
        torch::optim::Adam optimizer(network->parameters(), 2e-3);
        for (int i = 0; i < 150; ++i) {
            const auto mask = torch::rand({16, 6}) < 0.5;
            const auto error =
                maskedL1(network->reconstruct({raw, spectrogram}, mask, nothing).raw, raw, mask);
            optimizer.zero_grad();
            error.backward();
            optimizer.step();
        }
        torch::NoGradGuard noGrad;
        const auto mask = torch::ones({16, 6}, torch::kBool);
        const double right =
            maskedL1(network->reconstruct({raw, spectrogram}, mask, nothing).raw, raw, mask).item<double>();
        const double wrong =
            maskedL1(network->reconstruct({raw, spectrogram.flip(0)}, mask, nothing).raw, raw, mask)
                .item<double>();
        QVERIFY2(right < 0.8 * wrong, qPrintable(QStringLiteral("%1 %2").arg(right).arg(wrong)));
    }

    void pretrainWritesAModelThatCanBeRead() {
        std::vector<TrainingReport> reports;
        const auto trained = pretrain(fewNights(), quickOptions(), path("a"),
                                      [&](const TrainingReport& r) { reports.push_back(r); }, {});
        QVERIFY2(trained.has_value(), trained ? "" : describe(trained.error()).c_str());
        QVERIFY(!reports.empty());
        QVERIFY(reports.back().endOfPass);
        const auto model = readModelFile(path("a"));
        QVERIFY(model.has_value());
        QCOMPARE(model->provenance["training_nights"].size(), std::size_t(2));
        QCOMPARE(model->provenance["validation_nights"].size(), std::size_t(1));
        QVERIFY(networkFrom(*model).has_value());
    }

    void theSameSeedGivesTheSameModel() {
        QVERIFY(pretrain(fewNights(), quickOptions(), path("a"), {}, {}).has_value());
        QVERIFY(pretrain(fewNights(), quickOptions(), path("b"), {}, {}).has_value());
        QVERIFY(readModelFile(path("a"))->weights == readModelFile(path("b"))->weights);
    }

    /// Bfloat16 has 8 bits: the losses agree to a few per cent, and differ, or it was not used.
    void mixedPrecisionLearnsTheSame() {
        TrainingOptions options = quickOptions();
        const auto losses = [&](TrainingPrecision precision, const char* name) {
            options.precision = precision;
            std::vector<double> all;
            const auto trained = pretrain(fewNights(), options, path(name),
                                          [&](const TrainingReport& r) { all.push_back(r.lossOfStep); }, {});
            return trained ? all : std::vector<double>{};
        };
        const std::vector<double> single = losses(TrainingPrecision::Single, "single");
        const std::vector<double> mixed = losses(TrainingPrecision::Mixed, "mixed");
        QVERIFY(!single.empty());
        QCOMPARE(mixed.size(), single.size());
        QVERIFY(mixed != single);
        for (std::size_t i = 0; i < single.size(); ++i)
            QVERIFY2(std::abs(mixed[i] - single[i]) < 0.05 * single[i],
                     fmt::format("step {}: {} and {}", i, single[i], mixed[i]).c_str());
        const auto model = readModelFile(path("mixed"));
        QVERIFY(model.has_value());
        QVERIFY(model->provenance["options"]["precision"] == "mixed");
        for (const NamedTensor& tensor : model->weights)
            QVERIFY(tensor.type == TensorType::F32);
    }

    void fineTuningLeavesTheBackbonesAlone() {
        TrainingOptions options = quickOptions();
        QVERIFY(pretrain(fewNights(), options, path("base"), {}, {}).has_value());
        options.klWeight = 0.5;
        QVERIFY(finetune(path("base"), fewNights(), options, path("tuned"), {}, {}).has_value());
        const auto base = readModelFile(path("base"));
        const auto tuned = readModelFile(path("tuned"));
        QVERIFY(base && tuned);
        QCOMPARE(QString::fromStdString(tuned->provenance["base"]["sha256"].get<std::string>()),
                 QString::fromStdString(base->digest));
        const SafeTensors kept{{}, base->weights};
        int frozen = 0;
        int learnt = 0;
        // The tuned model is stored in half precision: compare what half precision makes of the base.
        for (const NamedTensor& after : tuned->weights) {
            const NamedTensor* before = kept.find(after.name);
            QVERIFY(before != nullptr);
            const NamedTensor rounded =
                NamedTensor::fromFloats(after.name, before->shape, before->toFloats(), after.type);
            const bool isBackbone = after.name.starts_with("raw.") || after.name.starts_with("spectrogram.");
            if (isBackbone)
                QVERIFY2(rounded == after, after.name.c_str());
            frozen += isBackbone ? 1 : 0;
            learnt += !isBackbone && !(rounded == after) ? 1 : 0;
        }
        QVERIFY(frozen > 50);
        QVERIFY(learnt > 10);
    }

    void pretrainingGoesOnFromAModel() {
        TrainingOptions options = quickOptions();
        QVERIFY(pretrain(fewNights(), options, path("a"), {}, {}).has_value());
        options.startFrom = path("a");
        options.learningRate = 0.0;
        options.config = {}; // the model's own counts
        QVERIFY(pretrain(fewNights(), options, path("b"), {}, {}).has_value());
        const auto first = readModelFile(path("a"));
        const auto second = readModelFile(path("b"));
        QVERIFY(first->config == second->config);
        QVERIFY(first->normalisation == second->normalisation);
        const SafeTensors before{{}, first->weights};
        for (const NamedTensor& after : second->weights)
            if (after.name.find("running_") == std::string::npos &&
                after.name.find("num_batches") == std::string::npos)
                QVERIFY2(*before.find(after.name) == after, after.name.c_str());
        options.startFrom = path("none");
        const auto missing = pretrain(fewNights(), options, path("c"), {}, {});
        QVERIFY(!missing);
        QCOMPARE(missing.error().code, ErrorCode::FileMissing);
    }

    void unfrozenBackbonesLearn() {
        TrainingOptions options = quickOptions();
        QVERIFY(pretrain(fewNights(), options, path("base"), {}, {}).has_value());
        options.backboneRate = 0.1;
        QVERIFY(finetune(path("base"), fewNights(), options, path("tuned"), {}, {}).has_value());
        const auto base = readModelFile(path("base"));
        const auto tuned = readModelFile(path("tuned"));
        const SafeTensors before{{}, base->weights};
        const SafeTensors after{{}, tuned->weights};
        const char* name = "raw.stage5_3.convolution.weight";
        QVERIFY(before.find(name)->toFloats() != after.find(name)->toFloats());
    }

    void cancellingLeavesNothing() {
        std::stop_source stop;
        const auto trained = pretrain(
            fewNights(), quickOptions(), path("a"), [&](const TrainingReport&) { stop.request_stop(); },
            TaskContext(stop.get_token()));
        QVERIFY(!trained.has_value());
        QCOMPARE(trained.error().code, ErrorCode::Cancelled);
        QVERIFY(std::filesystem::is_empty(m_folder->path().toStdString()));
    }

    void noNightsIsAnError() {
        const auto trained = pretrain({}, quickOptions(), path("a"), {}, {});
        QVERIFY(!trained.has_value());
        QCOMPARE(trained.error().code, ErrorCode::DataMissing);
    }

private:
    std::filesystem::path path(const char* name) const {
        return m_folder->filePath(QString::fromLatin1(name) + QStringLiteral(".safetensors")).toStdString();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_APPLESS_MAIN(TestTraining)
#include "tst_training.moc"
