#!/bin/bash
# demo.sh: from a bare Debian 12 to a first plan: installs what is missing, builds, plans the example
# basin and checks the plan.
set -eu
cd "$(dirname "$0")/.."

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
fr*) french=1 ;;
*) french= ;;
esac

# say ENGLISH FRENCH
say() {
    if [ -n "$french" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi
}

log=build/demo/setup.log
plan=build/demo/auxois-morvan.plan.json
basin=examples/auxois-morvan.json
appui=build/release/cli/appui
mkdir -p build/demo

prepare() {
    ./scripts/setup.sh &&
        cmake --preset release -DAPPUI_TESTS=OFF &&
        cmake --build --preset release
}

say "Installing what is missing and building appui (log: $log)" \
    "Installation de ce qui manque et construction d'appui (journal : $log)"
if ! prepare >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    say "The build failed; the whole log is in $log" \
        "La construction a échoué ; le journal complet est dans $log" >&2
    exit 1
fi

printf '\n$ appui plan %s -o %s\n\n' "$basin" "$plan"
"$appui" plan "$basin" -o "$plan"
printf '\n$ appui check %s %s\n\n' "$basin" "$plan"
"$appui" check "$basin" "$plan"

say "
Next: edit a copy of $basin (one firm, one need, one expert is enough) and plan it again.
      $appui plan --help and docs/ tell every option; the plan file is $plan.
      cmake --install build/release --prefix DIR installs the program; scripts/test.sh tests it." "
Ensuite : modifiez une copie de $basin (une entreprise, un besoin, un expert suffisent) et relancez.
          $appui plan --help et docs/ décrivent les options ; le plan est dans $plan.
          cmake --install build/release --prefix DOSSIER installe le programme ; scripts/test.sh le teste."
