#!/bin/bash
#SBATCH --job-name=hypno
#SBATCH --array=1-8
#SBATCH --cpus-per-task=8
#SBATCH --mem=8G
#SBATCH --time=24:00:00
#SBATCH --output=hypno-%A_%a.log
#SBATCH --signal=TERM@60
#SBATCH --requeue
# sbatch [--array=1-N] slurm_array.sh ARCHIVE OUT [options of hypno score]
#
# Each task of the array scores one part of an archive that all machines see. Sent again, it does what is missing; one
# task alone (--array=3) needs HYPNO_SHARDS=8, the number of parts, because Slurm then knows of one task only.
set -euo pipefail

[ $# -ge 2 ] || { echo "usage: sbatch [--array=1-N] $0 ARCHIVE OUT [options of hypno score]" >&2; exit 2; }
archive=$1 out=$2
shift 2
part=${SLURM_ARRAY_TASK_ID:?this is an array job: send it with sbatch --array=1-N}
parts=${HYPNO_SHARDS:-${SLURM_ARRAY_TASK_COUNT:?}}
if [ -z "${HYPNO_SHARDS:-}" ] && [ "${SLURM_ARRAY_TASK_MIN:-1}/${SLURM_ARRAY_TASK_MAX:-$parts}" != "1/$parts" ]; then
    echo "the tasks ${SLURM_ARRAY_TASK_MIN:-?} to ${SLURM_ARRAY_TASK_MAX:-?} are not 1 to $parts:" \
        "say with HYPNO_SHARDS into how many parts the archive is dealt" >&2
    exit 2
fi

mkdir -p "$out"
# In place of this shell, so that Slurm's signal reaches it: it then ends the night at hand and says what is left.
exec "${HYPNO:-hypno}" score "$archive" --out "$out" --shard "$part/$parts" \
    --jobs "${SLURM_CPUS_PER_TASK:-1}" --summary "$out/part-$part-of-$parts.csv" "$@"
