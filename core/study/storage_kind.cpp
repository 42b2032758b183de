#include "core/study/storage_kind.h"

#include <sys/statfs.h>
#include <sys/statvfs.h>

#include <algorithm>
#include <array>

namespace hypnodesk::study {

StorageKind storageKindOf(const std::filesystem::path& folder) {
    // Magic numbers of statfs(2) and linux/magic.h. FUSE carries sshfs as well as ntfs-3g: careful with both.
    constexpr std::array<std::uint32_t, 15> kShared{
        0x6969,     // NFS
        0x517B,     // SMB
        0xFF534D42, // CIFS
        0xFE534D42, // SMB2
        0x65735546, // FUSE
        0x5346414F, // AFS
        0x6B414653, // kAFS
        0x73757245, // Coda
        0x01021997, // 9P
        0x00C36400, // Ceph
        0x0BD00BD0, // Lustre
        0x7461636F, // OCFS2
        0x01161970, // GFS2
        0x564C,     // NCP
        0x786F4256, // VirtualBox shared folder
    };
    const std::filesystem::path existing = folder.empty() ? "." : folder;
    struct statvfs flags {};
    if (::statvfs(existing.c_str(), &flags) == 0 && (flags.f_flag & ST_RDONLY))
        return StorageKind::ReadOnly;
    struct statfs kind {};
    if (::statfs(existing.c_str(), &kind) == 0 &&
        std::find(kShared.begin(), kShared.end(), static_cast<std::uint32_t>(kind.f_type)) != kShared.end())
        return StorageKind::Network;
    return StorageKind::Local;
}

} // namespace hypnodesk::study
