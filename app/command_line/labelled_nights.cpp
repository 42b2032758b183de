#include "app/command_line/labelled_nights.h"

#include "app/command_line/command.h"

#include <optional>

namespace hypnodesk::cli {

namespace fs = std::filesystem;

namespace {

void tellOnTerminal(const std::string& what) {
    complain(what);
}

} // namespace

Result<std::vector<LabelledRecording>> findLabelledRecordings(const fs::path& folderOrStudy) {
    return hypnodesk::findLabelledRecordings(folderOrStudy, tellOnTerminal);
}

Result<PreparedNight> prepareNight(const LabelledRecording& labelled, const TaskContext& context,
                                   NightCache* cache) {
    return prepareLabelledNight(labelled, {LabelRule::EveryStage, cache, tellOnTerminal}, context);
}

Result<std::vector<PreparedNight>> prepareFolder(const fs::path& folder, const TaskContext& context,
                                                 const FolderPreparation& how) {
    const auto recordings = findLabelledRecordings(folder);
    if (!recordings)
        return tl::make_unexpected(recordings.error());
    const std::size_t count = recordings->size();
    const auto begin = static_cast<std::size_t>(how.beginAt * static_cast<double>(count));
    std::vector<std::optional<PreparedNight>> prepared(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (context.isCancelled())
            return fail(ErrorCode::Cancelled, folder.string());
        const std::size_t at = (begin + i) % count;
        auto night = prepareLabelledNight((*recordings)[at], {how.rule, how.cache, tellOnTerminal},
                                          TaskContext(context.stopToken()));
        if (night)
            prepared[at] = std::move(*night);
        else
            complain(night.error());
        context.report(static_cast<double>(i + 1) / static_cast<double>(count), "reading");
    }
    std::vector<PreparedNight> nights;
    for (auto& night : prepared)
        if (night)
            nights.push_back(std::move(*night));
    if (nights.empty())
        return fail(ErrorCode::DataMissing, folder.string() + ": none of its recordings could be used");
    return nights;
}

} // namespace hypnodesk::cli
