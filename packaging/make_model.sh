#!/usr/bin/env bash
# Makes the shipped model. It learns from freely drawn virtual nights of several derivations, and from the real W and N3 epochs
# of 17 subjects of the UCDDB. Takes about an hour and a half on two idle cores, several on busy ones. Each step goes on where it was when it
# is run again.
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

# pretrain NAME SEED RATE OPTION...: one pass over its nights and the real epochs
pretrain() {
    local name=$1 seed=$2 rate=$3
    shift 3
    [[ -e $work/$name.safetensors ]] && return
    "$hypno" pretrain --out "$work/$name.safetensors" --name "$name" --seed "$seed" --rate "$rate" --epochs 1 --batch 8 \
        --log "$work/$name.log" "$@" --data "$work/$name" "${real[@]}" --validation-data "$work/judges"
}

pretrain first 1 5e-4 --raw-stride 4 --raw-kernel 9
pretrain second 6 4e-4 --from "$work/first.safetensors"
pretrain third 7 4e-4 --from "$work/second.safetensors"
[[ -e $work/mean.safetensors ]] ||
    "$hypno" models average "$work/second.safetensors" "$work/third.safetensors" --out "$work/mean.safetensors" --name mean
pretrain fourth 8 3e-4 --from "$work/mean.safetensors"
"$hypno" finetune --base "$work/fourth.safetensors" --data "$work/fourth/Cz-A1" "$work/fourth/F4-M1" "${real[@]}" \
    --validation-data "$work/judges" --out "$out" --name "MC2SleepNet 3" --epochs 1 --batch 32 --rate 1e-4 --seed 1 --log "$work/finetune.log"
