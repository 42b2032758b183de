#pragma once

#include "core/recording/recording.h"
#include "core/scoring/review_queue.h"

#include <QAbstractTableModel>

namespace hypnodesk {

class ReviewSession;
class StudyDocument;

/// The segments of the review queue as a table: when, the stages as they are now, the largest P(wrong), why,
/// and what is left. Rows stand in the order of the walk.
class ReviewModel : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Time, Stages, Wrong, Reason, Left, ColumnCount };

    ReviewModel(StudyDocument& document, ReviewSession& session, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The place of a row in ReviewQueue::segments, and back (-1: none).
    std::size_t segmentOf(int row) const { return m_rows[static_cast<std::size_t>(row)]; }
    int rowOf(std::int64_t epoch) const;

private:
    void refresh();
    QString stagesOf(const ReviewSegment& segment) const;

    StudyDocument& m_document;
    ReviewSession& m_session;
    ReviewQueue m_queue;             ///< as shown
    std::vector<std::size_t> m_rows; ///< row -> segment
};

} // namespace hypnodesk
