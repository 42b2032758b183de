#include "ui/montage/derivation_picker.h"

#include "core/recording/channel_label.h"
#include "core/recording/derivation.h"
#include "ui/base/qt_convert.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace hypnodesk {

namespace {

/// The short name of the difference where both labels name an electrode, else both labels.
QString differenceText(const Recording& recording, const std::string& plus, const std::string& minus) {
    const std::string whole = plus + '-' + minus;
    const ElectrodePair first = parseElectrodes(plus), second = parseElectrodes(minus);
    const bool isShort = first.isReferential() && second.isReferential();
    if (isShort) {
        const std::string name = first.plus + '-' + second.plus;
        const auto derivation = parseDerivation(recording, name);
        const auto meant = parseDerivation(recording, whole);
        if (derivation && meant && derivation->plus == meant->plus && derivation->minus == meant->minus)
            return toQString(name);
    }
    return toQString(whole);
}

} // namespace

DerivationPicker::DerivationPicker(RecordingPtr recording, QWidget* parent)
    : QWidget(parent), m_recording(std::move(recording)), m_plus(new QComboBox(this)),
      m_minus(new QComboBox(this)), m_verdict(new QLabel(this)),
      m_add(new QPushButton(tr("&Add row"), this)) {
    m_plus->setObjectName(QStringLiteral("plus"));
    m_minus->setObjectName(QStringLiteral("minus"));
    m_add->setObjectName(QStringLiteral("add"));
    m_verdict->setObjectName(QStringLiteral("verdict"));
    m_plus->setAccessibleName(tr("Channel of the new row"));
    m_minus->setAccessibleName(tr("Reference of the new row"));
    m_minus->addItem(tr("as recorded"));
    for (const Channel& channel : m_recording->channels()) {
        m_plus->addItem(toQString(channel.label));
        m_minus->addItem(toQString(channel.label));
    }
    for (QComboBox* box : {m_plus, m_minus}) {
        box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        box->setMinimumContentsLength(14);
        connect(box, &QComboBox::currentIndexChanged, this, &DerivationPicker::check);
    }
    m_verdict->setTextFormat(Qt::PlainText);
    m_verdict->setWordWrap(true);
    m_verdict->setForegroundRole(QPalette::PlaceholderText);
    m_verdict->setMinimumHeight(2 * fontMetrics().height()); // so that a longer answer moves nothing
    m_verdict->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    auto* label = new QLabel(tr("&New row:"), this);
    label->setBuddy(m_plus);
    auto* row = new QHBoxLayout;
    row->addWidget(label);
    row->addWidget(m_plus, 1);
    row->addWidget(new QLabel(QStringLiteral("\u2212"), this));
    row->addWidget(m_minus, 1);
    row->addWidget(m_add);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addLayout(row);
    layout->addWidget(m_verdict);
    connect(m_add, &QPushButton::clicked, this, [this] { Q_EMIT picked(m_derivation); });
    check();
}

void DerivationPicker::check() {
    const int plus = m_plus->currentIndex();
    const int minus = m_minus->currentIndex() - 1;
    m_derivation.clear();
    QString verdict;
    if (plus < 0) {
        verdict = tr("This night has no channels.");
    } else if (plus == minus) {
        verdict = tr("A channel against itself is flat: choose another reference.");
    } else {
        const auto& channels = m_recording->channels();
        const std::string& label = channels[static_cast<std::size_t>(plus)].label;
        m_derivation =
            minus < 0 ? toQString(label)
                      : differenceText(*m_recording, label, channels[static_cast<std::size_t>(minus)].label);
        if (const auto derivation = parseDerivation(*m_recording, m_derivation.toStdString())) {
            verdict = tr("Adds the row %1, %2 samples a second.")
                          .arg(m_derivation)
                          .arg(rateHz(*m_recording, *derivation));
        } else {
            verdict = tr("Not possible: %1.").arg(toQString(derivation.error().detail));
            m_derivation.clear();
        }
    }
    m_verdict->setText(verdict);
    m_add->setEnabled(!m_derivation.isEmpty());
}

} // namespace hypnodesk
