#!/usr/bin/env bash
# completion_zsh.sh FOLDER HYPNO: what zsh offers at every subcommand is what --help says.
. "$(dirname "$0")/support.sh"
need zsh
folder=$(cd "$1" && pwd) hypno=$2
tests=$(cd "$(dirname "$0")" && pwd)
PATH=$(dirname "$hypno"):$PATH
cd "$scratch"
coproc shell { zsh -f "$tests/completion_capture.zsh" "$folder" 2>/dev/null; }
# The ends of a coprocess are closed in subshells; copies of them are not.
exec {to_shell}>&"${shell[1]}" {from_shell}<&"${shell[0]}"

offered() {
    local line
    printf '%s\n' "$*" >&"$to_shell"
    while IFS= read -r -t 10 -u "$from_shell" line; do
        [ "$line" != END ] || return 0
        printf '%s\n' "$line"
    done
    echo "no answer from zsh"
}

. "$tests/completion_cases.sh"
