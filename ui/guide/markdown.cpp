#include "ui/guide/markdown.h"

#include <QByteArray>

#include <md4c-html.h>

namespace hypnodesk {

namespace {

void append(const MD_CHAR* text, MD_SIZE size, void* html) {
    static_cast<QByteArray*>(html)->append(text, static_cast<qsizetype>(size));
}

} // namespace

QString htmlFromMarkdown(const QString& markdown) {
    const QByteArray source = markdown.toUtf8();
    QByteArray html;
    // It fails only without memory.
    md_html(source.constData(), static_cast<MD_SIZE>(source.size()), append, &html,
            MD_FLAG_TABLES | MD_FLAG_NOHTML, MD_HTML_FLAG_XHTML);
    return QString::fromUtf8(html);
}

} // namespace hypnodesk
