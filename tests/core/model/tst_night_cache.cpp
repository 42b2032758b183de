#include "core/model/night_cache.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <numeric>

using namespace hypnodesk;
namespace fs = std::filesystem;

namespace {

constexpr double kRateHz = 128.0;
constexpr std::uint64_t kNoLimit = 1u << 30;

/// Five minutes, each with another seed another signal; a flat epoch among them.
std::vector<float> night(int seed) {
    std::vector<float> microvolts(static_cast<std::size_t>(300 * kRateHz));
    for (std::size_t i = 0; i < microvolts.size(); ++i)
        microvolts[i] = static_cast<float>(40.0 * std::sin(static_cast<double>(i) * (0.3 + 0.01 * seed)));
    std::fill_n(microvolts.begin() + static_cast<int>(60 * kRateHz), static_cast<int>(30 * kRateHz), 0.0f);
    return microvolts;
}

bool areEqual(const ModelInput& a, const ModelInput& b) {
    return a.grid == b.grid && a.quality == b.quality && a.derivation == b.derivation &&
           std::equal(a.samples.begin(), a.samples.end(), b.samples.begin(), b.samples.end());
}

double residentMegabytes() {
    std::ifstream statm("/proc/self/statm");
    long pages = 0;
    statm >> pages >> pages;
    return static_cast<double>(pages) * 4096.0 / 1e6;
}

} // namespace

