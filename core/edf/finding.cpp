#include "core/edf/finding.h"

namespace hypnodesk {

std::string_view severityName(Finding::Severity severity) {
    switch (severity) {
    case Finding::Severity::Note:
        return "note";
    case Finding::Severity::Repair:
        return "repair";
    case Finding::Severity::Loss:
        return "loss";
    }
    return "note";
}

} // namespace hypnodesk
