#pragma once

#include "app/command_line/command.h"

namespace hypnodesk::cli {

/// `hypno models average`.
void addModelAverage(CLI::App& models, Action& chosen);

} // namespace hypnodesk::cli
