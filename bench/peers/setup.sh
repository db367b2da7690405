#!/bin/bash
# setup.sh [FOLDER]: installs the peers of the bench, and only what is missing: GLPK's and CBC's programs,
# Node and npm from Debian 12, and what package.json pins into FOLDER (default: build/peers). A second run
# touches neither the network nor root's rights.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
folder=${1:-$here/../../build/peers}
# what runs : the package that has it; Node from elsewhere serves as well
commands=(glpsol:glpk-utils cbc:coinor-cbc node:nodejs npm:npm)

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
fr*) french=1 ;;
*) french= ;;
esac

# say ENGLISH FRENCH
say() {
    if [ -n "$french" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi >&2
}

missing=()
for item in "${commands[@]}"; do
    command -v "${item%%:*}" >/dev/null || missing+=("${item#*:}")
done

if [ ${#missing[@]} -gt 0 ]; then
    if ! command -v apt-get >/dev/null; then
        say "setup: this is no Debian; install the equivalents of: ${missing[*]}" \
            "setup : ce système n'est pas Debian ; installez l'équivalent de : ${missing[*]}"
        exit 1
    fi
    if [ "$(id -u)" -eq 0 ]; then
        as_root=()
    elif command -v sudo >/dev/null; then
        as_root=(sudo)
    else
        say "setup: missing: ${missing[*]}; run as root: apt-get install ${missing[*]}" \
            "setup : il manque : ${missing[*]} ; lancez en root : apt-get install ${missing[*]}"
        exit 1
    fi
    say "setup: installing ${missing[*]}" "setup : installation de ${missing[*]}"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -q
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y \
        --no-install-recommends "${missing[@]}"
fi

mkdir -p "$folder"
if [ -d "$folder/node_modules" ] && cmp -s "$here/package-lock.json" "$folder/package-lock.json"; then
    exit 0
fi
cp "$here/package.json" "$here/package-lock.json" "$folder/"
say "setup: installing highs and or-tools-wasm in $folder" \
    "setup : installation de highs et or-tools-wasm dans $folder"
# A lock that stands beside half an installation would pass for a whole one.
if ! (cd "$folder" && npm ci --no-audit --no-fund --ignore-scripts); then
    rm -f "$folder/package-lock.json"
    exit 1
fi
