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

# tests NAME CTEST-ARGUMENT...: runs tests and adds what ctest's summary counts.
tests() {
    local name=$1 summary status
    shift
    printf '== %s\n' "$name"
    ctest "$@" --no-tests=error 2>&1 | tee "$logs/$name.log"
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

french_locale() {
    mkdir -p build/locales &&
        { [ -d build/locales/fr_FR.UTF-8 ] ||
            localedef -i fr_FR -f UTF-8 build/locales/fr_FR.UTF-8; }
}

if step setup ./scripts/setup.sh --tests; then
    if step build-dev build dev; then
        tests dev --preset dev
        if step locale french_locale; then
            LOCPATH=$PWD/build/locales LANG=fr_FR.UTF-8 LC_ALL=fr_FR.UTF-8 \
                tests cli-french --preset dev --label-regex '^cli$'
        fi
    fi
    step build-asan build asan && tests asan --preset asan --label-regex '^unit$'
    step build-clang build clang &&
        tests clang --preset clang --tests-regex '^house\.(layering|format)$'
    step build-valgrind build valgrind && tests valgrind --preset valgrind
    step build-release build release && tests release --preset release --label-regex '^cli$'
fi

printf '%d passed, %d failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
