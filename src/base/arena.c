#include "mentee/base/arena.h"

#include "mentee/base/xmem.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each block is twice the one before: a large file needs few, and most arenas never need more than
   the first. */
#define FIRST_BLOCK ((size_t)2 << 10)
#define LARGEST_BLOCK ((size_t)1 << 20)
#define ALIGN _Alignof(max_align_t)

struct arena_block {
  struct arena_block *next;
  void *adopted; /* freed with it */
  size_t used, size;
  max_align_t bytes[];
};

static struct arena_block *add_block(struct arena *arena, size_t size) {
  size_t twice = arena->head != NULL ? arena->head->size * 2 : FIRST_BLOCK;
  size_t next = twice > LARGEST_BLOCK ? LARGEST_BLOCK : twice < FIRST_BLOCK ? FIRST_BLOCK : twice;
  /* a large piece gets a block of its own, behind the one that is being filled */
  bool apart = size > next / 4;
  struct arena_block *block = xmalloc(sizeof *block + (apart ? size : next));

  block->adopted = NULL;
  block->used = 0;
  block->size = apart ? size : next;
  if (arena->head != NULL && apart) {
    block->next = arena->head->next;
    arena->head->next = block;
  } else {
    block->next = arena->head;
    arena->head = block;
  }
  return block;
}

static void *take(struct arena *arena, size_t size, size_t align) {
  struct arena_block *block = arena->head;
  size_t at = block != NULL ? (block->used + align - 1) / align * align : 0;

  if (block == NULL || at > block->size || block->size - at < size) {
    block = add_block(arena, size);
    at = 0;
  }
  block->used = at + size;
  arena->used += size;
  return (char *)block->bytes + at;
}

/* Zeroed here and not by the block: most of a block becomes text that is written at once. */
void *arena_alloc(struct arena *arena, size_t size) {
  return memset(take(arena, size, ALIGN), 0, size);
}

char *arena_copy(struct arena *arena, const char *bytes, size_t len) {
  char *copy = take(arena, len + 1, 1);

  memcpy(copy, bytes, len);
  copy[len] = '\0';
  return copy;
}

char *arena_dup(struct arena *arena, const char *text) {
  return arena_copy(arena, text, strlen(text));
}

char *arena_format(struct arena *arena, const char *format, ...) {
  va_list args;
  char *text;
  int len;

  va_start(args, format);
  len = vsnprintf(NULL, 0, format, args);
  va_end(args);
  text = take(arena, (size_t)len + 1, 1);
  va_start(args, format);
  vsnprintf(text, (size_t)len + 1, format, args);
  va_end(args);
  return text;
}

void *arena_adopt(struct arena *arena, void *memory) {
  struct arena_block *block = xmalloc(sizeof *block);

  *block = (struct arena_block){.next = arena->head, .adopted = memory};
  if (arena->head != NULL) { /* behind the one that is being filled */
    block->next = arena->head->next;
    arena->head->next = block;
  } else {
    arena->head = block;
  }
  return memory;
}

void arena_release(struct arena *arena) {
  while (arena->head != NULL) {
    struct arena_block *next = arena->head->next;
    free(arena->head->adopted);
    free(arena->head);
    arena->head = next;
  }
  arena->used = 0;
}
