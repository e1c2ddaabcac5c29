#!/bin/sh
# `mentee sync` between two clones, a and b, over a bare repository: every case that a merge of CSV
# files must get right. usage: sync.sh MENTEE
set -eu
umask 077 # what others could read is mentioned by check
mentee=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/home"
ln -s "$mentee" "$work/bin/mentee"
PATH="$work/bin:$PATH" HOME="$work/home" LC_ALL=C.UTF-8 TZ=UTC
export PATH HOME LC_ALL TZ
unset MENTEE_DIR XDG_STATE_HOME XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME 2>/dev/null || :
export GIT_CONFIG_NOSYSTEM=1
git config --global user.name Ines
git config --global user.email ines@example.org
git config --global init.defaultBranch trunk
cd "$work"
bad=0 count=0

m() { machine=$1; shift; mentee --today 2026-11-20 --store "$work/$machine" "$@"; }

# Two machines that hold the same contacts.csv.
fresh() { # CSV
  rm -rf a b hub.git home/.local
  git init -q --bare hub.git
  mkdir a
  printf "$1" >a/contacts.csv
  m a sync --setup "$work/hub.git" >out 2>err
  m b sync --setup "$work/hub.git" >>out 2>>err
}
ok() { # NAME, then a command that must hold
  name=$1 count=$((count + 1))
  shift
  if ! "$@" >"$work/said" 2>&1; then
    bad=$((bad + 1))
    echo "--- $name: $*"
    cat "$work/said"
    head -50 a/contacts.csv b/contacts.csv out err 2>/dev/null
  fi
}
is() { # FILE TEXT
  printf "$2" >want
  diff want "$1"
}
has() { grep -q -- "$2" "$1"; }
hasnt() { ! grep -q -- "$2" "$1"; }
both_sync() { # a's change goes out, b joins it, a follows
  m a sync >out 2>err
  m b sync >>out 2>>err && status=0 || status=$?
  m a sync >>out 2>>err
}
clean() { m "$1" check; }

HEAD='id,name,email,tags\n'
THREE="${HEAD}c1,Ann,ann@x,\nc2,Bob,bob@x,red\nc3,Cem,,\n"

fresh "$THREE"
ok "set-up: the second machine gets the files" is b/contacts.csv "$THREE"
ok "set-up: the driver is named" has b/.gitattributes '^contacts.csv -text merge=mentee$'
ok "set-up: what is private is ignored" has b/.gitignore '^/conflicts.csv$'
ok "set-up: and by Syncthing" has b/.stignore '^/.mentee$'
ok "set-up: the driver is configured" git -C b config --get merge.mentee.driver
ok "set-up: it can be run again" m b sync --setup "$work/hub.git"
ok "set-up: nothing is added twice" test "$(grep -c '^contacts.csv' b/.gitattributes)" = 1
ok "nothing to do" m a sync

fresh "$THREE"
sed -i 's/ann@x/ann@y/' a/contacts.csv
sed -i 's/bob@x/bob@y/' b/contacts.csv
both_sync
ok "adjacent rows" is a/contacts.csv "${HEAD}c1,Ann,ann@y,\nc2,Bob,bob@y,red\nc3,Cem,,\n"
ok "adjacent rows, both alike" cmp a/contacts.csv b/contacts.csv
m b history >hist
ok "what came is in the history" has hist 'sync *1 change from another machine'
ok "and can be taken back" m b restore 1 --yes

fresh "$THREE"
m a edit ann email=ann@y >out
m b edit ann name=Anna >out
both_sync
ok "one row, two cells" is a/contacts.csv "${HEAD}c1,Anna,ann@y,\nc2,Bob,bob@x,red\nc3,Cem,,\n"

fresh "$THREE"
m a add "Dan One" >out
m b add "Eve Two" >out
both_sync
ok "both append" test "$(wc -l <a/contacts.csv)" = 6
ok "both append, both alike" cmp a/contacts.csv b/contacts.csv
ok "both append, no id twice" clean a

