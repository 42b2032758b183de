#include "core/dsp/fft_plan.h"
#include "tests/core/dsp/golden.h"

#include <QLibrary>

#include <array>
#include <thread>

using namespace hypnodesk::dsp;

class TestFftPlan : public QObject {
    Q_OBJECT

private Q_SLOTS:
    /// By the definition of the transform; sizes with small factors, prime, odd, and one.
    void equalsTheDefinition_data() {
        QTest::addColumn<int>("size");
        for (const int size : {1, 2, 15, 97, 200, 256})
            QTest::newRow(qPrintable(QString::number(size))) << size;
    }
    void equalsTheDefinition() {
        QFETCH(int, size);
        constexpr int kCount = 3;
        const auto samples = testSignal(std::size_t(size * kCount), 100.0, 1);
        const FftVector<float> signals(samples.begin(), samples.end());
        const RealFft fft(size, kCount);
        Spectrum spectra(std::size_t(fft.bins() * kCount));
        fft.transform(signals, spectra);
        for (int row = 0; row < kCount; ++row)
            for (int bin = 0; bin < fft.bins(); ++bin) {
                std::complex<double> sum;
                for (int i = 0; i < size; ++i)
                    sum += double(samples[std::size_t(row * size + i)]) *
                           std::polar(1.0, -2.0 * std::numbers::pi * bin * i / size);
                const std::complex<double> got = spectra[std::size_t(row * fft.bins() + bin)];
                QVERIFY(std::abs(got - sum) < 1e-5 * 40.0 * size);
            }
        const InverseRealFft inverse(size, kCount);
        FftVector<float> back(signals.size());
        inverse.transform(spectra, back);
        for (std::size_t i = 0; i < back.size(); ++i)
            QVERIFY(std::abs(back[i] / float(size) - samples[i]) < 1e-4f);
    }

    /// FFTW has one planner per process and no lock by default. This library locks it even when it is there
    /// twice.
    void twoCopiesPlanAtOnce() {
        using Function = int (*)(int);
        const auto function = reinterpret_cast<Function>(
            QLibrary::resolve(QStringLiteral(HYPNODESK_SECOND_COPY), "planAndTransform"));
        QVERIFY(function != nullptr);
        std::array<int, 4> wrong{};
        {
            std::vector<std::jthread> threads;
            for (std::size_t i = 0; i < wrong.size(); ++i)
                threads.emplace_back([&wrong, function, i] {
                    if (i % 2 == 0) {
                        wrong[i] = function(300);
                        return;
                    }
                    for (int repeat = 0; repeat < 300; ++repeat) {
                        const RealFft fft(31 + 7 * repeat);
                        Spectrum spectrum(std::size_t(fft.bins()));
                        fft.transform(FftVector<float>(std::size_t(fft.size()), 1.0f), spectrum);
                        wrong[i] +=
                            std::abs(spectrum.front() - float(fft.size())) > 1e-3f * float(fft.size());
                    }
                });
        }
        QVERIFY((wrong == std::array<int, 4>{}));
    }
};

QTEST_APPLESS_MAIN(TestFftPlan)
#include "tst_fft_plan.moc"
