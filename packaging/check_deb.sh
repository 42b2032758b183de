#!/usr/bin/env bash
# Installs a .deb in a clean Debian 12, uses it as a user without rights, removes it, and fails when anything of it is
# left. Needs root, debootstrap and a Debian archive within reach.
#
#   packaging/check_deb.sh PACKAGE.deb [MINBASE.tar]      PICTURE=FILE.png keeps the picture of the desktop
set -euo pipefail
deb=$(realpath "${1:?"usage: check_deb.sh PACKAGE.deb [MINBASE.tar]"}")
shift
. "$(dirname "${BASH_SOURCE[0]}")/bare_debian.sh"
package=$(dpkg-deb -f "$deb" Package)

# The tarball names its packages by hand; what dpkg-shlibdeps has found here must be among them.
named=$(dpkg-deb --fsys-tarfile "$deb" | tar -xO "./usr/share/doc/$package/tarball_packages.txt")
for needed in $(dpkg-deb -f "$deb" Depends | tr ',' '\n' | sed 's/|.*//; s/(.*//; s/ //g'); do
    grep -qx -- "$needed" <<<"$named" || { echo "packaging/tarball_packages.txt lacks $needed" >&2; exit 1; }
done

all_files() { (cd "$bare" && find etc home opt root usr var srv -xdev | sort); }

open_bare_debian "$@"
inside 'apt-get -q update >/dev/null; useradd -m anna -s /bin/bash'
cp "$deb" "$bare/tmp/$package.deb"

say "Installing what $package depends on"
depends=$(dpkg-deb -f "$deb" Depends)
# An empty package with the same dependencies, so that what is left later is left by ours alone.
stand_in=$(mktemp -d)
mkdir "$stand_in/DEBIAN"
printf 'Package: stand-in\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@localhost>\nDepends: %s\nDescription: -\n' \
    "$depends" >"$stand_in/DEBIAN/control"
dpkg-deb --build "$stand_in" "$bare/tmp/stand-in.deb" >/dev/null
rm -rf "$stand_in"
inside 'apt-get -q -y install --no-install-recommends /tmp/stand-in.deb man-db desktop-file-utils shared-mime-info >/dev/null'
all_files >"$bare/tmp/before"

say "Installing $package"
inside "apt-get -q -y install --no-install-recommends /tmp/$package.deb"
inside "dpkg --verify $package; dpkg -L $package | wc -l"
use_programs /usr/bin
say "What the system knows of it"
inside "man -w hypno; grep -h 'hypno\|x-[eb]df' /usr/share/mime/globs /usr/share/applications/mimeinfo.cache || true"

say "Removing $package"
inside "apt-get -q -y purge $package"
inside 'rm -rf /home/anna/*'
# Logs and states of the package manager change by its own use; caches that other packages keep are rebuilt.
all_files | comm -13 "$bare/tmp/before" - |
    grep -v '^var/\(log\|lib/dpkg\|lib/apt\|cache\)/\|^home/anna' >"$bare/tmp/left" || true
if [ -s "$bare/tmp/left" ]; then
    echo "left behind:"
    cat "$bare/tmp/left"
    exit 1
fi
echo "nothing is left behind"
