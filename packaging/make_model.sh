#!/usr/bin/env bash
# Makes the shipped model. It learns from virtual nights that follow the stages and band powers measured in the 153 nights of
# Sleep-EDF-78, and from the real W and N3 epochs of 17 subjects of the UCDDB. Takes about an hour and a half on two
# cores. Pre-training is bounded by time, so another machine makes other weights, though not worse ones if it is faster.
#
#   packaging/make_model.sh DATA OUT.safetensors [WORK_FOLDER]
#
# DATA holds sleep-edf/bandpower/subjectNN_nightN.safetensors (stages and band powers, "hypno simulate --help" says how) and
# ucddb/fragments/ucddbNNN.edf with ucddbNNN_hypnogram.csv beside it, and sleep-edf/daytime-wake/SC40NNE0_*.edf likewise.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly hypno=${HYPNO:-$top/build/release/bin/hypno}
readonly usage='usage: make_model.sh DATA OUT.safetensors [WORK_FOLDER]'
data=$(realpath "${1:?"$usage"}")
readonly data
readonly out=${2:?"$usage"}
readonly work=${3:-$top/build/make-model}

# Subjects kept apart, to judge a run by real epochs while it goes on.
readonly judges=(ucddb002 ucddb003 ucddb005 ucddb006 ucddb007 ucddb008)

# follow FOLDER SEED DERIVATION SUBJECT...: virtual nights of that derivation that follow the subjects' nights
follow() {
    local folder=$1 seed=$2 derivation=$3 subject
    shift 3
    mkdir -p "$folder/courses"
    for subject in "$@"; do
        ln -sf "$data/sleep-edf/bandpower/$subject"_night*.safetensors "$folder/courses"
    done
    "$hypno" simulate --out "$folder" --nights "$(find "$folder/courses" -name '*.safetensors' | wc -l)" \
        --seed "$seed" --rate 100 --channels "$derivation" --courses "$folder/courses" >/dev/null
}

# nights FOLDER SEED DERIVATION:SUBJECTS...: deals the subjects, shuffled, to derivations
nights() {
    local folder=$1 seed=$2 spec count subjects
    shift 2
    mapfile -t subjects < <(
        find "$data/sleep-edf/bandpower" -name 'subject*.safetensors' -printf '%f\n' | sed 's/_night.*//' | sort -u |
            while read -r subject; do
                printf '%s %s\n' "$(printf '%s' "$seed $subject" | sha256sum | cut -c1-16)" "$subject"
            done | sort | cut -d' ' -f2
    )
    for spec in "$@"; do
        count=${spec#*:}
        follow "$folder/${spec%:*}" "$seed" "${spec%:*}" "${subjects[@]:0:count}"
        subjects=("${subjects[@]:count}")
        seed=$((seed + 101))
    done
}

mkdir -p "$work"
nights "$work/first" 2101 C4-M1:36 F4-M1:10 Cz-M1:8 Fpz-Cz:12 O2-M1:6 Pz-Oz:6
"$hypno" simulate --out "$work/first/drawn" --nights 28 --seed 3001 --hours 8 --rate 100 --channels C4-M1 >/dev/null
nights "$work/second" 5101 C3-A2:20 C4-M1:24 Cz-A1:10 F4-M1:8 Fpz-Cz:8 O2-M1:4 Pz-Oz:4
"$hypno" simulate --out "$work/second/drawn" --nights 16 --seed 6001 --hours 8 --rate 100 --channels C4-M1 >/dev/null

# Real W and N3: both compete with each other, N3 with the other stages as well. Real W must not, or the network takes
# whatever looks real for W.
mkdir -p "$work/judges" "$work/fragments" "$work/deep"
ln -sf "$data"/sleep-edf/daytime-wake/SC40{01,02,11}E0_* "$work/judges"
for recording in "$data"/ucddb/fragments/*.edf; do
    subject=$(basename "$recording" .edf)
    stages=${recording%.edf}_hypnogram.csv
    if [[ " ${judges[*]} " == *" $subject "* ]]; then
        ln -sf "$recording" "$stages" "$work/judges"
    else
        ln -sf "$recording" "$stages" "$work/fragments"
        ln -sf "$recording" "$work/deep"
        sed 's/,W\r\?$/,?/' "$stages" >"$work/deep/${subject}_hypnogram.csv"
    fi
done

# pretrain NAME SEED MINUTES OPTION...
pretrain() {
    local name=$1 seed=$2 minutes=$3
    shift 3
    "$hypno" pretrain --out "$work/$name.safetensors" --name "$name" --seed "$seed" --minutes "$minutes" --batch 8 \
        --log "$work/$name.log" "$@"
}
readonly real=("$work/deep" --fragments "$work/fragments" --validation-data "$work/judges")

pretrain first 1 34 --epochs 3 --rate 5e-4 --raw-stride 4 --raw-kernel 9 --validation 0.03 --data "$work/first"
pretrain second 3 36 --epochs 1 --rate 4e-4 --from "$work/first.safetensors" --data "$work/second" "${real[@]}"
"$hypno" finetune --base "$work/second.safetensors" --data "$work/second/C3-A2" "$work/second/Cz-A1" "${real[@]}" --out "$out" \
    --name "MC2SleepNet 2" --epochs 2 --batch 32 --rate 1e-4 --seed 1 --log "$work/finetune.log"
