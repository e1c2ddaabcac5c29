#ifndef MENTEE_BASE_ARENA_H
#define MENTEE_BASE_ARENA_H
/* Memory that is given back all at once. */
#include <stddef.h>

struct arena {
  struct arena_block *head;
  size_t used; /* bytes handed out */
};
#define ARENA_INIT                                                                                 \
  { NULL, 0 }

/* Zeroed, aligned for any type. */
void *arena_alloc(struct arena *arena, size_t size);
/* A NUL-terminated copy of len bytes. */
char *arena_copy(struct arena *arena, const char *bytes, size_t len);
char *arena_dup(struct arena *arena, const char *text);
char *arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
/* What malloc() gave, to be freed with the arena. */
void *arena_adopt(struct arena *arena, void *memory);
void arena_release(struct arena *arena);
#endif
