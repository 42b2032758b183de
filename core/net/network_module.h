#pragma once

#include "core/model/network.h"

namespace hypnodesk::net {

/// The network of this program, computed by LibTorch. Never deleted.
Network* theNetwork();

} // namespace hypnodesk::net
