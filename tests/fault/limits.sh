#!/bin/sh
# What is too large is said so, by its line, and nothing is lost; what is large is read in a memory
# and a time that grow with it. usage: limits.sh MENTEE GEN_STORE [all]
set -eu
mentee=$1
gen_store=$2
all=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
export HOME="$work/home" MENTEE_DIR="$work/store" LC_ALL=C.UTF-8 MENTEE_CACHE=off
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME || true
mkdir "$HOME"

die() {
  echo "$*" >&2
  exit 1
}

fresh() {
  rm -rf "$MENTEE_DIR"
  mkdir "$MENTEE_DIR"
}

letters() { # COUNT
  head -c "$1" /dev/zero | tr '\0' x
}

# The file is named with its line, the row after it is there, and nothing is written over it.
is_refused() { # WHAT WORDS
  cksum "$MENTEE_DIR/contacts.csv" >"$work/was"
  status=0
  "$mentee" check >"$work/said" 2>&1 || status=$?
  [ $status -eq 1 ] || die "$1: check ended with $status: $(head -c 500 "$work/said")"
  grep -q "$2" "$work/said" || die "$1: $(head -c 500 "$work/said")"
  ! "$mentee" add "Somebody Else" >"$work/said" 2>&1 || die "$1: it was written over"
  cksum "$MENTEE_DIR/contacts.csv" | cmp -s - "$work/was" || die "$1: the file changed"
}

mebi=1048576

fresh
{ printf 'id,name,notes\nc1,Ada,'; letters $mebi; printf '\nc2,Bo Finch,\n'; } >"$MENTEE_DIR/contacts.csv"
"$mentee" show c2 >/dev/null || die "a cell of 1 MiB hides the next row"
"$mentee" edit c1 org=Larkspur >/dev/null || die "a row with a cell of 1 MiB cannot be changed"
fresh
{ printf 'id,name,notes\nc1,Ada,'; letters $((mebi + 1)); printf '\nc2,Bo Finch,\n'; } >"$MENTEE_DIR/contacts.csv"
is_refused "a cell of 1 MiB and a byte" '^contacts.csv:2: not read: '
"$mentee" show c2 >/dev/null || die "a cell that is too large hides the next row"
fresh
{
  printf 'id,name,notes,a,b,c\nc1,Ada'
  for i in 1 2 3 4 5; do printf ,; letters 1000000; done
  printf '\nc2,Bo Finch,\n'
} >"$MENTEE_DIR/contacts.csv"
is_refused "a row of more than 4 MiB" '^contacts.csv:2: not read: '
"$mentee" show c2 >/dev/null || die "a row that is too large hides the next one"
fresh
truncate -s $((1024 * mebi + 1)) "$MENTEE_DIR/contacts.csv"
status=0
"$mentee" list >"$work/said" 2>&1 || status=$?
[ $status -eq 3 ] && grep -q "contacts.csv.*too large" "$work/said" || die "a file of more than 1 GiB: $status $(cat "$work/said")"

# What an import is made of.
fresh
printf 'id,name\nc1,Ada\n' >"$MENTEE_DIR/contacts.csv"
yes BEGIN:VCARD | head -n 200000 >"$work/nested.vcf"
timeout 60 "$mentee" import "$work/nested.vcf" --yes >"$work/said" 2>&1 || [ $? -lt 124 ] || die "nested cards: $(head -c 500 "$work/said")"
if [ -n "$all" ]; then
  { printf 'BEGIN:VCARD\nFN:Di Ash\nPHOTO;ENCODING=b:'; letters 100000000; printf '\nEND:VCARD\n'; } >"$work/photo.vcf"
  timeout 120 "$mentee" import "$work/photo.vcf" --yes >"$work/said" 2>&1 || [ $? -lt 124 ] || die "a large photo: $(head -c 500 "$work/said")"
fi
"$mentee" show c1 >/dev/null || die "an import hurt the store"

# 8 times the files and 16 MiB; a sanitizer needs more of its own.
reads_within() { # PEOPLE ROWS
  rm -rf "$MENTEE_DIR"
  "$gen_store" "$MENTEE_DIR" "$1" "$2"
  size=$(cat "$MENTEE_DIR"/*.csv | wc -c)
  most=$((8 * size / 1024 + 16384))
  grep -q __asan_init "$mentee" && most=unlimited
  begun=$(date +%s%N)
  (ulimit -v $most && exec "$mentee" --due >/dev/null) || die "$2 rows, $size bytes: more than $most KiB"
  echo "$2 rows, $((size / 1024)) KiB: within $most KiB, $((($(date +%s%N) - begun) / 1000000)) ms"
}

reads_within 5000 50000
if [ -n "$all" ]; then
  reads_within 20000 200000
  reads_within 100000 1000000
  fresh
  { echo id,name; seq 1 1000001 | sed 's/.*/c&,Ada &/'; } >"$MENTEE_DIR/contacts.csv"
  status=0
  "$mentee" add "Somebody Else" >"$work/said" 2>&1 || status=$?
  [ $status -ne 0 ] && grep -q 'more rows than can be read' "$work/said" || die "a row too many: $status $(cat "$work/said")"
  "$mentee" show c1000000 >/dev/null || die "the millionth row is not there"
fi
echo "every limit is kept"
