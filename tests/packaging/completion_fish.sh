#!/usr/bin/env bash
# completion_fish.sh FOLDER HYPNO: what fish offers at every subcommand is what --help says.
. "$(dirname "$0")/support.sh"
need fish
completion=$1/hypno.fish hypno=$2
export HOME=$scratch

offered() {
    fish --no-config -c 'source $argv[1]; complete -C (string join " " -- $argv[2..-1])' -- "$completion" "$@" | cut -f 1
}

. "$(dirname "$0")/completion_cases.sh"
