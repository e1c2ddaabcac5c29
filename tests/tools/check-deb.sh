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
lintian --allow-root --fail-on error,warning "$one"
