#!/bin/sh
# The commented example is read, as it stands and with every line taken as it is written there.
# usage: check-conf.sh MENTEE      in the folder of the sources
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch"
unset XDG_CONFIG_HOME XDG_DATA_HOME MENTEE_DIR
mkdir -p "$scratch/.config/mentee"
for take in '' 's/^#\([a-z]\)/\1/'; do
  sed "$take" share/mentee/mentee.conf.example >"$scratch/.config/mentee/mentee.conf"
  "$1" check
done
grep -c '^[a-z]* *= ' "$scratch/.config/mentee/mentee.conf" >/dev/null
echo 'no_such_name = 1' >>"$scratch/.config/mentee/mentee.conf"
! "$1" check 2>"$scratch/said"
grep -q 'mentee.conf:[0-9]*: .*no_such_name' "$scratch/said"
