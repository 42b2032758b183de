#include "ui/main/spectrogram_commands.h"

#include "ui/hypnogram/night_panel.h"
#include "ui/main/night_page.h"
#include "ui/main/night_pictures.h"
#include "ui/main/panel_desk.h"
#include "ui/settings/app_settings.h"
#include "ui/spectrogram/spectrogram_menu.h"
#include "ui/spectrogram/spectrogram_view.h"
#include "ui/spectrogram/spectrum_panel.h"

#include <QMenu>
#include <QToolButton>

namespace hypnodesk {

SpectrogramCommands::SpectrogramCommands(StudyDocument& document, NightPage& page, NightPictures& pictures,
                                         const MainActions& actions, JobRunner& runner, AppSettings& settings,
                                         QWidget* window)
    : QObject(window),
      m_menu(new SpectrogramMenu(lookFromText(settings.get(setting::kSpectrogramLook).toUtf8()), window)) {
    QAction* network = actions[ActionId::NetworkView];
    QAction* guides = actions[ActionId::BandGuides];
    QAction* options = actions[ActionId::SpectrogramOptions];
    m_menu->menu()->addSeparator();
    m_menu->menu()->addAction(guides);
    actions.menu(ActionMenu::View)->insertMenu(options, m_menu->menu());
    page.spectrogram().setBar(m_menu->button());

    const auto show = [=, &page, &pictures](const SpectrogramLook& look) {
        network->setChecked(look.source == SpectrogramSource::Network);
        guides->setChecked(look.bandGuides);
        page.spectrogram().setLook(look);
        page.night().setHighestHz(look.highestHz);
        pictures.setLook(look.source, look.highestHz);
    };
    connect(m_menu, &SpectrogramMenu::changed, this, [show, &settings](const SpectrogramLook& look) {
        settings.set(setting::kSpectrogramLook, QString::fromUtf8(lookText(look)));
        show(look);
    });
    show(m_menu->look());
    connect(network, &QAction::triggered, this, [this](bool on) {
        SpectrogramLook look = m_menu->look();
        look.source = on ? SpectrogramSource::Network : SpectrogramSource::Multitaper;
        m_menu->setLook(look);
    });
    connect(guides, &QAction::triggered, this, [this](bool on) {
        SpectrogramLook look = m_menu->look();
        look.bandGuides = on;
        m_menu->setLook(look);
    });
    PanelDesk& desk = page.desk();
    connect(options, &QAction::triggered, this, [this, &desk] {
        desk.showPanel(QStringLiteral("spectrogram"));
        m_menu->menu()->popup(m_menu->button()->mapToGlobal(m_menu->button()->rect().bottomLeft()));
    });

    const QString name = QStringLiteral("spectrum");
    desk.addPanel({name, tr("Spectrum of the epoch"), Qt::RightDockWidgetArea, false},
                  new SpectrumPanel(document, runner));
    desk.setToggle(name, actions[ActionId::PanelSpectrum]);
}

} // namespace hypnodesk
