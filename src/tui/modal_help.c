/* Help, made from the acts and the keys. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <string.h>

#define LEFT_COLUMN 1
#define RIGHT_COLUMN 40
#define KEYS_WIDTH 11
#define ACTS_MOST 6 /* that share a line */

#define PAGES 2

struct help_state {
  int page, top; /* rows that a small screen has scrolled away */
};

static const char *const titles[] = {[HELP_MOVE] = "Move",  [HELP_MIND] = "Change your mind",
                                     [HELP_LEAVE] = "",     [HELP_PERSON] = "With this person",
                                     [HELP_REASON] = "",    [HELP_MORE] = "",
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

/* "j k ↓ ↑": the first key of each, then the second of each. Views: "1–6". Without a key: its
   command. */
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
  if (out->len == 0)
    buf_addf(out, ":%s", act_defs[acts[0]].name);
}

/* Lines go onto a frame; without one they are only looked through. */
struct writer {
  struct frame *frame;
  const struct place *place;
  int row, col, width; /* of the keys */
  const struct keymap *keymap;
  const char *words; /* that are looked for */
  int found, lowest; /* rows: the first that holds them, -1; the last one written */
};

static void write_text(struct writer *out, int col, enum style style, const char *text) {
  int room = out->place->last - col + 1;

  if (out->frame == NULL || out->row < out->place->row ||
      out->row >= out->place->row + out->place->rows)
    return;
  if (out->words[0] != '\0')
    paint_found(out->frame, out->row, col, room, style, text, out->words);
  else
    frame_put(out->frame, out->row, col, room, style, text);
}

static void write_line(struct writer *out, const char *keys, const char *text) {
  struct buf both = BUF_INIT;
  int col = out->col + 2 + out->width;

  buf_addf(&both, "%s %s", keys, text);
  if (out->words[0] != '\0' && out->found < 0 && text_holds(buf_text(&both), out->words))
    out->found = out->row;
  write_text(out, out->col + 2, STYLE_KEY, keys);
  if (out->place->col == 0 && col + text_width(text) > out->place->last + 1) {
    out->row++; /* a narrow screen has no room beside them */
    col = out->col + 4;
  }
  write_text(out, col, STYLE_TEXT, text);
  out->lowest = out->row > out->lowest ? out->row : out->lowest;
  out->row++;
  buf_release(&both);
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
    if (!begun && titles[group][0] != '\0') {
      write_text(out, out->col, STYLE_STRONG, titles[group]);
      out->row++;
    }
    begun = true;
    keys_text(out->keymap, acts, count, &keys);
    write_line(out, buf_text(&keys), act_defs[act].help);
    buf_release(&keys);
  }
  out->row += begun;
}

static void write_view_keys(struct writer *out, unsigned view) {
  int top = out->row;

  write_group(out, HELP_MOVE, view);
  write_group(out, HELP_MIND, view);
  write_group(out, HELP_LEAVE, view);
  if (out->place->col > 0) { /* there is room for a second column */
    out->row = top;
    out->col = RIGHT_COLUMN;
    out->width = KEYS_WIDTH - 2;
  }
  write_group(out, HELP_PERSON, view);
  write_group(out, HELP_REASON, view);
  write_group(out, HELP_MORE, view);
}

static void write_inputs(struct writer *out, unsigned view) {
  out->width = 2 * KEYS_WIDTH;
  write_text(out, out->place->col, STYLE_STRONG, "In every line you type");
  out->row++;
  for (size_t i = 0; i < sizeof input_lines / sizeof input_lines[0]; i++)
    write_line(out, input_lines[i].keys, input_lines[i].text);
  out->row++;
  write_group(out, HELP_UNSAID, view);
}

static struct place help_place(const struct app *app) {
  struct layout layout = app_layout(app);
  int row = layout.low ? 1 : 3;

  return (struct place){row, app->rows - 1 - row, layout.margin, app->cols - 1 - layout.margin,
                        false};
}

static struct writer write_page(const struct app *app, int page, int top, struct frame *frame,
                                const struct place *place) {
  struct writer out = {frame,      place,        place->row - top,           place->col,
                       KEYS_WIDTH, &app->keymap, buf_text(&app->looked_for), -1,
                       0};

  if (page == 0)
    write_view_keys(&out, app_page(app)->view->bit);
  else
    write_inputs(&out, app_page(app)->view->bit);
  return out;
}

