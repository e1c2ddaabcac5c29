#!/bin/sh
# `mentee --due` reads and prints and is gone: no process, no network, no lock, and nothing is
# created or changed but the stamp of --once, which lies outside the store.
# usage: due-reads-only.sh SOURCE MENTEE
set -eu
source=$1 mentee=$2
command -v strace >/dev/null || { echo "strace is not there"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/home"
cp -R "$source/share/mentee/sample" "$work/store"
bad=0

# The calls of one run, below the empty environment of a login.
calls() { # OUTPUT OPTION...
  out=$1
  shift
  env -i HOME="$work/home" MENTEE_DIR="$work/store" LC_ALL=C.UTF-8 ASAN_OPTIONS=detect_leaks=0 \
    MENTEE_CACHE=off strace -f -qq -s 200 -o "$out" "$mentee" --due --today 2026-11-20 "$@" \
    >"$work/printed"
}

refuse() { # OUTPUT PATTERN WHAT
  if grep -nE "$2" "$1"; then
    echo "--due must not: $3"
    bad=1
  fi
}

ls -lAR --time-style=full-iso "$work/store" >"$work/before"
calls "$work/plain"
test -s "$work/printed" || { echo "nothing was printed"; bad=1; }
calls "$work/once" --once
calls "$work/again" --once
if [ -s "$work/printed" ]; then echo "--once said it twice"; bad=1; fi

for run in plain once again; do
  refuse "$work/$run" ' (clone|clone3|fork|vfork|socket|connect|sendto|flock)\(' 'start, connect or lock'
  refuse "$work/$run" ' fcntl\(.*F_(OFD_)?SETLK' 'lock'
  refuse "$work/$run" "(O_WRONLY|O_RDWR|O_CREAT|mkdir|rename|unlink|symlink|chmod|utime|truncate).*$work/store" 'change the store'
done
refuse "$work/plain" '(O_CREAT|mkdir|rename|unlink|symlink)' 'make anything'
refuse "$work/again" '(O_CREAT|mkdir|rename|unlink|symlink)' 'make anything when it stays silent'
ls -lAR --time-style=full-iso "$work/store" >"$work/after"
cmp "$work/before" "$work/after" || bad=1

env -i HOME="$work/home" MENTEE_DIR="$work/nowhere" "$mentee" --due --once >"$work/printed"
if [ -s "$work/printed" ] || [ -e "$work/nowhere" ]; then echo "no store, and yet something"; bad=1; fi
exit $bad
