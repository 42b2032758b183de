#pragma once

#include <QDialog>

namespace hypnodesk {

/// All keys, made from the table of actions.
class KeyMapDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeyMapDialog(QWidget* parent = nullptr);
};

} // namespace hypnodesk
