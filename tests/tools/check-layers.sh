#!/bin/sh
# The rules of the house that no compiler checks: who may include whom, which file alone may see a
# library, and what a room must not say. Prints each breach as file:line: what; exit status 1.
# usage: check-layers.sh SOURCE_FOLDER
set -u
cd "${1:-.}" || exit 2

breaches=$(
  # --- a room includes its own headers and those of the rooms below it --------------------------
  grep -rnE '^[[:space:]]*#[[:space:]]*include' src include |
    awk -F: '
      BEGIN {
        may["base"] = " base "
        may["model"] = may["base"] "model "
        may["store"] = may["model"] "store "
        may["engine"] = may["model"] "engine "
        may["exchange"] = may["model"] "exchange "
        may["session"] = may["model"] "store engine exchange session "
        may["cli"] = may["session"] "cli "
        may["tui"] = may["session"] "tui "
        may["main.c"] = may["session"] "cli tui "
        # a library of the outside world: the only places that may include its header
        alone["csv.h"] = "src/base/csv_feed.c"
        alone["curses.h"] = "src/tui/term_curses.c"
        alone["ncurses.h"] = "nowhere: it is curses.h"
        alone["term.h"] = "src/tui/term_curses.c"
        alone["confuse.h"] = "src/base/config.c"
        alone["utf8proc.h"] = "src/base/"
        alone["jansson.h"] = "src/cli/ src/exchange/"
      }
      function breach(what) { print $1 ":" $2 ": " what }
      {
        split($1, path, "/")
        room = path[1] == "src" ? path[2] : path[3]
        if (!match($3, /[<"][^>"]*[>"]/)) next
        header = substr($3, RSTART + 1, RLENGTH - 2)
        quoted = substr($3, RSTART, 1) == "\""
        if (!(room in may))
          breach("the room " room " is not one that check-layers.sh knows")
        else if (split(header, part, "/") == 3 && part[1] == "mentee") {
          if (index(may[room], " " part[2] " ") == 0)
            breach(room " may not include " part[2])
        } else if (quoted && (header ~ /\// || path[1] != "src"))
          breach("a header of one room alone is included by its bare name, from its own folder")
        else if (header in alone) {
          ok = 0
          n = split(alone[header], place, " ")
          for (i = 1; i <= n; i++) if (index($1, place[i]) == 1) ok = 1
          if (!ok) breach("<" header "> belongs to " alone[header])
        }
      }'

  # --- one file asks for more than POSIX --------------------------------------------------------
  grep -rnE '_GNU_SOURCE|_DEFAULT_SOURCE|_BSD_SOURCE' src include |
    grep -v '^src/base/os_lock\.c:' | sed 's/$/: only src\/base\/os_lock.c asks for extensions/'

  # --- rooms that speak to nobody, and rooms that touch no file ---------------------------------
  silent='(^|[^[:alnum:]_>.])(v?f?printf|puts|fputs|putchar|fputc|putc|fwrite|perror)[[:space:]]*\('
  grep -nE "$silent" -r src/model src/engine src/exchange src/session src/store 2>/dev/null |
    sed 's/$/: this room prints nothing/'
  files='(^|[^[:alnum:]_>.])(f?open|fdopen|opendir|unlink|rename|mkdir|creat|fork|system|popen)[[:space:]]*\('
  grep -nE "$files" -r src/model src/store src/engine src/exchange src/session 2>/dev/null |
    sed 's/$/: files and processes are reached through the os door/'

  # --- nothing names a folder of the machine it was written on ----------------------------------
  grep -rnIE '(^|[^[:alnum:]_.])/wor[k]/' --exclude-dir=build --exclude-dir=.git --exclude=.git . |
    sed 's/$/: a folder of one machine/'
)
[ -z "$breaches" ] && exit 0
printf '%s\n' "$breaches"
exit 1
