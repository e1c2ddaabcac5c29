#!/bin/sh
# Golden tests of the command line. Each folder of tests/golden/cli is a case:
#   cmd      a shell script; `m` is mentee on Friday 20 November 2026
#   in       the store before: a folder, or a file that names one below the source; none: no store
#   out err  what it prints (missing: nothing), status (missing: 0)
#   after/   the files of the store that changed: whole where they are new, else as NAME.diff
# Ids that are new are random; they are numbered here, so that they read c#1, i#2.
# usage: run-cli.sh SOURCE MENTEE [PATTERN]...     UPDATE_GOLDEN=1 rewrites what is expected.
set -eu
source=$1 mentee=$2
shift 2
if [ -n "${UPDATE_GOLDEN:-}" ] && [ -n "${CI:-}" ]; then
  echo "UPDATE_GOLDEN is for a person who then looks at the differences" >&2
  exit 2
fi
cases=$source/tests/golden/cli
[ $# -gt 0 ] || set -- '*'
# shellcheck disable=SC2046,SC2068 # patterns, and names without blanks
set -- $(cd "$cases" && ls -d 2>/dev/null $(printf '%s/ ' $@) | tr -d /)
umask 077 # what others could read is mentioned by check
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$mentee" "$work/bin/mentee"

# The sed script that numbers the new ids: of every table in turn, in the order of its rows.
number_ids() { # BEFORE AFTER
  for file in "$2"/*.csv; do
    [ -f "$file" ] || continue
    name=${file##*/}
    cut -d, -f1 "$file" | grep -E '^[a-z][0-9a-hjkmnp-tv-z]{7}$' | while read -r id; do
      grep -q "^$id," "$1/$name" 2>/dev/null || echo "$id"
    done | awk '{ print "s/" $0 "/" substr($0, 1, 1) "#" NR "/g" }'
  done
}

run_case() { # CASE: leaves what it made in $work/got
  case=$cases/$1 home=$work/home got=$work/got
  rm -rf "$home" "$got" "$work/before"
  mkdir -p "$home" "$got" "$work/before"
  if [ -d "$case/in" ]; then
    cp -R "$case/in/." "$work/before"
  elif [ -f "$case/in" ]; then
    cp -R "$source/$(cat "$case/in")/." "$work/before"
  fi
  if [ -e "$case/in" ]; then cp -R "$work/before" "$home/store"; fi
  status=0
  (
    cd "$home"
    unset $(env | sed -n 's/^\(LC_[A-Z]*\|XDG_[A-Z_]*\|SSH_[A-Z]*\|MENTEE_[A-Z]*\|COLUMNS\|NO_COLOR\|VISUAL\|EDITOR\|PAGER\)=.*/\1/p') LANG
    export HOME="$home" MENTEE_DIR="$home/store" LC_ALL=C.UTF-8 TZ=UTC PATH="$work/bin:$PATH"
    export SOURCE="$source"
    sh -c 'm() { mentee --today 2026-11-20 "$@"; }; . "$1"' sh "$case/cmd" </dev/null
  ) >"$work/out" 2>"$work/err" || status=$?
  number_ids "$work/before" "$home/store" >"$work/ids"
  sed -f "$work/ids" "$work/out" | sed "s|$home|HOME|g" >"$got/out"
  sed -f "$work/ids" "$work/err" | sed "s|$home|HOME|g" >"$got/err"
  echo "$status" >"$got/status"
  mkdir "$got/after"
  [ ! -d "$home/store" ] || (cd "$home/store" && ls -A) | while read -r file; do
    [ -f "$home/store/$file" ] || continue
    if [ ! -f "$work/before/$file" ]; then
      sed -f "$work/ids" "$home/store/$file" >"$got/after/$file"
    elif ! cmp -s "$home/store/$file" "$work/before/$file"; then
      sed -f "$work/ids" "$home/store/$file" | diff -a "$work/before/$file" - |
        grep -a '^[<>]' >"$got/after/$file.diff"
    fi
  done
  rmdir "$got/after" 2>/dev/null || true
  for stream in out err; do [ -s "$got/$stream" ] || rm "$got/$stream"; done
  [ "$status" != 0 ] || rm "$got/status"
}

bad=0 count=0
for one; do
  count=$((count + 1))
  run_case "$one"
  expected=$work/expected
  rm -rf "$expected"
  mkdir "$expected"
  for part in out err status after; do
    [ ! -e "$cases/$one/$part" ] || cp -R "$cases/$one/$part" "$expected"
  done
  if diff -ru "$expected" "$work/got" >"$work/diff"; then continue; fi
  if grep -q 'Sanitizer\|runtime error' "$work/got/err" 2>/dev/null; then
    bad=$((bad + 1)) # never to be expected
    echo "--- $one"
    head -8 "$work/got/err"
  elif [ -n "${UPDATE_GOLDEN:-}" ]; then
    for part in out err status after; do rm -rf "${cases:?}/$one/$part"; done
    cp -R "$work/got/." "$cases/$one"
    echo "rewritten: $one"
  else
    bad=$((bad + 1))
    echo "--- $one"
    sed -e "s|$work/||g" -e '/^diff -ru/d' "$work/diff"
  fi
done
echo "$count cases, $bad differ"
[ "$bad" = 0 ]
