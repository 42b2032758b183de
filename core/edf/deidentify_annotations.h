#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hypnodesk::edf_detail {

/// Counts over a file.
struct KeptAnnotations {
    std::int64_t kept = 0;
    std::int64_t dropped = 0;
};

/// One annotation signal of one data record without what may identify: lists whose time is readable, texts
/// that are clean; a channel after "@@" stays where it is one of `labels`. The time-keeping list of the
/// record (`keepsTime`, see readAnnotationLists()) always stays. The result is as long as `block`, filled up
/// with NUL.
std::string cleanAnnotationBlock(std::span<const std::byte> block, bool keepsTime, bool keepTexts,
                                 const std::vector<std::string>& labels, KeptAnnotations& counts);

/// True when a block holds nothing but what cleanAnnotationBlock() would write.
bool isCleanAnnotationBlock(std::span<const std::byte> block, bool keepsTime,
                            const std::vector<std::string>& labels);

} // namespace hypnodesk::edf_detail
