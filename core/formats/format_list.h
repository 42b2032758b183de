#pragma once

#include "core/formats/format_registry.h"

namespace hypnodesk {

// One function per format, each in a file of its own; format_registry.cpp puts them in order.

HypnogramFormat edfFormat();
HypnogramFormat csvFormat();
HypnogramFormat jsonFormat();
HypnogramFormat lunaAnnotFormat();
HypnogramFormat yasaFormat();

} // namespace hypnodesk
