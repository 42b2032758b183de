#include "ui/retraining/recent_studies.h"

#include <system_error>

namespace hypnodesk {

std::vector<std::filesystem::path> studiesThatAreThere(std::vector<std::filesystem::path> studies) {
    std::erase_if(studies, [](const std::filesystem::path& study) {
        std::error_code error;
        return !std::filesystem::exists(study, error);
    });
    return studies;
}

} // namespace hypnodesk