fresh "$THREE"
m a edit ann email=here@x >out
m b edit ann email=there@x tags=blue >out
both_sync
ok "the same cell: status 1" test "$status" = 1
ok "the same cell: ours stays" has b/contacts.csv '^c1,Ann,there@x,blue$'
ok "the same cell: valid CSV, no marks" hasnt b/contacts.csv '^[<=>]'
ok "the same cell: all three are kept" has b/conflicts.csv 'sync,contacts,c1,email,ann@x,there@x,here@x'
ok "the same cell: the merge is over" test ! -e b/.git/MERGE_HEAD
ok "the same cell: it stays here" test -z "$(git -C b ls-files conflicts.csv)"
ok "the same cell: the next sync is clean" m b sync
m b conflicts >out || :
ok "the same cell: it is asked about" has out 'there   here@x'
m b check >out || :
ok "the same cell: check says so" has out '^conflicts.csv: Ann: E-mail was changed in two places'
m a sync >out
ok "the same cell: the other one follows" has a/contacts.csv '^c1,Ann,there@x,blue$'
m b conflicts 1 there >out
ok "the same cell: a person decides" has b/contacts.csv '^c1,Ann,here@x,blue$'
ok "the same cell: nothing waits any more" test ! -e b/conflicts.csv

fresh "$THREE"
m a edit bob tags="red;green" >out
m b edit bob tags="red;blue" >out
both_sync
ok "lists join" has a/contacts.csv '^c2,Bob,bob@x,red;blue;green$'

fresh "$THREE"
sed -i '/^c3,/d' a/contacts.csv
m b edit cem email=cem@x >out
both_sync
ok "edit against delete keeps the edit" has a/contacts.csv '^c3,Cem,cem@x,$'

fresh "$THREE"
sed -i '/^c3,/d' a/contacts.csv
both_sync
ok "a delete alone deletes" hasnt b/contacts.csv '^c3,'

fresh "$THREE"
printf 'email,id,tags,name,cat\nann@x,c1,,Ann,Tom\nbob@x,c2,red,Bob,\n,c3,,Cem,\n' >a/contacts.csv
m b edit cem org=LTROP >out
m b add "Dan One" >out
both_sync
ok "columns reordered and added on both sides" has b/contacts.csv '^c1,Ann,ann@x,,.*Tom$'
ok "columns: ours and theirs" has b/contacts.csv '^id,name,email,tags,.*org.*cat$'
ok "columns: the rest stays" has b/contacts.csv '^c3,Cem,,,.*LTROP'
ok "columns: both alike" cmp a/contacts.csv b/contacts.csv

fresh "$(printf '%s' "$THREE" | sed 's/\\n/\\r\\n/g')"
m a edit ann email=ann@y >out
m b edit bob email=bob@y >out
both_sync
ok "line ends stay" is a/contacts.csv "$(printf '%s' "${HEAD}c1,Ann,ann@y,\nc2,Bob,bob@y,red\nc3,Cem,,\n" | sed 's/\\n/\\r\\n/g')"

fresh "$THREE"
printf 'c4,Dan,,\n' >>a/contacts.csv
printf 'c4,Eve,,\n' >>b/contacts.csv
both_sync
ok "one id for two new people: both stay" has a/contacts.csv ',Dan,,$'
ok "one id for two new people: both stay" has a/contacts.csv ',Eve,,$'
ok "one id for two new people: no id twice" test "$(cut -d, -f1 a/contacts.csv | sort | uniq -d | wc -l)" = 0

fresh "$THREE"
m a log ann "coffee: one > notes by fri" >out
m b log ann "coffee: two < a paper" >out
both_sync
ok "files that both begin" test "$(grep -c ',coffee,' a/interactions.csv)" = 2
ok "files that both begin" test "$(grep -c ',open,' b/followups.csv)" = 2
ok "files that both begin, sound" clean b

# Plain git, with the driver: merge and rebase.
for how in merge rebase; do
  fresh "$THREE"
  m a edit ann email=ann@y >out
  m a sync >out
  m b edit ann name=Anna >out
  git -C b commit -qam b
  git -C b fetch -q
  ok "plain git $how" git -C b $how -q origin/main
  ok "plain git $how joins" has b/contacts.csv '^c1,Anna,ann@y,$'
done
fresh "$THREE"
m a edit ann email=here@x >out
m a sync >out
m b edit ann email=there@x >out
git -C b commit -qam b
git -C b fetch -q
git -C b merge -q origin/main >out 2>err && status=0 || status=$?
ok "plain git, conflict: status" test "$status" = 1
ok "plain git, conflict: valid CSV" is b/contacts.csv "${HEAD}c1,Ann,there@x,\nc2,Bob,bob@x,red\nc3,Cem,,\n"
ok "plain git, conflict: kept" has b/conflicts.csv 'email,ann@x,there@x,here@x'
m b sync >out 2>err && status=0 || status=$?
ok "plain git, conflict: sync ends it" test ! -e b/.git/MERGE_HEAD
ok "plain git, conflict: once among the conflicts" test "$(wc -l <b/conflicts.csv)" = 2

