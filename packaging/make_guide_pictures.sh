#!/usr/bin/env bash
# Draws the pictures of the guide anew, in every language it has: resources/guide/LANGUAGE/pictures.
# HYPNODESK_BIN names the folder of the programs, as for make_pictures.sh.
set -euo pipefail

top=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d)
readonly top work
trap 'rm -rf "$work"' EXIT

for folder in "$top"/resources/guide/*/; do
    language=$(basename "$folder")
    "$top/packaging/make_pictures.sh" "$work/$language" --states scored,review --languages "$language" --sizes 1280x800
    mkdir -p "$folder/pictures"
    mv "$work/$language/scored.png" "$folder/pictures/desk.png"
    mv "$work/$language/review.png" "$folder/pictures/review.png"
done
