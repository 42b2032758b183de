#!/usr/bin/env bash
# From a bare Debian 12 to a scored night on the screen: installs what is missing, builds, simulates a demo night and
# opens it. ./packaging/run.sh [NIGHT.edf...] opens your own instead.
# Without a display it scores at the command line, writes a report and a screenshot, and says where they are.
set -euo pipefail
export LANG="${LANG:-C.UTF-8}"
readonly started_in=$PWD
cd "$(dirname "${BASH_SOURCE[0]}")/.."
root=$PWD
readonly root
readonly bin=$root/build/release/bin
readonly demo=$root/build/demo

say() { printf '\n== %s\n' "$*"; }

demo_night() {
    [ ! -d "$demo" ] || find "$demo" -maxdepth 1 -name '*.edf' ! -name '*.hypnogram.edf' | sort | head -n 1
}

# Simulated elsewhere and moved, so that an interrupted simulation leaves no half night behind.
make_demo_night() {
    local unfinished=$demo.unfinished
    say "Simulating a demo night"
    rm -rf "$unfinished" "$demo"
    "$bin/hypno" simulate --out "$unfinished" --nights 1 --seed 7 --hours 8
    mv "$unfinished" "$demo"
}

has_display() { [ -n "${DISPLAY:-}" ] || [ -n "${WAYLAND_DISPLAY:-}" ]; }

score_without_display() {
    local results=$root/build/results
    local screenshot=$results/hypnodesk.png
    mkdir -p "$results"
    say "No display: scoring at the command line"
    "$bin/hypno" score "$@" --out "$results" --format edf,csv,json --report html,json
    say "Taking a picture of the desktop program"
    QT_QPA_PLATFORM=offscreen "$bin/hypnodesk" --screenshot "$screenshot" --score "$1"
    say "Everything is here"
    printf '  recording   %s\n' "$@"
    find "$results" -maxdepth 1 -type f | sort | sed 's/^/  result      /'
    printf '  programs    %s\n' "$bin/hypno" "$bin/hypnodesk"
    printf 'On a machine with a screen, this command opens the night in hypnodesk.\n'
}

nights=()
for night in "$@"; do
    case $night in
        /*) nights+=("$night") ;;
        *) nights+=("$started_in/$night") ;;
    esac
    [ -r "${nights[-1]}" ] || { printf 'run: cannot read %s\n' "$night" >&2; exit 3; }
done

./packaging/setup.sh build run
say "Building"
./packaging/build.sh hypno hypnodesk hypnodesk_net

if [ ${#nights[@]} -eq 0 ]; then
    [ -n "$(demo_night)" ] || make_demo_night
    nights=("$(demo_night)")
fi

if has_display; then
    # The window shows one night at a time; its Open dialog leads to the others.
    say "Opening ${nights[0]}"
    exec "$bin/hypnodesk" --score "${nights[0]}"
fi
score_without_display "${nights[@]}"
