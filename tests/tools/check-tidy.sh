#!/bin/sh
# clang-tidy finds nothing, by the checks of .clang-tidy.
# usage: check-tidy.sh BUILD_FOLDER [FILE]...      all sources where none is named
command -v clang-tidy >/dev/null || exit 77
build=$1
shift
[ $# -gt 0 ] || set -- $(find src -name '*.c')
printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -n 4 clang-tidy -p "$build" --quiet 2>/dev/null
