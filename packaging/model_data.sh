# shellcheck shell=bash disable=SC2154,SC2034
# What make_model.sh and ablate_model.sh learn from; sourced by both. Needs $hypno, $data and $work.

# Subjects kept apart, to judge a run by real epochs while it goes on.
readonly judges=(ucddb002 ucddb003 ucddb005 ucddb006 ucddb007 ucddb008)

# nights FOLDER SEED DERIVATION:COUNT... [-- OPTION...]: virtual nights of each derivation, made with these options
nights() {
    local folder=$1 seed=$2 place
    local spec specs=()
    shift 2
    while (($#)) && [[ $1 != -- ]]; do
        specs+=("$1")
        shift
    done
    shift $(($# > 0))
    for spec in "${specs[@]}"; do
        place=$folder/${spec%:*}
        [[ -e $place.made ]] && continue
        "$hypno" simulate --out "$place" --nights "${spec#*:}" --seed $((seed + ${spec#*:})) --hours 7.5 \
            --channels "${spec%:*}" --force "$@" >/dev/null
        touch "$place.made"
    done
}

mkdir -p "$work"
nights "$work/first" 7000 C3-A2:10 C4-M1:12 Cz-A1:6 F4-M1:4 Fpz-Cz:4 O2-M1:2 Pz-Oz:2

# Real W and N3: both compete with each other, N3 with the other stages as well. Real W must not, or the network takes
# whatever looks real for W.
mkdir -p "$work/judges" "$work/fragments" "$work/deep"
ln -sf "$data"/sleep-edf/daytime-wake/SC40{01,02,11}E0_* "$work/judges"
for recording in "$data"/ucddb/fragments/*.edf; do
    subject=$(basename "$recording" .edf)
    stages=${recording%.edf}_hypnogram.csv
    if [[ " ${judges[*]} " == *" $subject "* ]]; then
        ln -sf "$recording" "$stages" "$work/judges"
    else
        ln -sf "$recording" "$stages" "$work/fragments"
        ln -sf "$recording" "$work/deep"
        sed 's/,W\r\?$/,?/' "$stages" >"$work/deep/${subject}_hypnogram.csv"
    fi
done
readonly real=("$work/deep" --fragments "$work/fragments")
