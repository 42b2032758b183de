#include "tests/fuzz/format_target.h"

#include "core/formats/event_words.h"
#include "core/formats/export_fit.h"
#include "core/formats/import_preview.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cmath>
#include <cstdlib>

using namespace hypnodesk;

namespace {

void require(bool promise) {
    if (!promise)
        std::abort();
}

/// A file in memory: thousands of inputs a second would wear out a disk.
class MemoryFile {
public:
    explicit MemoryFile(std::span<const std::byte> bytes)
        : m_descriptor(::memfd_create("hypnogram", MFD_CLOEXEC)) {
        require(m_descriptor >= 0);
        require(::write(m_descriptor, bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()));
    }
    ~MemoryFile() { ::close(m_descriptor); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::filesystem::path path() const { return fmt::format("/proc/self/fd/{}", m_descriptor); }

private:
    int m_descriptor;
};

} // namespace

bool useAsHypnogram(std::span<const std::byte> bytes, const std::string& format) {
    const MemoryFile file(bytes);
    const auto read = readHypnogram(file.path(), {format, 0.0});
    if (!read) {
        require(!read.error().detail.empty() && read.error().code != ErrorCode::Internal);
        return false;
    }
    const EpochGrid& grid = read->hypnogram.grid();
    require(grid.count > 0 && grid.count <= 14 * 86400);
    require(grid.epochSeconds >= 1.0 && grid.epochSeconds <= 60.0);
    require(std::isfinite(grid.startSeconds) && grid.startSeconds >= 0.0);
    require(read->unknownLabels >= 0 && read->unknownLabels <= grid.count);
    if (read->probabilities)
        require(read->probabilities->grid == grid);
    require(read->events.size() <= kMostEvents);
    for (const ExportEvent& event : read->events)
        require(std::isfinite(event.onsetSeconds) && event.onsetSeconds >= 0.0 &&
                std::isfinite(event.durationSeconds) && event.durationSeconds >= 0.0);
    const ImportPreview preview =
        previewOf(*read, RecordingFrame{{0.0, 30.0, 960}, {2026, 3, 1, 22, 0, 0.0}});
    std::int64_t counted = 0;
    for (const std::int64_t count : preview.counts)
        counted += count;
    require(counted == grid.count);
    // A moved reading may fail, when nothing is left of the night.
    ReadOptions moved;
    moved.format = read->format;
    moved.recordingStart = StartTime{2026, 3, 1, 23, 0, 0.0};
    static_cast<void>(readHypnogram(file.path(), moved));
    ExportContent content;
    content.hypnogram = read->hypnogram;
    content.probabilities = read->probabilities;
    content.lights = read->lights;
    content.events = read->events;
    for (const HypnogramFormat& target : hypnogramFormats())
        if (target.write && grid.count < 5000)
            require(!fitToFormat(content, target).content.hypnogram.isEmpty() || grid.count < 3);
    return true;
}
