#include "mentee/base/xmem.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*exhausted_hook)(void);

void xmem_on_exhausted(void (*hook)(void)) {
  exhausted_hook = hook;
}

static long until_failure; /* 0: never */

void xmem_fail_at(long n) {
  until_failure = n;
}

static bool fails_now(void) {
  return until_failure > 0 && --until_failure == 0;
}

static void *or_end(void *got) {
  if (got != NULL)
    return got;
  if (exhausted_hook != NULL)
    exhausted_hook();
  fputs("mentee: out of memory; everything that was confirmed is saved\n", stderr);
  exit(3);
}

void *xmalloc(size_t size) {
  return or_end(fails_now() ? NULL : malloc(size > 0 ? size : 1));
}

void *xcalloc(size_t count, size_t size) {
  return or_end(fails_now() ? NULL : calloc(count > 0 ? count : 1, size > 0 ? size : 1));
}

void *xrealloc(void *old, size_t size) {
  return or_end(fails_now() ? NULL : realloc(old, size > 0 ? size : 1));
}

char *xstrdup(const char *text) {
  return xstrndup(text, strlen(text));
}

char *xstrndup(const char *text, size_t len) {
  char *copy = xmalloc(len + 1);

  memcpy(copy, text, len);
  copy[len] = '\0';
  return copy;
}
