#!/bin/sh
# The generator makes the same bytes every time, of the size that was asked for, and the reader
# that the benchmark compares with finds the contacts in them.
# usage: test-generator.sh GEN_STORE FLOOR_READ
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
"$1" "$folder/a" 300
"$1" "$folder/b" 300
diff -r "$folder/a" "$folder/b"
[ "$(grep -c '^c' "$folder/a/contacts.csv")" = 300 ]
[ "$(grep -c '^i0' "$folder/a/interactions.csv")" = 3000 ]
found=$("$2" "$folder/a")
[ "$found" -gt 200 ] && [ "$found" -le 301 ]
