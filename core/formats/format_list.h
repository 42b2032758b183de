#pragma once

#include "core/formats/format_registry.h"

namespace hypnodesk {

// One function per format, each in a file of its own; format_registry.cpp puts them in order.

HypnogramFormat aliceFormat();
HypnogramFormat csvFormat();
HypnogramFormat dodFormat();
HypnogramFormat dominoFormat();
HypnogramFormat dreamsFormat();
HypnogramFormat edfChannelFormat();
HypnogramFormat edfFormat();
HypnogramFormat elanFormat();
HypnogramFormat emblaFormat();
HypnogramFormat jsonFormat();
HypnogramFormat lunaAnnotFormat();
HypnogramFormat lunaEannotFormat();
HypnogramFormat noxturnalFormat();
HypnogramFormat nsrrFormat();
HypnogramFormat profusionFormat();
HypnogramFormat profusionTextFormat();
HypnogramFormat remlogicFormat();
HypnogramFormat sleeptripFormat();
HypnogramFormat sleepwareFormat();
HypnogramFormat tableFormat();
HypnogramFormat visbrainFormat();
HypnogramFormat yasaCsvFormat();
HypnogramFormat yasaFormat();

} // namespace hypnodesk
