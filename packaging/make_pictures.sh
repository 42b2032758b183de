#!/usr/bin/env bash
# Draws the window in its main states, on a virtual night, without a screen: for README, the user guide, and for looking at
# what a change did to the window in other sizes, themes and languages.
#
#   packaging/make_pictures.sh FOLDER [--states LIST] [--themes LIST] [--languages LIST] [--text-sizes LIST] [--scales LIST]
#                              [--sizes LIST] [--night FOLDER]
#
# Lists are separated by commas. One picture for each combination: STATE.png, and STATE-THEME-LANGUAGE-... naming what is not
# the first of its list. The defaults make one picture a state: light, en, text size 100, scale 1, 1440x900.
#   --states      start unscored scored whole-night review why comparison signals events spectrum network-view training
#                 keys settings montages report bulk-accept ruler go-to guide event-menu sign-off about
#                 recent wizard wizard-nights wizard-plan wizard-training models agreement help training-end new-scoring
#                 empty-review empty-why empty-comparison empty-events error missing
#   --night       a folder in which the virtual night, which takes a minute to make, is kept for the next time
# Where pngquant is installed, pictures are made small enough for documentation (256 colours).
#   --scales      pixels of the screen for one of the program's (QT_SCALE_FACTOR), such as 1,2
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly bin=${HYPNODESK_BIN:-$top/build/release/bin}
readonly usage='usage: make_pictures.sh FOLDER [--states LIST] [--themes LIST] [--languages LIST] [--text-sizes LIST] [--scales LIST] [--sizes LIST] [--night FOLDER]'
out=${1:?"$usage"}
shift

states=start,unscored,scored,whole-night,review,why,comparison,signals,events,spectrum,network-view,training
states+=,keys,settings,montages,report,bulk-accept,ruler,go-to,guide,event-menu,sign-off,about
states+=,recent,wizard,wizard-nights,wizard-plan,wizard-training,models,agreement,help,training-end,new-scoring
states+=,empty-review,empty-why,empty-comparison,empty-events,error,missing
themes=light languages=en text_sizes=100 scales=1 sizes=1440x900 kept=
while [ $# -gt 0 ]; do
    list=${2:?"$usage"}
    case $1 in
        --states) states=$list ;;
        --themes) themes=$list ;;
        --languages) languages=$list ;;
        --text-sizes) text_sizes=$list ;;
        --scales) scales=$list ;;
        --sizes) sizes=$list ;;
        --night) kept=$list ;;
        *) printf '%s\n' "$usage" >&2; exit 2 ;;
    esac
    shift 2
done

mkdir -p "$out"
out=$(realpath "$out")
if [ -n "$kept" ]; then
    mkdir -p "$kept"
    work=$(realpath "$kept")
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi
readonly out work
export QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8

# A night with the network's run, a technologist's scoring and events: what a study looks like in use.
make_night() {
    [ ! -e "$work/network" ] || { network=$(<"$work/network"); return; }
    "$bin/hypno" simulate --out "$work" --hours 8 --seed 2026 >"$work/log" 2>&1
    mv "$work"/virtual-*.edf "$work/night.edf"
    mv "$work"/virtual-*.hypnogram.csv "$work/night.hypnogram.csv"
    mkdir "$work/plain"
    ln "$work/night.edf" "$work/plain/night.edf"
    head -c 700 "$work/night.edf" >"$work/broken.edf"
    "$bin/hypno" import --name Anna --scorer anna "$work/night.edf" "$work/night.hypnogram.csv" >>"$work/log" 2>&1
    "$bin/hypno" score --study "$work/night.edf" >>"$work/log" 2>&1
    network=$("$bin/hypno" study "$work/night.hypno" | sed -n 's/^ *[0-9]*  \(.*[^ ]\)  *network .*/\1/p')
    printf '%s\n' "$network" >"$work/network"
}

