#pragma once

#include <QDir>
#include <QPixmap>
#include <QTest>
#include <QWidget>

namespace hypnodesk::test {

/// A picture for people to look at, when HYPNODESK_PICTURES names a folder.
inline void save(const QPixmap& picture, const char* name) {
    const QByteArray folder = qgetenv("HYPNODESK_PICTURES");
    if (!folder.isEmpty())
        QVERIFY(picture.save(QDir(QFile::decodeName(folder)).filePath(QString(name) + ".png")));
}

inline void picture(const char* name, QWidget& of) {
    if (qEnvironmentVariableIsEmpty("HYPNODESK_PICTURES"))
        return;
    QTest::qWait(100);
    save(of.grab(), name);
}

} // namespace hypnodesk::test
