#!/bin/sh
# The real binary at each of its file calls: killed, its write torn, the call refused. The store then
# holds all old or all new, the next command just works, and the exit status told which it is.
# usage: at_calls.sh MENTEE AT_CALL GEN_STORE kill|tear|error|lasting COMMANDS SIZES [STEP [ERRORS]]
#   SIZES   people that the store holds before: 0 is no store yet
#   STEP    every so many calls only; the first one differs from command to command
set -eu
mentee=$1
at_call=$2
gen_store=$3
act=$4
commands=$5
sizes=$6
step=${7:-1}
errors=${8:-EIO}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

export ASAN_OPTIONS=detect_leaks=0 # there is no looking for leaks under ptrace
export HOME="$work/now/home" MENTEE_DIR="$work/now/store" LC_ALL=C.UTF-8 TZ=UTC
export GIT_CONFIG_NOSYSTEM=1
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME || true
secret='thistle between us'
all='add edit log promise done import merge undo redo restore sync forget'

die() {
  echo "$*" >&2
  exit 1
}

m() {
  "$mentee" --today 2026-11-20 "$@"
}

quietly() {
  "$@" >"$work/said" 2>&1 || die "$*: $(cat "$work/said")"
}

# --- the world before a command -----------------------------------------------------------------

people() { # SIZE
  mkdir -p "$MENTEE_DIR" "$HOME"
  chmod 700 "$MENTEE_DIR"
  [ "$1" -lt 2 ] || quietly "$gen_store" "$MENTEE_DIR" $(($1 - 1)) $(($1 * 3))
  if [ "$1" -eq 1 ]; then
    printf 'id,name,tea\r\ncfinch,Bo Finch,"oo""long"\r\n' >"$MENTEE_DIR/contacts.csv"
  else
    quietly m edit c0000001 "name=Bo Finch"
  fi
}

# What other commands did before it.
history_of() { # COMMAND
  case $1 in
  log | promise | edit) quietly m add "Zed Quill" --role mentor ;;
  done | undo | redo | restore)
    quietly m add "Zed Quill" --role mentor
    quietly m log "Zed Quill" "coffee: it > a draft"
    [ "$1" != redo ] || quietly m undo
    ;;
  merge)
    quietly m add "Zed Quill" --role mentor
    quietly m add "Ada Quillon" --email ada@x.example.org
    quietly m log "Ada Quillon" "coffee > a draft"
    ;;
  forget)
    quietly m add "Zed Quill"
    quietly m edit "Zed Quill" "notes=$secret"
    quietly m edit "Zed Quill" org=Larkspur # so that a generation holds it, too
    ;;
  sync) two_machines ;;
  esac
}

two_machines() {
  quietly git config --global user.name Ines
  quietly git config --global user.email ines@example.org
  quietly git config --global gc.auto 0
  quietly m add "Zed Quill" --role mentor
  quietly git init -q --bare "$work/now/hub.git"
  quietly m sync --setup "$work/now/hub.git"
  quietly git clone -q -b main "$work/now/hub.git" "$work/now/other"
  sed -i 's/Zed Quill/Zedekiah Quill/' "$work/now/other/contacts.csv"
  quietly git -C "$work/now/other" commit -qam there
  quietly git -C "$work/now/other" push -q
  quietly m log "Zed Quill" "coffee: here"
}

build_world() { # COMMAND SIZE
  rm -rf "$work/now" "$work/then"
  if [ "$2" -gt 0 ]; then
    people "$2"
    history_of "$1"
  fi
  mkdir -p "$HOME"
  printf 'BEGIN:VCARD\nFN:Di Ash\nORG:One\nEND:VCARD\nBEGIN:VCARD\nFN:Bo Finch\nTITLE:Chair\nEND:VCARD\n' \
    >"$HOME/cards.vcf"
  cp -a "$work/now" "$work/then"
}

fresh() {
  rm -rf "$work/now"
  cp -a "$work/then" "$work/now"
}

# --- a command, and the one after it ------------------------------------------------------------

run() { # COMMAND [WORDS BEFORE IT]...
  name=$1
  shift
  set -- "$@" "$mentee" --today 2026-11-20
  case $name in
  add) "$@" add "Jane Doe" --role mentor ;;
  edit) "$@" edit "Zed Quill" email=zed@x.example.org ;;
  log) "$@" log "Zed Quill" "coffee > a draft" ;;
  promise) "$@" promise "Zed Quill" "send the paper" ;;
  done) "$@" "done" "Zed Quill" ;;
  import) "$@" import "$HOME/cards.vcf" --yes ;;
  merge) "$@" merge "Zed Quill" "Ada Quillon" --yes ;;
  undo | redo | sync) "$@" "$name" ;;
  restore) "$@" restore 2 --yes ;;
  forget) "$@" forget "$(id_of "Zed Quill").notes" --yes ;;
  *) die "no such command: $name" ;;
  esac
}

