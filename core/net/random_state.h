#pragma once

#include <random>
#include <sstream>
#include <string>

namespace hypnodesk::net {

/// A generator's state as text, and back.
inline std::string textOf(const std::mt19937_64& random) {
    std::ostringstream text;
    text << random;
    return text.str();
}

inline std::mt19937_64 randomFrom(const std::string& text) {
    std::mt19937_64 random;
    std::istringstream(text) >> random;
    return random;
}

} // namespace hypnodesk::net
