#!/usr/bin/env bash
# batch_snakemake.sh HYPNO: the workflow makes what one run makes, and the table of it.
. "$(dirname "$0")/support.sh"
need snakemake
[ -x "$1" ] || { echo "SKIP: hypno is not built"; exit 77; }
. "$(dirname "$0")/batch_archive.sh"
export XDG_CACHE_HOME=$scratch/cache HOME=$scratch

# workflow ARGUMENT...
workflow() {
    snakemake --quiet --cores 2 --directory "$scratch" --snakefile "$root/packaging/batch/Snakefile" "$@" --config \
        archive="$archive" out="$scratch/made" parts=3 hypno="$hypno" options="--format csv" >"$scratch/log" 2>&1 ||
        wrong "snakemake $*: $(tail -n 5 "$scratch/log")"
}

workflow --dry-run
[ ! -e "$scratch/made" ] || wrong "a dry run made something"
workflow
expect_outputs "$scratch/made"
cmp -s "$scratch/whole/summary.csv" "$scratch/made/summary.csv" || wrong "summary.csv is not that of one run"
cmp -s "$scratch/whole/summary.set.csv" "$scratch/made/summary.set.csv" || wrong "summary.set.csv is not that of one run"
before=$(stat -c %Y.%n "$scratch/made/a/"*.csv)
workflow
expect_equal "times after a second run" "$before" "$(stat -c %Y.%n "$scratch/made/a/"*.csv)"
verdict
