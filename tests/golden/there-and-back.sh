#!/bin/sh
# What is exported and imported into an empty store is the same store: every table, every field,
# every column of somebody else's, under the same ids; the same again where it came from. Where the
# ids mean others already, what refers to them follows. All of it is one change.
# usage: there-and-back.sh SOURCE MENTEE GEN_STORE
set -eu
source=$1
mentee=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
unset MENTEE_DIR XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
mkdir "$folder/home"
export HOME="$folder/home"

m() { # STORE WORDS...
  store=$1
  shift
  "$mentee" --today 2026-11-20 --store "$folder/$store" "$@"
}
fail() {
  echo "$*"
  exit 1
}

# STORE: exported, imported elsewhere, exported again
there_and_back() {
  m "$1" export --to json --notes -o "$folder/$1.json" >/dev/null
  m "$1" import "$folder/$1.json" --yes >"$folder/out" || fail "$1: $(cat "$folder/out")"
  grep -q 'There is nothing to import' "$folder/out" || fail "$1 changed by its own: $(cat "$folder/out")"
  m "$1-back" import "$folder/$1.json" --yes >/dev/null 2>&1
  m "$1-back" export --to json --notes -o "$folder/$1-back.json" >/dev/null
  cmp "$folder/$1.json" "$folder/$1-back.json" || fail "$1 is another store"
  m "$1-back" import "$folder/$1.json" --yes >"$folder/out" 2>&1
  grep -q 'There is nothing to import' "$folder/out" || fail "$1 twice: $(cat "$folder/out")"
}

cp -R "$source/share/mentee/sample" "$folder/sample"
there_and_back sample
m sample-back undo >/dev/null
[ "$(m sample-back export --to json | grep -c '"id"')" = 0 ] || fail "an undo left rows"

"$3" "$folder/made" 300 >/dev/null
there_and_back made

# Rows without ids, people by name, cells that are no dates, columns of others, two who look alike,
# blanks, formulas, and a promise that came from a meeting.
mkdir "$folder/odd"
cat >"$folder/odd/contacts.csv" <<END
id,name,org,shoe,tags,source,created_at,email,Hut
c1,Ada Example,Larkspur,44,a; a ;b,,2020-01-02,ada@example.org,
c2,Ada Example,Larkspur,,,met,,ada@example.org,felt
,Jo Ferris, two  blanks ,,=1+1,,,,
c4,,no name,,,,,,
END
cat >"$folder/odd/interactions.csv" <<END
id,on_date,people,subject,notes,private,weather
c1,2026-13-40,Ada Example;c2,odd,"- one
- two",,rain
,2026-10-01,c1;c2,told me,a secret,yes,
END
cat >"$folder/odd/followups.csv" <<END
id,contact_id,what,origin_id,due_on
1,c2,send it,c1,2026-12-01
2,gone,nobody now,,soon
END
cat >"$folder/odd/roles.csv" <<END
id,contact_id,role,from_on
1,c1,mentor,2026-01-01
END
there_and_back odd
grep -q secret "$folder/odd.json" && fail "a private note left"
cut -d, -f1-8 "$folder/odd-back/contacts.csv" | grep -q 'c1,Ada Example' || fail "c1 is not c1"

# Other people have the ids: everything is added under other ids, and hangs together.
mkdir "$folder/other"
printf 'id,name\nc1,Lena Voss\nc2,Zoe Skoda\n' >"$folder/other/contacts.csv"
printf 'id,contact_id,role\n1,c1,peer\n' >"$folder/other/roles.csv"
m other import "$folder/odd.json" --yes >"$folder/out" 2>&1
m other import "$folder/odd.json" --yes >"$folder/out" 2>&1
m other list --json | grep -c '"name"' >"$folder/count"
ada=$(sed -n 's/^\([^,]*\),Ada Example,.*/\1/p' "$folder/other/contacts.csv" | head -1)
[ "$ada" != c1 ] || fail "Ada took another's id"
grep -q ",$ada,mentor," "$folder/other/roles.csv" || fail "her role is not hers"
grep -q '^1,c1,peer' "$folder/other/roles.csv" || fail "Lena's role went"

# contacts.csv: the same people under the same ids, but for blanks, and events, which stay behind.
m sample export --to csv-faithful --notes -o "$folder/sample.csv" >/dev/null
m csv import "$folder/sample.csv" --yes >/dev/null 2>&1
m csv export --to json --notes | grep -v '"met_event"' | sed '/"roles":/,$d' >"$folder/one"
m sample export --to json --notes | grep -v '"met_event"' | sed '/"roles":/,$d' >"$folder/two"
tr -d ' \n' <"$folder/one" >"$folder/one.flat"
tr -d ' \n' <"$folder/two" >"$folder/two.flat"
cmp "$folder/one.flat" "$folder/two.flat" || fail "contacts.csv is another: $(diff "$folder/one" "$folder/two")"

# Cards carry people, under the same ids.
m sample export --to vcard --notes -o "$folder/sample.vcf" >/dev/null
m cards import "$folder/sample.vcf" --yes >/dev/null 2>&1
m cards export --to vcard --notes | grep -v MET-EVENT | tr -d ' ' >"$folder/again.vcf"
grep -v MET-EVENT "$folder/sample.vcf" | tr -d ' ' >"$folder/once.vcf"
cmp "$folder/once.vcf" "$folder/again.vcf" || fail "the cards are others"
