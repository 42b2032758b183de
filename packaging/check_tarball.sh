#!/usr/bin/env bash
# Unpacks a tarball in the home folder of a user without rights, in a clean Debian 12 that has only the packages that
# the tarball names (share/doc/*/tarball_packages.txt), and uses it. Needs root, debootstrap and a Debian archive.
#
#   packaging/check_tarball.sh PACKAGE.tar.gz [MINBASE.tar]      PICTURE=FILE.png keeps the picture of the desktop
set -euo pipefail
tarball=$(realpath "${1:?"usage: check_tarball.sh PACKAGE.tar.gz [MINBASE.tar]"}")
shift
. "$(dirname "${BASH_SOURCE[0]}")/bare_debian.sh"

open_bare_debian "$@"
inside 'apt-get -q update >/dev/null; useradd -m anna -s /bin/bash'
cp "$tarball" "$bare/tmp/tarball.tar.gz"
chmod 644 "$bare/tmp/tarball.tar.gz"
inside_as_anna 'mkdir programs; tar -C programs --strip-components=1 -xzf /tmp/tarball.tar.gz; ls programs programs/*'

say "Installing what the tarball names"
packages=$(sed -n 's/^\([a-z0-9][a-z0-9.+-]*\)$/\1/p' "$bare"/home/anna/programs/share/doc/*/tarball_packages.txt)
inside "apt-get -q -y install --no-install-recommends ${packages//$'\n'/ } >/dev/null"
use_programs /home/anna/programs/bin

say "Moved elsewhere, and called through a link"
inside_as_anna 'mkdir deeper; mv programs deeper/; ln -s deeper/programs/bin/hypno hypno; ./hypno models list'
inside_as_anna './hypno models list | grep -q /home/anna/deeper/programs/share/hypnodesk/models'
inside_as_anna './hypno score nights/*.edf --out again --stride 20; cmp scored/*.hypnogram.csv again/*.hypnogram.csv'
echo "all right"
