/* Import: a file, what would become of everybody in it, and nothing written until Enter. */
#include "tui_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/session/exchange.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

#define TEXT_COLUMN 30
#define SHOWN_NEW 200 /* of thousands; the rest is counted */

struct import_state {
  struct importing importing;
  struct page *page;
  struct plan_gifts gifts;
  struct buf tag, verb; /* verb: "import 18" */
  bool asks_gift;
};

static const struct modal_kind preview_kind;
static const struct view preview_view = {.title = ""};

/* --- rows ------------------------------------------------------------------------------------ */

static const char *new_text(const struct plan_row *row) {
  const char *title = imported_text(row->person, CONTACT_TITLE);

  return title[0] != '\0' ? title : imported_text(row->person, CONTACT_EMAIL);
}

/* An address as people say it. */
static const char *without_scheme(const char *value) {
  if (strncmp(value, "https://", 8) == 0)
    value += 8;
  return strncmp(value, "www.", 4) == 0 ? value + 4 : value;
}

static const char *fills_text(struct page *page, const struct plan_row *row) {
  struct buf text = BUF_INIT;
  const char *kept;

  for (size_t i = 0; i < row->fills.len; i++) {
    const struct plan_value *value = &row->fills.data[i];
    buf_adds(&text, i == 0 ? "+ " : ", ");
    text_lower_first(&text, value->field >= 0
                                ? table_defs[TABLE_CONTACTS].fields[value->field].label
                                : value->column);
  }
  kept = arena_dup(&page->arena, buf_text(&text));
  buf_release(&text);
  return kept;
}

static void add_row(struct import_state *state, enum plan_kind kind, size_t at) {
  struct page *page = state->page;
  const struct plan *plan = &state->importing.plan;
  const struct plan_row *of = &plan->rows.data[at];
  struct row *row = page_row(page, ROW_ITEM, (int)kind);

  row->key = arena_format(&page->arena, "%zu", at);
  row->count = (int)at;
  row->left = imported_text(of->person, CONTACT_NAME);
  if (of->doubtful) {
    row->text = arena_format(&page->arena, "%s?", plan_other_name(plan, of));
    row->right = kind == PLAN_UNSURE ? of->reason : plan_words[kind];
  } else if (kind == PLAN_CHANGED) {
    row->text = fills_text(page, of);
    row->right =
        of->fills.len > 0 ? arena_dup(&page->arena, without_scheme(of->fills.data[0].value)) : "";
  } else {
    row->text = new_text(of);
    row->right = imported_text(of->person, CONTACT_ORG);
  }
}

static void add_group(struct import_state *state, enum plan_kind kind, bool doubtful,
                      const char *title) {
  const struct plan *plan = &state->importing.plan;
  bool begun = false;
  size_t shown = 0;

  for (size_t i = 0; i < plan->rows.len && shown < SHOWN_NEW; i++) {
    if (plan->rows.data[i].doubtful != doubtful || (!doubtful && plan->rows.data[i].kind != kind))
      continue;
    if (!begun) {
      page_blank(state->page);
      page_heading(state->page, (int)kind, title);
    }
    begun = true;
    shown++;
    add_row(state, plan->rows.data[i].kind, i);
  }
}

static void fill_rows(struct import_state *state) {
  size_t cursor = state->page->cursor;

  buf_cut(&state->verb, 0);
  if (importing_count(&state->importing) > 0) /* their rows come with them */
    buf_addf(&state->verb, "import %zu", importing_count(&state->importing));
  else
    buf_addf(&state->verb, "import %zu rows", importing_rows(&state->importing));
  page_clear_rows(state->page);
  add_group(state, PLAN_UNSURE, true, "Unsure");
  add_group(state, PLAN_CHANGED, false, "Changed");
  add_group(state, PLAN_NEW, false, "New");
  page_edge(state->page, false);
  if (cursor < state->page->rows.len && state->page->rows.data[cursor].kind == ROW_ITEM)
    state->page->cursor = cursor;
}

/* The rows of the screen above the people: what becomes of how many. */
static int rows_above(const struct app *app, const struct import_state *state) {
  int rows = (state->importing.import.unread_count > 0) + (importing_rows(&state->importing) > 0);

  for (int kind = 0; kind < PLAN_KIND_COUNT; kind++)
    rows += plan_count(&state->importing.plan, (enum plan_kind)kind) > 0;
  return app_layout(app).low ? 1 + rows : 3 + rows + 1;
}

/* A blank row stands before what was not written, the message and the keys under it. */
static int rows_of_people(const struct app *app, const struct import_state *state) {
  return app->rows - rows_above(app, state) - (app_layout(app).low ? 3 : 4);
}

