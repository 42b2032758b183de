#include "core/study/study_open.h"

#include <fmt/format.h>

namespace hypnodesk {

namespace {

std::string wordsOf(const StudyHolder& holder) {
    if (holder.token.empty())
        return "another program";
    return fmt::format("{} on {} ({}, process {}, since {})", holder.author.user, holder.author.host,
                       holder.author.program, holder.process, holder.sinceUtc);
}

} // namespace

std::vector<std::string> StudyOpenReport::notes() const {
    std::vector<std::string> notes;
    if (readOnly) {
        switch (*readOnly) {
        case ReadOnlyReason::Requested:
            notes.emplace_back("opened read-only, as asked for");
            break;
        case ReadOnlyReason::HeldByOther:
            notes.push_back(fmt::format("read-only, because the study is held by {}; close it there first",
                                        wordsOf(holder.value_or(StudyHolder{}))));
            break;
        case ReadOnlyReason::NewerSchema:
            notes.emplace_back(
                "read-only, because a later version of this program wrote the study; edit it there");
            break;
        case ReadOnlyReason::ReadOnlyMedium:
            notes.emplace_back(
                "read-only, because nothing can be written where the study lies; copy it to a folder "
                "that takes files in order to edit it");
            break;
        }
    }
    if (takenOverFrom)
        notes.push_back(
            fmt::format("taken over from {}, which did not close it; nothing that it acknowledged "
                        "is lost",
                        wordsOf(*takenOverFrom)));
    if (migration)
        notes.push_back(fmt::format("brought from file version {} to {}; the old file is kept as {}",
                                    migration->fromVersion, migration->toVersion,
                                    migration->backup.string()));
    if (recovery) {
        notes.push_back(
            fmt::format("the study was damaged; it is kept as {}, and what could be read of it is here",
                        recovery->damagedFile.string()));
        notes.insert(notes.end(), recovery->findings.begin(), recovery->findings.end());
    }
    if (storage == StorageKind::Network)
        notes.emplace_back(
            "the study lies on a network file system: it is locked for this program alone, and "
            "saving takes longer");
    if (isSnapshot)
        notes.emplace_back("this is the study as it was at this moment; later changes are not seen");
    return notes;
}

} // namespace hypnodesk
