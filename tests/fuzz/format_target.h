#pragma once

#include <cstddef>
#include <span>
#include <string>

/// Reads the bytes as a hypnogram of the named format, or of the one that they look like when it is empty,
/// and uses everything that comes out, up to writing it again. Returns false when they are refused. Aborts
/// when the reader breaks its promises.
bool useAsHypnogram(std::span<const std::byte> bytes, const std::string& format);
