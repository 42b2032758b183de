#include "ui/signals/signal_panel.h"

#include "ui/base/qt_convert.h"
#include "ui/plot/theme.h"
#include "ui/signals/signal_words.h"

#include <QEvent>
#include <QHeaderView>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace hypnodesk {

namespace {

enum Column { kChannel, kRole, kVerdict, kBad, kFound, kColumns };

/// A sign for each verdict, told apart by its shape as well as by its colour: a ring, a triangle, a cross.
QIcon verdictIcon(SignalVerdict verdict, const Theme& theme) {
    constexpr int kDensity = 3;
    QPixmap pixmap(14 * kDensity, 14 * kDensity);
    pixmap.setDevicePixelRatio(kDensity);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(verdict == SignalVerdict::Use ? theme.mutedText : theme.warning, 2.0));
    if (verdict == SignalVerdict::Use) {
        painter.drawEllipse(QRectF(3, 3, 8, 8));
    } else if (verdict == SignalVerdict::Doubtful) {
        painter.drawPolygon(QPolygonF{{7, 2.5}, {12, 11.5}, {2, 11.5}});
    } else {
        painter.drawLine(QPointF(3, 3), QPointF(11, 11));
        painter.drawLine(QPointF(11, 3), QPointF(3, 11));
    }
    return pixmap;
}

} // namespace

SignalPanel::SignalPanel(StudyDocument& document, SignalCheck& check, QWidget* parent)
    : QWidget(parent), m_document(document), m_check(check), m_summary(new QLabel(this)),
      m_table(new QTreeWidget(this)), m_better(new QPushButton(this)) {
    m_summary->setWordWrap(true);
    m_summary->setTextFormat(Qt::PlainText);
    m_table->setAccessibleName(tr("Signals and what was found about them"));
    m_table->setColumnCount(kColumns);
    m_table->setHeaderLabels({tr("Channel"), tr("Kind"), tr("Verdict"), tr("Bad epochs"), tr("Found")});
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->setFocusPolicy(Qt::TabFocus);
    m_table->header()->setStretchLastSection(true);
    m_better->setFocusPolicy(Qt::TabFocus);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(8, 8, 8, 8);
    layout->addWidget(m_summary);
    layout->addWidget(m_better, 0, Qt::AlignLeft);
    layout->addWidget(m_table, 1);

    connect(&check, &SignalCheck::changed, this, &SignalPanel::show);
    connect(&document, &StudyDocument::derivationChanged, this, &SignalPanel::show);
    connect(m_better, &QPushButton::clicked, this, [this] {
        if (const auto better = m_check.betterDerivation())
            m_document.setDerivation(*better);
    });
    show();
}

void SignalPanel::show() {
    m_table->clear();
    m_better->hide();
    const auto& survey = m_check.survey();
    m_table->setVisible(survey.has_value());
    if (!survey) {
        m_summary->setText(m_document.isOpen() ? tr("Looking at the signals...") : tr("No night is open."));
        return;
    }
    const auto& channels = survey->channels;
    const auto count = [&](SignalVerdict verdict) {
        return std::count_if(channels.begin(), channels.end(),
                             [&](const ChannelSurvey& channel) { return channel.verdict == verdict; });
    };
    m_summary->setText(tr("Channels: %1 to use, %2 doubtful, %3 not to be trusted. %4")
                           .arg(count(SignalVerdict::Use))
                           .arg(count(SignalVerdict::Doubtful))
                           .arg(count(SignalVerdict::DoNotTrust))
                           .arg(missingText(*survey))
                           .trimmed());
    if (const auto better = m_check.betterDerivation()) {
        m_better->setText(tr("Score on %1 instead").arg(toQString(better->name)));
        m_better->show();
    }
    fill();
}

void SignalPanel::fill() {
    const Theme theme = Theme::fromPalette(palette(), font());
    const std::vector<Channel>& channels = m_document.recording()->channels();
    std::vector<const ChannelSurvey*> rows;
    for (const ChannelSurvey& channel : m_check.survey()->channels)
        rows.push_back(&channel);
    std::stable_sort(rows.begin(), rows.end(), [](auto* a, auto* b) { return a->verdict > b->verdict; });
    for (const ChannelSurvey* row : rows) {
        const Channel& channel = channels[static_cast<std::size_t>(row->channel)];
        auto* item = new QTreeWidgetItem(m_table);
        item->setText(kChannel, toQString(channel.label));
        item->setText(kRole, roleText(channel.role));
        item->setIcon(kVerdict, verdictIcon(row->verdict, theme));
        item->setText(kVerdict, verdictText(row->verdict));
        item->setText(kBad, row->epochs.empty() ? QString() : tr("%1 %").arg(qRound(row->badShare * 100)));
        item->setTextAlignment(kBad, Qt::AlignRight | Qt::AlignVCenter);
        item->setText(kFound, findingsText(*row, channels));
        item->setToolTip(kFound, item->text(kFound));
    }
    for (int column = 0; column < kFound; ++column)
        m_table->resizeColumnToContents(column);
}

void SignalPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::PaletteChange)
        show();
    QWidget::changeEvent(event);
}

} // namespace hypnodesk
