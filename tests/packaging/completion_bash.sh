#!/usr/bin/env bash
# completion_bash.sh FOLDER HYPNO: what bash offers at every subcommand is what --help says.
. "$(dirname "$0")/support.sh"
hypno=$2
. "$1/hypno"
complete -p hypno | grep -q -- '-F _hypno' || wrong "hypno is not completed"

offered() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _hypno
    [ ${#COMPREPLY[@]} -eq 0 ] || printf '%s\n' "${COMPREPLY[@]}"
}

. "$(dirname "$0")/completion_cases.sh"
