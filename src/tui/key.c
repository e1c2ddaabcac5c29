#include "mentee/tui/key.h"

#include <string.h>

bool key_is(const char *key, const char *name) {
  return strcmp(key, name) == 0;
}

bool key_is_text(const char *key) {
  unsigned char first = (unsigned char)key[0];

  if (first < 0x20 || first == 0x7f)
    return false;
  return first != '<' || key[1] == '\0';
}
