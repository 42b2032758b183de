#include "ui/main/key_edit.h"

#include <QKeyEvent>
#include <QLineEdit>

namespace hypnodesk {

namespace {

bool isModifier(int key) {
    return key == Qt::Key_Shift || key == Qt::Key_Control || key == Qt::Key_Alt || key == Qt::Key_Meta ||
           key == Qt::Key_AltGr || key == Qt::Key_CapsLock || key == Qt::Key_NumLock || key == 0 ||
           key == Qt::Key_unknown;
}

/// "?" is typed with Shift on one keyboard and without on another: where Shift makes another sign, the sign
/// alone counts.
bool shiftMakesTheSign(const QKeyEvent& event) {
    return !event.text().isEmpty() && event.text().front().isPrint() && !event.text().front().isLetter() &&
           event.key() > Qt::Key_Space && event.key() < Qt::Key_Escape;
}

} // namespace

KeyEdit::KeyEdit(QWidget* parent) : QKeySequenceEdit(parent) {
    // The field inside would take the focus and Tab for itself.
    if (auto* line = findChild<QLineEdit*>())
        line->setFocusPolicy(Qt::NoFocus);
    setFocusPolicy(Qt::StrongFocus);
}

void KeyEdit::startAnew() {
    clear(); // which puts Qt's own words into the field
    if (auto* line = findChild<QLineEdit*>())
        line->setPlaceholderText(tr("Press the key to add"));
}

bool KeyEdit::event(QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QKeySequenceEdit::event(event);
    const auto& key = static_cast<QKeyEvent&>(*event);
    if (key.key() == Qt::Key_F6 && key.modifiers() == Qt::ShiftModifier)
        focusNextPrevChild(true);
    else if (!isModifier(key.key()))
        take(key);
    event->accept();
    return true;
}

void KeyEdit::take(const QKeyEvent& event) {
    int key = event.key();
    Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::GroupSwitchModifier;
    if (key == Qt::Key_Backtab) {
        key = Qt::Key_Tab;
        modifiers |= Qt::ShiftModifier;
    }
    // Only digits and signs are apart on the number pad; Enter is a key of its own, arrows are arrows.
    if (key > Qt::Key_Slash + 10 || key == Qt::Key_Enter)
        modifiers &= ~Qt::KeypadModifier;
    if (shiftMakesTheSign(event))
        modifiers &= ~Qt::ShiftModifier;
    const QKeySequence sequence(QKeyCombination(modifiers, static_cast<Qt::Key>(key)));
    setKeySequence(sequence);
    Q_EMIT keyPressed(sequence);
}

} // namespace hypnodesk
