#!/usr/bin/env bash
# Renders the sizes of the icon from its SVG file, with rsvg-convert (Debian: librsvg2-bin):
# ./packaging/make_icons.sh [FOLDER], by default resources/icons.
set -euo pipefail
icons=$(cd "$(dirname "${BASH_SOURCE[0]}")/../resources/icons" && pwd)
folder=${1:-$icons}

for size in 16 22 24 32 48 64 128 256 512; do
    mkdir -p "$folder/$size"
    rsvg-convert --width "$size" --height "$size" "$icons/hypnodesk.svg" --output "$folder/$size/hypnodesk.png"
done
