#!/usr/bin/env bash
# Every size of the icon has that size, and is the drawing of the SVG file that it was rendered from.
. "$(dirname "$0")/support.sh"
need python3

sizes=$(sed -n 's/^ *foreach(size \(.*\))/\1/p' "$root/packaging/CMakeLists.txt")
[ -n "$sizes" ] || wrong "packaging/CMakeLists.txt installs no icons"
for size in $sizes; do
    icon=$root/resources/icons/$size/hypnodesk.png
    found=$(python3 -c 'import struct, sys; print("%dx%d" % struct.unpack(">II", open(sys.argv[1], "rb").read()[16:24]))' \
        "$icon") || found=unreadable
    expect_equal "size of $icon" "${size}x$size" "$found"
done
if command -v rsvg-convert >/dev/null; then
    "$root/packaging/make_icons.sh" "$scratch/icons"
    for size in $sizes; do
        cmp -s "$scratch/icons/$size/hypnodesk.png" "$root/resources/icons/$size/hypnodesk.png" ||
            wrong "resources/icons/$size/hypnodesk.png is not what packaging/make_icons.sh draws"
    done
fi
verdict
