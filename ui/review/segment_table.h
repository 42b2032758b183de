#pragma once

#include <QTableView>

namespace hypnodesk {

/// The table of segments to review. It is content with few rows, for the rest of the panel has to be seen as
/// well, and fits its columns into its width: heads are whole in every language, the reason takes what is
/// left, long rows of stages get dots; below that it scrolls sideways.
class SegmentTable : public QTableView {
public:
    explicit SegmentTable(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    QSize sizeHint() const override;

protected:
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void fitColumns();
};

} // namespace hypnodesk
