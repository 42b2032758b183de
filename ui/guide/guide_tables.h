#pragma once

#include <QString>
#include <QStringList>

#include <vector>

namespace hypnodesk {

/// Every statistic with its definition, as HTML: from the table that reports are made of.
QString statisticsTable(const QString& language);
/// Every hypnogram format that is read or written, as HTML: from the registry.
QString formatsTable();

/// Rows of cells as an HTML table; the first row is the head. Cells are plain text.
QString htmlTable(const std::vector<QStringList>& rows);

} // namespace hypnodesk
