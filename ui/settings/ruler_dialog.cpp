#include "ui/settings/ruler_dialog.h"

#include "ui/base/words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>
#include <QPushButton>
#include <QScreen>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

constexpr double kCardMillimetres = 85.6; // ISO/IEC 7810 ID-1
constexpr double kRulerMillimetres = 100.0;
constexpr int kLeft = 12; // pixels left and right of the line
constexpr int kTick = 16;
constexpr double kShortest = 40.0;
constexpr int kWidth = 900;

enum Thing { Card, Ruler, Diagonal };

} // namespace

RulerLine::RulerLine(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setCursor(Qt::SizeHorCursor);
    setAccessibleName(tr("Line to compare"));
    setAccessibleDescription(tr("The arrow keys make it a pixel longer or shorter, with Shift ten."));
}

QSize RulerLine::sizeHint() const {
    return {kWidth, 4 * kTick};
}

void RulerLine::setLengthPixels(double length) {
    const double limited = std::clamp(length, kShortest, kWidth - 2.0 * kLeft);
    if (limited == m_length)
        return;
    m_length = limited;
    update();
    Q_EMIT lengthChanged(m_length);
}

void RulerLine::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.fillRect(rect(), palette().base());
    if (hasFocus()) {
        painter.setPen(QPen(palette().color(QPalette::Highlight), 2));
        painter.drawRect(rect().adjusted(1, 1, -1, -1));
    }
    const double middle = height() / 2.0;
    painter.setPen(QPen(palette().color(QPalette::Text), 1));
    painter.drawLine(QPointF(kLeft, middle), QPointF(kLeft + m_length, middle));
    for (const double x : {static_cast<double>(kLeft), kLeft + m_length})
        painter.drawLine(QPointF(x, middle - kTick), QPointF(x, middle + kTick));
    // What can be taken hold of.
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setBrush(palette().highlight());
    painter.setPen(Qt::NoPen);
    painter.drawEllipse(QPointF(kLeft + m_length, middle), 6, 6);
}

void RulerLine::mousePressEvent(QMouseEvent* event) {
    if (event->button() == Qt::LeftButton)
        setLengthPixels(event->position().x() - kLeft);
}

void RulerLine::mouseMoveEvent(QMouseEvent* event) {
    if (event->buttons() & Qt::LeftButton)
        setLengthPixels(event->position().x() - kLeft);
}

void RulerLine::keyPressEvent(QKeyEvent* event) {
    const double step = event->modifiers() & Qt::ShiftModifier ? 10.0 : 1.0;
    if (event->key() == Qt::Key_Right)
        setLengthPixels(m_length + step);
    else if (event->key() == Qt::Key_Left)
        setLengthPixels(m_length - step);
    else
        QWidget::keyPressEvent(event);
}

RulerDialog::RulerDialog(AppSettings& settings, const QScreen& screen, QWidget* parent)
    : QDialog(parent), m_settings(settings), m_screenKey(screenKey(screen)), m_screenSize(screen.size()),
      m_thing(new QComboBox(this)), m_pages(new QStackedWidget(this)), m_line(new RulerLine(this)),
      m_diagonal(new QDoubleSpinBox(this)), m_hint(new QLabel(this)), m_result(new QLabel(this)) {
    setWindowTitle(tr("Measure the screen"));
    m_thing->addItems(
        {tr("a bank card (85.6 mm wide)"), tr("a ruler (100 mm)"), tr("the screen's diagonal")});
    m_thing->setObjectName(QStringLiteral("thing"));
    m_hint->setWordWrap(true);
    m_hint->setForegroundRole(QPalette::PlaceholderText);
    m_result->setObjectName(QStringLiteral("result"));
    const ScreenScale before = screenScale(settings, &screen);
    m_diagonal->setRange(5.0, 200.0);
    m_diagonal->setDecimals(1);
    m_diagonal->setSuffix(tr(" inches"));
    m_diagonal->setAccessibleName(tr("Diagonal of the screen"));
    m_diagonal->setValue(std::hypot(screen.size().width(), screen.size().height()) /
                         before.pixelsPerMillimetre / 25.4);
    m_line->setLengthPixels(kCardMillimetres * before.pixelsPerMillimetre);
    auto* diagonal = new QWidget(this);
    auto* diagonalLayout = new QHBoxLayout(diagonal);
    diagonalLayout->addWidget(m_diagonal);
    diagonalLayout->addStretch();
    m_pages->addWidget(m_line);
    m_pages->addWidget(diagonal);

    auto* form = new QFormLayout;
    form->addRow(tr("&Compare with"), m_thing);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Ok | QDialogButtonBox::Cancel, this);
    auto* forget = buttons->addButton(tr("&Forget the measurement"), QDialogButtonBox::ResetRole);
    forget->setEnabled(before.isMeasured);
    auto* layout = new QVBoxLayout(this);
    layout->setSpacing(12);
    layout->addLayout(form);
    layout->addWidget(m_hint);
    layout->addWidget(m_pages);
    layout->addWidget(m_result);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &RulerDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(forget, &QPushButton::clicked, this, &RulerDialog::forget);
    connect(m_thing, &QComboBox::currentIndexChanged, this, &RulerDialog::showThing);
    connect(m_line, &RulerLine::lengthChanged, this, &RulerDialog::showResult);
    connect(m_diagonal, &QDoubleSpinBox::valueChanged, this, &RulerDialog::showResult);
    showThing();
    m_line->setFocus();
}

double RulerDialog::thingMillimetres() const {
    return m_thing->currentIndex() == Card ? kCardMillimetres : kRulerMillimetres;
}

double RulerDialog::pixelsPerMillimetre() const {
    if (m_thing->currentIndex() == Diagonal)
        return hypnodesk::pixelsPerMillimetre(m_screenSize.width(), m_screenSize.height(),
                                              m_diagonal->value());
    return m_line->lengthPixels() / thingMillimetres();
}

void RulerDialog::showThing() {
    const bool isDiagonal = m_thing->currentIndex() == Diagonal;
    m_pages->setCurrentIndex(isDiagonal ? 1 : 0);
    if (isDiagonal)
        m_hint->setText(
            tr("The diagonal as the maker of the screen gives it. Measuring with a card or a ruler "
               "is more exact."));
    else
        m_hint->setText(tr("Hold it against the screen and drag the right end of the line until both are "
                           "equally long. The arrow keys move it by one pixel."));
    showResult();
}

void RulerDialog::showResult() {
    const double scale = pixelsPerMillimetre();
    m_result->setText(tr("A millimetre is %1 pixels; this screen is %2 mm wide.")
                          .arg(decimalText(scale, 2))
                          .arg(std::lround(m_screenSize.width() / scale)));
}

void RulerDialog::accept() {
    m_settings.setScreenScale(m_screenKey, pixelsPerMillimetre());
    Q_EMIT measured();
    QDialog::accept();
}

void RulerDialog::forget() {
    m_settings.setScreenScale(m_screenKey, 0.0);
    Q_EMIT measured();
    QDialog::reject();
}

} // namespace hypnodesk
