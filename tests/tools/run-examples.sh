#!/bin/sh
# Runs every example of mentee(1) on a copy of the sample network, on its day, to which Jane Doe of
# the examples was added. Each must do what it says: exit 0 and not a word on standard error.
# usage: run-examples.sh MENTEE      in the folder of the sources
set -eu
mentee=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export HOME="$scratch" LC_ALL=C.UTF-8 MENTEE_DIR="$scratch/store"
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME

# The files that the examples name.
mkdir "$scratch/here"
printf '%s\n' 'First Name,Last Name,URL,Email Address,Company,Position,Connected On' \
  'Lena,Voss,https://www.linkedin.com/in/lenavoss,,Stourmouth,Physicist,14 Nov 2026' \
  >"$scratch/here/Connections.csv"
printf 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Jo Ferris\r\nEND:VCARD\r\n' >"$scratch/here/contacts.vcf"
printf 'Wer,Post\nLena Voss,lena@example.org\n' >"$scratch/here/people.csv"

command -v git >/dev/null || exit 77
git config --global user.name Ines
git config --global user.email ines@example.org

new_store() {
  rm -rf "$MENTEE_DIR"
  cp -r share/mentee/sample "$MENTEE_DIR"
  chmod -R u=rwX,go= "$MENTEE_DIR"
  rm -rf "$scratch/remote.git"
  git init -q --bare "$scratch/remote.git"
  [ "$1" != sync ] || "$mentee" sync --setup "$scratch/remote.git" >/dev/null
  case $1 in add*) ;; *) "$mentee" --today 2026-11-20 add 'Jane Doe' --role mentor >/dev/null ;; esac
  case $1 in
  redo*) "$mentee" undo >/dev/null ;;
  history*) "$mentee" --today 2026-11-20 log tomasz >/dev/null ;;
  esac
}

sed -n 's/^\.Dl \$ mentee //p' man/mentee.1 |
  sed 's/\\-/-/g; s/\\(dq/"/g; s/\\e/\\/g' >"$scratch/examples"
[ "$(wc -l <"$scratch/examples")" -ge 30 ] || { echo "the examples were not found"; exit 1; }

bad=0
while read -r example; do
  new_store "$example"
  status=0
  # a server that is here
  example=$(echo "$example" | sed "s|git@example.org:me/people.git|$scratch/remote.git|")
  (cd "$scratch/here" && sh -c "'$mentee' --today 2026-11-20 $example") </dev/null >"$scratch/out" 2>"$scratch/err" ||
    status=$?
  case $example in write*) sed -i '/blanks\{0,1\} .* still empty/d' "$scratch/err" ;; esac
  # the sample has something for check to find
  [ "$example" != check ] || [ $status != 1 ] || status=0
  # and nothing was changed in two places: that is what is said then
  case $status$example in 1conflicts*) status=0 && : >"$scratch/err" ;; esac
  if [ $status != 0 ] || [ -s "$scratch/err" ]; then
    echo "mentee $example"
    cat "$scratch/out" "$scratch/err"
    bad=1
  fi
done <"$scratch/examples"
exit $bad
