#!/usr/bin/env bash
# man_pages.sh BUILT_PACKAGING HYPNO [HYPNODESK]: the built pages are clean and name every subcommand and every option
# that --help prints, each option under its subcommand.
. "$(dirname "$0")/support.sh"
need man
pages=$1 hypno=$2 hypnodesk=${3:-}

# rendered PROGRAM: the page as text; what man has to complain about counts as wrong.
rendered() {
    local complaints
    complaints=$(MANWIDTH=400 MAN_KEEP_FORMATTING= man --warnings=w --nh --nj -l "$pages/$1.1.gz" \
        2>&1 >"$scratch/$1.txt" </dev/null) || true
    expect_equal "complaints about $1(1)" "" "$complaints"
    [ -s "$scratch/$1.txt" ] || wrong "$1(1) is empty"
}

# expect_options WHAT TEXT OPTION...: each option is a tag of its own in the text.
expect_options() {
    local what=$1 text=$2 option
    shift 2
    [ $# -gt 0 ] || wrong "$what: --help names no options"
    for option; do
        grep -qE "^ +(-[a-zA-Z], ?)?$option( |\$)" <<<"$text" || wrong "$what: $option is missing"
    done
}

# expect_commands [COMMAND...]: all subcommands of it, and theirs.
expect_commands() {
    local command section
    for command in $(help_of "$hypno" "$@" | declared_commands); do
        section=$(awk -v heading="   hypno ${*:+$* }$command" \
            '$0 == heading { inside = 1; next } /^ ? ? ?[^ ]/ { inside = 0 } inside' "$scratch/hypno.txt")
        [ -n "$section" ] || wrong "hypno(1) has no section on hypno $* $command"
        mapfile -t options < <(help_of "$hypno" "$@" "$command" | declared_options)
        expect_options "hypno(1), $* $command" "$section" "${options[@]}"
        commands=$((commands + 1))
        expect_commands "$@" "$command"
    done
}

rendered hypno
mapfile -t options < <(help_of "$hypno" | declared_options)
expect_options "hypno(1)" "$(sed -n '/^OPTIONS/,/^COMMANDS/p' "$scratch/hypno.txt")" "${options[@]}"
commands=0
expect_commands
[ "$commands" -ge 10 ] || wrong "only $commands subcommands were found in --help"

if [ -n "$hypnodesk" ]; then
    rendered hypnodesk
    mapfile -t options < <(help_of "$hypnodesk" 2>/dev/null | declared_options)
    expect_options "hypnodesk(1)" "$(sed -n '/^OPTIONS/,/^ENVIRONMENT/p' "$scratch/hypnodesk.txt")" "${options[@]}"
fi
verdict
