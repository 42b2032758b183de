#pragma once

#include <filesystem>

#include <QTest>

/// The folder of real recordings that lies beside the checkout on machines of the project; never part of it.
/// HYPNODESK_SHARED_DATA in the environment names another place.
inline std::filesystem::path sharedData() {
    if (const char* other = std::getenv("HYPNODESK_SHARED_DATA"))
        return other;
    return HYPNODESK_SHARED_DATA;
}

/// First line of a test that needs real recordings.
#define SKIP_WITHOUT_SHARED_DATA()                                                                                 \
    do {                                                                                                           \
        if (!std::filesystem::exists(sharedData()))                                                                \
            QSKIP("skipped: no shared data");                                                                      \
    } while (false)
