#pragma once

#include "ui/document/study_document.h"
#include "ui/settings/display_state.h"

#include <QObject>
#include <QTimer>

namespace hypnodesk {

class NightMontage;

/// Keeps where the scorer looked in the study, and goes back there when the night is opened again: epoch,
/// page length, channel, sensitivity, filter, polarity, montage. Written a little later than it
/// changes, since every step through the night is a change.
class ViewKeeper : public QObject {
    Q_OBJECT

public:
    ViewKeeper(StudyDocument& document, DisplayState& display, NightMontage& montage,
               QObject* parent = nullptr);

    /// The night in the document was just opened. Texts that make no sense are ignored, value by value.
    void restore();
    /// Writes what is not written yet; before the night is closed.
    void flush();
    bool isWaiting() const { return m_later.isActive(); }

private:
    void later();
    void write();

    StudyDocument& m_document;
    DisplayState& m_display;
    NightMontage& m_montage;
    QTimer m_later;
    bool m_isRestoring = false;
};

/// The view as text: JSON.
QByteArray viewText(std::int64_t epoch, const std::string& derivation, const DisplaySettings& display);

} // namespace hypnodesk
