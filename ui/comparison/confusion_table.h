#pragma once

#include "core/scoring/agreement.h"

#include <QTableWidget>

#include <optional>

namespace hypnodesk {

/// Epochs by the stages of two scorings, darker where a larger share of the row lies. A cell is chosen by
/// mouse or arrow keys.
class ConfusionTable : public QTableWidget {
    Q_OBJECT

public:
    explicit ConfusionTable(QWidget* parent = nullptr);

    void setConfusion(const ConfusionMatrix& confusion);

    struct Cell {
        Stage row = Stage::Wake;
        Stage column = Stage::Wake;
    };
    /// The cell that is chosen; nullopt: none.
    std::optional<Cell> chosen() const;

Q_SIGNALS:
    void chosenChanged();

protected:
    void changeEvent(QEvent* event) override;

private:
    void paintCells();

    ConfusionMatrix m_confusion{};
};

} // namespace hypnodesk
