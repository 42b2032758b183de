#include "ui/main/view_keeper.h"

#include "ui/base/qt_convert.h"
#include "ui/montage/night_montage.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace hypnodesk {

using namespace std::chrono_literals;

QByteArray viewText(std::int64_t epoch, const std::string& derivation, const DisplaySettings& display) {
    const QJsonObject view{{"epoch", static_cast<qint64>(epoch)},
                           {"channel", toQString(derivation)},
                           {"page_s", display.pageSeconds},
                           {"sensitivity", display.sensitivitySteps},
                           {"filter", static_cast<int>(display.filter)},
                           {"negative_up", display.negativeUp},
                           {"uv_per_mm", display.microvoltsPerMillimetre}};
    return QJsonDocument(view).toJson(QJsonDocument::Compact);
}

ViewKeeper::ViewKeeper(StudyDocument& document, DisplayState& display, NightMontage& montage, QObject* parent)
    : QObject(parent), m_document(document), m_display(display), m_montage(montage) {
    m_later.setSingleShot(true);
    m_later.setInterval(1500ms);
    connect(&m_later, &QTimer::timeout, this, &ViewKeeper::write);
    connect(&document, &StudyDocument::currentEpochChanged, this, &ViewKeeper::later);
    connect(&document, &StudyDocument::derivationChanged, this, &ViewKeeper::later);
    connect(&display, &DisplayState::changed, this, &ViewKeeper::later);
    connect(&montage, &NightMontage::changed, this, &ViewKeeper::later);
    // Another night: what was to be written belongs to the one before.
    connect(&document, &StudyDocument::recordingChanged, &m_later, &QTimer::stop);
}

void ViewKeeper::later() {
    if (m_document.isOpen() && !m_isRestoring)
        m_later.start();
}

void ViewKeeper::flush() {
    if (m_later.isActive()) {
        m_later.stop();
        write();
    }
}

void ViewKeeper::write() {
    if (!m_document.isOpen())
        return;
    const auto& derivation = m_document.derivation();
    m_document.keepSetting(
        kViewSetting,
        viewText(m_document.currentEpoch(), derivation ? derivation->name : std::string(), m_display.value())
            .toStdString());
    m_document.keepSetting(kMontageSetting, m_montage.text());
}

void ViewKeeper::restore() {
    m_isRestoring = true;
    const QJsonObject view =
        QJsonDocument::fromJson(QByteArray::fromStdString(m_document.setting(kViewSetting))).object();
    const std::string channel = view["channel"].toString().toStdString();
    for (const Derivation& choice : m_document.scoringChoices())
        if (choice.name == channel)
            m_document.setDerivation(choice);
    DisplaySettings display = m_display.value();
    const double page = view["page_s"].toDouble(-1.0);
    if (std::find(kPageLengths.begin(), kPageLengths.end(), page) != kPageLengths.end())
        display.pageSeconds = page;
    display.sensitivitySteps = std::clamp(view["sensitivity"].toInt(display.sensitivitySteps),
                                          -kMaximumSensitivitySteps, kMaximumSensitivitySteps);
    const int filter = view["filter"].toInt(-1);
    if (filter >= 0 && filter < static_cast<int>(kFilterPresets.size()))
        display.filter = static_cast<FilterPreset>(filter);
    display.negativeUp = view["negative_up"].toBool(display.negativeUp);
    const double sensitivity = view["uv_per_mm"].toDouble(display.microvoltsPerMillimetre);
    const bool isKnown = std::find(kPaperSensitivities.begin(), kPaperSensitivities.end(), sensitivity) !=
                         kPaperSensitivities.end();
    display.microvoltsPerMillimetre = isKnown ? sensitivity : 0.0;
    m_display.set(display);
    m_montage.restore(m_document.setting(kMontageSetting));
    m_document.setCurrentEpoch(view["epoch"].toInteger(0));
    m_isRestoring = false;
}

} // namespace hypnodesk
