#!/bin/bash
# setup.sh [--tests]: installs what appui needs on Debian 12, and only what is missing; a second run
# touches neither the network nor root's rights. --tests adds what the tests need.
set -eu

packages=(gcc libc6-dev cmake ninja-build pkg-config libglpk-dev libjansson-dev nettle-dev)
test_packages=(libcmocka-dev clang clang-format valgrind glpk-utils coinor-cbc python3
    python3-jsonschema locales)

case ${LC_ALL:-${LC_MESSAGES:-${LANG:-}}} in
fr*) french=1 ;;
*) french= ;;
esac

# say ENGLISH FRENCH
say() {
    if [ -n "$french" ]; then printf '%s\n' "$2"; else printf '%s\n' "$1"; fi >&2
}

case ${1:-} in
'') ;;
--tests) packages+=("${test_packages[@]}") ;;
*)
    say "usage: setup.sh [--tests]" "usage : setup.sh [--tests]"
    exit 2
    ;;
esac

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    say "setup: this is no Debian; install the equivalents of: ${packages[*]}" \
        "setup : ce système n'est pas Debian ; installez l'équivalent de : ${packages[*]}"
    exit 1
fi

missing=()
for package in "${packages[@]}"; do
    state=$(dpkg-query -W -f='${Status}' "$package" 2>/dev/null || true)
    [ "$state" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -gt 0 ] || exit 0

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
