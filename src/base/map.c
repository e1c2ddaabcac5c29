#include "mentee/base/map.h"

#include "mentee/base/xmem.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Open addressing, linear probing, at most three quarters full; FNV-1a 64. */
struct map_slot {
  const char *key; /* NULL: free */
  void *value;
  uint64_t hash;
};

static uint64_t hash_span(const char *key, size_t len) {
  uint64_t hash = 14695981039346656037u;

  for (size_t i = 0; i < len; i++)
    hash = (hash ^ (unsigned char)key[i]) * 1099511628211u;
  return hash;
}

static struct map_slot *slot_for(const struct map *map, const char *key, size_t len,
                                 uint64_t hash) {
  size_t at = (size_t)hash & (map->cap - 1);

  while (map->slots[at].key != NULL) {
    const struct map_slot *slot = &map->slots[at];
    if (slot->hash == hash && strncmp(slot->key, key, len) == 0 && slot->key[len] == '\0')
      break;
    at = (at + 1) & (map->cap - 1);
  }
  return &map->slots[at];
}

static void resize(struct map *map, size_t cap) {
  struct map old = *map;

  map->slots = xcalloc(cap, sizeof *map->slots);
  map->cap = cap;
  for (size_t i = 0; i < old.cap; i++)
    if (old.slots[i].key != NULL)
      *slot_for(map, old.slots[i].key, strlen(old.slots[i].key), old.slots[i].hash) = old.slots[i];
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
  uint64_t hash;

  map_reserve(map, map->len + 1);
  hash = hash_span(key, len);
  slot = slot_for(map, key, len, hash);
  if (slot->key == NULL)
    map->len++;
  *slot = (struct map_slot){key, value, hash};
}

void *map_find_span(const struct map *map, const char *key, size_t len) {
  if (map->len == 0)
    return NULL;
  return slot_for(map, key, len, hash_span(key, len))->value;
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
  slot = slot_for(map, key, len, hash_span(key, len));
  if (slot->key == NULL)
    return;
  at = (size_t)(slot - map->slots);
  *slot = (struct map_slot){NULL, NULL, 0};
  map->len--;
  for (at = (at + 1) & (map->cap - 1); map->slots[at].key != NULL; at = (at + 1) & (map->cap - 1)) {
    struct map_slot moved = map->slots[at];
    map->slots[at] = (struct map_slot){NULL, NULL, 0};
    *slot_for(map, moved.key, strlen(moved.key), moved.hash) = moved;
  }
}

void map_release(struct map *map) {
  free(map->slots);
  *map = (struct map)MAP_INIT;
}
