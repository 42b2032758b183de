#pragma once

#include "core/base/result.h"
#include "core/report/report_page.h"

#include <memory>
#include <span>
#include <string>

namespace hypnodesk {

/// The measure of the fonts that toPdf() embeds; of the thread that asks. DataMissing, and what to install,
/// on a system without any font.
Result<std::unique_ptr<TextMeasure>> pdfTextMeasure();

/// Pages as the bytes of a PDF file: text that can be selected and searched, fonts embedded (as far as they
/// are used), lines and areas as vectors. `title` and `author` are the document's properties; `createdUtc`
/// ("2026-11-22T12:34:56Z") the time of its making, today where it is empty.
Result<std::string> toPdf(std::span<const ReportPage> pages, const std::string& title,
                          const std::string& author, const std::string& createdUtc = {});

} // namespace hypnodesk
