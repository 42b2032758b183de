#!/usr/bin/env bash
# The MIME file is well-formed, update-mime-database takes it, and files are recognised by content and by name.
. "$(dirname "$0")/support.sh"
need xmllint update-mime-database gio

export XDG_DATA_HOME=$scratch/home XDG_DATA_DIRS=$scratch/share
mime=$scratch/share/mime
mkdir -p "$mime/packages" "$XDG_DATA_HOME"
cp "$root/packaging/desktop/hypnodesk.xml" "$mime/packages"
# The types that the ones of ours build on or share a suffix with.
[ ! -f /usr/share/mime/packages/freedesktop.org.xml ] ||
    cp /usr/share/mime/packages/freedesktop.org.xml "$mime/packages"
xmllint --noout "$mime/packages/hypnodesk.xml" || wrong "not well-formed"
report=$(update-mime-database "$mime" 2>&1) || wrong "update-mime-database: $report"
expect_equal "messages of update-mime-database" "" "$report"

# expect_type TYPE FILE
expect_type() {
    local found
    found=$(gio info -a standard::content-type "$2" | sed -n 's/^ *standard::content-type: //p')
    expect_equal "type of $(basename "$2")" "$1" "$found"
}

# The fixed fields of an EDF header: version, patient, recording, date, time, header bytes, reserved, records, duration,
# signals.
edf_header() {
    printf '%-8s%-80s%-80s%-8s%-8s%-8s%-44s%-8s%-8s%-4s' 0 "X X X X" "Startdate X X X X" 02.03.24 22.30.00 256 "$1" 0 1 0
}
edf_header "" >"$scratch/night.edf"
edf_header EDF+C >"$scratch/night-without-suffix"
expect_type application/x-edf "$scratch/night.edf"
expect_type application/x-edf "$scratch/night-without-suffix"

{ printf '\377BIOSEMI'; edf_header 24BIT | tail -c +9; } >"$scratch/night.bdf"
cp "$scratch/night.bdf" "$scratch/biosemi-without-suffix"
expect_type application/x-bdf "$scratch/night.bdf"
expect_type application/x-bdf "$scratch/biosemi-without-suffix"
if [ -f "$mime/packages/freedesktop.org.xml" ]; then
    printf 'STARTFONT 2.1\n' >"$scratch/font.bdf"
    expect_type application/x-font-bdf "$scratch/font.bdf"
fi

# The start of a SQLite file with the application_id of core/study/schema.h.
application_id=$(sed -n 's/.*kApplicationId = 0x\([0-9a-f]\{8\}\);.*/\1/p' "$root/core/study/schema.h")
{ printf 'SQLite format 3\0'; head -c 52 /dev/zero; printf '%b' "$(sed 's/../\\x&/g' <<<"$application_id")"
  head -c 440 /dev/zero; } >"$scratch/study-without-suffix"
cp "$scratch/study-without-suffix" "$scratch/night.hypno"
expect_type application/x-hypnodesk-study "$scratch/night.hypno"
expect_type application/x-hypnodesk-study "$scratch/study-without-suffix"

{ printf 'SQLite format 3\0'; head -c 496 /dev/zero; } >"$scratch/other-database"
[ "$(gio info -a standard::content-type "$scratch/other-database" | grep -c hypnodesk)" -eq 0 ] ||
    wrong "any database is taken for a study"
printf '0       and nothing of a header' >"$scratch/zero"
[ "$(gio info -a standard::content-type "$scratch/zero" | grep -c x-edf)" -eq 0 ] || wrong "any 0 is taken for EDF"
verdict
