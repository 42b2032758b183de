#pragma once

#include <QKeySequenceEdit>

namespace hypnodesk {

/// Takes the one key that is pressed next, as the key map wants it: every key counts, Tab, Backspace and
/// Enter too, and a key of the number pad stays apart from the top row. Shift+F6 leaves the field, for
/// everything else would be taken.
class KeyEdit : public QKeySequenceEdit {
    Q_OBJECT

public:
    explicit KeyEdit(QWidget* parent = nullptr);

    /// Empty again, with the words that ask for a key.
    void startAnew();

Q_SIGNALS:
    void keyPressed(const QKeySequence& key);

protected:
    bool event(QEvent* event) override;

private:
    void take(const QKeyEvent& event);
};

} // namespace hypnodesk
