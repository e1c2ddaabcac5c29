#!/bin/sh
# Compares what the manual pages say of commands, tables and settings with what the program's own
# tables say; with UPDATE_GOLDEN=1 it writes it into the pages instead.
# usage: make-man.sh MAN_PARTS MENTEE      in the folder of the sources
set -eu
parts=$1
mentee=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

topics() {
  "$mentee" help commands | awk '/^  mentee help [a-z]/ { print $3 }' | while read -r topic; do
    printf '.Ss %s\n' "$(echo "$topic" | cut -c 1 | tr '[:lower:]' '[:upper:]')${topic#?}"
    LC_ALL=C.UTF-8 "$mentee" help "$topic" | "$parts" prose
  done
}

for part in commands options tables settings keys acts; do
  "$parts" "$part" >"$scratch/$part"
done
topics >"$scratch/topics"

status=0
for page in man/mentee.1 man/mentee.5; do
  awk -v scratch="$scratch" '
    /^\.\\" end / { inside = 0 }
    !inside { print }
    /^\.\\" begin / {
      inside = 1
      while ((getline line < (scratch "/" $3)) > 0) print line
    }' "$page" >"$scratch/page"
  if [ -n "${UPDATE_GOLDEN:-}" ]; then
    cat "$scratch/page" >"$page"
  elif ! diff -u "$page" "$scratch/page"; then
    echo "$page is behind the program: UPDATE_GOLDEN=1 ctest -R sources.manual" >&2
    status=1
  fi
done
exit $status
