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

# Offers tiers that begin with $1; $2 stands before them on the line, the tiers of a list so far.
_appui_tiers() {
    local tiers='agreed coverage stability waiting meetings mandataires equity fit concentration
        attendance evenness promptness_first promptness_last'
    compopt -o nospace 2>/dev/null
    mapfile -t COMPREPLY < <(compgen -P "$2" -W "$tiers" -- "$1")
}

# Prints the place of the command among the words of the line: the first that is neither an option
# nor a language.
_appui_command_at() {
    local at=1
    while [ "$at" -lt "$COMP_CWORD" ]; do
        case ${COMP_WORDS[at]} in
        --lang) [ "${COMP_WORDS[at + 1]-}" = '=' ] && at=$((at + 3)) || at=$((at + 2)) ;;
        -*) at=$((at + 1)) ;;
        *) break ;;
        esac
    done
    echo "$at"
}

# Completes behind bench, which stands at $3: the current word $1, the one before it $2.
_appui_bench() {
    local word=$1 before=$2 part=${COMP_WORDS[$3 + 1]-} common='--lang --quiet --help --version'
    if [ "$COMP_CWORD" -eq "$(($3 + 1))" ]; then
        _appui_words "$word" "list generate run report $common"
        return
    fi
    case $before in
    --lang) _appui_words "$word" 'fr en' ;;
    --family) _appui_words "$word" 'easy hard tiny' ;;
    --set) _appui_words "$word" 'tiny easy hard pool3 pool21 examples gap-small gap-large' ;;
    --task) _appui_words "$word" 'coverage tiers' ;;
    --peers) _appui_words "$word" 'glpsol cbc highs cpsat scip' ;;
    --seed | --seeds | --basins | --repeat | --time-limit | --peer-limit) COMPREPLY=() ;;
    *)
        case $part:$word in
        list:-* | report:-*) _appui_words "$word" "--tree --data $common" ;;
        generate:-*) _appui_words "$word" "--family --seed --basins --output $common" ;;
        run:-*)
            _appui_words "$word" "--set --seeds --task --repeat --time-limit --peers --peer-limit
                --tree --data --output $common"
            ;;
        *) _appui_files "$word" ;;
        esac
        ;;
    esac
}

# Called by bash with the program, the current word and the one before it.
_appui() {
    local word=$2 before=$3 at command list=''
    local common='--lang --quiet --help --version'
    at=$(_appui_command_at)
    command=${COMP_WORDS[at]-}
    if [ "$COMP_CWORD" -eq "$at" ]; then
        _appui_words "$word" "check plan decide report import export bench $common"
        return
    fi
    if [ "$command" = bench ]; then
        _appui_bench "$word" "$before" "$at"
        return
    fi
    case $before in
    --lang) _appui_words "$word" 'fr en' ;;
    --to) [ "$command" = export ] && _appui_words "$word" 'lp mps' ;;
    --from) [ "$command" = import ] && _appui_words "$word" 'gap' ;;
    --sense) _appui_words "$word" 'min max' ;;
    --for) _appui_words "$word" 'plan year' ;;
    --format) _appui_words "$word" 'text' ;;
    -o | --output) _appui_files "$word" ;;
    --tier) _appui_words "$word" 'agreed coverage fit concentration' ;;
    --tiers)
        case $word in
        *,*) list=${word%,*}, ;;
        esac
        _appui_tiers "${word##*,}" "$list"
        ;;
    --method) _appui_words "$word" 'days joint' ;;
    --as-of | --require | --forbid | --time-limit | --node-limit | --seed | --set | --fix)
        COMPREPLY=()
        ;;
    *)
        case $command:$word in
        check:-*) _appui_words "$word" "--json $common" ;;
        plan:-*)
            _appui_words "$word" "--output --as-of --previous --require --forbid --tiers
                --no-calendar --strict --time-limit --node-limit --seed --method --set --journal --json $common"
            ;;
        decide:-*)
            _appui_words "$word" "--output --in-place --dry-run --force --undo --as-of --json $common"
            ;;
        report:-*) _appui_words "$word" "--output --for --format --from --to --json $common" ;;
        import:-*) _appui_words "$word" "--output --from --sense $common" ;;
        export:-*)
            _appui_words "$word" "--output --to --tier --fix --no-calendar --as-of --require
                --forbid --set $common"
            ;;
        *) _appui_files "$word" ;;
        esac
        ;;
    esac
}

complete -F _appui appui
