#include "core/study/database.h"

#include <fmt/format.h>
#include <sqlite3.h>

namespace hypnodesk::study {

namespace {

ErrorCode errorCodeOf(int extended) {
    switch (extended & 0xff) {
    case SQLITE_FULL:
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return ErrorCode::FileUnwritable;
    case SQLITE_IOERR:
        return extended == SQLITE_IOERR_READ || extended == SQLITE_IOERR_SHORT_READ
                   ? ErrorCode::FileUnreadable
                   : ErrorCode::FileUnwritable;
    case SQLITE_CANTOPEN:
    case SQLITE_AUTH:
        return ErrorCode::FileUnreadable;
    case SQLITE_NOTADB:
        return ErrorCode::FormatUnknown;
    case SQLITE_CORRUPT:
    case SQLITE_ERROR: // the SQL is ours and tested: what is missing is missing in the file
    case SQLITE_SCHEMA:
    case SQLITE_MISMATCH:
    case SQLITE_CONSTRAINT:
    case SQLITE_TOOBIG:
        return ErrorCode::FormatInvalid;
    case SQLITE_INTERRUPT:
        return ErrorCode::Cancelled;
    default:
        return ErrorCode::Internal;
    }
}

std::string reasonOf(sqlite3* database, int extended) {
    switch (extended & 0xff) {
    case SQLITE_FULL:
        return "the disk is full; free some space and try again";
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return "another program is using the file";
    case SQLITE_IOERR:
        return fmt::format("the disk reports an error ({})", sqlite3_errstr(extended));
    case SQLITE_NOTADB:
        return "this is not a study file";
    case SQLITE_CORRUPT:
        return "the file is damaged";
    default:
        return database ? sqlite3_errmsg(database) : sqlite3_errstr(extended);
    }
}

[[noreturn]] void throwSqlite(sqlite3* database, int code, const std::string& path) {
    const int extended = database ? sqlite3_extended_errcode(database) : code;
    throwFailure(errorCodeOf(extended), fmt::format("{}: {}", path, reasonOf(database, extended)));
}

std::string pathOf(sqlite3* database) {
    const char* name = sqlite3_db_filename(database, "main");
    return name ? name : "";
}

/// "file:/a%20b?immutable=1": the only way to tell SQLite that nobody writes.
std::string immutableUri(const std::filesystem::path& path) {
    std::string uri = "file:";
    for (const char c : std::filesystem::absolute(path).string()) {
        if (c == '%' || c == '?' || c == '#')
            uri += fmt::format("%{:02x}", static_cast<unsigned char>(c));
        else
            uri += c;
    }
    return uri + "?immutable=1";
}

int deadlinePassed(void* deadline) {
    return std::chrono::steady_clock::now() > *static_cast<std::chrono::steady_clock::time_point*>(deadline);
}

} // namespace

void throwFailure(ErrorCode code, std::string detail) {
    throw Failure{{code, std::move(detail)}};
}

void Value::bind(sqlite3_stmt* statement, int index) const {
    int code = SQLITE_OK;
    if (const auto* integer = std::get_if<std::int64_t>(&m_value)) {
        code = sqlite3_bind_int64(statement, index, *integer);
    } else if (const auto* number = std::get_if<double>(&m_value)) {
        code = sqlite3_bind_double(statement, index, *number);
    } else if (const auto* text = std::get_if<std::string_view>(&m_value)) {
        code = sqlite3_bind_text64(statement, index, text->data() ? text->data() : "", text->size(),
                                   SQLITE_TRANSIENT, SQLITE_UTF8);
    } else if (const auto* blob = std::get_if<std::span<const std::byte>>(&m_value)) {
        code = blob->empty()
                   ? sqlite3_bind_zeroblob(statement, index, 0)
                   : sqlite3_bind_blob64(statement, index, blob->data(), blob->size(), SQLITE_TRANSIENT);
    } else {
        code = sqlite3_bind_null(statement, index);
    }
    if (code != SQLITE_OK)
        throwSqlite(sqlite3_db_handle(statement), code, "a value");
}

Rows::Rows(Rows&& other) noexcept
    : m_database(other.m_database), m_statement(std::exchange(other.m_statement, nullptr)),
      m_isOwned(other.m_isOwned) {}

Rows::~Rows() {
    if (m_isOwned)
        sqlite3_finalize(m_statement);
    else if (m_statement)
        sqlite3_reset(m_statement);
}

bool Rows::next() {
    const int code = sqlite3_step(m_statement);
    if (code == SQLITE_ROW)
        return true;
    if (code == SQLITE_DONE)
        return false;
    throwSqlite(m_database, code, pathOf(m_database));
}

std::int64_t Rows::integer(int column) const {
    return sqlite3_column_int64(m_statement, column);
}

double Rows::number(int column) const {
    return sqlite3_column_double(m_statement, column);
}

std::string Rows::text(int column) const {
    const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
    return text ? std::string(text, static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)))
                : std::string();
}

Blob Rows::blob(int column) const {
    const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(m_statement, column));
    return bytes ? Blob(bytes, bytes + sqlite3_column_bytes(m_statement, column)) : Blob();
}

bool Rows::isNull(int column) const {
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

std::optional<std::int64_t> Rows::optionalInteger(int column) const {
    return isNull(column) ? std::nullopt : std::optional(integer(column));
}

std::optional<double> Rows::optionalNumber(int column) const {
    return isNull(column) ? std::nullopt : std::optional(number(column));
}

int Rows::columnCount() const {
    return sqlite3_column_count(m_statement);
}

Value Rows::value(int column) const {
    const auto size = [&] { return static_cast<std::size_t>(sqlite3_column_bytes(m_statement, column)); };
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return sqlite3_column_int64(m_statement, column);
    case SQLITE_FLOAT:
        return sqlite3_column_double(m_statement, column);
    case SQLITE_TEXT: {
        const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(m_statement, column));
        return std::string_view(text, size());
    }
    case SQLITE_BLOB: {
        const auto* bytes = static_cast<const std::byte*>(sqlite3_column_blob(m_statement, column));
        return std::span(bytes, size());
    }
    default:
        return nullptr;
    }
}

