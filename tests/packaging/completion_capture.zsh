# completion_capture.zsh FOLDER: reads command lines from standard input, presses Tab after each in an interactive zsh that
# has the completions of FOLDER, and prints what it would offer, one a line, with a line END after each command line.
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "PROMPT= RPROMPT= PS2=; stty -echo; fpath=(${(q)1} \$fpath); autoload -Uz compinit; compinit -u -D"
# Instead of showing matches, compadd prints them; the completion functions' own inner calls (-O, -A, -D) stay as they are.
zpty -w shell '
compadd() {
    if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
    local -a found; local offered prefix
    builtin compadd -A found "$@"
    local -i at=${@[(i)-p]}
    (( at > $# )) || prefix=${@[at+1]}
    for offered in $found; do print -r -- "OFFER ${IPREFIX}$prefix$offered" >&2; done
    (( $#found ))
}
finish() { print COMPLETED >&2; compstate[insert]= compstate[list]= comppostfuncs=(finish) }
comppostfuncs=(finish)
bindkey "^I" complete-word
bindkey "^U" kill-whole-line
print REA""DY'
zpty -r shell answer '*READY*'
while IFS= read -r line; do
    zpty -n -w shell $'\C-u'"$line"$'\t'
    zpty -r shell answer '*COMPLETED*'
    print -r -- $answer | tr -d '\r' | sed -n 's/.*OFFER //p' | sort -u
    print END
done
zpty -d shell
