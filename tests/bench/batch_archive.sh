#!/usr/bin/env bash
# A simulated archive is scored by `hypno score FOLDER` as a clinic would: once undisturbed, once killed in the middle and
# started again. All outputs of both must be the same to the byte, and the broken files among the nights be named. Then what
# jobs cost: the same nights with one and with two at once, wall and processor time and the peak of memory.
#
#   tests/bench/batch_archive.sh HYPNO [NIGHTS] [HOURS]        200 nights of 0.1 h when not told
#
# A quarter of an hour on two cores. tst_batch does the same with nine nights and a network of known answers.
set -euo pipefail
hypno=$(realpath "${1:?"usage: batch_archive.sh HYPNO [NIGHTS] [HOURS]"}")
nights=${2:-200}
hours=${3:-0.1}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/hypnodesk-archive.XXXXXX")
trap 'rm -rf "$scratch"' EXIT

fail() { echo "batch_archive: $*" >&2; exit 1; }
count() { find "$1" -name '*.scored.json' 2>/dev/null | wc -l; }

# measured NAME COMMAND...: the command, then what it took.
measured() {
    local name=$1
    shift
    /usr/bin/time -o "$scratch/time" -f '%e s wall, %U s user, %S s system, peak %M KiB' "$@" >/dev/null 2>&1 || true
    echo "$name: $(tail -n 1 "$scratch/time"); load $(cut -d' ' -f1 /proc/loadavg)"
}

half=$((nights / 2))
"$hypno" simulate --out "$scratch/archive/2024" --nights "$half" --hours "$hours" --seed 11 --channels C4-M1 >/dev/null 2>&1
"$hypno" simulate --out "$scratch/archive/2025" --nights $((nights - half)) --hours "$hours" --seed 12 --channels C4-M1 \
    >/dev/null 2>&1
find "$scratch/archive" -name '*.csv' -delete # the truth, which no archive has
printf '<html>404 Not Found</html>' >"$scratch/archive/2024/page.edf"
: >"$scratch/archive/2025/empty.edf"
head -c 300 "$scratch/archive/2024/virtual-0001.edf" >"$scratch/archive/2025/cut.edf"
echo "archive: $nights nights of $hours h and 3 broken files, $(du -sh "$scratch/archive" | cut -f1)"

score=("$hypno" score "$scratch/archive" --report html,json)
started=$SECONDS
status=0
"${score[@]}" --out "$scratch/whole" --summary "$scratch/whole/summary.csv" >"$scratch/whole.out" 2>"$scratch/whole.err" || status=$?
[ "$status" -eq 1 ] || fail "exit status $status of the undisturbed run: $(tail -n 3 "$scratch/whole.err")"
[ "$(count "$scratch/whole")" -eq "$nights" ] || fail "$(count "$scratch/whole") of $nights nights scored"
for broken in page.edf empty.edf cut.edf; do
    tail -n 4 "$scratch/whole.err" | grep -q "$broken: " || fail "$broken is not named at the end"
done
echo "undisturbed: $((SECONDS - started)) s; $(tail -n 4 "$scratch/whole.err" | head -n 1)"

"${score[@]}" --out "$scratch/killed" --summary "$scratch/killed/summary.csv" >/dev/null 2>&1 &
pid=$!
while [ "$(count "$scratch/killed")" -lt $((nights / 3)) ]; do
    kill -0 "$pid" 2>/dev/null || fail "the second run ended before it could be killed"
    sleep 1
done
kill -KILL "$pid"
wait "$pid" 2>/dev/null || true
done_before=$(count "$scratch/killed")
[ "$done_before" -lt "$nights" ] || fail "it was done before it could be killed"
"${score[@]}" --out "$scratch/killed" --summary "$scratch/killed/summary.csv" >"$scratch/resumed.out" 2>&1 || true
known=$(grep -c 'up to date$' "$scratch/resumed.out" || true)
echo "killed after $done_before nights, then $(grep -o '[0-9]* nights: .*' "$scratch/resumed.out" | tail -n 1)"
[ "$known" -eq "$done_before" ] || fail "of $done_before nights $known were taken as they were"
# What the summary says of a night does not depend on when it was scored, but for the word for it.
sed -i 's/,up to date,/,scored,/' "$scratch"/*/summary.csv
diff -r --brief "$scratch/whole" "$scratch/killed" || fail "the outputs differ"
echo "the outputs are the same: $(find "$scratch/whole" -type f | wc -l) files"

for jobs in 1 2; do
    measured "--jobs $jobs, $half nights" "$hypno" score "$scratch/archive/2024" --out "$scratch/jobs$jobs" --jobs "$jobs"
done