id_of() {
  sed -n "s/^\([^,]*\),$1,.*/\1/p" "$work/then/store/contacts.csv"
}

next() { # COMMAND
  case $1 in
  sync | forget) run "$1" ;;
  *)
    if [ "$size" -gt 0 ]; then
      m edit "Bo Finch" org=Larkspur
    else
      m add "Somebody Else"
    fi
    ;;
  esac
}

# The files of the store, with the ids that are new in this run made alike.
state() {
  for file in "$MENTEE_DIR"/*.csv; do
    echo "== ${file##*/}"
    sed -E 's/(^|[,;])[a-z][0-9a-z]{7}(,|;|$)/\1ID\2/g; s/(^|[,;])[a-z][0-9a-z]{7}(,|;|$)/\1ID\2/g' "$file"
  done
}

# before, after: what the store holds once the next command has run.
references() { # COMMAND
  fresh
  case $1 in
  sync | forget) ;; # the next one does what the first did not
  *) next "$1" >"$work/next" 2>&1 || die "$1: the next command alone: $(cat "$work/next")" ;;
  esac
  state >"$work/before"
  fresh
  run "$1" >"$work/said" 2>&1 || die "$1: $(cat "$work/said")"
  case $1 in
  sync | forget) ;;
  *) next "$1" >"$work/next" 2>&1 || die "$1: the next command: $(cat "$work/next")" ;;
  esac
  state >"$work/after"
  ! cmp -s "$work/before" "$work/after" || die "$1 changes nothing"
}

# What is left where the text was erased, but for git's and the caller's.
forgotten() {
  ! grep -rqF "$secret" "$work/now"
}

# Sets $seen.
which_state() { # COMMAND PLACE
  status_of_next=0
  next "$1" >"$work/next" 2>&1 || status_of_next=$?
  if [ $status_of_next -ne 0 ] && ! { [ "$1" = forget ] && grep -q 'any more' "$work/next"; }; then
    die "$2: the next command: $(cat "$work/next")"
  fi
  state >"$work/after-this"
  if cmp -s "$work/after-this" "$work/after"; then
    seen=after
  elif cmp -s "$work/after-this" "$work/before"; then
    seen=before
  else
    diff "$work/after" "$work/after-this" | head -20 >&2 || true
    die "$2: neither old nor new"
  fi
  case $1 in
  forget) forgotten || die "$2: the text is still in $(grep -rlF "$secret" "$work/now")" ;;
  sync)
    git -C "$work/now/hub.git" show main:contacts.csv | cmp -s - "$MENTEE_DIR/contacts.csv" ||
      die "$2: not everything was sent"
    ;;
  esac
  litter=$(find "$work/now/store" -name '*.tmp' | wc -l)
  [ "$litter" -le 2 ] || die "$2: $litter temporary files"
}

# The exit status tells whether it is done.
judge_status() { # COMMAND PLACE STATUS
  case $1 in
  sync | forget) return 0 ;; # the next one has finished it, so nobody can see
  esac
  [ "$3" -lt 124 ] || die "$2: exit $3: $(cat "$work/said")"
  [ "$3" -ne 0 ] || [ "$seen" = after ] || die "$2: said done, and is not"
  if [ "$3" -ne 0 ] && [ "$seen" = after ]; then
    grep -qE 'did not confirm|cannot write' "$work/said" ||
      die "$2: exit $3, and it is done: $(cat "$work/said")"
  fi
}

# --- all calls of a command ---------------------------------------------------------------------

at_each_call() { # COMMAND ERROR
  n=$((${#1} % step + 1))
  points=0
  while :; do
    fresh
    place="$1 with $size people, $act ${2#no} at call $n"
    status=0
    run "$1" "$at_call" "$work/report" "$act" $n "$2" >"$work/said" 2>&1 || status=$?
    grep -q ' reached' "$work/report" || break
    if grep -q Sanitizer "$work/said"; then # the call was one of its own, unless it found something
      ! grep -q 'ERROR: AddressSanitizer: [a-z]' "$work/said" || die "$place: $(cat "$work/said")"
    else
      which_state "$1" "$place"
      [ "$act" = kill ] || [ "$act" = tear ] || judge_status "$1" "$place" $status
      points=$((points + 1))
    fi
    n=$((n + step))
  done
  echo "$1 with $size people: $act ${2#no} at $points calls, each time all old or all new"
  total=$((total + points))
}

fresh_report() {
  "$at_call" "$work/report" count 0 no /bin/true || {
    echo "one process cannot trace another here"
    exit 77
  }
}

fresh_report
total=0
[ "$commands" != all ] || commands=$all
case $act in
error | lasting) ;;
*) errors=no ;;
esac
for name in $commands; do
  for size in $sizes; do
    case $size$name in
    0add | 0import) ;;
    0*) continue ;; # there is nobody yet
    esac
    build_world "$name" "$size"
    references "$name"
    for error in $errors; do
      at_each_call "$name" "$error"
    done
  done
done
echo "$total points, 0 bad"
