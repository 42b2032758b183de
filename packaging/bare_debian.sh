# Sourced by check_deb.sh and check_tarball.sh: a clean Debian 12 in a folder. Needs root and debootstrap.

# open_bare_debian [MINBASE.tar]: makes a minimal system in $bare, from the tar file where one is given, else with
# debootstrap. It is unmounted and deleted when the script ends.
open_bare_debian() {
    [ "$(id -u)" -eq 0 ] || { echo "this needs root" >&2; exit 3; }
    bare=$(mktemp -d /var/tmp/hypnodesk-bare.XXXXXX)
    trap close_bare_debian EXIT
    if [ $# -gt 0 ]; then
        tar -C "$bare" -xf "$1"
    else
        command -v debootstrap >/dev/null || { echo "debootstrap is not installed" >&2; exit 3; }
        debootstrap --variant=minbase bookworm "$bare" >/dev/null
    fi
    # The way to the archive is this machine's.
    cp /etc/resolv.conf /etc/hosts "$bare/etc/"
    cp /etc/apt/apt.conf.d/* "$bare/etc/apt/apt.conf.d/"
    rm -rf "$bare/etc/apt/sources.list" "$bare/etc/apt/sources.list.d"/*
    [ ! -d /etc/apt/sources.list.d ] || cp -r /etc/apt/sources.list.d/. "$bare/etc/apt/sources.list.d/"
    [ ! -f /etc/apt/sources.list ] || cp /etc/apt/sources.list "$bare/etc/apt/sources.list"
    # There are no pseudo-terminals in it, nor services that could start.
    echo 'Dpkg::Use-Pty "0";' >"$bare/etc/apt/apt.conf.d/99no-terminal"
    printf '#!/bin/sh\nexit 101\n' >"$bare/usr/sbin/policy-rc.d"
    chmod 755 "$bare" "$bare/usr/sbin/policy-rc.d"
    mount -t proc proc "$bare/proc"
    mkdir -p "$bare/dev/shm"
    mount -t tmpfs tmpfs "$bare/dev/shm"
}

close_bare_debian() {
    umount "$bare/proc" "$bare/dev/shm" 2>/dev/null || true
    # Only what was made here: never across a mount that is still there.
    rm -rf --one-file-system "$bare"
}

# inside COMMAND: a shell command as root in the clean system, with its environment and no input.
inside() {
    chroot "$bare" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        sh -ec "$*" </dev/null
}

# inside_as_anna COMMAND: likewise, as a user without rights, in her home folder.
inside_as_anna() {
    chroot "$bare" env -i PATH=/usr/bin:/bin LANG=C.UTF-8 su anna -c "cd; set -e; $*" </dev/null
}

say() { printf '\n== %s\n' "$*"; }

# use_programs FOLDER: the self-check, a simulated night scored, a picture of the desktop; as anna, with the programs
# of that folder.
use_programs() {
    say "hypno check"
    inside_as_anna "$1/hypno check"
    say "A short night, simulated and scored"
    inside_as_anna "$1/hypno simulate --out nights --hours 0.5 --seed 7"
    inside_as_anna "$1/hypno score nights/*.edf --out scored --stride 20"
    inside_as_anna "$1/hypno stats scored/*.hypnogram.csv | head -n 4; ls -l scored"
    if [ -x "$bare$1/hypnodesk" ]; then
        say "A picture of the desktop"
        inside_as_anna "QT_QPA_PLATFORM=offscreen $1/hypnodesk --screenshot night.png nights/*.edf 2>&1; ls -l night.png"
        [ -z "${PICTURE:-}" ] || cp "$bare/home/anna/night.png" "$PICTURE"
    fi
}
