#pragma once

#include "app/command_line/command.h"

namespace hypnodesk::cli {

/// The parts of `hypno models` that change the library: set-default, rollback, export, import, remove.
void addModelChanges(CLI::App& models, Action& chosen);

} // namespace hypnodesk::cli
