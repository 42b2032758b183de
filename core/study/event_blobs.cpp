#include "core/study/event_blobs.h"

#include "core/base/byte_cursor.h"

#include <bit>
#include <string_view>

namespace hypnodesk::study {

namespace {

// A byte that says what follows, then the event before, then the event after.
constexpr std::uint8_t kHasBefore = 1;
constexpr std::uint8_t kHasAfter = 2;

void putNumber(Blob& bytes, std::uint64_t value) {
    for (std::size_t i = 0; i < sizeof value; ++i)
        bytes.push_back(static_cast<std::byte>(value >> (8 * i)));
}

void putText(Blob& bytes, std::string_view text) {
    putNumber(bytes, text.size());
    for (const char letter : text)
        bytes.push_back(static_cast<std::byte>(letter));
}

void putEvent(Blob& bytes, const StudyEvent& event) {
    putNumber(bytes, static_cast<std::uint64_t>(event.id));
    putNumber(bytes, std::bit_cast<std::uint64_t>(event.onsetSeconds));
    putNumber(bytes, std::bit_cast<std::uint64_t>(event.durationSeconds));
    for (const std::string* text : {&event.channel, &event.type, &event.text, &event.author})
        putText(bytes, *text);
    // Numbers of scorings begin with 1.
    putNumber(bytes, static_cast<std::uint64_t>(event.scoring.value_or(0)));
}

bool takeText(ByteCursor& cursor, std::string& text) {
    const auto length = cursor.littleEndian64();
    if (!length || *length > cursor.remaining())
        return false;
    text = *cursor.text(static_cast<std::size_t>(*length));
    return true;
}

std::optional<StudyEvent> takeEvent(ByteCursor& cursor) {
    StudyEvent event;
    const auto id = cursor.littleEndian64();
    const auto onset = cursor.littleEndian64();
    const auto duration = cursor.littleEndian64();
    if (!id || !onset || !duration)
        return std::nullopt;
    event.id = static_cast<std::int64_t>(*id);
    event.onsetSeconds = std::bit_cast<double>(*onset);
    event.durationSeconds = std::bit_cast<double>(*duration);
    for (std::string* text : {&event.channel, &event.type, &event.text, &event.author})
        if (!takeText(cursor, *text))
            return std::nullopt;
    const auto scoring = cursor.littleEndian64();
    if (!scoring)
        return std::nullopt;
    if (*scoring != 0)
        event.scoring = static_cast<ScoringId>(*scoring);
    return event;
}

} // namespace

Blob encodeEventChanges(const std::vector<EventChange>& changes) {
    Blob bytes;
    for (const EventChange& change : changes) {
        bytes.push_back(
            static_cast<std::byte>((change.before ? kHasBefore : 0) | (change.after ? kHasAfter : 0)));
        for (const auto* event : {&change.before, &change.after})
            if (*event)
                putEvent(bytes, **event);
    }
    return bytes;
}

std::optional<std::vector<EventChange>> decodeEventChanges(const Blob& bytes) {
    std::vector<EventChange> changes;
    ByteCursor cursor(bytes);
    while (cursor.remaining() > 0) {
        const auto what = std::to_integer<std::uint8_t>(cursor.bytes(1)->front());
        if (what == 0 || what > (kHasBefore | kHasAfter))
            return std::nullopt;
        EventChange change;
        if ((what & kHasBefore) && !(change.before = takeEvent(cursor)))
            return std::nullopt;
        if ((what & kHasAfter) && !(change.after = takeEvent(cursor)))
            return std::nullopt;
        changes.push_back(std::move(change));
    }
    return changes;
}

} // namespace hypnodesk::study
