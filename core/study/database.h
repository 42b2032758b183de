#pragma once

#include "core/base/result.h"

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace hypnodesk::study {

/// What went wrong in a study file, thrown inside core/study only. A study function talks to SQLite a dozen
/// times and any of these may fail; an exception rolls the transaction back on its way out and cannot be
/// forgotten. guarded() turns it into a Result at the public door.
struct Failure {
    Error error;
};

[[noreturn]] void throwFailure(ErrorCode code, std::string detail);

/// Runs `work` and gives what it returns, or its failure, as a Result. Nothing is thrown out of it.
template <typename Work>
auto guarded(Work&& work) -> Result<std::invoke_result_t<Work>> {
    try {
        if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
            work();
            return {};
        } else {
            return work();
        }
    } catch (const Failure& failure) {
        return tl::make_unexpected(failure.error);
    } catch (const std::exception& exception) { // out of memory, first of all
        return fail(ErrorCode::Internal, exception.what());
    }
}

using Blob = std::vector<std::byte>;

/// A value on its way into a statement; copied when it is bound.
class Value {
public:
    Value(std::nullptr_t) {}
    template <std::integral Number>
    Value(Number number) : m_value(static_cast<std::int64_t>(number)) {}
    Value(double number) : m_value(number) {}
    Value(std::string_view text) : m_value(text) {}
    Value(const std::string& text) : m_value(std::string_view(text)) {}
    Value(const char* text) : m_value(std::string_view(text)) {}
    Value(const Blob& blob) : m_value(std::span<const std::byte>(blob)) {}
    Value(std::span<const std::byte> blob) : m_value(blob) {}
    template <typename T>
    Value(const std::optional<T>& value) {
        if (value)
            *this = Value(*value);
    }

    void bind(sqlite3_stmt* statement, int index) const;

private:
    std::variant<std::monostate, std::int64_t, double, std::string_view, std::span<const std::byte>> m_value;
};

/// The rows that a statement gives, one after the other. Columns count from 0; a value of another type than
/// asked for is converted as SQLite does, so that hostile files do no harm.
class Rows {
public:
    Rows(Rows&& other) noexcept;
    Rows& operator=(Rows&&) = delete;
    ~Rows();

    /// To the first or next row; false at the end.
    bool next();

    std::int64_t integer(int column) const;
    double number(int column) const;
    std::string text(int column) const;
    Blob blob(int column) const;
    bool isNull(int column) const;
    std::optional<std::int64_t> optionalInteger(int column) const;
    std::optional<double> optionalNumber(int column) const;

    int columnCount() const;
    /// A column as it is, of whatever type, as long as the cursor stays; for copying rows whole.
    Value value(int column) const;

private:
    friend class Database;
    Rows(sqlite3* database, sqlite3_stmt* statement, bool isOwned)
        : m_database(database), m_statement(statement), m_isOwned(isOwned) {}

    sqlite3* m_database;
    sqlite3_stmt* m_statement;
    bool m_isOwned;
};

/// One connection to a SQLite file; the only place that knows sqlite3.h. Every function throws Failure.
/// Movable, one thread at a time.
class Database {
public:
    enum class Access {
        Create,
        ReadWrite,
        ReadOnly,
        Immutable, ///< of a medium that nobody can write to
        Damaged,   ///< read-only, and as much as possible of a file that is cut off or whose schema is broken
        Memory,
    };

    Database(const std::filesystem::path& path, Access access, const std::string& fileSystemName = {});
    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();

    /// One or more statements without values.
    void execute(std::string_view sql);
    /// Runs a statement to its end; the number of rows that it changed.
    std::int64_t run(std::string_view sql, std::initializer_list<Value> values = {}) {
        return run(sql, std::span<const Value>(values.begin(), values.size()));
    }
    std::int64_t run(std::string_view sql, std::span<const Value> values);
    /// Statements are prepared once and kept. `sql` with data in it does not belong here.
    Rows query(std::string_view sql, std::initializer_list<Value> values = {}) const {
        return query(sql, std::span<const Value>(values.begin(), values.size()));
    }
    Rows query(std::string_view sql, std::span<const Value> values) const;
    /// The first column of the only row, e.g. of a pragma; 0 when there is no row.
    std::int64_t queryInteger(std::string_view sql, std::initializer_list<Value> values = {}) const;
    std::int64_t lastInsertedId() const;

    /// Runs `work` in a transaction that holds the write lock from its begin. A failure rolls it back.
    template <typename Work>
    auto transaction(Work&& work) {
        execute("BEGIN IMMEDIATE");
        try {
            if constexpr (std::is_void_v<std::invoke_result_t<Work>>) {
                work();
                execute("COMMIT");
            } else {
                auto result = work();
                execute("COMMIT");
                return result;
            }
        } catch (...) {
            rollBack();
            throw;
        }
    }
    /// Several queries that see one state of the file.
    template <typename Work>
    auto snapshot(Work&& work) const {
        const_cast<Database*>(this)->execute("BEGIN");
        try {
            auto result = work();
            const_cast<Database*>(this)->rollBack();
            return result;
        } catch (...) {
            const_cast<Database*>(this)->rollBack();
            throw;
        }
    }

    /// Copies everything into another database, replacing what is there.
    void copyInto(Database& target) const;

    /// Ends every statement that runs longer than until `deadline`, with ErrorCode::Cancelled; nullopt: no
    /// limit.
    void setDeadline(std::optional<std::chrono::steady_clock::time_point> deadline);

    const std::filesystem::path& path() const { return m_path; }

private:
    void rollBack() noexcept;
    sqlite3_stmt* prepare(std::string_view sql) const;
    void close() noexcept;

    std::filesystem::path m_path;
    sqlite3* m_database = nullptr;
    mutable std::map<std::string, sqlite3_stmt*, std::less<>> m_statements;
    std::unique_ptr<std::chrono::steady_clock::time_point> m_deadline;
};

} // namespace hypnodesk::study
