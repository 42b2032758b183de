#!/usr/bin/env bash
# metainfo.sh VERSION: the AppStream metainfo is valid and knows this version, the desktop entry and the MIME types.
. "$(dirname "$0")/support.sh"
need appstreamcli xmllint
version=$1

metainfo=$root/packaging/desktop/hypnodesk.metainfo.xml
# appstreamcli wants the file to be named as its component.
named=$scratch/$(xmllint --xpath 'string(/component/id)' "$metainfo").metainfo.xml
cp "$metainfo" "$named"
report=$(appstreamcli validate --no-net --pedantic "$named" 2>&1) || wrong "appstreamcli: $report"

expect_equal "newest release" "$version" "$(xmllint --xpath 'string(/component/releases/release[1]/@version)' "$metainfo")"
launched=$(xmllint --xpath 'string(/component/launchable)' "$metainfo")
[ -f "$root/packaging/desktop/$launched" ] || wrong "the desktop entry $launched is missing"
provided=$(xmllint --xpath '//provides/mediatype/text()' "$metainfo" | sort)
opened=$(sed -n 's/^MimeType=//p' "$root/packaging/desktop/$launched" | tr ';' '\n' | sed '/^$/d' | sort)
expect_equal "media types" "$opened" "$provided"
verdict
