#pragma once

#include "core/base/atomic_file.h"
#include "core/formats/format_registry.h"

#include <QTemporaryDir>
#include <QTest>

#include <string>
#include <string_view>

/// A folder that goes with the test, and little files in it.
class Folder {
public:
    std::filesystem::path operator/(const std::string& name) const {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }

    /// Writes a text and reads it as a hypnogram.
    hypnodesk::Result<hypnodesk::ImportedHypnogram> read(const std::string& name, std::string_view text,
                                                         const hypnodesk::ReadOptions& options = {}) const {
        if (!hypnodesk::writeFileAtomically(*this / name, text))
            qFatal("the temporary folder cannot be written");
        return hypnodesk::readHypnogram(*this / name, options);
    }

private:
    QTemporaryDir m_folder;
};

inline std::string lettersOf(const hypnodesk::Hypnogram& hypnogram) {
    std::string letters;
    for (const hypnodesk::Stage stage : hypnogram.stages())
        letters += hypnodesk::stageLetter(stage);
    return letters;
}

#define VERIFY_RESULT(result)                                                                                \
    QVERIFY2((result).has_value(), (result) ? "" : describe((result).error()).c_str())
