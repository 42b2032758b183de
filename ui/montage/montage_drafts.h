#pragma once

#include "core/recording/montage.h"

#include <cstddef>
#include <string>
#include <vector>

namespace hypnodesk {

/// The montages of an editor while they are edited: a value, so that cancelling is forgetting it.
///
/// Built-in montages may be edited for the night; they are not kept among the user's own until they are
/// duplicated or renamed.
class MontageDrafts {
public:
    MontageDrafts() = default;
    /// `choices` are the built-in montages of the night, then the user's. `inUse` replaces the one of its
    /// name, or is added, and is the current one.
    MontageDrafts(std::vector<Montage> choices, const Montage& inUse);

    const std::vector<Montage>& montages() const { return m_montages; }
    std::size_t current() const { return m_current; }
    void setCurrent(std::size_t index);
    const Montage& montage() const { return m_montages[m_current]; }
    bool isBuiltIn() const { return builtInByName(montage().name).has_value(); }
    /// Those that are the user's.
    std::vector<Montage> own() const;

    /// All act on the current montage, and keep a current one.
    void setRows(std::vector<MontageRow> rows) { m_montages[m_current].rows = std::move(rows); }
    void duplicate();
    /// Takes a name near the wanted one when that is taken or empty. A built-in montage stays as it was made
    /// for the night (`original`), and the renamed one becomes the user's.
    void rename(const std::string& wanted, const Montage* original);
    void add(Montage montage); ///< becomes the current one
    bool canRemove() const { return !isBuiltIn(); }
    void remove();

    bool operator==(const MontageDrafts&) const = default;

private:
    std::vector<Montage> m_montages{1};
    std::size_t m_current = 0;
};

} // namespace hypnodesk
