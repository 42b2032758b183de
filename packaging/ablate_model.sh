#!/usr/bin/env bash
# What each part of the network and of its training is worth: networks that learn once from the same 40 virtual nights and the
# real W and N3, each without one part, judged on recordings that nobody learned from. Some ten minutes a network on two
# idle cores. Goes on where it was when it is run again.
#
#   packaging/ablate_model.sh DATA WORK_FOLDER FOLDER...     (SEEDS="1 2 3" for more than one seed,
#                                                             ONLY="nothing infonce" for some of the parts)
#
# DATA as for make_model.sh; each FOLDER holds recordings with an expert's hypnogram beside each. Prints kappa of each network on each.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
readonly hypno=${HYPNO:-$top/build/release/bin/hypno}
readonly usage='usage: ablate_model.sh DATA WORK_FOLDER FOLDER...'
data=$(realpath "${1:?"$usage"}")
readonly data
readonly work=${2:?"$usage"}
: "${3:?"$usage"}"
shift 2
readonly judged=("$@")

source "$top/packaging/model_data.sh"
mkdir -p "$work/ablations"

# try_without NAME NIGHTS OPTION...: learns, for each seed, and prints kappa by folder
try_without() {
    local name=$1 nights=$2 seed out folder
    shift 2
    [[ -z ${ONLY:-} || " $ONLY " == *" $name "* ]] || return 0
    for seed in ${SEEDS:-1}; do
        out=$work/ablations/${name}_$seed
        [[ -e $out.safetensors ]] ||
            "$hypno" pretrain --out "$out.safetensors" --name "${name}_$seed" --seed "$seed" --rate 5e-4 --epochs 1 --batch 8 \
                --raw-stride 4 --raw-kernel 9 --log "$out.log" --validation-data "$work/judges" --data "$nights" "$@" >&2
        printf '%-22s seed %s ' "$name" "$seed"
        for folder in "${judged[@]}"; do
            "$hypno" evaluate --model "$out.safetensors" --data "$folder" --json |
                python3 -c 'import json, sys; print("%6.3f" % json.load(sys.stdin)["pooled"]["kappa"], end=" ")'
        done
        printf '\n'
    done
}

printf 'kappa on: %s\n' "${judged[*]}"
try_without nothing "$work/first" "${real[@]}"
try_without infonce "$work/first" "${real[@]}" --ablate infonce
try_without cross-masking "$work/first" "${real[@]}" --ablate crossmask
try_without raw-branch "$work/first" "${real[@]}" --ablate raw
try_without spectrogram-branch "$work/first" "${real[@]}" --ablate spectrogram
try_without half-of-the-masks "$work/first" "${real[@]}" --mask-ratio 0.25
try_without half-of-the-unmasked "$work/first" "${real[@]}" --mask-ratio 0.75
try_without real-epochs "$work/first"
