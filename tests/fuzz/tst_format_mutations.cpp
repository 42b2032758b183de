#include "tests/core/formats/format_samples.h"
#include "tests/fuzz/format_target.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace std::string_view_literals;

namespace {

constexpr int kMutantsPerFormat = 1500;

/// One to six changes: a byte, a piece copied, removed or doubled, a number made extreme.
std::string mutated(std::string text, std::mt19937& random) {
    const auto below = [&](std::size_t limit) { return limit == 0 ? std::size_t(0) : random() % limit; };
    constexpr std::string_view kInteresting = "0123456789-+eE.,;:\t\n\"{}[]<>/&=?\x14\x15\0\xff"sv;
    const std::size_t changes = 1 + below(6);
    for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t at = below(text.size());
        switch (below(6)) {
        case 0:
            text[at] = static_cast<char>(random());
            break;
        case 1:
            text[at] = kInteresting[below(kInteresting.size())];
            break;
        case 2:
            text.erase(at, 1 + below(16));
            break;
        case 3:
            text.insert(at, text.substr(below(text.size()), below(64)));
            break;
        case 4:
            text.replace(at, 1, "99999999");
            break;
        default:
            text.insert(at, "1e308");
            break;
        }
    }
    return text;
}

} // namespace

/// A fixed number of mutants of a valid file of every format, from a fixed seed: the same on every machine.
/// fuzz_formats searches farther.
class TstFormatMutations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noMutantBreaksThePromises_data() {
        QTest::addColumn<QString>("format");
        for (const hypnodesk::HypnogramFormat& format : hypnodesk::hypnogramFormats())
            QTest::newRow(format.id.c_str()) << QString::fromStdString(format.id);
    }

    void noMutantBreaksThePromises() {
        QFETCH(QString, format);
        const QTemporaryDir folder;
        const std::string id = format.toStdString();
        const std::string original =
            sampleFile(std::filesystem::path(folder.path().toStdString()) / "sample", id);
        QVERIFY(useAsHypnogram(std::as_bytes(std::span(original)), id));
        QVERIFY(useAsHypnogram(std::as_bytes(std::span(original)), {}));
        std::mt19937 random(20261122);
        int accepted = 0;
        for (int i = 0; i < kMutantsPerFormat; ++i) {
            const std::string mutant = mutated(original, random);
            const std::vector<char> exact(mutant.begin(), mutant.end());
            QElapsedTimer timer;
            timer.start();
            accepted += useAsHypnogram(std::as_bytes(std::span(exact)), id);
            useAsHypnogram(std::as_bytes(std::span(exact)), {});
            QVERIFY2(timer.elapsed() < 5000,
                     qPrintable(QString("mutant %1 took %2 ms").arg(i).arg(timer.elapsed())));
        }
        // A reader that refused all would prove nothing here.
        QVERIFY2(accepted > kMutantsPerFormat / 50, qPrintable(QString::number(accepted)));
    }
};

QTEST_APPLESS_MAIN(TstFormatMutations)
#include "tst_format_mutations.moc"
