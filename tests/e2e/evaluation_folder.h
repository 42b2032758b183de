#pragma once

#include "tests/e2e/made_nights.h"
#include "tests/support/program_run.h"

#include <QDir>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// For tests of `hypno evaluate` with a network that says W N1 N2 N3 R over and over, each with 80 %.

using nlohmann::json;
namespace fs = std::filesystem;

struct Evaluation : Run {
    nlohmann::json result() const { return nlohmann::json::parse(out.toStdString(), nullptr, false); }
};

inline json readJson(const fs::path& path) {
    std::ifstream file(path);
    return json::parse(file, nullptr, false);
}

inline bool isNear(const json& value, double expected) {
    return value.is_number() && std::abs(value.get<double>() - expected) < 1e-6;
}

/// A folder for a test's nights, with a model in it.
class EvaluationFolder {
public:
    /// False when it cannot be made.
    bool prepare() const {
        qputenv("XDG_CACHE_HOME", QByteArray::fromStdString(at("cache")));
        return m_folder.isValid() && made::text(at("model.safetensors"), "{}");
    }

    std::string at(const std::string& name) const {
        return m_folder.filePath(QString::fromStdString(name)).toStdString();
    }

    Evaluation evaluate(const std::vector<std::string>& arguments) const {
        QStringList all{"evaluate"};
        if (std::find(arguments.begin(), arguments.end(), "--model") == arguments.end())
            all << "--model" << QString::fromStdString(at("model.safetensors"));
        for (const std::string& argument : arguments)
            all << QString::fromStdString(argument);
        return {program(QStringLiteral(HYPNO_WITH_FAKE_NETWORK), all)};
    }

private:
    // In memory where there is such a folder: what is tested does not need the disk's patience.
    QTemporaryDir m_folder{(QFileInfo("/dev/shm").isWritable() ? QString("/dev/shm") : QDir::tempPath()) +
                           "/hypnodesk-XXXXXX"};
};
