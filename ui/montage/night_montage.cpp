#include "ui/montage/night_montage.h"

#include <algorithm>
#include <cmath>

namespace hypnodesk {

namespace {

QString listed(const std::vector<std::string>& names) {
    QStringList list;
    for (const std::string& name : names)
        list << QString::fromStdString(name);
    return list.join(QStringLiteral(", "));
}

RowDisplay displayOf(const MontageRow& row) {
    RowDisplay display;
    display.enlargement = row.enlargement;
    display.microvoltsPerMillimetre = row.microvoltsPerMillimetre;
    display.filter = row.filter;
    display.colour = row.colour.empty() ? QColor() : QColor(QString::fromStdString(row.colour));
    display.isInverted = row.isInverted;
    return display;
}

} // namespace

NightMontage::NightMontage(StudyDocument& document, MontageLibrary& library, QObject* parent)
    : QObject(parent), m_document(document), m_library(library) {
    connect(&document, &StudyDocument::recordingChanged, this, &NightMontage::restart);
}

void NightMontage::restart() {
    const RecordingPtr& recording = m_document.recording();
    set(recording ? builtInMontage(BuiltInMontage::Standard, *recording, m_document.derivation())
                  : Montage{});
    Q_EMIT nightChanged();
}

void NightMontage::set(Montage montage) {
    m_montage = std::move(montage);
    m_resolved = m_document.isOpen() ? resolveMontage(*m_document.recording(), m_montage) : ResolvedMontage{};
    Q_EMIT changed();
}

std::vector<TraceRow> NightMontage::shownRows() const {
    std::vector<TraceRow> rows;
    for (const ResolvedRow& row : m_resolved.rows)
        if (m_montage.rows[row.row].isVisible)
            rows.push_back({row.derivation, displayOf(m_montage.rows[row.row])});
    return rows;
}

std::vector<Montage> NightMontage::choices() const {
    std::vector<Montage> choices;
    if (m_document.isOpen())
        for (const BuiltInMontage kind : kBuiltInMontages)
            if (Montage made = builtInMontage(kind, *m_document.recording(), m_document.derivation());
                !made.rows.empty())
                choices.push_back(std::move(made));
    choices.insert(choices.end(), m_library.montages().begin(), m_library.montages().end());
    return choices;
}

std::optional<Montage> NightMontage::builtIn(const std::string& name) const {
    const auto kind = builtInByName(name);
    if (!kind || !m_document.isOpen())
        return std::nullopt;
    return builtInMontage(*kind, *m_document.recording(), m_document.derivation());
}

void NightMontage::show(const Montage& montage) {
    if (m_document.isOpen() && !resolveMontage(*m_document.recording(), montage).rows.empty())
        set(montage);
}

void NightMontage::use(const Montage& montage) {
    if (!m_document.isOpen())
        return;
    const ResolvedMontage resolved = resolveMontage(*m_document.recording(), montage);
    if (resolved.rows.empty()) {
        Q_EMIT said(tr("This night has no channel of the montage \"%1\".").arg(montageTitle(montage.name)));
        return;
    }
    set(montage);
    if (resolved.missing.empty())
        Q_EMIT said(tr("Montage: %1.").arg(montageTitle(montage.name)));
    else
        Q_EMIT said(tr("Montage: %1. This night lacks %2.")
                        .arg(montageTitle(montage.name), listed(resolved.missing)));
}

void NightMontage::useChoice(std::size_t index) {
    const std::vector<Montage> all = choices();
    if (index < all.size())
        use(all[index]);
}

void NightMontage::setVisible(std::size_t row, bool visible) {
    if (row >= m_montage.rows.size() || m_montage.rows[row].isVisible == visible)
        return;
    Montage montage = m_montage;
    montage.rows[row].isVisible = visible;
    set(std::move(montage));
}

void NightMontage::enlarge(std::size_t shownRow, int steps) {
    std::size_t shown = 0;
    for (const ResolvedRow& row : m_resolved.rows) {
        if (!m_montage.rows[row.row].isVisible || shown++ != shownRow)
            continue;
        Montage montage = m_montage;
        double& enlargement = montage.rows[row.row].enlargement;
        // In whole steps, so that as many steps back give exactly 1 again.
        const double present = std::round(2.0 * std::log2(enlargement));
        enlargement =
            std::clamp(std::exp2((present + steps) / 2.0), kSmallestEnlargement, 1.0 / kSmallestEnlargement);
        set(std::move(montage));
        return;
    }
}

void NightMontage::rereference() {
    if (!m_document.isOpen())
        return;
    Rereferenced result = withContralateralMastoids(*m_document.recording(), m_montage);
    if (result.changed == 0) {
        Q_EMIT said(result.unable.empty()
                        ? tr("Every EEG and EOG row is against the contralateral mastoid already.")
                        : tr("This night has no contralateral mastoid for %1.").arg(listed(result.unable)));
        return;
    }
    set(std::move(result.montage));
    Q_EMIT said(result.unable.empty()
                    ? tr("Rows against the contralateral mastoid: %1.").arg(result.changed)
                    : tr("Rows against the contralateral mastoid: %1. None is recorded for %2.")
                          .arg(result.changed)
                          .arg(listed(result.unable)));
}

void NightMontage::restore(const std::string& text) {
    if (!m_document.isOpen() || text.empty())
        return;
    const auto montage = parseMontage(text);
    if (!montage || montage->rows.empty())
        return;
    const bool isOld = text.find_first_not_of(" \t\r\n") == text.find('[');
    if (isOld) {
        std::vector<std::string> names;
        for (const MontageRow& row : montage->rows)
            names.push_back(row.derivation);
        showOnly(names);
    } else {
        show(*montage);
    }
}

std::vector<std::string> NightMontage::shownNames() const {
    std::vector<std::string> names;
    for (const TraceRow& row : shownRows())
        names.push_back(row.derivation.name);
    return names;
}

void NightMontage::showOnly(const std::vector<std::string>& names) {
    Montage montage = m_montage;
    for (MontageRow& row : montage.rows)
        row.isVisible = std::find(names.begin(), names.end(), row.derivation) != names.end();
    set(std::move(montage));
}

} // namespace hypnodesk
