#!/usr/bin/env bash
# The desktop entry is valid, and what it opens are the types that the MIME file defines.
. "$(dirname "$0")/support.sh"
need desktop-file-validate xmllint

entry=$root/packaging/desktop/hypnodesk.desktop
report=$(desktop-file-validate --warn-kde "$entry" 2>&1) || wrong "desktop-file-validate: $report"
expect_equal "messages of desktop-file-validate" "" "$report"

defined=$(xmllint --xpath '//*[local-name()="mime-type"]/@type' "$root/packaging/desktop/hypnodesk.xml" |
    sed 's/.*"\(.*\)"/\1/' | sort)
opened=$(sed -n 's/^MimeType=//p' "$entry" | tr ';' '\n' | sed '/^$/d' | sort)
expect_equal "the types that the program opens" "$defined" "$opened"
verdict
