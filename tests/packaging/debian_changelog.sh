#!/usr/bin/env bash
# debian_changelog.sh BUILT_PACKAGING VERSION: the newest entry of the Debian changelog is this version.
. "$(dirname "$0")/support.sh"
need dpkg-parsechangelog

parsed=$(dpkg-parsechangelog --all -l "$1/debian/changelog" 2>&1) || wrong "dpkg-parsechangelog: $parsed"
found=$(dpkg-parsechangelog -l "$1/debian/changelog" -S Version)
expect_equal "newest entry" "$2" "${found%-*}"
expect_equal "warnings" "" "$(dpkg-parsechangelog -l "$1/debian/changelog" 2>&1 >/dev/null)"
verdict
