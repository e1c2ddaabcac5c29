#include "mentee/tui/keymap.h"

#include "mentee/tui/key.h"
#include <string.h>

#define ACT_ROW(act, name, word, help, group, where) {name, word, help, group, where},
const struct act_def act_defs[ACT_COUNT] = {ACTS(ACT_ROW)};

#define KEY_ROW(key, act) {key, act},
static const struct binding {
  const char *key;
  enum act act;
} bindings[] = {KEYS(KEY_ROW)};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

enum act keymap_find(const char *key, unsigned view) {
  for (size_t i = 0; i < COUNT(bindings); i++)
    if (key_is(key, bindings[i].key) && (act_defs[bindings[i].act].where & view) != 0)
      return bindings[i].act;
  return ACT_NONE;
}

static const struct {
  const char *key, *spoken;
} spoken[] = {{"<Up>", "↑"}, {"<Down>", "↓"}, {"<Left>", "←"}, {"<Right>", "→"}, {" ", "Space"}};

void key_spoken(const char *key, struct buf *out) {
  size_t len = strlen(key);

  for (size_t i = 0; i < COUNT(spoken); i++)
    if (key_is(key, spoken[i].key)) {
      buf_adds(out, spoken[i].spoken);
      return;
    }
  if (key_is_text(key)) {
    buf_adds(out, key);
  } else if (len == 5 && key[1] == 'C' && key[2] == '-') {
    buf_addf(out, "Ctrl-%c", key[3] >= 'a' && key[3] <= 'z' ? key[3] - 'a' + 'A' : key[3]);
  } else if (key_is(key, "<S-Tab>")) {
    buf_adds(out, "Shift-Tab");
  } else {
    buf_add(out, key + 1, len - 2);
  }
}

bool keymap_key(enum act act, int n, struct buf *out) {
  for (size_t i = 0; i < COUNT(bindings); i++)
    if (bindings[i].act == act && n-- == 0) {
      key_spoken(bindings[i].key, out);
      return true;
    }
  return false;
}
