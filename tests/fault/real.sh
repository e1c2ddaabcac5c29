#!/bin/sh
# The real binary on a real file system: no room, many writers, another program beside it, every umask.
# usage: real.sh MENTEE full|writers|outside|private [HOW_MUCH]
set -eu
mentee=$1
part=$2
much=${3:-}
work=$(mktemp -d)
mounted=
started=
# shellcheck disable=SC2329 # called by the trap
clean() {
  touch "$work/stop"
  for job in $started; do
    kill "$job" 2>/dev/null || true
  done
  wait
  [ -z "$mounted" ] || umount "$mounted"
  rm -rf "$work"
}
trap clean EXIT
trap 'exit 1' HUP INT TERM

export HOME="$work/home" MENTEE_DIR="$work/store" LC_ALL=C.UTF-8
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME || true
day=2026-11-20

die() {
  echo "$*" >&2
  exit 1
}

fresh() {
  rm -rf "$MENTEE_DIR" "$HOME"
  mkdir -p "$MENTEE_DIR" "$HOME"
  printf 'id,name,tea\r\nc1,Ada Larch,oolong\r\nc2,"Finch, Bo",\r\n' >"$MENTEE_DIR/contacts.csv"
  printf 'id,contact_id,role,from_on\nr1,c1,mentor,2025-01-01\n' >"$MENTEE_DIR/roles.csv"
  printf 'id,on_date,people,kind\ni1,2026-09-01,c1,coffee\n' >"$MENTEE_DIR/interactions.csv"
  chmod 700 "$MENTEE_DIR" # check speaks of what others may read
  chmod 600 "$MENTEE_DIR"/*.csv
}

next() {
  "$mentee" --today $day edit c2 org=Larkspur >"$work/next" 2>&1
}

# Each command that is tried: words that sh splits.
command_of() {
  case $1 in
  log) echo "--today $day log c1 coffee>draft" ;;
  edit) echo "--today $day edit c1 email=ada@x.example.org" ;;
  esac
}

run() { # COMMAND
  name=$1
  shift
  # shellcheck disable=SC2046 # split on purpose
  "$@" "$mentee" $(command_of "$name")
}

# A file system that is as good as full, or else a limit on the size of a file.
fill() {
  fresh
  if mount -t tmpfs -o size=64k,mode=0700 none "$MENTEE_DIR" 2>/dev/null; then
    mounted=$MENTEE_DIR
    printf 'id,name\nc1,Ada Larch\n' >"$MENTEE_DIR/contacts.csv"
    dd if=/dev/zero of="$MENTEE_DIR/other" bs=1k count=64 2>/dev/null || true
    limit=unlimited
    how="a full tmpfs"
  else
    limit=1
    how="a limit of 512 bytes a file"
    printf 'id,name,notes\nc1,Ada Larch,%0600d\n' 0 >"$MENTEE_DIR/contacts.csv"
  fi
  cp "$MENTEE_DIR/contacts.csv" "$work/contacts"
}

full_disk() {
  fill
  for name in edit log; do
    status=0
    # shellcheck disable=SC2046 # split on purpose
    (ulimit -f $limit && exec "$mentee" $(command_of $name)) >"$work/said" 2>&1 || status=$?
    [ $status -eq 3 ] || die "$name on $how: exit $status: $(cat "$work/said")"
    grep -qE 'not saved: .*(disk is full|too large)' "$work/said" ||
      die "$name on $how: $(cat "$work/said")"
    cmp -s "$work/contacts" "$MENTEE_DIR/contacts.csv" || die "$name on $how: the old file changed"
    left=$(find "$MENTEE_DIR" -name '*.tmp' | wc -l)
    [ "$left" -eq 0 ] || die "$name on $how left $left temporary files"
  done
  if [ -n "$mounted" ]; then
    rm "$MENTEE_DIR/other"
    run edit env >/dev/null || die "with room again it does not work"
  fi
  echo "$how: a sentence, exit 3, nothing lost"
}

# $1 processes that log $2 times each, a third of them killed now and then where $3 is kill.
one_writer() { # NUMBER TIMES KILL
  done=0
  i=0
  while [ $i -lt "$2" ]; do
    if [ "$3" = kill ] && [ $(((i + $1) % 3)) -eq 0 ]; then
      timeout -s KILL 0.0$(((i + $1) % 9 + 1)) "$mentee" log c1 "lost $1-$i > promise $1-$i" >/dev/null 2>&1 &&
        echo "lost $1-$i" >>"$work/acknowledged"
    elif "$mentee" log c1 "kept $1-$i > promise $1-$i" >/dev/null 2>>"$work/errors"; then
      echo "kept $1-$i" >>"$work/acknowledged"
    fi
    i=$((i + 1))
  done
}

writers() { # WRITERS TIMES KILL
  fresh
  : >"$work/acknowledged"
  : >"$work/errors"
  n=0
  started=
  while [ $n -lt "$1" ]; do
    one_writer $n "$2" "$3" &
    started="$started $!"
    n=$((n + 1))
  done
  while [ ! -e "$work/stop" ]; do # a reader meanwhile: never anything torn
    "$mentee" check >"$work/check" 2>&1 || { cat "$work/check"; touch "$work/torn"; }
  done &
  reader=$!
  for job in $started; do
    wait "$job" || true
  done
  touch "$work/stop"
  wait "$reader" || true
  started=
  [ ! -e "$work/torn" ] || die "a reader saw something torn"
  next || die "the next command: $(cat "$work/next")"
  sort "$work/acknowledged" >"$work/wanted"
  sed -n 's/.*,\(\(kept\|lost\) [0-9]*-[0-9]*\).*/\1/p' "$MENTEE_DIR/interactions.csv" | sort >"$work/got"
  [ -z "$(uniq -d "$work/got")" ] || die "doubled: $(uniq -d "$work/got" | head -3)"
  missing=$(comm -23 "$work/wanted" "$work/got")
  [ -z "$missing" ] || die "lost: $missing"
  kept=$(wc -l <"$work/got")
  promises=$(grep -c 'promise [0-9]' "$MENTEE_DIR/followups.csv")
  [ "$kept" -eq "$promises" ] || die "$kept interactions and $promises promises"
  echo "$(wc -l <"$work/wanted") changes acknowledged, all there, none twice, none torn"
}