# options_of STATE: its command line
options_of() {
    local used=("$work/night.hypno" --page-epoch 80 --scoring "$network")
    case $1 in
        start) options=() ;;
        unscored) options=("$work/plain/night.edf" --page-epoch 80) ;;
        scored) options=("${used[@]}") ;;
        whole-night) options=("${used[@]}" --page 0) ;;
        why) options=("${used[@]}" --page-epoch 214 --panel why) ;; # deep sleep: slow waves to be marked
        review | comparison | signals | events | spectrum) options=("${used[@]}" --panel "$1") ;;
        network-view) options=("${used[@]}" --action NetworkView) ;;
        training) options=("${used[@]}" --action Training) ;;
        keys) options=("${used[@]}" --action KeyMap) ;;
        settings) options=("${used[@]}" --action Settings) ;;
        montages) options=("${used[@]}" --action EditMontages) ;;
        report) options=("${used[@]}" --action Report) ;;
        bulk-accept) options=("${used[@]}" --action BulkAccept) ;;
        ruler) options=("${used[@]}" --action ScreenRuler) ;;
        go-to) options=("${used[@]}" --action GoTo) ;;
        guide) options=(--action GuidedNight) ;;
        event-menu) options=("${used[@]}" --action ChooseEvent) ;;
        sign-off) options=("${used[@]}" --scoring Anna --action SignOff) ;;
        about) options=(--action About) ;;
        recent) options=("${used[@]}" --action CloseRecording) ;;
        wizard) options=("${used[@]}" --action Retrain) ;;
        wizard-nights) options=("${used[@]}" --action Retrain --press addRecent) ;;
        wizard-plan) options=("${used[@]}" --action Retrain --press addRecent --press next) ;;
        wizard-training) options=("${used[@]}" --action Retrain --press addRecent --press next --press next) ;;
        models) options=("${used[@]}" --action Models) ;;
        agreement) options=("${used[@]}" --action AgreementCourse) ;;
        help) options=("${used[@]}" --action Guide) ;;
        training-end) options=("${used[@]}" --action Training --action Wake --action N2 --action TrainingAgreement) ;;
        new-scoring) options=("${used[@]}" --action NewScoring) ;;
        empty-*) options=("$work/plain/night.edf" --page-epoch 80 --panel "${1#empty-}") ;;
        error) options=("$work/broken.edf") ;;
        missing) options=("$work/a folder that is not there/night.edf") ;;
        *) printf 'make_pictures: there is no state %s\n' "$1" >&2; exit 2 ;;
    esac
}

# Whether the program ends with an error in this state because that is what the picture shows
shows_failure() { [ "$1" = error ] || [ "$1" = missing ]; }

# The name of what is not the usual: part VALUE LIST
part() { [ "$1" = "${2%%,*}" ] || printf -- '-%s' "$1"; }

each() { tr ',' '\n' <<<"$1"; }

make_night
for size in $(each "$sizes"); do
    for scale in $(each "$scales"); do
        for text_size in $(each "$text_sizes"); do
            for language in $(each "$languages"); do
                for theme in $(each "$themes"); do
                    for state in $(each "$states"); do
                        name=$state$(part "$theme" "$themes")$(part "$language" "$languages")
                        name+=$(part "$text_size" "$text_sizes")$(part "$scale" "$scales")$(part "$size" "$sizes")
                        options_of "$state"
                        QT_SCALE_FACTOR=$scale "$bin/hypnodesk" --screenshot "$out/$name.png" --theme "$theme" \
                            --language "$language" --text-size "$text_size" --size "$size" "${options[@]}" \
                            2>"$work/log" || shows_failure "$state" || { printf 'make_pictures: %s failed\n' "$name" >&2; cat "$work/log" >&2; exit 1; }
                        ! command -v pngquant >/dev/null || pngquant --force --nofs --ext .png --speed 1 "$out/$name.png"
                        printf '%s\n' "$out/$name.png"
                    done
                done
            done
        done
    done
done
