#!/bin/sh
# No shell ever sees data: 60 names, addresses and subjects that one would run, put through every act
# that starts another program or speaks to the terminal. usage: payloads.sh MENTEE
set -eu
command -v script >/dev/null || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

# the folders' names would be run, too
odd="a \$(touch canary); \`touch canary\` 'q"
mkdir -p "$work/$odd/bin" "$work/$odd/home" "$work/$odd/store" "$work/in"
ln -s "$1" "$work/$odd/bin/mentee"
mentee="$work/$odd/bin/mentee"
export HOME="$work/$odd/home" MENTEE_DIR="$work/$odd/store" LC_ALL=C.UTF-8 TZ=UTC
export GIT_CONFIG_NOSYSTEM=1 SHELL=/bin/sh TERM=xterm-256color
unset XDG_DATA_HOME XDG_CONFIG_HOME XDG_STATE_HOME XDG_CACHE_HOME VISUAL || true
cd "$work/in"

die() {
  echo "$*" >&2
  exit 1
}

no_canary() { # AFTER WHAT
  found=$(find "$work" -name 'canary*' -print -o -path "$work/in/*" -print | head -1)
  [ -z "$found" ] || die "$1: '$found' was made"
}

# --- what would be run ---------------------------------------------------------------------------

# One a line; \n in it is a line end.
cat >"$work/payloads" <<'END'
$(touch canary)
`touch canary`
;touch canary
; touch canary;
| touch canary
|touch canary
|| touch canary
& touch canary
&& touch canary
&touch canary&
\ntouch canary
x\ntouch canary\n
x\r\ntouch canary\r\n
> canary
>canary
>> canary
2>canary
<(touch canary)
>(touch canary)
${IFS}touch${IFS}canary
x;touch${IFS}canary
$(touch${IFS}canary)
'; touch canary; '
"; touch canary; "
"'; touch canary; '"
\"; touch canary; \"
' $(touch canary) '
" $(touch canary) "
'$(touch canary)'
"$(touch canary)"
'`touch canary`'
\$(touch canary)
\\$(touch canary)
$($(touch canary))
$((`touch canary`))
{touch,canary}
#\ntouch canary
!touch canary
!!touch canary
:!touch canary
:w canary
+!touch canary
+:w canary
-c:w canary
-rf
-o canary
--output=canary
--upload-pack=touch canary
--exec=touch canary
-oProxyCommand=touch canary
ext::sh -c touch% canary
%s%s%s%n
%0aBcc: canary@x.example.org
x%0d%0aBcc: canary@x.example.org
x\r\nBcc: canary@x.example.org
x\nBcc: canary@x.example.org\n\nHello
ada@x.example.org?bcc=canary@x.example.org
ada@x.example.org&attach=/etc/passwd
ada@x.example.org,canary@x.example.org?cc=y
~/canary * ? [a-z] ../../canary
END
count=$(wc -l <"$work/payloads")

payload() { # NUMBER; ends in a dot, which command substitution would not take away
  sed -n "$1p" "$work/payloads" | sed 's/\\r/\r/g; s/\\n/\n/g'
}

{
  echo 'id,name,call_by,email,org,notes,links'
  n=1
  while [ "$n" -le "$count" ]; do
    payload "$n" | sed 's/"/""/g' | tr -d '\000' >"$work/cell"
    cell=$(cat "$work/cell")
    printf 'p%s,"%s","%s","%s","%s","%s","%s"\n' "$n" "$cell" "$cell" "$cell" "$cell" "$cell" "$cell"
    n=$((n + 1))
  done
} >"$MENTEE_DIR/contacts.csv"

# --- the programs --------------------------------------------------------------------------------

# What they are given, a word a line between marks; the editor writes the payload into the text.
cat >"$work/$odd/bin/an editor" <<END
#!/bin/sh
{ echo "== editor \$#"; for word; do printf '<%s>\n' "\$word"; done; } >>"$work/given"
for file; do :; done
{ printf 'Subject: '; cat "$work/now"; printf '\n\nDear '; cat "$work/now"; } >"\$file"
END
real_git=$(command -v git)
cat >"$work/$odd/bin/git" <<END
#!/bin/sh
{ echo "== git \$#"; for word; do printf '<%s>\n' "\$word"; done; } >>"$work/git-given"
exec $real_git "\$@"
END
chmod +x "$work/$odd/bin/an editor" "$work/$odd/bin/git"
# its name has quotes of both kinds in it: a link without them is what a person would set
ln -s "$work/$odd/bin/an editor" "$work/an editor"
export EDITOR="'$work/an editor' --wait \"two words\""

