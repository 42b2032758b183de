#include "ui/main/key_map_dialog.h"

#include "ui/main/actions.h"

#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <optional>

namespace hypnodesk {

KeyMapDialog::KeyMapDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Keys"));
    setAttribute(Qt::WA_DeleteOnClose);
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    // Two columns of menus, as balanced as the order allows.
    auto* columns = new QHBoxLayout;
    columns->setSpacing(36);
    QGridLayout* grid = nullptr;
    std::optional<ActionMenu> menu;
    int inColumn = 0;
    const int perColumn = (static_cast<int>(actionSpecs().size()) + 2) / 3;
    for (const ActionSpec& spec : actionSpecs()) {
        if (shortcuts(spec).isEmpty())
            continue;
        const bool newMenu = menu != spec.menu;
        if (!grid || (newMenu && inColumn >= perColumn - 3)) {
            auto* column = new QVBoxLayout;
            grid = new QGridLayout;
            grid->setHorizontalSpacing(18);
            grid->setVerticalSpacing(3);
            column->addLayout(grid);
            column->addStretch();
            columns->addLayout(column);
            inColumn = 0;
        }
        if (newMenu) {
            menu = spec.menu;
            auto* title = new QLabel(menuTitle(spec.menu).remove(QLatin1Char('&')), this);
            title->setFont(bold);
            title->setContentsMargins(0, inColumn > 0 ? 10 : 0, 0, 2);
            grid->addWidget(title, grid->rowCount(), 0, 1, 2);
        }
        const int row = grid->rowCount();
        auto* keys = new QLabel(keyText(spec), this);
        keys->setFont(bold);
        auto* text =
            new QLabel(actionText(spec).remove(QLatin1Char('&')).remove(QStringLiteral("...")), this);
        text->setForegroundRole(QPalette::PlaceholderText);
        grid->addWidget(keys, row, 0);
        grid->addWidget(text, row, 1);
        ++inColumn;
    }
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 16);
    layout->addLayout(columns);
    layout->addWidget(buttons);
}

} // namespace hypnodesk
