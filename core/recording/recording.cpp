#include "core/recording/recording.h"

#include "core/base/text_fields.h"
#include "core/recording/edf_recording.h"

#include <exception>

namespace hypnodesk {

namespace {

std::string withoutCaseAndBlanks(std::string_view label) {
    std::string key;
    for (const char c : toLowerAscii(label))
        if (c != ' ')
            key.push_back(c);
    return key;
}

} // namespace

Result<RecordingPtr> Recording::open(const std::filesystem::path& path) {
    try {
        auto file = EdfFile::open(path);
        if (!file)
            return tl::make_unexpected(file.error());
        return std::make_shared<const EdfRecording>(std::move(*file), path);
    } catch (const std::exception& exception) { // out of memory, first of all
        return fail(ErrorCode::Internal, path.string() + ": " + exception.what());
    }
}

std::optional<int> Recording::findChannel(std::string_view label) const {
    for (const Channel& channel : m_channels)
        if (channel.label == label)
            return channel.index;
    const std::string key = withoutCaseAndBlanks(label);
    for (const Channel& channel : m_channels)
        if (withoutCaseAndBlanks(channel.label) == key)
            return channel.index;
    return std::nullopt;
}

} // namespace hypnodesk