Database::Database(const std::filesystem::path& path, Access access, const std::string& fileSystemName)
    : m_path(path) {
    int flags = SQLITE_OPEN_NOMUTEX;
    std::string name = path.string();
    switch (access) {
    case Access::Create:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        break;
    case Access::ReadWrite:
        flags |= SQLITE_OPEN_READWRITE;
        break;
    case Access::ReadOnly:
    case Access::Damaged:
        flags |= SQLITE_OPEN_READONLY;
        break;
    case Access::Immutable:
        flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
        name = immutableUri(path);
        break;
    case Access::Memory:
        flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY;
        name = ":memory:";
        break;
    }
    const int code = sqlite3_open_v2(name.c_str(), &m_database, flags,
                                     fileSystemName.empty() ? nullptr : fileSystemName.c_str());
    if (code != SQLITE_OK) {
        const int extended = m_database ? sqlite3_extended_errcode(m_database) : code;
        const std::string reason = reasonOf(m_database, extended);
        close();
        throwFailure(errorCodeOf(extended), fmt::format("{}: {}", path.string(), reason));
    }
    sqlite3_extended_result_codes(m_database, 1);
    sqlite3_busy_timeout(m_database, 200);
    // SQLite reads files that are shorter than they say only for who might repair the schema.
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_DEFENSIVE, access != Access::Damaged, nullptr);
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_WRITABLE_SCHEMA, access == Access::Damaged, nullptr);
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
    sqlite3_db_config(m_database, SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0, nullptr);
    // A hostile file cannot make us allocate without bounds or run deep programs.
    sqlite3_limit(m_database, SQLITE_LIMIT_LENGTH, 256 << 20);
    sqlite3_limit(m_database, SQLITE_LIMIT_ATTACHED, 0);
    sqlite3_limit(m_database, SQLITE_LIMIT_TRIGGER_DEPTH, 8);
}

Database::Database(Database&& other) noexcept
    : m_path(std::move(other.m_path)), m_database(std::exchange(other.m_database, nullptr)),
      m_statements(std::exchange(other.m_statements, {})), m_deadline(std::move(other.m_deadline)) {}

Database& Database::operator=(Database&& other) noexcept {
    if (this != &other) {
        close();
        m_path = std::move(other.m_path);
        m_database = std::exchange(other.m_database, nullptr);
        m_statements = std::exchange(other.m_statements, {});
        m_deadline = std::move(other.m_deadline);
    }
    return *this;
}

Database::~Database() {
    close();
}

void Database::close() noexcept {
    for (const auto& [sql, statement] : m_statements)
        sqlite3_finalize(statement);
    m_statements.clear();
    sqlite3_close_v2(std::exchange(m_database, nullptr));
}

void Database::execute(std::string_view sql) {
    const std::string terminated(sql);
    const int code = sqlite3_exec(m_database, terminated.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        throwSqlite(m_database, code, m_path.string());
}

sqlite3_stmt* Database::prepare(std::string_view sql) const {
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(m_database, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK)
        throwSqlite(m_database, code, m_path.string());
    return statement;
}

Rows Database::query(std::string_view sql, std::span<const Value> values) const {
    auto known = m_statements.find(sql);
    if (known == m_statements.end())
        known = m_statements.emplace(std::string(sql), prepare(sql)).first;
    // A statement that is still giving rows to somebody cannot be used a second time.
    const bool isOwned = sqlite3_stmt_busy(known->second);
    Rows rows(m_database, isOwned ? prepare(sql) : known->second, isOwned);
    int index = 1;
    for (const Value& value : values)
        value.bind(rows.m_statement, index++);
    return rows;
}

std::int64_t Database::run(std::string_view sql, std::span<const Value> values) {
    Rows rows = query(sql, values);
    while (rows.next()) {
    }
    return sqlite3_changes64(m_database);
}

std::int64_t Database::queryInteger(std::string_view sql, std::initializer_list<Value> values) const {
    Rows rows = query(sql, values);
    return rows.next() ? rows.integer(0) : 0;
}

std::int64_t Database::lastInsertedId() const {
    return sqlite3_last_insert_rowid(m_database);
}

void Database::rollBack() noexcept {
    // Some errors have ended the transaction already; a ROLLBACK that fails leaves nothing behind either.
    if (!sqlite3_get_autocommit(m_database))
        sqlite3_exec(m_database, "ROLLBACK", nullptr, nullptr, nullptr);
}

void Database::copyInto(Database& target) const {
    sqlite3_backup* backup = sqlite3_backup_init(target.m_database, "main", m_database, "main");
    if (!backup)
        throwSqlite(target.m_database, SQLITE_ERROR, target.m_path.string());
    sqlite3_backup_step(backup, -1);
    const int code = sqlite3_backup_finish(backup);
    if (code != SQLITE_OK)
        throwSqlite(target.m_database, code, target.m_path.string());
}

void Database::setDeadline(std::optional<std::chrono::steady_clock::time_point> deadline) {
    m_deadline = deadline ? std::make_unique<std::chrono::steady_clock::time_point>(*deadline) : nullptr;
    if (m_deadline)
        sqlite3_progress_handler(m_database, 1000, deadlinePassed, m_deadline.get());
    else
        sqlite3_progress_handler(m_database, 0, nullptr, nullptr);
}

} // namespace hypnodesk::study
