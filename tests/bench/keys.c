/*
 * What a key costs in the full screen, without a terminal: update and paint.
 *   keys STORE ROWS COLS      prints a line a kind of key: its median, in nanoseconds, and its name
 */
#include "bare_world.h"
#include "mentee/base/date.h"
#include "mentee/base/os.h"
#include "mentee/tui/app.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define MOST 256

struct kind {
  const char *name;
  const char *before; /* keys, with a blank between them: they are not counted */
  const char *keys;
};

static const struct kind kinds[] = {
    {"move", "2", "j j j j j j j j j j k k k k k <PgDn> <PgDn> <PgUp> G g"},
    {"find", "2 /", "s ø r <BS> <BS> <BS> b r a n d t <BS> <BS> 1 2"},
    {"today", "<Esc> 1", "j j j j k k j j k k"},
};

static int64_t now_ns(void) {
  struct timespec now;

  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

/* The next key of a list; false at its end. */
static bool next_key(const char **at, char *key, size_t size) {
  size_t len;

  *at += strspn(*at, " ");
  len = strcspn(*at, " ");
  if (len == 0 || len >= size)
    return false;
  memcpy(key, *at, len);
  key[len] = '\0';
  *at += len;
  return true;
}

static void press_all(struct app *app, const char *keys, struct frame *frame) {
  char key[32];

  while (next_key(&keys, key, sizeof key)) {
    app_update(app, key);
    app_paint(app, frame);
  }
}

static int by_size(const void *a, const void *b) {
  const int64_t *left = a, *right = b;

  return *left < *right ? -1 : *left > *right;
}

static void measure(struct app *app, const struct kind *kind, struct frame *frame) {
  int64_t took[MOST];
  size_t count = 0;
  char key[32];

  press_all(app, kind->before, frame);
  for (const char *at = kind->keys; count < MOST && next_key(&at, key, sizeof key);) {
    int64_t from = now_ns();
    app_update(app, key);
    app_paint(app, frame);
    took[count++] = now_ns() - from;
  }
  qsort(took, count, sizeof took[0], by_size);
  printf("%lld %s\n", (long long)took[count / 2], kind->name);
  press_all(app, "<Esc> <Esc>", frame);
}

int main(int argc, char **argv) {
  struct world world = bare_world(os_real());
  world.home = "/nonexistent";
  world.utf8 = true;
  struct err err = ERR_INIT;
  struct frame frame = FRAME_INIT;
  struct app app;
  int status = 0;

  if (argc != 4) {
    fprintf(stderr, "usage: keys STORE ROWS COLS\n");
    return 2;
  }
  world.store_flag = argv[1];
  world.forced_today = date_from_civil(2026, 11, 20);
  world_look_at_clock(&world);
  if (app_open(&app, &world, &err)) {
    app_size(&app, (int)strtol(argv[2], NULL, 10), (int)strtol(argv[3], NULL, 10));
    app_update(&app, "<Resize>");
    app_paint(&app, &frame);
    for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
      measure(&app, &kinds[i], &frame);
  } else {
    fprintf(stderr, "keys: %s\n", err.text);
    status = 3;
  }
  frame_release(&frame);
  app_close(&app);
  return status;
}
