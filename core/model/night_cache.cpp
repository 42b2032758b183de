#include "core/model/night_cache.h"

#include "core/base/atomic_file.h"
#include "core/base/digest.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <vector>

namespace hypnodesk {

namespace fs = std::filesystem;

namespace {

/// Raised whenever prepareModelInput() gives other values for the same signal, or the layout below changes.
constexpr std::string_view kVersion = "hypnodesk prepared night 1\n";
constexpr const char* kSuffix = ".night";
constexpr std::size_t kAlignment = 64;
constexpr std::size_t kDigestLength = 64;

static_assert(std::endian::native == std::endian::little, "the samples are kept as they lie in memory");

/// An entry: the version's line, the digest of what follows it (hexadecimal), the epochs (u64), a byte of
/// quality for each, zeros up to a multiple of 64, the samples (f32).
struct Layout {
    explicit Layout(std::size_t epochs)
        : samples((qualities + epochs + kAlignment - 1) / kAlignment * kAlignment),
          end(samples + epochs * kModelEpochSamples * sizeof(float)) {}

    static constexpr std::size_t digest = kVersion.size();
    static constexpr std::size_t count = digest + kDigestLength;
    static constexpr std::size_t qualities = count + sizeof(std::uint64_t);
    std::size_t samples;
    std::size_t end;
};

std::string keyOf(std::span<const float> microvolts, double rateHz) {
    Sha256 digest;
    digest.add(kVersion);
    digest.add(std::as_bytes(std::span(&rateHz, 1)));
    digest.add(std::as_bytes(microvolts));
    return digest.finishHex();
}

struct Entry {
    fs::path path;
    fs::file_time_type used;
    std::uintmax_t bytes = 0;
};

std::vector<Entry> entriesOf(const fs::path& folder) {
    std::vector<Entry> entries;
    std::error_code error;
    for (fs::directory_iterator at(folder, error); !error && at != fs::directory_iterator();
         at.increment(error)) {
        std::error_code ignored;
        if (at->path().extension() == kSuffix)
            entries.push_back({at->path(), at->last_write_time(ignored), at->file_size(ignored)});
    }
    return entries;
}

} // namespace

NightCache::NightCache(fs::path folder, std::uint64_t limitBytes, Complain complain)
    : m_folder(std::move(folder)), m_limitBytes(limitBytes), m_complain(std::move(complain)) {}

fs::path NightCache::defaultFolder() {
    if (const char* cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
        return fs::path(cache) / "hypnodesk" / "nights";
    if (const char* home = std::getenv("HOME"); home && *home)
        return fs::path(home) / ".cache" / "hypnodesk" / "nights";
    return {};
}

fs::path NightCache::pathOf(const std::string& key) const {
    return m_folder / (key + kSuffix);
}

void NightCache::complainOnce(const std::string& what) {
    if (!std::exchange(m_hasComplained, true) && m_complain)
        m_complain(what);
}

Result<ModelInput> NightCache::prepare(std::span<const float> microvolts, double rateHz,
                                       std::string derivation, const TaskContext& context) {
    if (m_folder.empty())
        return prepareModelInput(microvolts, rateHz, std::move(derivation), context);
    const fs::path path = pathOf(keyOf(microvolts, rateHz));
    std::error_code ignored;
    if (fs::exists(path, ignored)) {
        auto kept = read(path, derivation);
        if (kept) {
            ++m_found;
            m_used.insert(path);
            fs::last_write_time(path, fs::file_time_type::clock::now(), ignored);
            return kept;
        }
        complainOnce(describe(kept.error()) + "; made anew");
    }
    auto input = prepareModelInput(microvolts, rateHz, derivation, context);
    if (!input)
        return input;
    if (const auto written = write(path, *input); !written) {
        complainOnce(describe(written.error()) +
                     "; training goes on with its nights in memory instead of on disk");
        return input;
    }
    ++m_written;
    m_used.insert(path);
    auto kept = read(path, derivation);
    return kept ? kept : input;
}

Result<ModelInput> NightCache::read(const fs::path& path, const std::string& derivation) {
    auto file = MappedFile::open(path);
    if (!file)
        return tl::make_unexpected(file.error());
    const auto damaged = [&] {
        return fail(ErrorCode::DigestMismatch,
                    path.string() + ": this entry of the cache of nights is damaged");
    };
    const std::span<const std::byte> bytes = file->bytes();
    if (bytes.size() < Layout::qualities || std::memcmp(bytes.data(), kVersion.data(), kVersion.size()) != 0)
        return damaged();
    std::uint64_t epochs = 0;
    std::memcpy(&epochs, bytes.data() + Layout::count, sizeof epochs);
    if (epochs == 0 || epochs > bytes.size() || Layout(epochs).end != bytes.size())
        return damaged();
    const std::string digest = sha256Hex(bytes.subspan(Layout::count));
    if (std::memcmp(bytes.data() + Layout::digest, digest.data(), kDigestLength) != 0)
        return damaged();
    ModelInput input;
    input.derivation = derivation;
    input.grid.count = static_cast<std::int64_t>(epochs);
    for (const std::byte quality : bytes.subspan(Layout::qualities, epochs))
        input.quality.push_back(static_cast<EpochQuality>(quality));
    input.samples = NightSamples(std::move(*file), Layout(epochs).samples, epochs * kModelEpochSamples);
    input.samples.release();
    return input;
}

Result<void> NightCache::write(const fs::path& path, const ModelInput& input) {
    std::error_code error;
    if (!fs::is_directory(m_folder, error)) {
        fs::create_directories(m_folder, error);
        if (!error)
            fs::permissions(m_folder, fs::perms::owner_all, error);
        if (error)
            return fail(ErrorCode::FileUnwritable, m_folder.string() + ": " + error.message());
    }
    const std::uint64_t epochs = input.quality.size();
    const Layout layout(epochs);
    std::vector<std::byte> bytes(layout.end);
    std::memcpy(bytes.data(), kVersion.data(), kVersion.size());
    std::memcpy(bytes.data() + Layout::count, &epochs, sizeof epochs);
    std::transform(input.quality.begin(), input.quality.end(), bytes.begin() + Layout::qualities,
                   [](EpochQuality quality) { return static_cast<std::byte>(quality); });
    std::memcpy(bytes.data() + layout.samples, input.samples.values().data(),
                input.samples.size() * sizeof(float));
    const std::string digest = sha256Hex(std::span(bytes).subspan(Layout::count));
    std::memcpy(bytes.data() + Layout::digest, digest.data(), kDigestLength);
    return writeFileAtomically(path, bytes);
}

void NightCache::trim() {
    if (m_folder.empty())
        return;
    std::vector<Entry> entries = entriesOf(m_folder);
    std::sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.used < b.used; });
    std::uintmax_t bytes = 0;
    for (const Entry& entry : entries)
        bytes += entry.bytes;
    for (const Entry& entry : entries) {
        std::error_code error;
        if (bytes <= m_limitBytes)
            return;
        if (!m_used.contains(entry.path) && fs::remove(entry.path, error))
            bytes -= entry.bytes;
    }
    if (bytes > m_limitBytes)
        complainOnce(
            fmt::format("{}: the nights of this run take {} MB there, more than the limit of {} MB; a higher "
                        "limit keeps those of the next run as well",
                        m_folder.string(), bytes >> 20, m_limitBytes >> 20));
}

} // namespace hypnodesk
