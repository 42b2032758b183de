#pragma once

#include <QString>

namespace hypnodesk {

/// GitHub's dialect of Markdown, tables included, as the body of an HTML page. HTML inside the source is
/// text. Qt's own reader of Markdown would do for the window, but it writes pages in which every word carries
/// fonts and colours; md4c, which Qt reads Markdown with, makes the same small page for the window and for
/// browsers.
QString htmlFromMarkdown(const QString& markdown);

} // namespace hypnodesk
