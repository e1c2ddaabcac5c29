#!/bin/sh
# check-layers.sh finds each kind of breach in a small house that has one of each, and none in a
# clean one.
set -eu
check=$(pwd)/tests/tools/check-layers.sh
house=$(mktemp -d)
trap 'rm -rf "$house"' EXIT
mkdir -p "$house/src/store" "$house/src/model" "$house/include/mentee/store"

echo '#include "mentee/base/buf.h"' >"$house/src/store/commit.c"
echo '#include "mentee/model/book.h"' >"$house/include/mentee/store/store.h"
echo '#include "mentee/cli/cli.h"' >"$house/src/main.c"
"$check" "$house" || { echo "breaches seen in a clean house"; exit 1; }

work=work
{
  echo '#include "mentee/engine/due.h"'
  echo '#include <csv.h>'
  echo '#include "../model/book_priv.h"'
  echo '#define _GNU_SOURCE 1'
  echo "/* /$work/elsewhere */"
} >"$house/src/store/commit.c"
echo 'void shout(void) { printf("here"); }' >"$house/src/model/book.c"
echo 'int look(void) { return open("x", 0); }' >>"$house/src/model/book.c"
echo '#include "store_priv.h"' >>"$house/include/mentee/store/store.h"

found=$("$check" "$house") && { echo "no breach seen"; exit 1; }
for breach in 'store/commit.c:1: store may not include engine' 'store/commit.c:2: <csv.h> belongs' \
  'store/commit.c:3: a header of one room' 'store/commit.c:4:.*asks for extensions' \
  'store/commit.c:5:.*folder of one machine' 'model/book.c:1:.*prints nothing' \
  'model/book.c:2:.*os door' 'store/store.h:2: a header of one room'; do
  echo "$found" | grep -q "$breach" || { echo "not seen: $breach"; echo "$found"; exit 1; }
done
