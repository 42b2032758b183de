#!/usr/bin/env bash
# batch_slurm.sh HYPNO: the array script as Slurm would start its tasks, and, where a Slurm runs, through it.
. "$(dirname "$0")/support.sh"
[ -x "$1" ] || { echo "SKIP: hypno is not built"; exit 77; }
. "$(dirname "$0")/batch_archive.sh"
script=$root/packaging/batch/slurm_array.sh
export HYPNO=$hypno

# task PART COUNT MIN MAX: one task of an array.
task() {
    SLURM_ARRAY_TASK_ID=$1 SLURM_ARRAY_TASK_COUNT=$2 SLURM_ARRAY_TASK_MIN=$3 SLURM_ARRAY_TASK_MAX=$4 \
        SLURM_CPUS_PER_TASK=1 "$script" "$archive" "$scratch/tasks" --format csv >>"$scratch/log" 2>&1
}

for part in 1 2 3; do
    task "$part" 3 1 3 || [ $? -ne 2 ] || wrong "task $part: wrong usage: $(tail -n 3 "$scratch/log")"
done
expect_outputs "$scratch/tasks"
expect_equal "tables" 3 "$(find "$scratch/tasks" -name 'part-*-of-3.csv' | wc -l)"

# Task 3 alone would be taken for the whole.
status=0
task 3 1 3 3 || status=$?
expect_equal "one task alone, without HYPNO_SHARDS" 2 "$status"
HYPNO_SHARDS=3 task 3 1 3 3 || [ $? -ne 2 ] || wrong "one task alone, with HYPNO_SHARDS"
status=0
env -u SLURM_ARRAY_TASK_ID "$script" "$archive" "$scratch/tasks" >/dev/null 2>&1 || status=$?
[ "$status" -ne 0 ] || wrong "outside of an array it ran nevertheless"

if command -v sbatch >/dev/null && timeout 10 sinfo >/dev/null 2>&1; then
    status=0
    sbatch --wait --array=1-2 --cpus-per-task=1 --mem=500M --output="$scratch/slurm-%a.log" --chdir="$scratch" \
        "$script" "$archive" "$scratch/slurm" --format csv >/dev/null || status=$?
    expect_outputs "$scratch/slurm"
    echo "also run through Slurm"
else
    echo "no Slurm is running here: its tasks were started by hand"
fi
verdict
