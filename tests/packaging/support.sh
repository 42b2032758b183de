# Sourced by the tests of this folder.
set -euo pipefail
export LC_ALL=C.UTF-8 QT_QPA_PLATFORM=offscreen
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export XDG_RUNTIME_DIR=$scratch
failures=0

# need TOOL...: skips the test, with exit code 77, where one is missing.
need() {
    local tool
    for tool; do
        command -v "$tool" >/dev/null || { echo "SKIP: $tool is not installed (packaging/setup.sh test)"; exit 77; }
    done
}

wrong() {
    echo "FAIL: $*"
    failures=$((failures + 1))
}

# expect_equal WHAT EXPECTED ACTUAL
expect_equal() {
    [ "$2" = "$3" ] || wrong "$1"$'\n'"  expected: ${2//$'\n'/ }"$'\n'"  actual:   ${3//$'\n'/ }"
}

verdict() {
    [ "$failures" -eq 0 ] || { echo "$failures wrong"; exit 1; }
    echo "all right"
}

# help_of PROGRAM [COMMAND...]: what it prints.
help_of() { "$@" --help </dev/null; }

# The long options that a help text on standard input declares, sorted, one a line.
declared_options() { sed -nE 's/^  (-[a-zA-Z], ?)?(--[a-z0-9-]+).*/\2/p' | sort -u; }

# The subcommands that a help text on standard input declares.
declared_commands() { sed -n '/^Subcommands:/,$ s/^  \([a-z][a-z-]*\) .*/\1/p'; }
