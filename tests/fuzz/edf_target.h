#pragma once

#include <cstddef>
#include <span>

/// Opens the bytes as a recording and uses everything that it offers. Returns false when they are refused.
/// Aborts when the recording breaks its promises.
bool useAsRecording(std::span<const std::byte> bytes);