static void help_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct help_state *state = modal->state;
  struct place body = help_place(app);
  const char *title = app_page(app)->view->title;
  int words = frame->rows - 4;

  (void)place;
  frame_putf(frame, 0, body.col, frame->cols, STYLE_STRONG,
             title[0] != '\0' ? "Keys in %s" : "Keys%s", title);
  frame_putf(frame, 0, body.last - 10, 11, STYLE_MUTED, "page %d of %d", state->page + 1, PAGES);
  if (!app_layout(app).low)
    frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
  if (write_page(app, state->page, state->top, frame, &body).lowest < words - 1 && state->page == 0)
    frame_put(frame, words, body.col, frame->cols, STYLE_MUTED, "What the words mean: :help words");
}

/* How far down the page can be moved on a small screen; 0: all of it is seen. */
static int lowest_top(const struct app *app, int page) {
  struct place place = help_place(app);
  int below = write_page(app, page, 0, NULL, &place).lowest - (place.row + place.rows - 1);

  return below > 0 ? below : 0;
}

static void go_to(const struct app *app, struct help_state *state, int top) {
  int lowest = lowest_top(app, state->page);

  state->top = top < 0 ? 0 : top < lowest ? top : lowest;
}

/* A small screen turns the page row by row, until all of it was seen. */
static void turn_page(const struct app *app, struct help_state *state) {
  int lowest = lowest_top(app, state->page);

  if (state->top < lowest) {
    go_to(app, state, state->top + help_place(app).rows - 1);
  } else {
    state->page = (state->page + 1) % PAGES;
    state->top = 0;
  }
}

static void turn_back(const struct app *app, struct help_state *state) {
  if (state->top > 0) {
    go_to(app, state, state->top - help_place(app).rows + 1);
  } else if (state->page > 0) {
    state->page--;
    state->top = lowest_top(app, state->page);
  }
}

static bool help_move(const struct app *app, struct help_state *state, const char *key) {
  if (key_is(key, " ") || key_is(key, "<PgDn>") || key_is(key, "<Tab>") || key_is(key, "<C-d>"))
    turn_page(app, state);
  else if (key_is(key, "<PgUp>") || key_is(key, "<S-Tab>") || key_is(key, "<C-u>"))
    turn_back(app, state);
  else if (key_is(key, "j") || key_is(key, "<Down>"))
    go_to(app, state, state->top + 1);
  else if (key_is(key, "k") || key_is(key, "<Up>"))
    go_to(app, state, state->top - 1);
  else if (key_is(key, "g") || key_is(key, "<Home>"))
    *state = (struct help_state){0, 0};
  else if (key_is(key, "G") || key_is(key, "<End>"))
    *state = (struct help_state){PAGES - 1, lowest_top(app, PAGES - 1)};
  else
    return false;
  return true;
}

static bool help_look(struct app *app, struct modal *modal, const char *words, int by) {
  struct help_state *state = modal->state;
  struct place place = help_place(app);

  (void)words;
  for (int i = by == 0 ? 0 : 1; i <= PAGES; i++) {
    int page = (state->page + (by < 0 ? PAGES - i : i)) % PAGES;
    struct writer out = write_page(app, page, 0, NULL, &place);
    if (out.found < 0)
      continue;
    state->page = page;
    state->top = out.found >= place.row + place.rows ? out.found - place.row : 0;
    return true;
  }
  return false;
}

static unsigned help_key(struct app *app, struct modal *modal, const char *key) {
  struct help_state *state = modal->state;

  if (help_move(app, state, key))
    return FX_REPAINT;
  if (key_is(key, "/"))
    look_open(app);
  else if (key_is(key, "n") || key_is(key, "N"))
    look_on(app, key_is(key, "n") ? 1 : -1);
  else if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "?") || key_is(key, "<F1>") ||
           key_is(key, "<Enter>") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  else if (key_is(key, "Q"))
    return app_quit(app);
  return FX_REPAINT;
}

static void help_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct help_state *state = modal->state;

  hint_key(hints, "Space", "more");
  hint_key(hints, "/", "find a key");
  look_hints(app, hints);
  if (lowest_top(app, state->page) > 0)
    hint_key(hints, "j k", "a line");
  hint_key(hints, "Esc", "back");
}

static const struct modal_kind help_kind = {
    .name = "help",
    .whole_body = true,
    .whole_screen = true,
    .key = help_key,
    .look = help_look,
    .paint = help_paint,
    .hints = help_hints,
};

void help_open(struct app *app) {
  buf_cut(&app->looked_for, 0);
  app_push_modal(app, &help_kind, xcalloc(1, sizeof(struct help_state)));
}