# Both acts one after another in one terminal, the first answered with y, the other with n.
write_to() { # ID
  printf 'y\nn\n' | timeout 20 script -qec "
    \"\$MENTEE\" --today 2026-11-20 write $1 congratulation --copy || echo refused
    \"\$MENTEE\" --today 2026-11-20 write $1 congratulation --mailto" /dev/null >"$work/shown" 2>&1 ||
    die "write $1: $(cat -v "$work/shown")"
  ! grep -q '^refused' "$work/shown" || grep -q 'one line only' "$work/shown" || # a subject with a CR in it
    die "write $1: $(cat -v "$work/shown")"
}
export MENTEE="$mentee"

n=1
while [ "$n" -le "$count" ]; do
  payload "$n" >"$work/now"
  : >"$work/given"
  write_to p$n
  for words in '== editor 3' '<--wait>' '<two words>'; do # and the file, nothing else
    [ "$(grep -cFx -e "$words" "$work/given")" = 2 ] || die "payload $n: the editor got $(cat "$work/given")"
  done
  no_canary "payload $n"
  # what goes to the clipboard is base64 between the two ends of OSC 52
  grep -aqE "$(printf '\033')\]52;c;[A-Za-z0-9+/=]*($(printf '\007')|$(printf '\033')\\\\)" "$work/shown" ||
    die "payload $n: not on the clipboard: $(cat -v "$work/shown")"
  tr -d '\r' <"$work/shown" | grep -a '^mailto:' >"$work/url" || die "payload $n: no address: $(cat "$work/shown")"
  [ "$(wc -l <"$work/url")" = 1 ] || die "payload $n: $(cat "$work/url")"
  grep -aqE '^mailto:([A-Za-z0-9._~@-]|%[0-9A-F]{2})*\?subject=([A-Za-z0-9._~@-]|%[0-9A-F]{2})*&body=([A-Za-z0-9._~@-]|%[0-9A-F]{2})*$' \
    "$work/url" || die "payload $n: $(cat "$work/url")"
  # a line end in a header would begin another one
  ! sed 's/[?]subject=/\n/; s/&body=.*//' "$work/url" | grep -qiE '%0[ad]' || die "payload $n: $(cat "$work/url")"
  n=$((n + 1))
done

# --- git -----------------------------------------------------------------------------------------

git config --global user.email "\$(touch canary)@x.example.org"
git config --global user.name "\`touch canary\`"
git init -q --bare "$work/hub.git"
PATH="$work/$odd/bin:$PATH"
"$mentee" sync --setup "$work/hub.git" >"$work/said" 2>&1 || die "sync: $(cat "$work/said")"
git clone -q -b main "$work/hub.git" "$work/other"
sed -i 's/^p1,"/p1,"there /' "$work/other/contacts.csv"
git -C "$work/other" commit -qam there
git -C "$work/other" push -q
"$mentee" edit p1 "org=\$(touch canary)" >/dev/null
"$mentee" sync >"$work/said" 2>&1 || die "sync, merging: $(cat "$work/said")"
grep -q '^p1,"*there ' "$MENTEE_DIR/contacts.csv" || die "the merge driver was not run"
no_canary sync
n=1
while [ "$n" -le "$count" ]; do
  : >"$work/git-given"
  text=$(payload "$n")
  timeout 20 "$mentee" sync --setup "$text" </dev/null >"$work/said" 2>&1 || true
  no_canary "payload $n as a remote"
  # as a word of its own, after --, or not at all
  if grep -qF 'remote' "$work/git-given" && grep -qFx '<origin>' "$work/git-given"; then
    grep -qFx '<-->' "$work/git-given" || die "payload $n: git got $(cat "$work/git-given")"
  fi
  n=$((n + 4))
done
echo "$count payloads through the editor, the clipboard, mailto and git: none was run"
