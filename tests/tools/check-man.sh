#!/bin/sh
# The manual pages are read without a complaint by mandoc and by groff.
for program in mandoc groff; do
  command -v $program >/dev/null || exit 77
done
status=0
for page in man/mentee.1 man/mentee.5; do
  # which other pages this machine has is not the question
  said=$(mandoc -Tlint "$page" 2>&1 | grep -vE 'referenced manual not found|mandoc\.db')
  said="$said$(groff -mandoc -Tutf8 -ww -z -Kutf8 "$page" 2>&1)"
  [ -z "$said" ] || { echo "$said"; status=1; }
done
exit $status
