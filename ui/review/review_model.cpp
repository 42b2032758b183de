#include "ui/review/review_model.h"

#include "ui/base/qt_convert.h"
#include "ui/document/study_document.h"
#include "ui/plot/clock_axis.h"
#include "ui/review/review_session.h"
#include "ui/review/review_texts.h"
#include "ui/settings/appearance.h"

#include <QGuiApplication>

#include <algorithm>
#include <numeric>

namespace hypnodesk {

ReviewModel::ReviewModel(StudyDocument& document, ReviewSession& session, QObject* parent)
    : QAbstractTableModel(parent), m_document(document), m_session(session) {
    connect(&session, &ReviewSession::changed, this, &ReviewModel::refresh);
    refresh();
}

void ReviewModel::refresh() {
    std::vector<std::size_t> rows(m_session.queue().segments.size());
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    if (m_session.settings().order == ReviewOrder::InTime)
        std::sort(rows.begin(), rows.end(), [this](std::size_t one, std::size_t other) {
            return m_session.queue().segments[one].first() < m_session.queue().segments[other].first();
        });
    if (rows == m_rows && m_queue == m_session.queue()) {
        if (!m_rows.empty())
            Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_queue = m_session.queue();
    m_rows = std::move(rows);
    endResetModel();
}

int ReviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int ReviewModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : ColumnCount;
}

int ReviewModel::rowOf(std::int64_t epoch) const {
    const auto segment = m_queue.segmentOf(epoch);
    if (!segment)
        return -1;
    return static_cast<int>(std::find(m_rows.begin(), m_rows.end(), *segment) - m_rows.begin());
}

QString ReviewModel::stagesOf(const ReviewSegment& segment) const {
    // "N2 N1 N2", runs of one stage once.
    QStringList stages;
    for (const std::int64_t epoch : segment.epochs) {
        if (!m_document.grid().contains(epoch))
            break; // another night is there, and this queue will be replaced in a moment
        const QString code =
            toQString(shownStageCode(m_document.hypnogram(), epoch, m_document.shownRkStages()));
        if (stages.isEmpty() || stages.back() != code)
            stages << code;
    }
    constexpr int kMost = 5;
    if (stages.size() > kMost)
        stages = stages.mid(0, kMost) << QStringLiteral("...");
    return stages.join(QLatin1Char(' '));
}

QVariant ReviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rowCount() || !m_document.isOpen() || m_session.states().empty())
        return {};
    const ReviewSegment& segment = m_queue.segments[segmentOf(index.row())];
    const std::int64_t left = m_session.openIn(segment);
    const auto epochs = static_cast<qint64>(segment.epochs.size());
    if (role == Qt::TextAlignmentRole)
        return static_cast<int>(Qt::AlignVCenter) |
               (index.column() == Wrong || index.column() == Left ? Qt::AlignRight : Qt::AlignLeft);
    if (role == Qt::ForegroundRole && left == 0)
        return mutedText(QGuiApplication::palette());
    const bool isSpoken = role == Qt::AccessibleTextRole || role == Qt::ToolTipRole;
    if (role != Qt::DisplayRole && !isSpoken)
        return {};
    const QString time =
        clockText(m_document.recording()->info().start, m_document.grid().onsetSeconds(segment.first()));
    const QString reason = reviewReasonText(segment.reason);
    const int percent = qRound(100.0 * segment.highestDoubt);
    if (isSpoken)
        return tr("%1, epoch %2, stages %3, probability of error %4 %, %5, %6 of %7 left")
            .arg(time)
            .arg(segment.first() + 1)
            .arg(stagesOf(segment))
            .arg(percent)
            .arg(reason)
            .arg(left)
            .arg(epochs);
    switch (index.column()) {
    case Time:
        return time;
    case Stages:
        return stagesOf(segment);
    case Wrong:
        return QStringLiteral("%1 %").arg(percent);
    case Reason:
        return reason;
    case Left:
        return left == 0 ? tr("done") : QStringLiteral("%1/%2").arg(left).arg(epochs);
    default:
        return {};
    }
}

QVariant ReviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Time:
        return tr("Time");
    case Stages:
        return tr("Stages");
    case Wrong:
        return tr("P(wrong)");
    case Reason:
        return tr("Why");
    case Left:
        return tr("Left");
    default:
        return {};
    }
}

} // namespace hypnodesk
