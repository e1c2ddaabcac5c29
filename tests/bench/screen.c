/*
 * What the full screen costs in a terminal: screen STORE prints
 *   NANOSECONDS first-paint      from the start of the process to the first whole screen
 *   BYTES move                   written for a step of the cursor, the median
 *   BYTES idle                   written for a key that changes nothing
 */
#include "pty.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include <cmocka.h>

#define STARTS 5
#define MOVES 21

static int64_t now_ns(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int by_size(const void *a, const void *b) {
  const int64_t *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

static int64_t start(struct pty *pty, const char *store) {
  const char *args[] = {"--store", store, "--today", "2026-11-20", NULL};
  int64_t from = now_ns(), took;

  pty_run(pty, &(struct pty_start){.args = args});
  pty_expect(pty, "? help");
  took = now_ns() - from;
  pty_settle(pty);
  return took;
}

int main(int argc, char **argv) {
  int64_t least = INT64_MAX, bytes[MOVES];
  void *state;
  struct pty *pty;

  if (argc != 2) {
    fprintf(stderr, "usage: screen STORE\n");
    return 2;
  }
  pty_setup(&state);
  pty = state;
  for (int i = 0; i < STARTS; i++) {
    int64_t took = start(pty, argv[1]);
    least = took < least ? took : least;
  }
  printf("%lld first-paint\n", (long long)least);
  pty_keys(pty, "2");
  for (int i = 0; i < MOVES; i++) {
    pty_bytes_written(pty);
    pty_keys(pty, i % 4 == 3 ? "k" : "j");
    bytes[i] = (int64_t)pty_bytes_written(pty);
  }
  qsort(bytes, MOVES, sizeof bytes[0], by_size);
  printf("%lld move\n", (long long)bytes[MOVES / 2]);
  pty_keys(pty, "g");
  pty_bytes_written(pty);
  pty_keys(pty, "k");
  printf("%zu idle\n", pty_bytes_written(pty));
  pty_teardown(&state);
  return 0;
}