/* --- keys ---------------------------------------------------------------------------------------
 */

static void write_it(struct app *app, struct modal *modal) {
  struct import_state *state = modal->state;
  size_t count = importing_count(&state->importing), rows = importing_rows(&state->importing);
  struct err err = ERR_INIT;

  state->gifts.tag = buf_text(&state->tag);
  if (!session_import_write(&app->session, &state->importing, &state->gifts, &err)) {
    app_say_err(app, &err);
    return;
  }
  app_pop_modal(app);
  app_changed(app);
  app_switch_view(app, &view_people);
  if (rows > 0)
    app_say(app, "Imported %zu %s and %zu %s.  u undoes", count, count == 1 ? "person" : "people",
            rows, rows == 1 ? "row" : "rows");
  else
    app_say(app, "Imported %zu %s.  u undoes", count, count == 1 ? "person" : "people");
}

static void decide(struct import_state *state, enum plan_answer answer) {
  const struct row *row = page_selected(state->page);

  if (row == NULL || !state->importing.plan.rows.data[row->count].doubtful)
    return;
  plan_decide(&state->importing.plan, (size_t)row->count, answer);
  fill_rows(state);
  page_move(state->page, 1);
}

/* "conference" as a tag for everybody new, or a role. */
static unsigned gift_key(struct app *app, struct modal *modal, const char *key) {
  struct import_state *state = modal->state;
  struct role_spec role;
  struct err ignored = ERR_INIT;

  if (key_is(key, "<Esc>") || key_is(key, "<C-c>")) {
    state->asks_gift = false;
  } else if (key_is(key, "<Enter>")) {
    if (role_spec_parse(line_edit_text(&modal->line), &role, &ignored)) {
      state->gifts.role = role.role;
    } else {
      buf_cut(&state->tag, 0);
      buf_adds(&state->tag, line_edit_text(&modal->line));
    }
    state->asks_gift = false;
    app_say(app, state->gifts.role >= 0 && ignored.kind == ERR_NONE ? "A role for everybody new."
                                                                    : "A tag for everybody new.");
  } else {
    line_edit_key(&modal->line, key);
  }
  return FX_REPAINT;
}

static unsigned preview_key(struct app *app, struct modal *modal, const char *key) {
  struct import_state *state = modal->state;

  if (state->asks_gift)
    return gift_key(app, modal, key);
  if (key_is(key, "<Enter>"))
    write_it(app, modal);
  else if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  else if (key_is(key, "j") || key_is(key, "<Down>"))
    page_move(state->page, 1);
  else if (key_is(key, "k") || key_is(key, "<Up>"))
    page_move(state->page, -1);
  else if (key_is(key, "y"))
    decide(state, PLAN_SAME_PERSON);
  else if (key_is(key, "n"))
    decide(state, PLAN_SOMEBODY_ELSE);
  else if (key_is(key, "x"))
    decide(state, PLAN_SKIP);
  else if (key_is(key, "a"))
    state->asks_gift = true;
  if (app_modal(app) == modal)
    page_scroll(state->page, rows_of_people(app, state), 1);
  return FX_REPAINT;
}

/* --- painting
 * -------------------------------------------------------------------------------------- */

static void paint_counts(const struct import_state *state, struct frame *frame, int row, int col) {
  const struct import *import = &state->importing.import;

  for (int kind = 0; kind < PLAN_KIND_COUNT; kind++) {
    size_t count = plan_count(&state->importing.plan, (enum plan_kind)kind);
    if (count == 0)
      continue;
    frame_putf(frame, row, col, 5, STYLE_STRONG, "%4zu", count);
    frame_put(frame, row, col + 6, 8, STYLE_TEXT, plan_words[kind]);
    frame_put(frame, row++, col + 15, frame->cols, STYLE_MUTED, plan_fates[kind]);
  }
  if (importing_rows(&state->importing) > 0) {
    struct buf what = BUF_INIT;
    plan_extra_text(&state->importing.plan, FATE_NEW, &what);
    frame_putf(frame, row, col, 5, STYLE_STRONG, "%4zu", importing_rows(&state->importing));
    frame_put(frame, row, col + 6, 8, STYLE_TEXT, "rows");
    frame_put(frame, row++, col + 15, frame->cols, STYLE_MUTED, buf_text(&what));
    buf_release(&what);
  }
  if (import->unread_count > 0) {
    frame_putf(frame, row, col, 5, STYLE_STRONG, "%4zu", import->unread_count);
    frame_put(frame, row, col + 6, 8, STYLE_TEXT, "unread");
    if (import->unread.len > 0 && import->unread.data[0].line > 0)
      frame_putf(frame, row, col + 15, frame->cols, STYLE_MUTED, "line %u %s",
                 import->unread.data[0].line, import->unread.data[0].text);
    else if (import->unread.len > 0)
      frame_put(frame, row, col + 15, frame->cols, STYLE_MUTED, import->unread.data[0].text);
  }
}

