#pragma once

#include <QDialog>

namespace hypnodesk {

/// What Hypnodesk is, its version, its notice and what it is built on.
class AboutDialog : public QDialog {
    Q_OBJECT

public:
    explicit AboutDialog(QWidget* parent = nullptr);
};

} // namespace hypnodesk
