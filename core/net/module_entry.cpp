#include "core/net/network_module.h"

/// The one symbol that programs look for; see core/model/load_network.cpp. The object lives as long as the
/// program.
extern "C" __attribute__((visibility("default"))) hypnodesk::Network* hypnodesk_network() {
    return hypnodesk::net::theNetwork();
}
