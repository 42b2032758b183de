#include "core/edf/edf_file.h"
#include "tests/support/shared_data.h"

#include <QTest>

#include <edflib.h>

#include <memory>

using namespace hypnodesk;
namespace fs = std::filesystem;

/// EDFlib as referee: wherever it opens a real file, we must read the same samples and annotations.
class TstEdfReferee : public QObject {
    Q_OBJECT

    /// EDFlib's signals are the file's without those that it takes for annotations.
    static std::vector<int> signalsOfEdflib(const EdfFile& file, const edf_hdr_struct& header) {
        const bool knowsAnnotations =
            header.filetype == EDFLIB_FILETYPE_EDFPLUS || header.filetype == EDFLIB_FILETYPE_BDFPLUS;
        std::vector<int> signals;
        for (std::size_t i = 0; i < file.header().signals.size(); ++i)
            if (!knowsAnnotations || !file.header().signals[i].isAnnotation)
                signals.push_back(static_cast<int>(i));
        return signals;
    }

    static void compareSamples(const EdfFile& file, const edf_hdr_struct& header) {
        const std::vector<int> signals = signalsOfEdflib(file, header);
        QCOMPARE(static_cast<int>(signals.size()), header.edfsignals);
        for (int i = 0; i < header.edfsignals; ++i) {
            const int signal = signals[static_cast<std::size_t>(i)];
            const edf_param_struct& theirs = header.signalparam[i];
            QCOMPARE(file.sampleCount(signal), static_cast<std::int64_t>(theirs.smp_in_file));
            const auto count = static_cast<std::size_t>(theirs.smp_in_file);
            std::vector<int> expected(count);
            QCOMPARE(edfread_digital_samples(header.handle, i, static_cast<int>(count), expected.data()),
                     static_cast<int>(count));
            std::vector<std::int32_t> digital(count);
            file.readDigital(signal, 0, digital);
            QVERIFY2(std::equal(digital.begin(), digital.end(), expected.begin()), theirs.label);

            if (file.header().signals[static_cast<std::size_t>(signal)].isAnnotation)
                continue;
            edfrewind(header.handle, i);
            std::vector<double> physicalExpected(count);
            edfread_physical_samples(header.handle, i, static_cast<int>(count), physicalExpected.data());
            std::vector<float> physical(count);
            file.readPhysical(signal, 0, 1.0, physical);
            const double tolerance = 1e-6 * std::max(std::abs(theirs.phys_max), std::abs(theirs.phys_min));
            for (std::size_t s = 0; s < count; ++s)
                QVERIFY2(std::abs(physical[s] - physicalExpected[s]) <= tolerance, theirs.label);
        }
    }

    static void compareAnnotations(const EdfFile& file, const edf_hdr_struct& header) {
        std::vector<Annotation> expected;
        for (int i = 0; i < header.annotations_in_file; ++i) {
            edf_annotation_struct annotation;
            QCOMPARE(edf_get_annotation(header.handle, i, &annotation), 0);
            Annotation& theirs = expected.emplace_back();
            theirs.onsetSeconds = static_cast<double>(annotation.onset) / EDFLIB_TIME_DIMENSION;
            theirs.text = QString::fromUtf8(annotation.annotation).trimmed().toStdString();
            if (theirs.text.empty())
                expected.pop_back();
        }
        std::stable_sort(expected.begin(), expected.end(), [](const Annotation& a, const Annotation& b) {
            return a.onsetSeconds < b.onsetSeconds;
        });
        QCOMPARE(file.annotations().size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QVERIFY(std::abs(file.annotations()[i].onsetSeconds - expected[i].onsetSeconds) < 1e-6);
            QCOMPARE(file.annotations()[i].text, expected[i].text);
        }
    }

private Q_SLOTS:
    void agreesWithEdflib_data() {
        QTest::addColumn<QString>("path");
        SKIP_WITHOUT_SHARED_DATA();
        for (const char* folder :
             {"edf-zoo", "ucddb", "dreams", "prerau", "sleep-edf", "sleep-edf/hypnograms"})
            for (const auto& entry : fs::directory_iterator(sharedData() / folder)) {
                const QString path = QString::fromStdString(entry.path().string());
                if (path.endsWith(".edf", Qt::CaseInsensitive) || path.endsWith(".bdf", Qt::CaseInsensitive))
                    QTest::newRow(entry.path().filename().c_str()) << path;
            }
    }

    void agreesWithEdflib() {
        SKIP_WITHOUT_SHARED_DATA();
        QFETCH(QString, path);
        const auto file = EdfFile::open(path.toStdString());
        const auto header = std::make_unique<edf_hdr_struct>();
        if (edfopen_file_readonly(path.toUtf8().constData(), header.get(), EDFLIB_READ_ALL_ANNOTATIONS) !=
            0) {
            QVERIFY(file || !file.error().detail.empty()); // we may be more tolerant, and never silent
            return;
        }
        const auto closer = qScopeGuard([&] { edfclose_file(header->handle); });
        ++m_opened;
        QVERIFY2(file, path.toUtf8().constData());
        if (file->header().timing != EdfHeader::Timing::Discontinuous)
            QCOMPARE(static_cast<double>(header->file_duration) / EDFLIB_TIME_DIMENSION,
                     static_cast<double>(file->header().recordCount) * file->header().recordSeconds);
        compareSamples(*file, *header);
        if (!QTest::currentTestFailed() &&
            (header->filetype == EDFLIB_FILETYPE_EDFPLUS || header->filetype == EDFLIB_FILETYPE_BDFPLUS))
            compareAnnotations(*file, *header);
    }

    void theRefereeWasHeard() {
        SKIP_WITHOUT_SHARED_DATA();
        QVERIFY2(m_opened >= 80, QByteArray::number(m_opened));
    }

private:
    int m_opened = 0;
};

QTEST_APPLESS_MAIN(TstEdfReferee)
#include "tst_edf_referee.moc"
