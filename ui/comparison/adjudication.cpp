#include "ui/comparison/adjudication.h"

#include "core/base/csv_field.h"
#include "core/scoring/agreement.h"
#include "core/scoring/consensus.h"
#include "ui/base/qt_convert.h"
#include "ui/plot/clock_axis.h"

#include <algorithm>

namespace hypnodesk {

namespace {

QString codeOf(Stage stage) {
    return toQString(stageCode(stage));
}

} // namespace

Adjudication::Adjudication(StudyDocument& document, QObject* parent) : QObject(parent), m_document(document) {
    connect(&document, &StudyDocument::recordingChanged, this, [this] {
        m_first = m_second = 0;
        m_consensus.reset();
        Q_EMIT changed();
    });
    for (auto signal : {&StudyDocument::hypnogramChanged, &StudyDocument::currentEpochChanged,
                        &StudyDocument::scoringsChanged})
        connect(&document, signal, this, &Adjudication::changed);
}

void Adjudication::setScorings(ScoringKey first, ScoringKey second) {
    if (first == m_first && second == m_second)
        return;
    m_first = first;
    m_second = second;
    m_consensus.reset();
    Q_EMIT changed();
}

void Adjudication::begin() {
    const ScoringSheet* shown = m_document.activeScoring();
    if (!first() || !second() || !shown || m_document.isReadOnly())
        return;
    if (shown->info.kind == ScoringKind::Consensus) {
        m_consensus = shown->key;
    } else {
        const Agreement found = agreement(first()->hypnogram, second()->hypnogram);
        const QString note =
            tr("Begun with what \"%1\" and \"%2\" agree on: %3 % of %4 epochs, kappa %5.")
                .arg(toQString(first()->info.name), toQString(second()->info.name))
                .arg(found.accuracy * 100.0, 0, 'f', 1)
                .arg(found.compared)
                .arg(found.kappa ? QString::number(*found.kappa, 'f', 2) : tr("not defined"));
        m_consensus = m_document.addScoring(
            m_document.freeName(tr("Consensus").toStdString()), ScoringKind::Consensus,
            commonGround(first()->hypnogram, second()->hypnogram), m_document.scorer(), note.toStdString());
    }
    // An epoch in view that is open itself stays in view.
    const std::vector<std::int64_t> open = openEpochs();
    if (!std::binary_search(open.begin(), open.end(), m_document.currentEpoch()))
        step(1);
    Q_EMIT changed();
}

bool Adjudication::isActive() const {
    const ScoringSheet* shown = m_document.activeScoring();
    return m_consensus && shown && shown->key == *m_consensus && first() && second();
}

std::vector<std::int64_t> Adjudication::toDecide() const {
    return epochsToDecide(first()->hypnogram, second()->hypnogram);
}

std::vector<std::int64_t> Adjudication::openEpochs() const {
    std::vector<std::int64_t> open = toDecide();
    std::erase_if(open, [&](std::int64_t epoch) {
        return m_document.committedHypnogram().stage(epoch) != Stage::Unscored;
    });
    return open;
}

Adjudication::Progress Adjudication::progress() const {
    if (!isActive())
        return {};
    const auto all = static_cast<std::int64_t>(toDecide().size());
    return {all - static_cast<std::int64_t>(openEpochs().size()), all};
}

Stage Adjudication::firstStage() const {
    return first() && m_document.currentEpoch() < first()->hypnogram.size()
               ? first()->hypnogram.stage(m_document.currentEpoch())
               : Stage::Unscored;
}

Stage Adjudication::secondStage() const {
    return second() && m_document.currentEpoch() < second()->hypnogram.size()
               ? second()->hypnogram.stage(m_document.currentEpoch())
               : Stage::Unscored;
}

void Adjudication::take(Stage stage) {
    if (!isActive())
        return;
    m_document.setStage(stage);
    step(1);
}

bool Adjudication::step(int direction) {
    if (!isActive())
        return false;
    const std::vector<std::int64_t> open = openEpochs();
    if (open.empty())
        return false;
    const std::int64_t here = m_document.currentEpoch();
    if (direction > 0) {
        const auto next = std::upper_bound(open.begin(), open.end(), here);
        m_document.setCurrentEpoch(next == open.end() ? open.front() : *next);
    } else {
        const auto next = std::lower_bound(open.begin(), open.end(), here);
        m_document.setCurrentEpoch(next == open.begin() ? open.back() : *std::prev(next));
    }
    return true;
}

QByteArray Adjudication::record() const {
    if (!isActive())
        return {};
    std::string csv = "epoch,clock";
    for (const ScoringSheet* scoring : {first(), second(), m_document.activeScoring()})
        csv.append(",").append(csvField(scoring->info.name));
    csv.append("\r\n");
    const EpochGrid& grid = m_document.grid();
    for (const std::int64_t epoch : toDecide()) {
        const QString row =
            QStringLiteral("%1,%2,%3,%4,%5\r\n")
                .arg(epoch + 1)
                .arg(clockText(m_document.recording()->info().start, grid.onsetSeconds(epoch)),
                     codeOf(first()->hypnogram.stage(epoch)), codeOf(second()->hypnogram.stage(epoch)),
                     codeOf(m_document.committedHypnogram().stage(epoch)));
        csv += row.toStdString();
    }
    return QByteArray::fromStdString(csv);
}

} // namespace hypnodesk
