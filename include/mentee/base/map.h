#ifndef MENTEE_BASE_MAP_H
#define MENTEE_BASE_MAP_H
/*
 * Text to pointer. Keys are borrowed and must outlive the map; values are
 * borrowed and never NULL.
 */
#include <stdbool.h>
#include <stddef.h>

struct map {
  struct map_slot *slots;
  size_t len, cap;
};
#define MAP_INIT                                                                                   \
  { NULL, 0, 0 }

void map_reserve(struct map *map, size_t keys);              /* so that no row rehashes */
void map_put(struct map *map, const char *key, void *value); /* replaces */
void *map_find(const struct map *map, const char *key);      /* NULL: not there */
void *map_find_span(const struct map *map, const char *key, size_t len);
void map_remove(struct map *map, const char *key);
void map_release(struct map *map);
#endif
