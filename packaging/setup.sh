#!/usr/bin/env bash
# Installs the Debian packages of dependencies.txt that are missing: ./packaging/setup.sh [build] [run] [test]
# Without arguments, all three groups. With nothing missing it takes a moment and needs neither network nor rights.
set -euo pipefail

list=$(dirname "${BASH_SOURCE[0]}")/dependencies.txt
readonly list
readonly lock_patience_s=900

say() { printf 'setup: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# The packages of the groups named, one a line.
wanted_packages() {
    awk -v wanted=" $* " '
        /^\[/ { gsub(/[][]/, ""); inside = index(wanted, " " $1 " "); next }
        inside && /^[a-z0-9]/ { print $1 }' "$list"
}

# Those of the given packages that are not installed.
missing_packages() {
    local installed
    installed=$(dpkg-query --show --showformat='${db:Status-Status} ${Package}\n' "$@" 2>/dev/null |
        sed -n 's/^installed //p') || true
    comm -13 <(sort -u <<<"$installed") <(printf '%s\n' "$@" | sort -u)
}

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        env "$@"
    else
        sudo env "$@"
    fi
}

# apt-get without questions; while another package manager holds a lock, waits for it.
apt_get() {
    local log status started=$SECONDS
    log=$(mktemp)
    while true; do
        status=0
        as_root DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 \
            apt-get -q -y -o "DPkg::Lock::Timeout=$lock_patience_s" "$@" </dev/null >"$log" 2>&1 || status=$?
        if [ "$status" -eq 0 ] || ! grep -q 'Could not get lock\|Unable to lock' "$log" ||
            [ $((SECONDS - started)) -ge "$lock_patience_s" ]; then
            break
        fi
        say "another package manager is at work, waiting for it"
        sleep 5
    done
    [ "$status" -eq 0 ] || tail -n 25 "$log" >&2
    rm -f "$log"
    return "$status"
}

main() {
    local groups=("$@") packages missing
    [ ${#groups[@]} -gt 0 ] || groups=(build run test)
    local group
    for group in "${groups[@]}"; do
        grep -qx "\[$group\]" "$list" || die "no group '$group' in $list (there are: build run test)"
    done

    command -v dpkg-query >/dev/null ||
        die "this is not Debian; install what $list names with your own package manager"

    mapfile -t packages < <(wanted_packages "${groups[@]}")
    mapfile -t missing < <(missing_packages "${packages[@]}")
    [ ${#missing[@]} -gt 0 ] || return 0

    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        die "these packages are missing, and installing them needs root or sudo. As root, run:
    apt-get update && apt-get install --no-install-recommends ${missing[*]}"
    fi
    if [ "$(id -u)" -ne 0 ] && ! sudo -n true 2>/dev/null && ! [ -t 0 ]; then
        die "these packages are missing, and sudo would ask for a password that nobody can type here. Run:
    sudo apt-get update && sudo apt-get install --no-install-recommends ${missing[*]}"
    fi

    say "installing ${#missing[@]} packages (some minutes, the first time): ${missing[*]}"
    apt_get update || say "the package lists could not be refreshed; trying with those at hand"
    apt_get install --no-install-recommends "${missing[@]}" ||
        die "apt-get could not install them; its last words are above. The names are those of Debian 12 (bookworm)"

    mapfile -t missing < <(missing_packages "${packages[@]}")
    [ ${#missing[@]} -eq 0 ] || die "still missing after installation: ${missing[*]}"
    say "done"
}

main "$@"
