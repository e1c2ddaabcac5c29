#!/bin/sh
# What mentee exports is read without complaint by other programs, where they are installed: khard,
# abook, calcurse, python3-vobject, and libical where the reader was built.
# usage: read-by-others.sh SOURCE MENTEE [ICAL_READS]     status 77: none of them is here
set -eu
source=$1 mentee=$2 ical_reads=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" LC_ALL=C.UTF-8 MENTEE_DIR="$work/store"
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME
cp -R "$source/share/mentee/sample" "$work/store"
cd "$work"
m() { "$mentee" --today 2026-11-20 "$@"; }
m import "$source/tests/data/import-samples/headers/apple-icloud.vcf" --yes >/dev/null
people=$(m export --to vcard | grep -c '^BEGIN:VCARD')
asked=0

fail() {
  echo "$*" >&2
  exit 1
}
is() { # WHO SAYS WANTED
  [ "$2" = "$3" ] || fail "$1: $2, not $3"
  asked=$((asked + 1))
}

for format in vcard vcard3; do
  m export --to $format -o $format.vcf >/dev/null
  m export --to $format -o $format/ >/dev/null
  if command -v khard >/dev/null; then
    printf '[addressbooks]\n[[x]]\npath = %s\n[general]\n[contact table]\n[vcard]\n' \
      "$work/$format/" >khard.conf
    khard -c khard.conf list --parsable >khard.out 2>khard.err
    [ ! -s khard.err ] || fail "khard: $(cat khard.err)"
    is "khard on $format" "$(wc -l <khard.out)" "$people"
  fi
  if /usr/bin/python3 -c 'import vobject' 2>/dev/null; then
    is "vobject on $format" "$(/usr/bin/python3 -c '
import sys, vobject
cards = list(vobject.readComponents(open(sys.argv[1], encoding="utf-8", newline="").read()))
for card in cards:
    card.fn.value, card.n.value
print(len(cards))' $format.vcf)" "$people"
  fi
done

m export --to ics -o all.ics >/dev/null
entries=$(grep -cE '^BEGIN:(VEVENT|VTODO)' all.ics)
if command -v calcurse >/dev/null; then
  calcurse -D "$work/cal" -C "$work/cal" -i all.ics >cal.out 2>&1
  grep -q ' 0 skipped' cal.out || fail "calcurse: $(cat cal.out)"
  asked=$((asked + 1))
fi
if /usr/bin/python3 -c 'import vobject' 2>/dev/null; then
  is 'vobject on ics' "$(/usr/bin/python3 -c '
import vobject
for calendar in vobject.readComponents(open("all.ics", encoding="utf-8", newline="").read()):
    print(len([1 for part in calendar.components()]))')" "$entries"
fi
[ -z "$ical_reads" ] || is libical "$("$ical_reads" all.ics)" "$entries"

if command -v abook >/dev/null; then
  m export --to abook -o book >/dev/null
  abook --convert --informat abook --infile book --outformat mutt --outfile mutt.out
  is abook "$(sed 's/.*<//' mutt.out | sort | grep -c @)" "$(grep '^email=' book | tr ',' '\n' | grep -c @)"
fi
[ $asked -gt 0 ] || exit 77
echo "$asked readings by other programs"
