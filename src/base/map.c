#include "mentee/base/map.h"

#include "mentee/base/xmem.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Open addressing, linear probing, at most three quarters full. The word of a short key, as ids
 * are, is its bytes: then the slot tells by itself whether it is that key's, and the key, which is
 * somewhere in a file's bytes, is not looked at.
 */
struct map_slot {
  const char *key; /* NULL: free */
  void *value;
  uint64_t word; /* of a longer key: FNV-1a 64 */
  size_t len;
};

#define SHORT_KEY sizeof(uint64_t)

static uint64_t word_of(const char *key, size_t len) {
  uint64_t word = 0;

  if (len <= SHORT_KEY) {
    memcpy(&word, key, len);
    return word;
  }
  word = 14695981039346656037u;
  for (size_t i = 0; i < len; i++)
    word = (word ^ (unsigned char)key[i]) * 1099511628211u;
  return word;
}

static struct map_slot *slot_for(const struct map *map, const char *key, size_t len,
                                 uint64_t word) {
  /* ids differ in their last letters, the upper half: multiplying moves bits up only */
  size_t at = (size_t)((word ^ word >> 32) * 0x9E3779B97F4A7C15u >> 32) & (map->cap - 1);

  while (map->slots[at].key != NULL) {
    const struct map_slot *slot = &map->slots[at];
    if (slot->word == word && slot->len == len &&
        (len <= SHORT_KEY || memcmp(slot->key, key, len) == 0))
      break;
    at = (at + 1) & (map->cap - 1);
  }
  return &map->slots[at];
}

static struct map_slot *slot_again(const struct map *map, const struct map_slot *slot) {
  return slot_for(map, slot->key, slot->len, slot->word);
}

static void resize(struct map *map, size_t cap) {
  struct map old = *map;

  map->slots = xcalloc(cap, sizeof *map->slots);
  map->cap = cap;
  for (size_t i = 0; i < old.cap; i++)
    if (old.slots[i].key != NULL)
      *slot_again(map, &old.slots[i]) = old.slots[i];
  free(old.slots);
}

void map_reserve(struct map *map, size_t keys) {
  size_t cap = map->cap > 0 ? map->cap : 16;

  while (cap / 4 * 3 <= keys)
    cap *= 2;
  if (cap != map->cap)
    resize(map, cap);
}

void map_put(struct map *map, const char *key, void *value) {
  size_t len = strlen(key);
  struct map_slot *slot;
  uint64_t word = word_of(key, len);

  map_reserve(map, map->len + 1);
  slot = slot_for(map, key, len, word);
  if (slot->key == NULL)
    map->len++;
  *slot = (struct map_slot){key, value, word, len};
}

void *map_find_span(const struct map *map, const char *key, size_t len) {
  if (map->len == 0)
    return NULL;
  return slot_for(map, key, len, word_of(key, len))->value;
}

void *map_find(const struct map *map, const char *key) {
  return map_find_span(map, key, strlen(key));
}

/* Without tombstones: the slots after it, up to a free one, are put in again. */
void map_remove(struct map *map, const char *key) {
  size_t len = strlen(key), at;
  struct map_slot *slot;

  if (map->len == 0)
    return;
  slot = slot_for(map, key, len, word_of(key, len));
  if (slot->key == NULL)
    return;
  at = (size_t)(slot - map->slots);
  *slot = (struct map_slot){NULL, NULL, 0, 0};
  map->len--;
  for (at = (at + 1) & (map->cap - 1); map->slots[at].key != NULL; at = (at + 1) & (map->cap - 1)) {
    struct map_slot moved = map->slots[at];
    map->slots[at] = (struct map_slot){NULL, NULL, 0, 0};
    *slot_again(map, &moved) = moved;
  }
}

void map_release(struct map *map) {
  free(map->slots);
  *map = (struct map)MAP_INIT;
}
