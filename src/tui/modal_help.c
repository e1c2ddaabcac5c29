/* Help, made from the acts and the keys. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <string.h>

#define LEFT_COLUMN 1
#define RIGHT_COLUMN 40
#define KEYS_WIDTH 11
#define ACTS_MOST 6 /* that share a line */

struct help_state {
  int page;
};

static const char *const titles[] = {[HELP_MOVE] = "Move",
                                     [HELP_MIND] = "Change your mind",
                                     [HELP_PERSON] = "With this person",
                                     [HELP_REASON] = "",
                                     [HELP_MORE] = "",
                                     [HELP_UNSAID] = "Also"};

static const struct {
  const char *keys, *text;
} input_lines[] = {
    {"Ctrl-A Ctrl-E", "start, end of the line"},
    {"← → Alt-B Alt-F", "a character, a word"},
    {"Ctrl-W Ctrl-U Ctrl-K", "delete a word, to the start, to the end"},
    {"Ctrl-Y", "put back what was deleted"},
    {"Enter", "save; in a pasted text a line end stays one"},
    {"Alt-Enter", "a new line"},
    {"Esc", "put aside; it is offered again"},
};

static bool exists(enum act act, unsigned view) {
  return (act_defs[act].where & view) != 0;
}

/* The acts that share the line that begins at first. */
static int line_acts(int first, unsigned view, enum act *acts) {
  int count = 0;

  for (int act = first; act < ACT_COUNT; act++) {
    if (act > first && act_defs[act].help[0] != '\0')
      break;
    if (exists((enum act)act, view) && count < ACTS_MOST &&
        act_defs[act].group == act_defs[first].group)
      acts[count++] = (enum act)act;
  }
  return count;
}

/* "j k ↓ ↑": the first key of each, then the second of each. Views: "1–2". */
static void keys_text(const struct keymap *keymap, const enum act *acts, int count,
                      struct buf *out) {
  if (acts[0] == ACT_VIEW_1) {
    buf_addf(out, "1–%zu", app_tab_count);
    return;
  }
  for (int n = 0; n < 2; n++)
    for (int i = 0; i < count; i++) {
      struct buf key = BUF_INIT;
      if (keymap_key(keymap, acts[i], n, &key) && (n == 0 || (key.len <= 3 && acts[0] == ACT_NEXT)))
        buf_addf(out, "%s%s", out->len > 0 ? " " : "", buf_text(&key));
      buf_release(&key);
    }
}

struct writer {
  struct frame *frame;
  const struct place *place;
  int row, col, width; /* of the keys */
  const struct keymap *keymap;
};

static void write_line(struct writer *out, const char *keys, const char *text) {
  place_put(out->frame, out->place, out->row, out->col + 2, STYLE_KEY, keys);
  place_put(out->frame, out->place, out->row, out->col + 2 + out->width, STYLE_TEXT, text);
  out->row++;
}

static void write_group(struct writer *out, enum help_group group, unsigned view) {
  bool begun = false;

  for (int act = 0; act < ACT_COUNT; act++) {
    enum act acts[ACTS_MOST];
    struct buf keys = BUF_INIT;
    int count;

    if (act_defs[act].group != group || act_defs[act].help[0] == '\0' ||
        (count = line_acts(act, view, acts)) == 0)
      continue;
    if (!begun && titles[group][0] != '\0')
      place_put(out->frame, out->place, out->row++, out->col, STYLE_STRONG, titles[group]);
    begun = true;
    keys_text(out->keymap, acts, count, &keys);
    write_line(out, buf_text(&keys), act_defs[act].help);
    buf_release(&keys);
  }
  out->row += begun;
}

static void paint_view_keys(const struct app *app, struct frame *frame, const struct place *place) {
  unsigned view = app_page(app)->view->bit;
  bool narrow = place->col == 0;
  struct writer out = {frame, place, place->row, place->col, KEYS_WIDTH, &app->keymap};

  write_group(&out, HELP_MOVE, view);
  write_group(&out, HELP_MIND, view);
  if (!narrow) {
    out.row = place->row;
    out.col = RIGHT_COLUMN;
    out.width = KEYS_WIDTH - 2;
  }
  write_group(&out, HELP_PERSON, view);
  write_group(&out, HELP_REASON, view);
  write_group(&out, HELP_MORE, view);
}

static void paint_inputs(const struct keymap *keymap, struct frame *frame,
                         const struct place *place, unsigned view) {
  struct writer out = {frame, place, place->row, place->col, 2 * KEYS_WIDTH, keymap};

  place_put(frame, place, out.row++, place->col, STYLE_STRONG, "In every line you type");
  for (size_t i = 0; i < sizeof input_lines / sizeof input_lines[0]; i++) {
    write_line(&out, input_lines[i].keys, input_lines[i].text);
  }
  out.row++;
  write_group(&out, HELP_UNSAID, view);
}

static void help_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct help_state *state = modal->state;
  struct place body = *place;
  const char *title = app_page(app)->view->title;

  frame_putf(frame, 0, place->col, frame->cols, STYLE_STRONG,
             title[0] != '\0' ? "Keys in %s" : "Keys%s", title);
  frame_putf(frame, 0, place->last - 10, 11, STYLE_MUTED, "page %d of 2", state->page + 1);
  if (!app_layout(app).low)
    frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
  body.row = app_layout(app).low ? 1 : 3;
  body.rows = frame->rows - 1 - body.row;
  if (state->page == 0)
    paint_view_keys(app, frame, &body);
  else
    paint_inputs(&app->keymap, frame, &body, app_page(app)->view->bit);
}

static unsigned help_key(struct app *app, struct modal *modal, const char *key) {
  struct help_state *state = modal->state;

  if (key_is(key, " ") || key_is(key, "<PgDn>") || key_is(key, "<Tab>"))
    state->page = 1 - state->page;
  else if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "?") || key_is(key, "<F1>") ||
           key_is(key, "<Enter>") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  return FX_REPAINT;
}

static void help_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Space", "more");
  hint_key(hints, "Esc", "back");
}

static const struct modal_kind help_kind = {
    .name = "help",
    .whole_body = true,
    .whole_screen = true,
    .key = help_key,
    .paint = help_paint,
    .hints = help_hints,
};

void help_open(struct app *app) {
  app_push_modal(app, &help_kind, xcalloc(1, sizeof(struct help_state)));
}
