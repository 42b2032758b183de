#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <functional>
#include <string>

namespace hypnodesk {

/// Writes a model with its change record as one file: the same safetensors file with the record and the
/// digests of both in its metadata. So it stays what every tool that reads models expects, `--model` takes it
/// as it is, and importing it gives back the very bytes that left. Replaces nothing. DigestMismatch and
/// FormatInvalid for models that were altered: they are not passed on.
Result<void> exportModel(const std::filesystem::path& model, const std::filesystem::path& out);

/// What computing with the model says of it, for shapes that do not fit; absent: nobody asks.
using ModelTrial = std::function<Result<void>(const std::filesystem::path& model)>;

/// Takes a model into a folder, with its record where the file brings one, and gives its id: the file's name,
/// or `id` where that is not empty. Replaces nothing.
///
/// Refused: what is no model (FormatUnknown), one that ends too early or is damaged (FormatInvalid), one of a
/// later format (FormatUnsupported), one whose weights, description or record were altered (DigestMismatch),
/// one that `trial` cannot compute with, and a name that is taken (FileUnwritable).
Result<std::string> importModel(const std::filesystem::path& file, const std::filesystem::path& folder,
                                const std::string& id = {}, const ModelTrial& trial = {});

/// Deletes an own model and its record. ArgumentInvalid for shipped models and for defaults: choose another
/// default first.
Result<void> removeModel(const std::string& id);

/// A text as the id of a model: letters, digits, '.', '-' and '_'; others become '-'. "model" for nothing.
std::string modelIdFrom(const std::string& text);

} // namespace hypnodesk
