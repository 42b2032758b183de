#pragma once

#include <QWidget>

#include <array>

class QLabel;
class QGridLayout;

namespace hypnodesk {

class LoneVerdictSession;
class StudyDocument;
class ViewBars;
class WitnessSession;

/// "Why this stage?" for the epoch in view: what the network's views say on their own, what its neighbours
/// got and what they changed, the second choice; and, apart from it, what can be measured in the signals.
/// Witnesses are measured from the first time that the panel is seen.
class WhyPanel : public QWidget {
    Q_OBJECT

public:
    WhyPanel(StudyDocument& document, WitnessSession& witnesses, LoneVerdictSession& lone,
             QWidget* parent = nullptr);

    QSize sizeHint() const override;

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    void refresh();
    void showVerdict();
    void showWitnesses();

    static constexpr std::size_t kWitnesses = 6;
    struct Row {
        QLabel* name;
        QLabel* value;
    };

    StudyDocument& m_document;
    WitnessSession& m_witnesses;
    LoneVerdictSession& m_lone;
    ViewBars* m_bars;
    QLabel* m_second;
    QLabel* m_neighbours;
    QLabel* m_alone;
    QLabel* m_shift;
    QLabel* m_source;
    std::array<Row, kWitnesses> m_rows{};
};

} // namespace hypnodesk
