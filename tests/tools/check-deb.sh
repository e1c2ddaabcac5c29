#!/bin/sh
# The Debian package is the same bytes from another folder, says nothing that lintian minds, and
# what it holds for desktops is valid.
set -eu
for program in dpkg-shlibdeps lintian appstreamcli desktop-file-validate; do
  command -v $program >/dev/null || exit 77
done
here=$(pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

appstreamcli validate --no-net share/desktop/*.metainfo.xml
desktop-file-validate share/desktop/org.mentee.mentee.desktop

one=$(share/deb 2>"$scratch/said") || { cat "$scratch/said"; exit 1; }
mkdir "$scratch/elsewhere"
tar -cf - --exclude=./build --exclude=./.git . | tar -xf - -C "$scratch/elsewhere"
other=$(cd "$scratch/elsewhere" && share/deb 2>"$scratch/said") || { cat "$scratch/said"; exit 1; }
cmp "$one" "$other"
cd "$here"
dpkg-deb -c "$one" | sed 's/.* \.\///' >"$scratch/files"
for file in bin/mentee share/man/man1/mentee.1.gz share/man/man5/mentee.5.gz \
  share/bash-completion/completions/mentee share/zsh/vendor-completions/_mentee \
  share/fish/vendor_completions.d/mentee.fish share/mentee/mentee.conf.example \
  share/mentee/sample/contacts.csv share/mentee/templates/thank_you.txt; do
  grep -qxF "usr/$file" "$scratch/files" || { echo "not in the package: $file"; exit 1; }
done
grep -q '^usr/share/applications/.*\.desktop$' "$scratch/files"
grep -q '^usr/share/metainfo/.*\.metainfo\.xml$' "$scratch/files"
lintian --allow-root --fail-on error,warning "$one"
