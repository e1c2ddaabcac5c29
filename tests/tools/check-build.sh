#!/bin/sh
# A preset configures and builds without a warning, from the sources in this folder.
# usage: check-build.sh PRESET [COMPILER]      skipped where that compiler is not there
set -e
command -v "${2:-cc}" >/dev/null || exit 77
[ -f "build/$1/build.ninja" ] || cmake --preset "$1" >/dev/null
exec cmake --build "build/$1" -- --quiet