static void paint_preview_row(struct frame *frame, const struct place *place, const struct row *row,
                              bool on) {
  enum style style = row_style(on, STYLE_TEXT);
  bool narrow = place->col == 0;
  int end = place->last + 1;

  if (on) {
    frame_put(frame, place->row, place->col, 1, STYLE_ACCENT, frame_glyph(frame, GLYPH_CURSOR));
    frame->cursor_row = place->row;
    frame->cursor_col = place->col + 2;
  }
  if (row->right[0] != '\0')
    end = frame_put_right(frame, place->row, place->last, 25, style, row->right);
  frame_put(frame, place->row, place->col + 2, narrow ? end - 3 : 25, style, row->left);
  if (!narrow)
    frame_put(frame, place->row, TEXT_COLUMN, end - TEXT_COLUMN - 1, style, row->text);
}

/* How many people follow below the window. */
static void paint_rest(const struct page *page, struct frame *frame, int row, int col, int last,
                       size_t end) {
  size_t rest = 0;

  for (size_t i = end; i < page->rows.len; i++)
    rest += page->rows.data[i].kind == ROW_ITEM;
  if (rest == 0)
    return;
  frame_putf(frame, row, col + 2, last - col - 2, STYLE_MUTED, "%zu more", rest);
  frame_put(frame, row, last, 1, STYLE_MUTED, frame_glyph(frame, GLYPH_DOWN));
}

static void preview_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                          const struct place *place) {
  const struct import_state *state = modal->state;
  struct layout layout = app_layout(app);
  int last = layout.narrow ? frame->cols - 1 : frame->cols - 2;
  int row = rows_above(app, state);
  size_t end = page_end(state->page, state->page->top, rows_of_people(app, state), 1);

  (void)place;
  paint_counts(state, frame, layout.low ? 1 : 3, layout.margin);
  frame_putf(frame, 0, layout.margin, frame->cols, STYLE_STRONG, "Import %s",
             state->importing.name);
  if (!layout.narrow) {
    struct buf said = BUF_INIT;
    buf_addf(&said, "read as %s", state->importing.import.said);
    frame_put_right(frame, 0, last, frame->cols / 2, STYLE_MUTED, buf_text(&said));
    buf_release(&said);
  }
  if (!layout.low)
    frame_fill(frame, 1, 0, frame->cols, STYLE_RULE, GLYPH_RULE);
  for (size_t i = state->page->top; i < end; i++) {
    struct place one = {row + (int)(i - state->page->top), 1, layout.margin, last, false};
    if (state->page->rows.data[i].kind == ROW_HEADING)
      place_put(frame, &one, one.row, one.col, STYLE_STRONG, state->page->rows.data[i].left);
    else if (state->page->rows.data[i].kind == ROW_ITEM)
      paint_preview_row(frame, &one, &state->page->rows.data[i], i == state->page->cursor);
  }
  paint_rest(state->page, frame, row + (int)(end - state->page->top), layout.margin, last, end);
  if (state->asks_gift) {
    int col = layout.margin +
              frame_put(frame, frame->rows - 2, layout.margin, 40, STYLE_KEY,
                        "A role or a tag for everybody new ›") +
              1;
    frame_put(frame, frame->rows - 2, col, frame->cols, STYLE_INPUT, line_edit_text(&modal->line));
    frame->cursor_row = frame->rows - 2;
    frame->cursor_col = col + frame_width(frame, line_edit_text(&modal->line));
  } else if (app->message.len == 0) {
    frame_put(frame, frame->rows - 2, layout.margin, frame->cols, STYLE_TEXT,
              "Nothing has been written yet.");
  }
}

static void preview_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  const struct import_state *state = modal->state;
  size_t count = importing_count(&state->importing) + importing_rows(&state->importing);

  (void)app;
  if (state->asks_gift) {
    hint_key(hints, "Enter", "give it");
    hint_key(hints, "Esc", "back");
    return;
  }
  hint_key(hints, "Enter", count == 0 ? "nothing to import" : buf_text(&state->verb));
  if (plan_count(&state->importing.plan, PLAN_UNSURE) > 0) {
    hint_key(hints, "y", "same person");
    hint_key(hints, "n", "somebody else");
    hint_key(hints, "x", "skip");
  }
  hint_key(hints, "a", "for all…");
  hint_key(hints, "Esc", "leave");
}

