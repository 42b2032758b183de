#pragma once

#include "core/recording/montage.h"
#include "core/recording/recording.h"

#include <QAbstractTableModel>

namespace hypnodesk {

/// The rows of one montage as a table that can be edited, reordered by dragging and reduced. Rows that the
/// night lacks are marked.
class MontageTable : public QAbstractTableModel {
    Q_OBJECT

public:
    enum Column { Shown, Derivation, Sensitivity, Filter, Colour, Inverted, ColumnCount };

    explicit MontageTable(RecordingPtr recording, QObject* parent = nullptr);

    /// Replaces everything; edited() is not emitted.
    void setRows(std::vector<MontageRow> rows);
    const std::vector<MontageRow>& montageRows() const { return m_rows; }

    void insertRow(int before, const MontageRow& row);
    void removeRowAt(int row);
    /// Moves a row so that it ends up at `to`.
    void moveRowTo(int row, int to);
    bool isInNight(int row) const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    bool setData(const QModelIndex& index, const QVariant& value, int role) override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;
    Qt::DropActions supportedDropActions() const override { return Qt::MoveAction; }
    QStringList mimeTypes() const override;
    QMimeData* mimeData(const QModelIndexList& indexes) const override;
    bool dropMimeData(const QMimeData* data, Qt::DropAction action, int row, int column,
                      const QModelIndex& parent) override;

Q_SIGNALS:
    /// The user changed the rows.
    void edited();
    /// A row was moved by dragging; it is at `row` now.
    void moved(int row);

private:
    QString text(const MontageRow& row, int column) const;

    RecordingPtr m_recording;
    std::vector<MontageRow> m_rows;
};

} // namespace hypnodesk
