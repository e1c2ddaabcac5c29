#!/bin/sh
# Every source is laid out as .clang-format says. Mend with: clang-format -i FILE
command -v clang-format >/dev/null || exit 77
find src include tests -name '*.[ch]' -print0 | xargs -0 clang-format --dry-run -Werror
