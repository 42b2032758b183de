# Sourced by the tests of packaging/batch, after support.sh: an archive of six short virtual nights and a broken file, and
# the outputs of an undisturbed run.
hypno=$(realpath "$1")
archive=$scratch/archive
"$hypno" simulate --out "$archive/a" --nights 4 --hours 0.1 --seed 5 --channels C4-M1 >/dev/null 2>&1
"$hypno" simulate --out "$archive/b" --nights 2 --hours 0.1 --seed 6 --channels C4-M1 >/dev/null 2>&1
echo '<html>404</html>' >"$archive/b/broken.edf"
status=0
"$hypno" score "$archive" --out "$scratch/whole" --jobs 1 --format csv --summary "$scratch/whole/summary.csv" \
    >/dev/null 2>&1 || status=$?
expect_equal "exit status of the undisturbed run" 1 "$status"
expect_equal "nights of the undisturbed run" 6 "$(find "$scratch/whole" -name '*.hypnogram.csv' | wc -l)"

# expect_outputs FOLDER: holds what the undisturbed run made.
expect_outputs() {
    local file
    while read -r file; do
        cmp -s "$scratch/whole/$file" "$1/$file" || wrong "$file is not what one run would have made"
    done < <(cd "$scratch/whole" && find . -name 'virtual-*' | sort)
}
