#pragma once

#include "ui/guide/guide_page.h"
#include "ui/main/key_map_store.h"

#include <QObject>
#include <QPointer>

namespace hypnodesk {

class GuideWindow;
class MainActions;

/// What the guide says of this program, with the keys of a map.
GuideWords guideWords(const KeyMap& map);

/// Where the guide tells of a panel, by the name of its dock; the begin for names that it does not know.
GuidePlace guidePlaceOfPanel(const QString& panel);

/// Opens the guide: on the page of the panel that has the keyboard or the mouse, else where it was left.
class GuideCommands : public QObject {
    Q_OBJECT

public:
    /// All are borrowed and outlive this; `window` is the parent of the guide.
    GuideCommands(const KeyMapStore& keyMaps, MainActions& actions, QWidget* window);

    void showGuide();

private:
    const KeyMapStore& m_keyMaps;
    MainActions& m_actions;
    QWidget* m_window;
    QPointer<GuideWindow> m_guide;
};

} // namespace hypnodesk
