/*
 * Out of the sample network. What was logged there can come along into a store of one's own: the
 * rows that were made or changed, and the people they name.
 */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct row_ref {
  enum table_id table;
  const char *id;
};
struct carried {
  struct arena arena;
  VEC(struct row_ref) rows;
};

static void add(struct carried *carried, enum table_id table, const char *id) {
  for (size_t i = 0; i < carried->rows.len; i++)
    if (carried->rows.data[i].table == table && strcmp(carried->rows.data[i].id, id) == 0)
      return;
  *vec_push(&carried->rows) = (struct row_ref){table, arena_dup(&carried->arena, id)};
}

/* The people that a row names, as rows of their own. */
static void add_people(struct carried *carried, const struct book *book, enum table_id table,
                       const struct record *record) {
  for (int field = 0; field < table_defs[table].field_count; field++) {
    const struct field *of = &table_defs[table].fields[field];
    const char *at = record_text(record, field), *part;
    size_t len;

    if (of->ref != TABLE_CONTACTS)
      continue;
    while (record_next_part(&at, &part, &len)) {
      const struct record *contact = book_contact(book, part, len);
      if (contact != NULL)
        add(carried, TABLE_CONTACTS, record_id(contact));
    }
  }
}

static void gather(const struct session *sample, struct carried *carried) {
  const struct book *book = session_book(sample);

  for (size_t i = 0; i < sample->done.len; i++)
    for (size_t c = 0; c < sample->done.data[i].changes.len; c++)
      add(carried, sample->done.data[i].changes.data[c].table,
          sample->done.data[i].changes.data[c].id);
  for (size_t i = 0; i < carried->rows.len; i++) {
    const struct row_ref ref = carried->rows.data[i];
    const struct record *record = book_find(book, ref.table, ref.id);
    if (record != NULL)
      add_people(carried, book, ref.table, record);
  }
}

/* One action: every row as it stands in the sample, where one's own store has no such row. */
static void make_action(const struct book *sample, const struct book *own,
                        const struct carried *carried, struct action *action) {
  for (size_t i = 0; i < carried->rows.len; i++) {
    const struct row_ref ref = carried->rows.data[i];
    const struct record *record = book_find(sample, ref.table, ref.id);

    if (record == NULL || ref.table == TABLE_SETTINGS || book_find(own, ref.table, ref.id) != NULL)
      continue;
    action_add_row(action, ref.table, ref.id);
    for (int field = 1; field < table_defs[ref.table].field_count; field++)
      if (record_has(record, field))
        action_set(action, own, ref.table, ref.id, field, record_text(record, field));
  }
  action_title(action, "brought along from the sample network");
}

static bool bring_along(struct app *app, const struct session *sample, struct err *err) {
  struct carried carried = {ARENA_INIT, VEC_INIT};
  struct action action;
  bool ok;

  gather(sample, &carried);
  action_init(&action);
  make_action(session_book(sample), session_book(&app->session), &carried, &action);
  ok = session_commit(&app->session, &action, err);
  vec_release(&carried.rows);
  arena_release(&carried.arena);
  return ok;
}

/* What is one's own is open, with what came along; where that was not saved, the sample stays. */
static unsigned leave(struct app *app, bool carry) {
  struct session sample = app->session;
  struct err err = ERR_INIT;

  app_open_own(app, &err);
  if (carry && err.kind == ERR_NONE)
    bring_along(app, &sample, &err);
  if (carry && err.kind != ERR_NONE) {
    session_close(&app->session);
    app->session = sample;
  } else {
    session_close(&sample);
  }
  app_first_page(app);
  if (err.kind != ERR_NONE)
    app_say_err(app, &err);
  else if (carry)
    app_say(app, "Brought along into a store of your own.  u undoes");
  return FX_REPAINT;
}

static unsigned leave_key(struct app *app, struct modal *modal, const char *key) {
  (void)modal;
  if (key_is(key, "y") || key_is(key, "<Enter>")) {
    app_pop_modal(app);
    return leave(app, true);
  }
  if (key_is(key, "n") || key_is(key, "q")) {
    app_pop_modal(app);
    return leave(app, false);
  }
  if (key_is(key, "<Esc>") || key_is(key, "<C-c>"))
    app_pop_modal(app);
  return FX_REPAINT;
}

static void leave_title(const struct app *app, const struct modal *modal, struct buf *left,
                        struct buf *right) {
  (void)app;
  (void)modal;
  (void)right;
  buf_adds(left, "Take what you did here into a store of your own?");
}

static void leave_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                        const struct place *place) {
  int col = place->col + 2;

  (void)modal;
  frame_putf(frame, place->row, place->col, place_width(place), STYLE_TEXT,
             "%zu change%s, and the people they name.", app->session.done.len,
             app->session.done.len == 1 ? "" : "s");
  col = put_choice(frame, place, place->row + 2, col, "y", "yes, bring them along");
  put_choice(frame, place, place->row + 2, col, "n", "no, forget the sample");
}

static void leave_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Esc", "stay");
}

static const struct modal_kind leave_kind = {
    .name = "leave",
    .title = leave_title,
    .key = leave_key,
    .paint = leave_paint,
    .hints = leave_hints,
};

unsigned sample_leave(struct app *app) {
  if (app->session.done.len == 0)
    return leave(app, false);
  app_push_modal(app, &leave_kind, NULL);
  return FX_REPAINT;
}
