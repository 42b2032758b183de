#!/usr/bin/env bash
# Configures the preset "release" and builds, in build/release, the targets named, or all of them:
# ./packaging/build.sh [TARGET...]      JOBS=N in the environment sets how many compilers run at once.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# As many as there are cores, but no more than memory carries: a file that sees LibTorch takes 1.5 GB to compile.
compiler_jobs() {
    local cores by_memory
    cores=$(nproc)
    by_memory=$(awk '/^MemAvailable:/ { print int($2 / 2000000) }' /proc/meminfo)
    [ "$by_memory" -ge 1 ] || by_memory=1
    echo $((cores < by_memory ? cores : by_memory))
}

cmake --preset release
cmake --build build/release --parallel "${JOBS:-$(compiler_jobs)}" ${1:+--target "$@"}
