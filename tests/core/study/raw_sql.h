#pragma once

#include <sqlite3.h>

#include <filesystem>
#include <string>

/// Runs SQL on a closed study behind our back, as anybody could; the error text, empty when all went well.
inline std::string rawSql(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* database = nullptr;
    std::string error;
    if (sqlite3_open(path.c_str(), &database) != SQLITE_OK)
        error = "cannot open";
    else if (sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK)
        error = sqlite3_errmsg(database);
    sqlite3_close(database);
    return error;
}

/// The first column of the first row as text.
inline std::string rawValue(const std::filesystem::path& path, const std::string& sql) {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    std::string value;
    if (sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK &&
        sqlite3_prepare_v2(database, sql.c_str(), -1, &statement, nullptr) == SQLITE_OK &&
        sqlite3_step(statement) == SQLITE_ROW)
        if (const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)))
            value = text;
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return value;
}
