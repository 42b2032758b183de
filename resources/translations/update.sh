#!/usr/bin/env bash
# update.sh [CODE...]: takes new and changed texts of the desktop over into the translations (those of CODE, or all), and lists
# what is to be translated. Ends with 1 when something is.
set -euo pipefail
cd "$(dirname "$0")/../.."

lupdate=$(command -v /usr/lib/qt6/bin/lupdate || command -v lupdate6 || command -v lupdate) ||
    { echo "update: lupdate of Qt 6 is missing (Debian: qt6-l10n-tools)" >&2; exit 2; }

folder=resources/translations
files=()
for code; do files+=("$folder/hypnodesk_$code.ts"); done
[ ${#files[@]} -gt 0 ] || files=("$folder"/hypnodesk_*.ts)

status=0
for file in "${files[@]}"; do
    code=${file##*hypnodesk_}
    code=${code%.ts}
    plurals=()
    [ "$code" != en ] || plurals=(-pluralonly)
    "$lupdate" -silent -no-obsolete "${plurals[@]}" -locations none -I . -source-language en -target-language "$code" \
        ui app -ts "$file"
    awk -v file="$file" '
        /<source>/ { source = $0; gsub(/^ *<source>|<\/source>.*/, "", source) }
        /type="unfinished"/ { print file ": " source; found = 1 }
        END { exit found }' "$file" || status=1
done
exit "$status"
