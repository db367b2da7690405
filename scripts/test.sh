#!/bin/bash
# test.sh: sets up, builds and runs every test, in five builds and two locales; the last line counts
# them. Logs are in build/logs.
set -u
cd "$(dirname "$0")/.." || exit 1
logs=build/logs
passed=0 failed=0
mkdir -p "$logs"

# step NAME COMMAND...: runs a step whose success is not a test; its failure counts as one.
step() {
    local name=$1
    shift
    printf '== %s\n' "$name"
    "$@" >"$logs/$name.log" 2>&1 && return
    tail -n 40 "$logs/$name.log"
    printf 'FAILED: %s (whole log: %s)\n' "$name" "$logs/$name.log"
    failed=$((failed + 1))
    return 1
}

build() {
    cmake --preset "$1" && cmake --build --preset "$1" --parallel 2
}

# tests NAME CTEST...: runs ctest and adds what its summary counts.
tests() {
    local name=$1 summary status
    shift
    printf '== %s\n' "$name"
    "$@" --no-tests=error 2>&1 | tee "$logs/$name.log"
    status=${PIPESTATUS[0]}
    summary=$(sed -nE 's/^[0-9]+% tests passed, ([0-9]+) tests? failed out of ([0-9]+)$/\1 \2/p' \
        "$logs/$name.log")
    if [ -n "$summary" ]; then
        failed=$((failed + ${summary% *}))
        passed=$((passed + ${summary#* } - ${summary% *}))
    fi
    # A run that ends badly without naming a failed test is a failure too.
    if [ "$status" -ne 0 ] && [ "${summary%% *}" = "${summary:+0}" ]; then
        failed=$((failed + 1))
    fi
}

# A French locale of our own, and the proof that programs take it up: 1,5 is a number there.
french_locale() {
    mkdir -p build/locales &&
        { [ -d build/locales/fr_FR.UTF-8 ] ||
            localedef -i fr_FR -f UTF-8 build/locales/fr_FR.UTF-8; } &&
        [ "$(in_french printf %.1f 1,5)" = 1,5 ]
}

# Everything French but the language of messages, which the tests choose themselves.
in_french() {
    env -u LC_ALL -u LC_MESSAGES LOCPATH="$PWD/build/locales" LC_NUMERIC=fr_FR.UTF-8 \
        LC_CTYPE=fr_FR.UTF-8 LC_COLLATE=fr_FR.UTF-8 LC_TIME=fr_FR.UTF-8 "$@"
}

if step setup ./scripts/setup.sh --tests; then
    step build-dev build dev && tests dev ctest --preset dev
    step build-release build release && step locale french_locale &&
        tests release-french in_french ctest --preset release --label-regex '^cli$'
    step build-asan build asan && tests asan ctest --preset asan --label-regex '^unit$'
    step build-clang build clang &&
        tests clang ctest --preset clang --tests-regex '^house\.(layering|format)$'
    step build-valgrind build valgrind && tests valgrind ctest --preset valgrind
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
