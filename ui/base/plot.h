#pragma once

/// The only includer of QCustomPlot 2.1.0. Its header writes `signals:`, `slots` and `foreach`, which
/// QT_NO_KEYWORDS takes away: they are lent for the length of this include. Include it in .cpp files and in
/// headers without Q_OBJECT only, so that the words never reach moc.

// What QCustomPlot includes itself comes first, so that no other header is parsed with the words defined.
#include <QtPrintSupport/QtPrintSupport>

#define signals Q_SIGNALS
#define slots Q_SLOTS
#define foreach Q_FOREACH
#include <qcustomplot.h>
#undef signals
#undef slots
#undef foreach
