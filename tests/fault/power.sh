#!/bin/sh
# The power of a real file system is cut at each file call of a command: what its disk holds at that
# moment is copied, and mounted as after a restart. ext4 with as little care for our data as it can be
# told to take. All old or all new, the next command works, and what was said to be done is there.
# usage: power.sh MENTEE AT_CALL COMMANDS [STEP]; exit 77: one may not mount here
set -eu
mentee=$1
at_call=$2
commands=$3
step=${4:-1}
work=$(mktemp -d)
disk="$work/disk"
mkdir "$disk"
trap 'umount "$disk" 2>/dev/null || true; rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM
export ASAN_OPTIONS=detect_leaks=0
export HOME="$disk/home" MENTEE_DIR="$disk/store" LC_ALL=C.UTF-8 TZ=UTC
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME || true

die() {
  echo "$*" >&2
  exit 1
}

# No data is put on the disk before it is asked for: not with a rename, not with a later name.
plug_in() { # IMAGE
  mount -o loop,data=writeback,noauto_da_alloc,commit=300 "$1" "$disk"
}

m() {
  "$mentee" --today 2026-11-20 "$@"
}

truncate -s 16M "$work/new.img"
PATH="$PATH:/usr/sbin:/sbin"
command -v mkfs.ext4 >/dev/null && mkfs.ext4 -q "$work/new.img" && plug_in "$work/new.img" 2>/dev/null || {
  echo "no file system can be mounted here"
  exit 77
}
"$at_call" "$work/report" count 0 no /bin/true || exit 77
mkdir "$HOME" "$MENTEE_DIR"
chmod 700 "$MENTEE_DIR"
{
  m add "Ada Larch" --role mentor
  m add "Bo Finch"
  m log "Ada Larch" "coffee: it > a draft"
  m edit "Bo Finch" org=Larkspur
} >/dev/null
umount "$disk"

run() { # COMMAND [WORDS BEFORE IT]...
  name=$1
  shift
  set -- "$@" "$mentee" --today 2026-11-20
  case $name in
  add) "$@" add "Jane Doe" --role mentor ;;
  edit) "$@" edit "Ada Larch" email=ada@x.example.org ;;
  log) "$@" log "Ada Larch" "walk > a letter" ;;
  merge) "$@" merge "Ada Larch" "Bo Finch" --yes ;;
  undo) "$@" undo ;;
  restore) "$@" restore 2 --yes ;;
  *) die "no such command: $name" ;;
  esac
}

state() {
  for file in "$MENTEE_DIR"/*.csv; do
    echo "== ${file##*/}"
    sed -E 's/(^|[,;])[a-z][0-9a-z]{7}(,|;|$)/\1ID\2/g; s/(^|[,;])[a-z][0-9a-z]{7}(,|;|$)/\1ID\2/g' "$file"
  done
}

# What the next command finds: it works, then the store is as it is.
next_state() { # PLACE
  m add "Somebody Else" >"$work/next" 2>&1 || die "$1: the next command: $(cat "$work/next")"
  state
}

start() {
  cp --sparse=always "$work/new.img" "$work/live.img"
  plug_in "$work/live.img"
}

references() { # COMMAND
  start
  next_state before >"$work/before"
  umount "$disk"
  start
  run "$1" >"$work/said" 2>&1 || die "$1: $(cat "$work/said")"
  next_state "$1" >"$work/after"
  umount "$disk"
  ! cmp -s "$work/before" "$work/after" || die "$1 changes nothing"
}

# Said to be done, and the power goes.
cut_when_done() { # COMMAND
  start
  run "$1" >"$work/said" 2>&1 || die "$1: $(cat "$work/said")"
  cp --sparse=always "$work/live.img" "$work/cut.img"
  umount "$disk"
  plug_in "$work/cut.img"
  next_state "$1, done" >"$work/now"
  umount "$disk"
  cmp -s "$work/now" "$work/after" || die "$1: it was said to be done, and is gone: $(cat "$work/now")"
}

total=0
for command in $commands; do
  references "$command"
  cut_when_done "$command"
  n=1
  points=0
  while :; do
    start
    run "$command" "$at_call" "$work/report" run $n "cp --sparse=always $work/live.img $work/cut.img" \
      >"$work/said" 2>&1 || true
    umount "$disk"
    grep -q ' reached' "$work/report" || break
    plug_in "$work/cut.img"
    next_state "$command, power cut at call $n" >"$work/now"
    umount "$disk"
    cmp -s "$work/now" "$work/before" || cmp -s "$work/now" "$work/after" ||
      die "$command, power cut at call $n: neither old nor new: $(cat "$work/now")"
    points=$((points + 1))
    n=$((n + step))
  done
  echo "$command: the power cut at $points calls, each time all old or all new"
  total=$((total + points))
done
echo "$total power cuts, 0 bad"
