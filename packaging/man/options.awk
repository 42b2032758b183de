# Turns the --help of hypno (CLI11) or hypnodesk (Qt) into man page source: the tagged list of arguments and options, or,
# with part=description, what stands before the list and how the command is called.
function escaped(text) {
    gsub(/[\\]/, "\\e", text)
    gsub(/-/, "\\-", text)
    sub(/^[.']/, "\\\\\\&&", text)
    return text
}
function put(    space) {
    if (term == "") return
    space = index(term " ", " ")
    print ".TP"
    print "\\fB" escaped(substr(term, 1, space - 1)) "\\fR" escaped(substr(term, space))
    print escaped(text)
    term = ""
}
part == "description" {
    if (/^Usage: /) {
        usage = substr($0, 8)
    } else if (/^[^ ].*:$/) {
        exit
    } else if ($0 != "") {
        about = about (about == "" ? "" : " ") $0
    }
    next
}
/^[^ ].*:$/ { put(); inside = $0 != "Subcommands:"; next }
!inside { next }
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
END {
    put()
    if (part == "description") {
        print escaped(about) ".\n.PP\n.B " escaped(usage)
    }
}
