#!/bin/bash
# docs_options.sh PROGRAM ROOT: the help of every command, the man page and the bash completion name
# the same commands and the same options.
set -u
program=$1 root=$2
status=0

# help_options COMMAND: its options, letters too, one a line, from the lines that open with one.
help_options() {
    # shellcheck disable=SC2086
    "$program" $1 --lang en --help | sed -nE 's/^  (-[A-Za-z],|   ) (--[a-z-]+)( .*)?$/\1 \2/p' |
        grep -oE -e '-[A-Za-z-]+' | sort
}

# man_options NAME: the options that the tags under `.SS NAME` name.
man_options() {
    awk -v name="$1" '
        /^\.S[HS] / { inside = ($1 == ".SS" && substr($0, 5) == name) }
        inside && tag { print }
        { tag = ($1 == ".TP") }' "$root/docs/appui.1" |
        sed 's/\\-/-/g' | grep -oE -e '(^|[ "])--?[A-Za-z][a-z-]*' | tr -d ' "' | sort
}

# completed WORD...: what the completion offers for the last word.
completed() (
    # shellcheck disable=SC1091
    . "$root/cli/completion.bash"
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1)) COMPREPLY=()
    _appui appui "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    printf '%s\n' "${COMPREPLY[@]}" | sed 's/ *$//' | sort -u
)

same() {
    local what=$1 expected=$2 found=$3
    [ -n "$expected" ] && [ "$expected" = "$found" ] && return
    printf '%s differ (< help, > %s):\n' "$what" "$what"
    diff <(printf '%s\n' "$expected") <(printf '%s\n' "$found")
    status=1
}

commands=$("$program" --lang en --help | sed -nE 's/^  ([a-z]+)( .*)?$/\1/p' | sort -u)
[ -n "$commands" ] || { echo "appui --help names no command"; exit 1; }
same "the man page's commands" "$commands" \
    "$(sed -nE 's/^\.SS appui ([a-z]+).*$/\1/p' "$root/docs/appui.1" | sort -u)"
same "the completion's commands" "$commands" "$(completed appui '' | grep -v '^-')"

for command in $commands; do
    help=$(help_options "$command")
    same "the man page's options of $command" "$help" \
        "$({ man_options "appui $command"; man_options 'Options of every command'; } | sort)"
    [ "$command" = bench ] ||
        same "the completion's options of $command" "$(printf '%s\n' "$help" | grep '^--')" \
        "$(completed appui "$command" --)"
done
# The parts of a command that has some, as its own help lists them.
for part in $("$program" bench --lang en --help | sed -nE 's/^  ([a-z]+)( .*)?$/\1/p'); do
    help=$(help_options "bench $part")
    same "the man page's options of bench $part" "$help" \
        "$({ man_options "appui bench $part"; man_options 'Options of every command'; } | sort)"
    same "the completion's options of bench $part" "$(printf '%s\n' "$help" | grep '^--')" \
        "$(completed appui bench "$part" --)"
done
same "the completion's words behind a language" "$commands" \
    "$(completed appui --lang fr '' | grep -v '^-')"
same "the completion's tiers of export" "$(printf '%s\n' concentration coverage)" \
    "$(completed appui export basin.json --tier co)"
same "the completion's tiers of a list" "$(printf '%s\n' fit,equity fit,evenness)" \
    "$(completed appui plan basin.json --tiers fit,e)"
exit $status
