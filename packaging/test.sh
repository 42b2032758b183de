#!/usr/bin/env bash
# From a bare Debian 12 to a verdict: installs what is missing, builds everything with warnings as errors, runs every
# test. ./packaging/test.sh [CTEST ARGUMENT...], for example -R layering. Exits non-zero unless all is green.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
export LC_ALL=C.UTF-8

./packaging/setup.sh build run test
./packaging/build.sh </dev/null
ctest --test-dir build/release --output-on-failure --no-tests=error -j2 "$@" </dev/null
