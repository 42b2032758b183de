#include "ui/main/guided_night.h"

#include "ui/settings/appearance.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

#include <utility>

namespace hypnodesk {

namespace {

constexpr int kSteps = static_cast<int>(GuidedNight::Step::Done);

} // namespace

GuidedNight::GuidedNight(StudyDocument& document, MainActions& actions, QWidget* parent)
    : QFrame(parent), m_document(document), m_actions(actions), m_count(new QLabel(this)),
      m_text(new QLabel(this)), m_skip(new QPushButton(tr("Next step"), this)),
      m_close(new QPushButton(tr("End the tour"), this)) {
    setFrameShape(QFrame::StyledPanel);
    setAccessibleName(tr("Guided first night"));
    m_text->setWordWrap(true);
    m_text->setTextFormat(Qt::PlainText);
    makeStrong(*m_count);
    for (QPushButton* button : {m_skip, m_close})
        button->setFocusPolicy(Qt::TabFocus);
    connect(m_skip, &QPushButton::clicked, this, [this] { did(m_step); });
    connect(m_close, &QPushButton::clicked, this, &QWidget::hide);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(14);
    row->addWidget(m_count, 0, Qt::AlignTop);
    row->addWidget(m_text, 1);
    row->addWidget(m_skip);
    row->addWidget(m_close);
    hide();

    connect(&document, &StudyDocument::currentEpochChanged, this, [this] { did(Step::Look); });
    // A stage given is a change of the hypnogram that follows the key.
    connect(&document, &StudyDocument::hypnogramChanged, this, [this] {
        if (std::exchange(m_gaveStage, false))
            did(Step::Correct);
    });
    for (ActionId id : {ActionId::Wake, ActionId::N1, ActionId::N2, ActionId::N3, ActionId::Rem,
                        ActionId::PadWake, ActionId::PadN1, ActionId::PadN2, ActionId::PadN3,
                        ActionId::PadRem, ActionId::AcceptProposal, ActionId::SecondChoice})
        connect(actions[id], &QAction::triggered, this, [this] { m_gaveStage = true; });
    // Without a doubtful epoch left there is nowhere to go; the key was learned all the same.
    connect(actions[ActionId::NextDoubtful], &QAction::triggered, this, [this] {
        if (m_document.probabilities())
            did(Step::Doubt);
    });
    connect(actions[ActionId::Undo], &QAction::triggered, this, [this] { did(Step::Undo); });
    connect(&actions, &MainActions::keysChanged, this, [this] { show(m_step); });
}

void GuidedNight::start() {
    setVisible(true);
    show(Step::Look);
}

void GuidedNight::did(Step step) {
    if (!isRunning() || step != m_step || m_step == Step::Done)
        return;
    show(static_cast<Step>(static_cast<int>(m_step) + 1));
}

void GuidedNight::show(Step step) {
    m_step = step;
    m_gaveStage = false;
    const auto text = [&]() -> QString {
        switch (step) {
        case Step::Look:
            return tr("Look: the raw channels and the spectrogram of the same seconds above, the whole night "
                      "below. Press %1 to see the next epoch, or click into the night.")
                .arg(keyOf(ActionId::NextEpoch));
        case Step::Score:
            return tr("Let the network score: press %1. It proposes a stage for every epoch and says how "
                      "sure it is; nothing is decided yet.")
                .arg(keyOf(ActionId::Score));
        case Step::Doubt:
            return tr("Go where it doubts: press %1. The epochs of which it is least sure come first.")
                .arg(keyOf(ActionId::NextDoubtful));
        case Step::Correct:
            return tr("You decide: press %1, %2, %3, %4 or %5 for W, N1, N2, N3 or REM, or %6 to accept.")
                .arg(keyOf(ActionId::Wake), keyOf(ActionId::N1), keyOf(ActionId::N2), keyOf(ActionId::N3),
                     keyOf(ActionId::Rem), keyOf(ActionId::AcceptProposal));
        case Step::Undo:
            return tr("Every key is on the disk already, and none is final: press %1 to take it back.")
                .arg(keyOf(ActionId::Undo));
        case Step::Export:
            return tr("Take the hypnogram with you: press %1 and choose a format and a place.")
                .arg(keyOf(ActionId::Export));
        case Step::Done:
            break;
        }
        return tr("That was the first night. %1 opens the guide, with all keys; this tour waits in the menu Help.")
            .arg(keyOf(ActionId::Guide));
    };
    m_count->setText(step == Step::Done ? tr("Done")
                                        : tr("Step %1 of %2").arg(static_cast<int>(step) + 1).arg(kSteps));
    m_text->setText(text());
    setAccessibleDescription(m_text->text());
    m_skip->setVisible(step != Step::Done);
    m_close->setText(step == Step::Done ? tr("Close") : tr("End the tour"));
}

QString GuidedNight::keyOf(ActionId id) const {
    const QKeySequence key = m_actions[id]->shortcut();
    return key.isEmpty() ? m_actions[id]->text().remove(QLatin1Char('&'))
                         : key.toString(QKeySequence::NativeText);
}

} // namespace hypnodesk
