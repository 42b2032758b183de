#pragma once

#include "ui/main/actions.h"

#include <QObject>

namespace hypnodesk {

class AppSettings;
class JobRunner;
class NightPage;
class NightPictures;
class SpectrogramMenu;
class StudyDocument;

/// What the actions on the spectrogram do: its view, its options, which are remembered, and the spectrum of
/// the epoch as a panel.
class SpectrogramCommands : public QObject {
    Q_OBJECT

public:
    /// All must live longer; `actions` have their menus already.
    SpectrogramCommands(StudyDocument& document, NightPage& page, NightPictures& pictures,
                        const MainActions& actions, JobRunner& runner, AppSettings& settings,
                        QWidget* window);

    SpectrogramMenu& menu() { return *m_menu; }

private:
    SpectrogramMenu* m_menu; // child
};

} // namespace hypnodesk
