#include "ui/guide/guide_tables.h"

#include "core/formats/format_registry.h"
#include "core/report/statistic_words.h"
#include "core/scoring/sleep_statistics.h"
#include "ui/base/qt_convert.h"

#include <QCoreApplication>

namespace hypnodesk {

namespace {

struct Text {
    Q_DECLARE_TR_FUNCTIONS(Guide)
};

QString markOf(bool isSo) {
    return isSo ? Text::tr("yes") : Text::tr("no");
}

} // namespace

QString htmlTable(const std::vector<QStringList>& rows) {
    QString html = QStringLiteral("<table>");
    for (std::size_t row = 0; row < rows.size(); ++row) {
        const QString cell = row == 0 ? QStringLiteral("<th>%1</th>") : QStringLiteral("<td>%1</td>");
        html += QStringLiteral("<tr>");
        for (const QString& text : rows[row])
            html += cell.arg(text.toHtmlEscaped());
        html += QStringLiteral("</tr>\n");
    }
    return html + QStringLiteral("</table>");
}

QString statisticsTable(const QString& language) {
    const ReportLanguage words = languageFromCode(language.toStdString()).value_or(ReportLanguage::English);
    SleepStatistics statistics;
    statistics.lightsAssumed = statistics.lightsOffAssumed = statistics.lightsOnAssumed = false;
    std::vector<QStringList> rows{
        {Text::tr("Statistic"), Text::tr("Unit"), Text::tr("Definition"), Text::tr("Name in files")}};
    for (const StatisticRow& row : statisticRows(statistics)) {
        const StatisticRow shown = inLanguage(row, words);
        rows.push_back({toQString(shown.name), toQString(shown.unit), toQString(shown.definition),
                        toQString(shown.key)});
    }
    return htmlTable(rows);
}

QString formatsTable() {
    std::vector<QStringList> rows{
        {Text::tr("Format"), Text::tr("Short name"), Text::tr("Ending"), Text::tr("Written")}};
    for (const HypnogramFormat& format : hypnogramFormats())
        rows.push_back({toQString(format.name), toQString(format.id),
                        format.write ? toQString(format.suffix) : QString(), markOf(format.write)});
    return htmlTable(rows);
}

} // namespace hypnodesk
