# Sourced by the completion tests, after they have defined offered WORD...: what the shell would offer, one a line, for
# a command line of these words, of which the last is being typed.

# expect_offer EXPECTED WORD...
expect_offer() {
    local expected=$1
    shift
    expect_equal "offered for: $*" "$expected" "$(offered "$@" | sed 's:/$::' | sort)"
}

# At every command: exactly the options that its --help declares, and its subcommands.
expect_commands() {
    local command
    expect_offer "$(help_of "$hypno" "$@" | declared_options)" hypno "$@" --
    for command in $(help_of "$hypno" "$@" | declared_commands); do
        commands=$((commands + 1))
        expect_commands "$@" "$command"
    done
}

PATH=$(dirname "$hypno"):$PATH
cd "$scratch"
mkdir -p there/nights
touch there/night.edf there/clinic.safetensors

commands=0
expect_commands
[ "$commands" -ge 10 ] || wrong "only $commands subcommands were found in --help"
expect_offer "$(help_of "$hypno" | declared_commands | sort)" hypno ""
expect_offer $'compare\nconvert' hypno co
expect_offer "$(help_of "$hypno" models | declared_commands | sort)" hypno models ""
expect_offer $'set-default\nshow' hypno models s
expect_offer $'auto\ncpu\ncuda' hypno score --device ""
expect_offer $'cpu\ncuda' hypno score --device c
expect_offer infonce hypno pretrain --ablate in
expect_offer $'edf,csv' hypno score --format edf,cs
expect_offer there/nights hypno score --out there/
expect_offer $'there/clinic.safetensors\nthere/night.edf\nthere/nights' hypno info there/
expect_offer $'there/clinic.safetensors\nthere/night.edf\nthere/nights' hypno score --model there/
expect_offer "" hypno simulate --nights ""
verdict
