#!/bin/bash
# install_consumer.sh CMAKE BUILD CC CFLAGS: what is installed works without the source tree. Every
# public header compiles alone, only appui_* is exported, the program starts, and one small program
# builds both by pkg-config and by find_package.
set -eu
cmake=$1 build=$2 cc=$3 cflags=$4
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT

"$cmake" --install "$build" --prefix "$prefix" >/dev/null
# The program must find its library by its own place, also after a move.
mkdir "$prefix/moved"
mv "$prefix/bin" "$prefix"/lib* "$prefix/include" "$prefix/share" "$prefix/moved"
prefix_now=$prefix/moved
libdir=$(dirname "$(find "$prefix_now" -name libappui.so)")
"$prefix_now/bin/appui" --version
test -s "$prefix_now/share/man/man1/appui.1"
test -s "$prefix_now/share/bash-completion/completions/appui"

# model/fault_codes.h is a table that its includer gives a meaning, no header of its own.
# shellcheck disable=SC2086 # the flags are a list
while IFS= read -r header; do
    printf '#include "%s"\nint planted;\n' "${header#"$prefix_now/include/appui/"}" |
        "$cc" $cflags -std=gnu11 -Wall -Wextra -Wpedantic -Werror -I"$prefix_now/include/appui" \
            -fsyntax-only -x c - || { echo "$header does not stand alone"; exit 1; }
done < <(find "$prefix_now/include/appui" -name '*.h' ! -name fault_codes.h)

foreign=$(nm -D --defined-only "$libdir/libappui.so" |
    awk '$2 != "A" { sub(/@.*/, "", $3); if ($3 !~ /^appui_/) print $3 }')
test -z "$foreign" || { echo "libappui exports: $foreign"; exit 1; }

mkdir "$prefix/consumer"
cd "$prefix/consumer"
cat >main.c <<'C'
#include <stdio.h>
#include "model/date.h"
#include "solver/glpk.h"

int main(void)
{
    char text[APPUI_DATE_TEXT];
    printf("%s, GLPK %s\n", appui_date_write(appui_date_easter(2027), text), appui_glpk_version());
    return 0;
}
C
cat >CMakeLists.txt <<'C'
cmake_minimum_required(VERSION 3.25)
project(consumer LANGUAGES C)
find_package(appui 0.1 REQUIRED)
add_executable(by_cmake main.c)
target_link_libraries(by_cmake PRIVATE appui::appui)
C

export PKG_CONFIG_PATH=$libdir/pkgconfig
# shellcheck disable=SC2046,SC2086
"$cc" $cflags main.c $(pkg-config --cflags --libs appui) -o by_pkg_config
"$cmake" -G Ninja -S . -B build -DCMAKE_PREFIX_PATH="$prefix_now" -DCMAKE_C_COMPILER="$cc" \
    -DCMAKE_C_FLAGS="$cflags" >/dev/null
"$cmake" --build build >/dev/null

# Easter 2027 is 28 March.
for program in ./by_pkg_config build/by_cmake; do
    answer=$(LD_LIBRARY_PATH=$libdir "$program")
    echo "$program: $answer"
    case $answer in
    "2027-03-28, GLPK "[0-9]*) ;;
    *) exit 1 ;;
    esac
done
