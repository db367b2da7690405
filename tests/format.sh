#!/bin/bash
# format.sh ROOT: every C file is as clang-format writes it; no line is longer than its kind allows.
set -u
cd "$1" || exit 1

# Tracked files and new ones; without git (a release archive), all but the build folders.
files() {
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
        git ls-files -co --exclude-standard -- "$@"
    else
        local patterns=() pattern
        for pattern in "$@"; do
            patterns+=(-o -name "$pattern")
        done
        find . -path './build*' -prune -o -type f \( "${patterns[@]:1}" \) -print
    fi | sort | while IFS= read -r file; do
        [ -f "$file" ] && printf '%s\n' "$file"
    done
}

# longer WIDTH: names the lines of the files on stdin that have more than WIDTH characters.
longer() {
    LC_ALL=C.UTF-8 xargs -r -d '\n' grep -HnE "^.{$(($1 + 1)),}" |
        sed -E "s/^([^:]+:[0-9]+):.*/\1: longer than $1 columns/"
}

status=0
command -v clang-format >/dev/null || { echo "format: clang-format is missing"; exit 1; }
c_files=$(files '*.c' '*.h')
[ -n "$c_files" ] || { echo "format: no C file found in $1"; exit 1; }
printf '%s\n' "$c_files" | xargs -d '\n' clang-format --dry-run -Werror || status=1
long_lines=$(
    printf '%s\n' "$c_files" | longer 100
    files '*.sh' '*.py' '*.cmake' 'CMakeLists.txt' | longer 110
)
[ -z "$long_lines" ] || { printf '%s\n' "$long_lines"; status=1; }
exit $status
