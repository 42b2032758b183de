#pragma once

#include "core/base/result.h"
#include "ui/guide/guide_page.h"

#include <filesystem>

namespace hypnodesk {

/// Writes the guide of one language as web pages into `folder`, which is made where missing: index.html, one
/// page a chapter, and their pictures. They need nothing from elsewhere and hold no scripts.
Result<void> writeGuide(const std::filesystem::path& folder, const QString& language,
                        const GuideWords& words);

} // namespace hypnodesk