# Another program puts a new file in place again and again while mentee saves: each change of one
# field by it and of another by us is there in the end.
outside() { # ROUNDS
  fresh
  rm "$MENTEE_DIR/roles.csv" "$MENTEE_DIR/interactions.csv"
  i=0
  while [ $i -lt "$1" ]; do
    sed -i "s/^c1,Ada Larch,[^,\r]*/c1,Ada Larch,tea$i/" "$MENTEE_DIR/contacts.csv" &
    other=$!
    "$mentee" edit c2 "org=place$i" >"$work/said" 2>&1 || true
    wait $other
    # what sed read before our save and put in place after it is its own; ours is said again then
    grep -q "place$i" "$MENTEE_DIR/contacts.csv" || "$mentee" edit c2 "org=place$i" >"$work/said" 2>&1
    grep -q "^c1,Ada Larch,tea" "$MENTEE_DIR/contacts.csv" || die "round $i: $(cat "$MENTEE_DIR/contacts.csv")"
    grep -q "place$i" "$MENTEE_DIR/contacts.csv" || die "round $i: $(cat "$work/said" "$MENTEE_DIR/contacts.csv")"
    "$mentee" check >/dev/null || die "round $i: torn"
    i=$((i + 1))
  done
  # one after another: nothing of either is lost
  i=0
  while [ $i -lt "$1" ]; do
    sed -i "s/^c1,Ada Larch,[^,\r]*/c1,Ada Larch,cup$i/" "$MENTEE_DIR/contacts.csv"
    "$mentee" edit c2 "org=city$i" >/dev/null || die "round $i is refused"
    grep -q "cup$i" "$MENTEE_DIR/contacts.csv" && grep -q "city$i" "$MENTEE_DIR/contacts.csv" ||
      die "round $i: $(cat "$MENTEE_DIR/contacts.csv")"
    i=$((i + 1))
  done
  echo "$1 changes by another program at the same moment and $1 between ours: none torn, none lost"
}

# Whatever the umask: folders 0700, files 0600.
private() {
  for mask in 000 022 077; do
    rm -rf "$MENTEE_DIR" "$HOME"
    mkdir -p "$HOME"
    (umask $mask && "$mentee" add "Jane Doe" --role mentor >/dev/null &&
      "$mentee" log jane "coffee > send it" >/dev/null)
    wide=$(find "$MENTEE_DIR" "$HOME" -mindepth 1 -perm /077 | head -3)
    [ -z "$wide" ] || die "under umask $mask others may use: $wide"
    [ "$(stat -c %a "$MENTEE_DIR")" = 700 ] || die "the store is not 0700"
  done
  echo "private under every umask"
}

case $part in
full) full_disk ;;
outside) outside "${much:-20}" ;;
writers) # shellcheck disable=SC2086 # three words
  writers ${much:-8 10 kill} ;;
private) private ;;
*) die "no such part: $part" ;;
esac
