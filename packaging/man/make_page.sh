#!/bin/sh
# make_page.sh PROGRAM TEMPLATE VERSION: prints the man page of a program. The template is the prose, kept by hand; its
# lines @OPTIONS@ and @COMMANDS@ are replaced by what the program's own --help says, so that they cannot disagree.
set -eu

program=$1 template=$2 version=$3
here=$(dirname "$0")
name=$(basename "$program")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export LC_ALL=C.UTF-8 LANGUAGE= QT_QPA_PLATFORM=offscreen XDG_RUNTIME_DIR="$scratch"

help_of() { "$program" "$@" --help </dev/null; }

# The arguments and options of a command as tagged paragraphs.
options_of() { help_of "$@" | awk -f "$here/options.awk"; }

subcommands_of() {
    help_of "$@" | awk '/^Subcommands:$/ { inside = 1; next } /^[^ ]/ { inside = 0 } inside && /^  [a-z]/ { print $1 }'
}

# Every subcommand, and its own, as a section: what it does, how it is called, its arguments and options.
commands_of() {
    for command in $(subcommands_of "$@"); do
        printf '.SS "%s"\n' "$name $* $command" | tr -s ' '
        help_of "$@" "$command" | awk -v part=description -f "$here/options.awk"
        options_of "$@" "$command"
        commands_of "$@" "$command"
    done
}

# "&" means something in awk's replacement texts, so files are read in, never substituted.
options_of >"$scratch/options"
commands_of >"$scratch/commands"
[ -s "$scratch/options" ] || { echo "make_page.sh: $program --help tells no options" >&2; exit 1; }
sed -e "s/@VERSION@/$version/g" \
    -e "/^@OPTIONS@\$/{
r $scratch/options
d
}" -e "/^@COMMANDS@\$/{
r $scratch/commands
d
}" "$template"
