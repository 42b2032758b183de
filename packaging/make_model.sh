#!/usr/bin/env bash
# Makes the shipped model. It learns from freely drawn virtual nights of several derivations, and from the real W and N3 epochs
# of 17 subjects of the UCDDB: three runs, each going on from the one before, then four that each go on from the mean of the
# last two, and whose mean learns a last pass with frozen backbones. Takes about two hours on two idle cores, several on busy ones. Each
# step goes on where it was when it is run again.
#
#   packaging/make_model.sh DATA OUT.safetensors [WORK_FOLDER]
#
# DATA holds ucddb/fragments/ucddbNNN.edf with ucddbNNN_hypnogram.csv beside it, and sleep-edf/daytime-wake/SC40NNE0_*.edf
# likewise.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly hypno=${HYPNO:-$top/build/release/bin/hypno}
readonly usage='usage: make_model.sh DATA OUT.safetensors [WORK_FOLDER]'
data=$(realpath "${1:?"$usage"}")
readonly data
readonly out=${2:?"$usage"}
readonly work=${3:-$top/build/make-model}

source "$top/packaging/model_data.sh"
nights "$work/second" 9100 C3-A2:22 C4-M1:34 Cz-A1:24 F4-M1:14 Fpz-Cz:14 O2-M1:6 Pz-Oz:6
nights "$work/third" 9700 C3-A2:40 C4-M1:44 Cz-A1:34 F4-M1:18 Fpz-Cz:12 O2-M1:8 Pz-Oz:6
nights "$work/fourth" 9900 C3-A2:30 C4-M1:30 Cz-A1:30 F4-M1:10 Fpz-Cz:6 O2-M1:6 Pz-Oz:4
nights "$work/narrow" 9900 C3-A2:24 C4-M1:24 Cz-A1:24 F4-M1:8 Fpz-Cz:6 O2-M1:6 Pz-Oz:4
nights "$work/fifth" 10300 C3-A2:28 C4-M1:28 Cz-A1:28 F4-M1:8 Fpz-Cz:6 O2-M1:4 Pz-Oz:4
nights "$work/sixth" 10700 C3-A2:22 C4-M1:24 Cz-A1:30 F4-M1:8 Fpz-Cz:6 O2-M1:4 Pz-Oz:4

# without_fast_waves RUN KIND SEED COUNT OPTION...: nights of a run that hold little above 25 to 32 Hz
without_fast_waves() {
    nights "$work/$1/$2" "$3" C3-A2:"$4" C4-M1:"$4" Cz-A1:"$4" -- "${@:5}"
}
without_fast_waves narrow at-50-hz 10100 6 --rate 50
without_fast_waves narrow at-64-hz 10200 3 --rate 64
without_fast_waves narrow below-30-hz 10300 6 --rate 200 --lowpass 30
without_fast_waves fifth at-50-hz 10400 2 --rate 50
without_fast_waves fifth at-64-hz 10500 2 --rate 64
without_fast_waves fifth below-30-hz 10600 2 --rate 200 --lowpass 30
without_fast_waves sixth at-50-hz 10800 3 --rate 50
without_fast_waves sixth at-64-hz 10850 2 --rate 64
without_fast_waves sixth below-30-hz 10900 2 --rate 200 --lowpass 30

# pretrain NAME SEED RATE OPTION...: one pass over its nights
pretrain() {
    local name=$1 seed=$2 rate=$3
    shift 3
    [[ -e $work/$name.safetensors ]] && return
    "$hypno" pretrain --out "$work/$name.safetensors" --name "$name" --seed "$seed" --rate "$rate" --epochs 1 --batch 8 \
        --log "$work/$name.log" --validation-data "$work/judges" --data "$work/$name" "$@"
}

# mean OUT NAME...: the mean of the weights of these runs
mean() {
    local name=$1
    shift
    local runs=("${@/#/$work/}")
    [[ -e $work/$name.safetensors ]] ||
        "$hypno" models average "${runs[@]/%/.safetensors}" --out "$work/$name.safetensors" --name "$name"
}

pretrain first 1 5e-4 "${real[@]}" --raw-stride 4 --raw-kernel 9
pretrain second 6 4e-4 "${real[@]}" --from "$work/first.safetensors"
pretrain third 7 4e-4 "${real[@]}" --from "$work/second.safetensors"
mean beginning second third
pretrain fourth 8 3e-4 "${real[@]}" --from "$work/beginning.safetensors"
pretrain narrow 8 3e-4 "${real[@]}" --from "$work/beginning.safetensors"
pretrain fifth 9 3e-4 "${real[@]}" --from "$work/beginning.safetensors"
pretrain sixth 10 3e-4 --from "$work/beginning.safetensors"
mean end fourth fifth sixth narrow
"$hypno" finetune --base "$work/end.safetensors" --data "$work/fourth/Cz-A1" "$work/fourth/F4-M1" "${real[@]}" \
    --validation-data "$work/judges" --out "$out" --name "MC2SleepNet 4" --epochs 1 --batch 32 --rate 1e-4 --seed 1 --log "$work/finetune.log"