/* The plan points into a book that is gone. */
static void preview_changed(struct app *app, struct modal *modal) {
  struct import_state *state = modal->state;

  session_import_plan(&app->session, &state->importing);
  fill_rows(state);
}

static void preview_release(struct modal *modal) {
  struct import_state *state = modal->state;

  importing_release(&state->importing);
  page_free(state->page);
  buf_release(&state->tag);
  buf_release(&state->verb);
}

static const struct modal_kind preview_kind = {
    .name = "import",
    .whole_body = true,
    .whole_screen = true,
    .key = preview_key,
    .paint = preview_paint,
    .hints = preview_hints,
    .changed = preview_changed,
    .release = preview_release,
};

/* --- which file
 * --------------------------------------------------------------------------------------- */

static void add_path(const struct app *app, const char *typed, struct buf *path) {
  if (typed[0] == '~' && typed[1] == '/')
    buf_addf(path, "%s%s", app->world->home, typed + 1);
  else
    buf_adds(path, typed);
}

struct telling {
  struct app *app;
  const char *file; /* without its folders */
  struct buf what;  /* "Reading sno-2026.csv" */
};

static bool tell_progress(void *context, enum import_step step, size_t done, size_t total) {
  struct telling *telling = context;

  buf_cut(&telling->what, 0);
  buf_addf(&telling->what, "%s %s", step == IMPORT_READING ? "Reading" : "Comparing",
           telling->file);
  return busy_show(telling->app, buf_text(&telling->what), done, total);
}

bool import_open(struct app *app, const char *typed) {
  struct import_state *state = xcalloc(1, sizeof *state);
  struct import_options options = IMPORT_OPTIONS_INIT;
  struct telling telling = {app, "", BUF_INIT};
  struct buf path = BUF_INIT;
  struct err err = ERR_INIT;
  const char *paths[1];
  bool ok;

  add_path(app, typed, &path);
  paths[0] = buf_text(&path);
  state->gifts = (struct plan_gifts)PLAN_GIFTS_INIT;
  state->page = page_new(&preview_view, "");
  importing_init(&state->importing);
  options.progress = tell_progress;
  options.context = &telling;
  telling.file = strrchr(paths[0], '/') != NULL ? strrchr(paths[0], '/') + 1 : paths[0];
  ok = session_import_read(&app->session, paths, 1, &options, &state->importing, &err);
  busy_over(app);
  buf_release(&telling.what);
  if (ok) {
    fill_rows(state);
    app_push_modal(app, &preview_kind, state);
  } else {
    app_say_err(app, &err);
    importing_release(&state->importing);
    page_free(state->page);
    free(state);
  }
  buf_release(&path);
  return ok;
}

static unsigned file_key(struct app *app, struct modal *modal, const char *key) {
  struct buf typed = BUF_INIT;

  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>")) {
    app_pop_modal(app);
  } else if (key_is(key, "<Enter>")) {
    buf_adds(&typed, line_edit_text(&modal->line));
    if (typed.len == 0) {
      app_pop_modal(app);
    } else if (import_open(app, buf_text(&typed))) {
      /* the preview stands on top; the question under it is answered */
      struct modal *preview = app->modals.data[app->modals.len - 1];
      app->modals.data[app->modals.len - 1] = modal;
      app->modals.data[app->modals.len - 2] = preview;
      app_pop_modal(app);
    }
  } else {
    line_edit_key(&modal->line, key);
  }
  buf_release(&typed);
  return FX_REPAINT;
}

static void file_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  (void)app;
  (void)modal;
  buf_adds(left, "Bring people in from which file?");
  buf_adds(right, "shown before anything is written");
}

static void file_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  (void)app;
  (void)modal;
  frame_put_wrapped(frame, place->row, place->col, place_width(place), 2, STYLE_MUTED,
                    "LinkedIn, Google, Outlook, a phone's vCards, mutt, abook, any CSV.");
}

static const char *file_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  (void)modal;
  return "File";
}

static void file_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "look at it");
  hint_key(hints, "Esc", "back");
}

static const struct modal_kind file_kind = {
    .name = "file",
    .title = file_title,
    .prompt = file_prompt,
    .ghost = "~/Downloads/Connections.csv",
    .key = file_key,
    .paint = file_paint,
    .hints = file_hints,
};

void import_ask(struct app *app) {
  app_push_modal(app, &file_kind, NULL);
}
