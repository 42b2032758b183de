#pragma once

#include "core/model/model_file.h"

#include <QTemporaryDir>
#include <QTest>

namespace hypnodesk::test {

/// A small model that no network would take, but every reader of files does.
inline ModelFile smallModel(const std::string& name, float weight = 1.0f) {
    ModelFile model;
    model.name = name;
    model.normalisation = {std::vector<float>(128, -3.0f), std::vector<float>(128, 9.0f)};
    model.temperature = 1.25;
    model.provenance = {
        {"seed", 7},
        {"base",
         {{"name", "parent"}, {"sha256", "abc"}, {"provenance", {{"base", {{"name", "grandparent"}}}}}}}};
    model.weights = {NamedTensor::fromFloats("w", {2, 2}, std::vector<float>{weight, 2, 3, 4})};
    return model;
}

/// A user's model folder with nothing else in sight but the shipped model, for as long as it lives.
class ModelFolder {
public:
    ModelFolder() { qputenv("HYPNODESK_MODELS", m_folder.path().toUtf8()); }
    ~ModelFolder() { qunsetenv("HYPNODESK_MODELS"); }
    ModelFolder(const ModelFolder&) = delete;
    ModelFolder& operator=(const ModelFolder&) = delete;

    std::filesystem::path path() const { return m_folder.path().toStdString(); }
    std::filesystem::path file(const std::string& name) const { return path() / name; }
    std::filesystem::path modelPath(const std::string& id) const { return file(id + ".safetensors"); }

    std::string install(const std::string& id, float weight = 1.0f) const {
        ModelFile model = smallModel(id, weight);
        [&] { QVERIFY(writeModelFile(model, modelPath(id)).has_value()); }();
        return model.digest;
    }

private:
    QTemporaryDir m_folder;
};

} // namespace hypnodesk::test
