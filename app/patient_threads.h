#pragma once

namespace hypnodesk {

/// Lets OpenMP's threads sleep while they wait for each other. By default they spin, and on a machine that
/// does anything else besides, scoring a night takes many times as long (measured with a busy neighbour: 189
/// s against 8 s). OpenMP reads the wish when it is loaded, before main(): where it is not set, the program
/// starts itself once more with it. First thing in main(); `arguments` as main() got them.
void waitPatiently(char** arguments);

} // namespace hypnodesk