# A clone where the driver was never configured: git merges as text and leaves its marks.
fresh "$THREE"
git clone -q -b main hub.git c
m a edit ann email=here@x >out
m a sync >out
sed -i 's/^c1,Ann,/c1,Anna,/' c/contacts.csv
git -C c commit -qam c
git -C c fetch -q
git -C c merge -q origin/main >out 2>err && status=0 || status=$?
ok "no driver: git leaves marks" has c/contacts.csv '^<<<<<<<'
m c check >out 2>err && status=0 || status=$?
ok "no driver: check says so" test "$status" != 0
ok "no driver: and how to mend it" has out 'mentee sync --setup tells it'
ok "no driver: nothing is written over it" sh -c "! mentee --store '$work/c' add 'New One'"
m c sync >out 2>err && status=0 || status=$?
ok "no driver: sync joins from git's own versions" is c/contacts.csv "${HEAD}c1,Anna,here@x,\nc2,Bob,bob@x,red\nc3,Cem,,\n"
ok "no driver: it is configured now" git -C c config --get merge.mentee.driver
rm -rf c

# The driver's program is gone: git keeps ours and says conflict. Nothing of theirs is lost.
fresh "$THREE"
m a edit ann email=ann@y >out
m a sync >out
m b edit ann name=Anna >out
git -C b commit -qam b
git -C b fetch -q
git -C b -c merge.mentee.driver="no-such-program %O %A %B %P" merge -q origin/main >out 2>err && status=0 || status=$?
ok "driver missing: a conflict" test "$status" != 0
ok "driver missing: sync ends it" m b sync
ok "driver missing: theirs is there" has b/contacts.csv '^c1,Anna,ann@y,$'

# A file of somebody else in conflict stops it, and nothing is half done.
fresh "$THREE"
for machine in a b; do
  echo "$machine" >$machine/notes.txt
  git -C $machine add notes.txt
  git -C $machine commit -qm notes
done
m a edit ann email=ann@y >out
m a sync >out
m b sync >out 2>err && status=0 || status=$?
ok "another file in conflict: it is named" has err "'notes.txt' was changed in two places"
ok "another file in conflict: back to the beginning" test ! -e b/.git/MERGE_HEAD
ok "another file in conflict: the store is sound" clean b

# The other machine cannot be reached.
fresh "$THREE"
m b edit ann name=Anna >out
mv hub.git away.git
m b sync >out 2>err && status=0 || status=$?
ok "unreachable: said, with status 3" test "$status" = 3
ok "unreachable: kept here" has err "kept here, but 'origin' was not reached"
ok "unreachable: committed" test -z "$(git -C b status --porcelain)"
mv away.git hub.git
ok "reachable again" m b sync

# Two stores that began apart.
rm -rf a b hub.git home/.local
git init -q --bare hub.git
m a add "Ann Low" >out
m a sync --setup "$work/hub.git" >out 2>err
m b add "Bo High" >out
m b sync --setup "$work/hub.git" >out 2>err
m a sync >out 2>err
ok "two beginnings: both people" test "$(wc -l <a/contacts.csv)" = 3
ok "two beginnings: both alike" cmp a/contacts.csv b/contacts.csv

# Names that a shell would take for more, and a remote that looks like an option.
fresh "$THREE"
m a edit ann name='$(touch pwned); `touch pwned` -rf' >out
m a sync >out 2>err
ok "nothing of the data is run" test ! -e pwned -a ! -e a/pwned
m a sync --setup --upload-pack=touch >out 2>err && status=0 || status=$?
ok "an option is no remote" test "$status" = 2
mkdir plain
m plain sync >out 2>err && status=0 || status=$?
ok "no repository: said" has err "mentee sync --setup"
mkdir -p outer/inner
git -C outer init -q
m outer/inner sync >out 2>err && status=0 || status=$?
ok "inside another repository: refused" has err "lies in another git repository"

echo "$count checks, $bad differ"
[ "$bad" = 0 ]