class TestNightCache : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() {
        m_root = std::make_unique<QTemporaryDir>();
        m_folder = fs::path(m_root->path().toStdString()) / "cache" / "nights";
        m_complaints.clear();
    }

    void givesWhatThePreparationGives() {
        const auto plain = prepareModelInput(night(1), kRateHz, "C4-M1");
        NightCache cache = open();
        const auto fresh = cache.prepare(night(1), kRateHz, "C4-M1");
        const auto again = open().prepare(night(1), kRateHz, "C4-M1");
        QVERIFY(plain && fresh && again);
        QVERIFY(areEqual(*plain, *fresh));
        QVERIFY(areEqual(*plain, *again));
        QCOMPARE(cache.written(), 1);
        QCOMPARE(entries().size(), std::size_t(1));
        again->samples.release();
        QVERIFY(areEqual(*plain, *again));
        QVERIFY(m_complaints.empty());
    }

    void isFoundBySignalAndRate() {
        NightCache cache = open();
        QVERIFY(cache.prepare(night(1), kRateHz, "a") && cache.prepare(night(2), kRateHz, "a") &&
                cache.prepare(night(1), 100.0, "a"));
        QCOMPARE(cache.found(), 0);
        const auto renamed = cache.prepare(night(1), kRateHz, "b");
        QCOMPARE(cache.found(), 1);
        QCOMPARE(renamed->derivation, std::string("b"));
        QCOMPARE(entries().size(), std::size_t(3));
    }

    void belongsToTheUserAlone() {
        NightCache cache = open();
        QVERIFY(cache.prepare(night(1), kRateHz, "a"));
        QCOMPARE(fs::status(m_folder).permissions(), fs::perms::owner_all);
    }

    /// Every damage is seen, told once and repaired.
    void damagedEntriesAreMadeAnew_data() {
        QTest::addColumn<qint64>("size");
        QTest::addColumn<qint64>("flipped");
        QTest::newRow("empty") << qint64(0) << qint64(-1);
        QTest::newRow("half a header") << qint64(50) << qint64(-1);
        QTest::newRow("header only") << qint64(110) << qint64(-1);
        QTest::newRow("a byte short") << qint64(-1) << qint64(-1);
        QTest::newRow("another version") << qint64(-2) << qint64(3);
        QTest::newRow("digest") << qint64(-2) << qint64(40);
        QTest::newRow("count") << qint64(-2) << qint64(95);
        QTest::newRow("sample") << qint64(-2) << qint64(5000);
    }

    void damagedEntriesAreMadeAnew() {
        QFETCH(qint64, size);
        QFETCH(qint64, flipped);
        QVERIFY(open().prepare(night(1), kRateHz, "a"));
        const auto expected = prepareModelInput(night(1), kRateHz, "a");
        damage(entries().front(), size, flipped);
        NightCache cache = open();
        const auto repaired = cache.prepare(night(1), kRateHz, "a");
        QVERIFY(repaired && areEqual(*expected, *repaired));
        QCOMPARE(cache.written(), 1);
        QCOMPARE(m_complaints.size(), std::size_t(1));
        QVERIFY(open().prepare(night(1), kRateHz, "a"));
        QCOMPARE(m_complaints.size(), std::size_t(1));
    }

    /// A file where the folder should be stands for a full or read-only disk, which root does not notice.
    void aDiskThatCannotBeWrittenCostsMemoryOnly() {
        fs::create_directories(m_folder.parent_path());
        std::ofstream(m_folder) << "not a folder";
        NightCache cache = open();
        for (int seed = 1; seed < 4; ++seed) {
            const auto input = cache.prepare(night(seed), kRateHz, "a");
            QVERIFY(input && areEqual(*input, *prepareModelInput(night(seed), kRateHz, "a")));
        }
        QCOMPARE(m_complaints.size(), std::size_t(1));
        QVERIFY(m_complaints.front().find(m_folder.string()) != std::string::npos);
    }

    void aNightThatCannotBePreparedIsNotKept() {
        QVERIFY(!open().prepare(std::vector<float>(10, 1.0f), kRateHz, "a"));
        QVERIFY(!fs::exists(m_folder));
    }

    /// Twenty nights that are all held take the memory of a few: 58 MB lie on the disk.
    void memoryIsFlatInTheNumberOfNights() {
        NightCache cache = open();
        std::vector<float> microvolts(static_cast<std::size_t>(2 * 3600 * 100));
        std::vector<ModelInput> nights;
        double before = 0.0;
        for (int n = 0; n < 20; ++n) {
            for (std::size_t i = 0; i < microvolts.size(); ++i)
                microvolts[i] = static_cast<float>((i * static_cast<std::size_t>(7 + n)) % 101);
            nights.push_back(*cache.prepare(microvolts, 100.0, "a"));
            if (n == 2)
                before = residentMegabytes();
        }
        QCOMPARE(entries().size(), std::size_t(20));
        const double grown = residentMegabytes() - before;
        QVERIFY2(grown < 12.0, qPrintable(QString::number(grown)));
        double sum = 0.0;
        for (const ModelInput& input : nights) {
            sum += std::accumulate(input.samples.begin(), input.samples.end(), 0.0);
            input.samples.release();
        }
        QVERIFY(std::isfinite(sum));
        QVERIFY(residentMegabytes() - before < 12.0);
    }

    void oldEntriesGoFirst() {
        for (int seed = 1; seed <= 3; ++seed)
            QVERIFY(open().prepare(night(seed), kRateHz, "a"));
        const std::uint64_t one = fs::file_size(entries().front());
        for (const fs::path& entry : entries())
            fs::last_write_time(entry, fs::file_time_type::clock::now() - std::chrono::hours(48));
        NightCache cache = open(2 * one);
        QVERIFY(cache.prepare(night(2), kRateHz, "a")); // used: stays
        cache.trim();
        QCOMPARE(entries().size(), std::size_t(2));
        NightCache later = open(2 * one);
        QVERIFY(later.prepare(night(2), kRateHz, "a"));
        QCOMPARE(later.found(), 1);
        QVERIFY(m_complaints.empty());
    }

    void theNightsOfTheRunStayEvenBeyondTheLimit() {
        NightCache cache = open(10);
        QVERIFY(cache.prepare(night(1), kRateHz, "a") && cache.prepare(night(2), kRateHz, "a"));
        cache.trim();
        QCOMPARE(entries().size(), std::size_t(2));
        QCOMPARE(m_complaints.size(), std::size_t(1));
    }

    void withoutAFolderNothingIsKept() {
        NightCache cache({}, kNoLimit, {});
        QVERIFY(cache.prepare(night(1), kRateHz, "a"));
        cache.trim();
        QCOMPARE(cache.written(), 0);
    }

private:
    NightCache open(std::uint64_t limit = kNoLimit) {
        return NightCache(m_folder, limit, [this](const std::string& what) { m_complaints.push_back(what); });
    }

    std::vector<fs::path> entries() const {
        std::vector<fs::path> paths;
        for (const auto& entry : fs::directory_iterator(m_folder))
            paths.push_back(entry.path());
        return paths;
    }

    /// Cuts to `size` (-1: one byte less, -2: not) and changes the byte at `flipped`.
    static void damage(const fs::path& path, qint64 size, qint64 flipped) {
        QFile file(QString::fromStdString(path.string()));
        QVERIFY(file.open(QIODevice::ReadWrite));
        if (size > -2)
            QVERIFY(file.resize(size == -1 ? file.size() - 1 : size));
        if (flipped < 0)
            return;
        QVERIFY(file.seek(flipped));
        const QByteArray byte = file.read(1);
        QVERIFY(file.seek(flipped));
        QCOMPARE(file.write(QByteArray(1, static_cast<char>(byte[0] ^ 1))), qint64(1));
    }

    std::unique_ptr<QTemporaryDir> m_root;
    fs::path m_folder;
    std::vector<std::string> m_complaints;
};

QTEST_APPLESS_MAIN(TestNightCache)
#include "tst_night_cache.moc"
