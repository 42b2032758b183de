#include "tests/core/edf/edf_bytes.h"
#include "tests/fuzz/edf_target.h"
#include "tests/support/shared_data.h"

#include <QElapsedTimer>
#include <QTest>

#include <fstream>
#include <random>

using namespace std::string_view_literals;

namespace {

constexpr int kMutantsPerFile = 3000;

std::string plusFile(const std::string& variant) {
    EdfText text;
    text.reserved = variant;
    text.signals = {
        {.label = "C4", .samples = "20"}, annotationSignal("20"), {.label = "M1", .samples = "20"}};
    for (int i = 0; i < 8; ++i)
        text.records.push_back(
            samples16(std::vector<int>(20, i)) +
            lists("+" + std::to_string(i < 4 ? i : i + 60) + "@@|+1^30@Sleep stage W@|", 40) +
            samples16(std::vector<int>(20, -i)));
    return text.bytes();
}

/// One to eight changes: a bit, a byte, a piece copied, removed or doubled, a field made extreme.
std::string mutated(std::string text, std::mt19937& random) {
    const auto below = [&](std::size_t limit) { return limit == 0 ? std::size_t(0) : random() % limit; };
    constexpr std::string_view kInteresting = "\0\xFF -+.,0123456789eE\x14\x15"sv;
    const std::size_t changes = 1 + below(8);
    for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
        // Half of the changes hit the header, which decides how all the rest is understood.
        const std::size_t at =
            random() % 2 ? below(std::min<std::size_t>(text.size(), 1024)) : below(text.size());
        const std::size_t length = std::min(below(64), text.size() - at);
        switch (below(6)) {
        case 0:
            text[at] = static_cast<char>(text[at] ^ (1 << below(8)));
            break;
        case 1:
            text[at] = kInteresting[below(kInteresting.size())];
            break;
        case 2:
            text.erase(at, length);
            break;
        case 3:
            text.insert(at, text.substr(below(text.size()), length));
            break;
        case 4:
            text.replace(at, std::min<std::size_t>(8, text.size() - at), "99999999");
            break;
        default:
            text.resize(at);
            break;
        }
    }
    return text;
}

} // namespace

/// A fixed number of mutants of valid files from a fixed seed: the same on every machine. fuzz_edf searches
/// farther.
class TstEdfMutations : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void noMutantBreaksThePromises_data() {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("EDF+C") << QByteArray::fromStdString(plusFile("EDF+C"));
        QTest::newRow("EDF+D") << QByteArray::fromStdString(plusFile("EDF+D"));
        for (const char* name :
             {"mne-tools__subsecond_starttime.edf", "cran__edfPlusD.edf", "cran__edfAnnonC.edf",
              "mne-tools__test_bdf_stim_channel.bdf", "HatimRais__Patient_01_Labels.edf"}) {
            std::ifstream file(sharedData() / "edf-zoo" / name, std::ios::binary);
            if (file)
                QTest::newRow(name) << QByteArray::fromStdString(
                    std::string(std::istreambuf_iterator<char>(file), {}));
        }
    }

    void noMutantBreaksThePromises() {
        QFETCH(QByteArray, bytes);
        const std::string original = bytes.toStdString();
        QVERIFY(useAsRecording(std::as_bytes(std::span(original))));
        std::mt19937 random(20260301);
        int accepted = 0;
        for (int i = 0; i < kMutantsPerFile; ++i) {
            const std::string mutant = mutated(original, random);
            const std::vector<char> exact(mutant.begin(), mutant.end());
            QElapsedTimer timer;
            timer.start();
            accepted += useAsRecording(std::as_bytes(std::span(exact)));
            QVERIFY2(timer.elapsed() < 5000,
                     qPrintable(QString("mutant %1 took %2 ms").arg(i).arg(timer.elapsed())));
        }
        // A tolerant reader opens many of them; one that refused all would prove nothing here.
        QVERIFY2(accepted > kMutantsPerFile / 10, qPrintable(QString::number(accepted)));
    }
};

QTEST_APPLESS_MAIN(TstEdfMutations)
#include "tst_edf_mutations.moc"
