# Reads what "hypno [COMMAND] --help" prints and writes one line for each thing that can be typed, fields separated by
# tabs: command NAME - - DESCRIPTION, or option NAME KIND VALUES DESCRIPTION, where KIND is flag, choice, list (of
# comma-separated VALUES), folder, number or text. It is put between single quotes into the completions of three
# shells, so it holds none, nor a backslash before a backslash.
function put(    words, name, kind, values) {
    if (term == "") return
    split(term, words, " ")
    name = words[1]
    sub(/^-[a-zA-Z],/, "", name)
    if (section == "Subcommands:") {
        print "command\t" name "\t-\t-\t" text
    } else if (name ~ /^--/) {
        kind = "flag"
        values = "-"
        if (words[2] ~ /^[A-Z]+([:=]|$)/) {
            kind = words[2] ~ /^(INT|UINT|FLOAT)/ ? "number" : text ~ /^(A folder|Folder)/ ? "folder" : "text"
            if (match(term, /[{][^}]*[}]/)) {
                values = substr(term, RSTART + 1, RLENGTH - 2)
                gsub(/,/, " ", values)
                kind = "choice"
            } else if (choices(text) != "") {
                values = choices(text)
                kind = text ~ /^Comma-separated/ ? "list" : "choice"
            }
        }
        print "option\t" name "\t" kind "\t" values "\t" text
    }
    term = ""
}
# "Comma-separated: html, json" and "auto, cpu or cuda" name all the values there are.
function choices(description) {
    sub(/ [(]default.*$/, "", description)
    sub(/^[^:]*: /, "", description)
    gsub(/ or /, ", ", description)
    if (description !~ /^[a-z-]+(, [a-z-]+)+$/) return ""
    gsub(/,/, "", description)
    return description
}
/^[^ ].*:$/ { put(); section = $0; next }
/^  [^ ]/ {
    put()
    term = substr($0, 3)
    text = ""
    if (match(term, /   *[^ ]/)) {
        text = substr(term, RSTART + RLENGTH - 1)
        term = substr(term, 1, RSTART - 1)
    }
    next
}
/^   / { line = $0; sub(/^ */, "", line); text = text (text == "" ? "" : " ") line }
END { put() }
