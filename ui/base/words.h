#pragma once

#include "core/scoring/stage.h"

#include <QDate>
#include <QString>

namespace hypnodesk {

/// What the window says in the user's language. Files and the command line do not go through here: their
/// words are English and their numbers have a point.

/// "Wake", "N1", ..., "Unscored". The codes W, N1, N2, N3 and R are the same in every language.
QString stageWord(Stage stage);

/// What the product must say wherever stages that nobody has verified are shown.
QString researchNotice();

/// With the decimal mark of the user's language and exactly `decimals` digits behind it.
QString decimalText(double value, int decimals);

/// "14 Mar 2026".
QString dateText(const QDate& date);

/// What the network computes on, as its module names it ("CPU, 4 threads", "CUDA device 0"), for people;
/// names that are not known stay as they are.
QString deviceText(const QString& device);

} // namespace hypnodesk
