#pragma once

#include "core/base/result.h"
#include "core/base/task_context.h"
#include "core/recording/recording.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace hypnodesk {

/// By what a study knows its recording again. A value.
struct RecordingIdentity {
    std::string fileName;      ///< without folder, UTF-8
    std::uint64_t bytes = 0;   ///< size of the file
    std::string headerDigest;  ///< SHA-256 of the header's bytes, 64 hexadecimal digits
    std::string samplesDigest; ///< SHA-256 of all bytes after the header; empty until computed
    std::string start;         ///< local time, "2026-03-01T22:47:30"; "T22:47:30" without a date
    double durationSeconds = 0.0;

    bool operator==(const RecordingIdentity&) const = default;
};

/// The identity without samplesDigest: reads the header only.
Result<RecordingIdentity> identityOf(const Recording& recording);

/// SHA-256 of everything after the header: all samples and annotations as they lie in the file. Reads the
/// whole file: for the background. Cancelled when the context says so.
Result<std::string> samplesDigestOf(const Recording& recording, const TaskContext& context = {});

/// How a file relates to the identity that a study keeps.
struct IdentityComparison {
    enum class Verdict {
        Same,    ///< size and header agree, and the samples' digests where both are known
        Changed, ///< `what` says in which respect
        Unknown, ///< there is nothing to compare with
    };

    Verdict verdict = Verdict::Unknown;
    bool samplesCompared = false; ///< both digests of samples were known
    bool renamed = false;         ///< the file's name differs; no reason to doubt on its own
    std::string what;             ///< "the header differs", "12 bytes shorter"; several joined by "; "
};

/// `kept` is what the study knows, `found` what lies on disk now.
IdentityComparison compareIdentities(const RecordingIdentity& kept, const RecordingIdentity& found);

} // namespace hypnodesk
