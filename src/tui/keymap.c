#include "mentee/tui/keymap.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define ACT_ROW(act, name, word, help, group, where) {name, word, help, group, where},
const struct act_def act_defs[ACT_COUNT] = {ACTS(ACT_ROW)};

#define KEY_ROW(key, act) {key, act},
static const struct {
  const char *key;
  enum act act;
} standard[] = {KEYS(KEY_ROW)};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

void keymap_init(struct keymap *keymap) {
  *keymap = (struct keymap){VEC_INIT};
  for (size_t i = 0; i < COUNT(standard); i++)
    *vec_push(&keymap->bindings) = (struct binding){xstrdup(standard[i].key), standard[i].act};
}

void keymap_release(struct keymap *keymap) {
  for (size_t i = 0; i < keymap->bindings.len; i++)
    free(keymap->bindings.data[i].key);
  vec_release(&keymap->bindings);
}

static enum act act_of(const char *name) {
  int act = 0;

  while (act < ACT_COUNT && strcmp(act_defs[act].name, name) != 0)
    act++;
  return (enum act)act;
}

static bool unknown_act(const char *name, int line, struct err *err) {
  const char *names[ACT_COUNT], *near;

  for (int act = 0; act < ACT_COUNT; act++)
    names[act] = act_defs[act].name;
  near = text_nearest(name, names, ACT_COUNT);
  return near != NULL ? err_set(err, ERR_DATA, "mentee.conf:%d: no act '%s'; did you mean '%s'?",
                                line, name, near)
                      : err_set(err, ERR_DATA, "mentee.conf:%d: no act '%s'", line, name);
}

static void unbind(struct keymap *keymap, enum act act) {
  size_t kept = 0;

  for (size_t i = 0; i < keymap->bindings.len; i++)
    if (keymap->bindings.data[i].act == act)
      free(keymap->bindings.data[i].key);
    else
      keymap->bindings.data[kept++] = keymap->bindings.data[i];
  keymap->bindings.len = kept;
}

bool keymap_bind(struct keymap *keymap, const char *name, const char *keys, int line,
                 struct err *err) {
  enum act act = act_of(name);

  if (act == ACT_COUNT)
    return unknown_act(name, line, err);
  unbind(keymap, act);
  while (*keys != '\0') {
    size_t len = strcspn(keys, " ,");
    if (len > 0) {
      char *key = xstrndup(keys, len);
      bool space = strcmp(key, "<Space>") == 0;
      *vec_push(&keymap->bindings) = (struct binding){space ? xstrdup(" ") : key, act};
      if (space)
        free(key);
    }
    keys += len + (keys[len] != '\0');
  }
  return true;
}

static int config_line(const struct config *config, enum act act) {
  for (size_t i = 0; i < config->keys.len; i++)
    if (strcmp(config->keys.data[i].name, act_defs[act].name) == 0)
      return config->keys.data[i].line;
  return 0;
}

bool keymap_check(const struct keymap *keymap, const struct config *config, struct err *err) {
  for (size_t i = 0; i < keymap->bindings.len; i++)
    for (size_t j = 0; j < i; j++) {
      const struct binding *a = &keymap->bindings.data[i], *b = &keymap->bindings.data[j];
      int line = config_line(config, a->act), other = config_line(config, b->act);
      if (a->act == b->act || strcmp(a->key, b->key) != 0 ||
          (act_defs[a->act].where & act_defs[b->act].where) == 0 || (line == 0 && other == 0))
        continue;
      return err_set(err, ERR_DATA,
                     "mentee.conf:%d: '%s' would be both %s and %s; give one of them another key",
                     line > other ? line : other, a->key, act_defs[b->act].name,
                     act_defs[a->act].name);
    }
  return true;
}

enum act keymap_find(const struct keymap *keymap, const char *key, unsigned view) {
  for (size_t i = 0; i < keymap->bindings.len; i++)
    if (key_is(key, keymap->bindings.data[i].key) &&
        (act_defs[keymap->bindings.data[i].act].where & view) != 0)
      return keymap->bindings.data[i].act;
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

bool keymap_key(const struct keymap *keymap, enum act act, int n, struct buf *out) {
  for (size_t i = 0; i < keymap->bindings.len; i++)
    if (keymap->bindings.data[i].act == act && n-- == 0) {
      key_spoken(keymap->bindings.data[i].key, out);
      return true;
    }
  return false;
}
