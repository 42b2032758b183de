#include "core/model/network.h"
#include "core/model/program_folder.h"

#include <dlfcn.h>

#include <mutex>
#include <system_error>
#include <vector>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

constexpr const char* kModuleName = "libhypnodesk_net.so";
constexpr const char* kEntryPoint = "hypnodesk_network";

Result<Network*> openModule(const fs::path& path) {
    // RTLD_LOCAL keeps LibTorch's own copies of common libraries out of the program's symbols.
    void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!module)
        return fail(ErrorCode::Internal, std::string("the network module cannot be loaded: ") + ::dlerror());
    using EntryPoint = Network* (*)();
    const auto entry = reinterpret_cast<EntryPoint>(::dlsym(module, kEntryPoint));
    if (!entry)
        return fail(ErrorCode::Internal, path.string() + ": not a Hypnodesk network module");
    return entry();
}

Result<Network*> searchAndOpen() {
    const fs::path program = programFolder();
    std::string tried;
    for (const fs::path& folder : {program, program / ".." / "lib", program / ".." / "lib" / "hypnodesk"}) {
        const fs::path candidate = (folder / kModuleName).lexically_normal();
        std::error_code ignored;
        if (fs::exists(candidate, ignored))
            return openModule(candidate);
        tried += (tried.empty() ? "" : ", ") + candidate.string();
    }
    return fail(ErrorCode::FileMissing, "the network module is not installed (looked for " + tried + ")");
}

} // namespace

fs::path programFolder() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : program.parent_path();
}

Result<Network*> loadNetwork() {
    static std::mutex mutex;
    static Network* opened = nullptr;
    const std::lock_guard lock(mutex);
    if (opened)
        return opened;
    auto result = searchAndOpen();
    if (result)
        opened = *result;
    return result;
}

} // namespace hypnodesk
