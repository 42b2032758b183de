#!/usr/bin/env bash
# Makes the shipped model from nothing: simulates its training nights, pre-trains, fine-tunes. Takes about an hour on
# two cores. Pre-training is bounded by time, so another machine makes another number of passes and other weights.
#
#   packaging/make_model.sh OUT.safetensors [WORK_FOLDER]
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
hypno=$top/build/release/bin/hypno
out=${1:?"usage: make_model.sh OUT.safetensors [WORK_FOLDER]"}
work=${2:-$top/build/make-model}

# derivation:nights:seed
nights=(C4-M1:30:1101 F4-M1:10:1202 Cz-M1:10:1303 Fpz-Cz:8:1404 O2-M1:4:1505)

folders=()
for spec in "${nights[@]}"; do
    IFS=: read -r derivation count seed <<<"$spec"
    folders+=("$work/$derivation")
    "$hypno" simulate --out "$work/$derivation" --nights "$count" --seed "$seed" --hours 8 --rate 100 \
        --channels "$derivation" >/dev/null
done

"$hypno" pretrain --data "${folders[@]}" --out "$work/pretrained.safetensors" --name "MC2SleepNet simulated" \
    --epochs 8 --batch 8 --rate 5e-4 --raw-stride 2 --minutes 27 --seed 1 --log "$work/pretrain.log"
"$hypno" finetune --base "$work/pretrained.safetensors" --data "${folders[@]}" --out "$out" \
    --name "MC2SleepNet, simulated nights (1)" --epochs 2 --batch 32 --seed 1 --log "$work/finetune.log"
