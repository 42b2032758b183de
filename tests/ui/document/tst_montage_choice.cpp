#include "tests/ui/support/fake_recording.h"
#include "ui/document/montage_choice.h"

#include <QTest>

using namespace hypnodesk;

class TestMontageChoice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void scoredChannelComesFirst();
    void limitsTheRowsOfAKind();
    void showsSomethingOfAnUnknownRecording();
};

namespace {

std::vector<std::string> names(const std::vector<Derivation>& derivations) {
    std::vector<std::string> names;
    for (const Derivation& derivation : derivations)
        names.push_back(derivation.name);
    return names;
}

/// A recording whose channels all have one role.
class UniformRecording : public test::FakeRecording {
public:
    UniformRecording(int channels, ChannelRole role) : FakeRecording(labels(channels), 60.0) {
        for (Channel& channel : m_channels)
            channel.role = role;
    }

private:
    static std::vector<std::string> labels(int count) {
        std::vector<std::string> labels;
        for (int i = 0; i < count; ++i)
            labels.push_back("X" + std::to_string(i));
        return labels;
    }
};

} // namespace

void TestMontageChoice::scoredChannelComesFirst() {
    const RecordingPtr night = test::fakeNight(2);
    const Derivation scored{1, std::nullopt, "EEG Pz-Oz"};
    const auto shown = shownDerivations(firstMontage(*night, scored));
    QCOMPARE(names(shown), (std::vector<std::string>{"EEG Pz-Oz", "EEG Fpz-Cz", "EMG chin"}));
}

void TestMontageChoice::limitsTheRowsOfAKind() {
    const UniformRecording night(9, ChannelRole::Eeg);
    const auto rows = firstMontage(night, std::nullopt);
    QCOMPARE(rows.size(), 9u); // all may be chosen
    QCOMPARE(shownDerivations(rows).size(), 4u);
}

void TestMontageChoice::showsSomethingOfAnUnknownRecording() {
    QCOMPARE(shownDerivations(firstMontage(UniformRecording(12, ChannelRole::Other), std::nullopt)).size(),
             8u);
    QCOMPARE(shownDerivations(firstMontage(UniformRecording(3, ChannelRole::Position), std::nullopt)).size(),
             3u);
}

QTEST_APPLESS_MAIN(TestMontageChoice)
#include "tst_montage_choice.moc"
