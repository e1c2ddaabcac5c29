/*
 * Random keys, sizes and steps of the clock on the full screen, over the sample network: update
 * and paint never crash, and what is painted stays on the grid.
 */
#include "bare_world.h"
#include "fuzz.h"
#include "mentee/base/os_mem.h"
#include "mentee/session/sample.h"
#include "mentee/tui/app.h"
#include <assert.h>
#include <stdio.h>
#include <string.h>

#define HOME "/home/ines"
#define KEYS_MOST 400

static const char *const keys[] = {"j",           "k",
                                   "g",           "G",
                                   "l",           "L",
                                   ".",           "p",
                                   "P",           "m",
                                   "M",           "d",
                                   "z",           "x",
                                   "a",           "e",
                                   "b",           "y",
                                   "v",           "w",
                                   "W",           "u",
                                   "U",           "s",
                                   "c",           "t",
                                   "i",           "n",
                                   "o",           "1",
                                   "2",           "3",
                                   "4",           "5",
                                   "6",           "/",
                                   ":",           "?",
                                   " ",           "<",
                                   ">",           "r",
                                   "N",           "E",
                                   "\xC3\xA9",    "\xE6\x88\xB8",
                                   "<Enter>",     "<Enter>",
                                   "<Esc>",       "<Esc>",
                                   "<Tab>",       "<S-Tab>",
                                   "<Up>",        "<Down>",
                                   "<Left>",      "<Right>",
                                   "<Home>",      "<End>",
                                   "<PgDn>",      "<PgUp>",
                                   "<BS>",        "<Del>",
                                   "<C-a>",       "<C-e>",
                                   "<C-d>",       "<C-u>",
                                   "<C-k>",       "<C-w>",
                                   "<C-y>",       "<C-x>",
                                   "<A-e>",       "<A-b>",
                                   "<A-Enter>",   "<C-l>",
                                   "<C-g>",       "<Tick>",
                                   "<Click 5 9>", "<DoubleClick 7 20>",
                                   "<WheelDown>", "<Paste>lan\nq",
                                   "henrike",     "tomorrow",
                                   "\x1b"};
#define KEY_COUNT (sizeof keys / sizeof keys[0])

struct play {
  struct os_mem *mem;
  struct world world;
  struct app app;
  struct frame frame;
};

static void put_sample(struct os_mem *mem) {
  char path[256];

  for (size_t i = 0; i < sample_file_count; i++) {
    snprintf(path, sizeof path, HOME "/.local/share/mentee/%s", sample_files[i].name);
    os_mem_put(mem, path, (const char *)sample_files[i].bytes, sample_files[i].len);
  }
}

static void check(const struct play *play) {
  const struct frame *frame = &play->frame;

  assert(frame->rows == play->app.rows && frame->cols == play->app.cols);
  assert(frame->cursor_row >= 0 && frame->cursor_row < frame->rows);
  assert(frame->cursor_col >= 0 && frame->cursor_col < frame->cols);
}

static void resize(struct play *play, uint8_t a, uint8_t b) {
  static const int sizes[][2] = {{24, 80}, {60, 200}, {10, 40}, {30, 120}, {16, 59}, {9, 39}};

  if (a < 200)
    app_size(&play->app, sizes[a % 6][0], sizes[a % 6][1]);
  else
    app_size(&play->app, 1 + b % 70, 1 + b);
  app_update(&play->app, "<Resize>");
}

static bool press(struct play *play, const char *key) {
  struct err err = ERR_INIT;
  unsigned effects = app_update(&play->app, key);

  for (int i = 0; i < 3 && (effects & FX_EDITOR) != 0; i++) {
    if (i == 1)
      err_set(&err, ERR_USAGE, "the editor ended with an error");
    effects = app_edited(&play->app, i == 1 ? &err : NULL);
  }
  return (effects & FX_QUIT) == 0;
}

static bool step(struct play *play, const uint8_t *at, size_t left) {
  if (at[0] == 255 && left > 2) {
    resize(play, at[1], at[2]);
    return true;
  }
  if (at[0] == 254 && left > 1) {
    play->world.now += (int64_t)at[1] * 1800; /* up to five days */
    return press(play, "<Tick>");
  }
  return press(play, keys[at[0] % KEY_COUNT]);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  struct play play = {.mem = os_mem_new()};
  struct err err = ERR_INIT;
  bool on;

  put_sample(play.mem);
  play.world = bare_world(os_mem_door(play.mem));
  play.world.home = HOME;
  play.world.utf8 = size % 2 == 0;
  play.world.columns = 80;
  world_look_at_clock(&play.world);
  on = app_open(&play.app, &play.world, &err);
  if (on)
    app_update(&play.app, "<Resize>");
  for (size_t i = 0; on && i < size && i < KEYS_MOST; i++) {
    on = step(&play, data + i, size - i);
    if (on) {
      app_paint(&play.app, &play.frame);
      check(&play);
    }
    i += data[i] == 255 ? 2 : data[i] == 254;
  }
  app_close(&play.app);
  frame_release(&play.frame);
  os_mem_free(play.mem);
  return 0;
}
