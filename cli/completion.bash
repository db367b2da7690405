# Bash completion of appui; installed as share/bash-completion/completions/appui.

# Offers the words of $2 that begin with $1.
_appui_words() {
    mapfile -t COMPREPLY < <(compgen -W "$2" -- "$1")
}

# Offers files that begin with $1.
_appui_files() {
    compopt -o filenames 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -f -- "$1")
}

# Called by bash with the program, the current word and the one before it.
_appui() {
    local word=$2 before=$3 command=${COMP_WORDS[1]-}
    local common='--lang --quiet --help --version'
    if [ "$COMP_CWORD" -eq 1 ]; then
        _appui_words "$word" "check plan report export $common"
        return
    fi
    case $before in
    --lang) _appui_words "$word" 'fr en' ;;
    --to) _appui_words "$word" 'lp mps' ;;
    --for) _appui_words "$word" 'plan' ;;
    --format) _appui_words "$word" 'text' ;;
    -o | --output) _appui_files "$word" ;;
    --as-of | --require | --forbid | --tier | --tiers | --time-limit | --node-limit | --set | --fix)
        COMPREPLY=()
        ;;
    *)
        case $command:$word in
        check:-*) _appui_words "$word" "--json $common" ;;
        plan:-*)
            _appui_words "$word" "--output --as-of --require --forbid --tiers --no-calendar
                --strict --time-limit --node-limit --set --json $common"
            ;;
        report:-*) _appui_words "$word" "--output --for --format $common" ;;
        export:-*) _appui_words "$word" "--output --to --tier --fix --no-calendar --as-of $common" ;;
        *) _appui_files "$word" ;;
        esac
        ;;
    esac
}

complete -F _appui appui
