/* A row as text in the editor; where something does not suit, again, until it does. */
#include "tui_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/session/row_text.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct row_text_state {
  enum table_id table;
  char *id;
  struct buf opened; /* the row as it was put into the editor first */
  struct buf text, why;
  bool asked; /* it was said what others wrote since */
};

static const struct record *row_of(const struct app *app, const struct row_text_state *state) {
  return book_find(session_book(&app->session), state->table, state->id);
}

static unsigned edit(struct app *app, const struct row_text_state *state) {
  buf_cut(&app->edit_text, 0);
  buf_adds(&app->edit_text, buf_text(&state->text));
  return FX_REPAINT | FX_EDITOR;
}

static void draft(const struct app *app, const struct modal *modal, struct buf *of,
                  struct buf *text) {
  const struct row_text_state *state = modal->state;

  (void)app;
  buf_addf(of, "text %s", state->id);
  buf_addf(text, "%zu\x1f%s%s", state->opened.len, buf_text(&state->opened),
           buf_text(&state->text));
}

static void take_up(const struct app *app, struct row_text_state *state) {
  const char *draft = buf_text(&app->draft), *opened = strchr(draft, '\x1f');
  size_t len = strtoul(draft, NULL, 10);

  if (opened == NULL || strlen(opened + 1) < len)
    return;
  buf_cut(&state->opened, 0);
  buf_cut(&state->text, 0);
  buf_add(&state->opened, opened + 1, len);
  buf_adds(&state->text, opened + 1 + len);
}

static void leave(struct app *app) {
  app_pop_modal(app);
  buf_cut(&app->draft, 0);
  buf_cut(&app->draft_of, 0);
}

static const char *value_of(const struct field_values *values, int field) {
  for (size_t i = 0; i < values->list.len; i++)
    if (values->list.data[i].field == field)
      return values->list.data[i].value;
  return NULL;
}

/* The text may have been put aside, and the row changed since: what was not touched here stays as
   others wrote it; what both changed is said once before it is saved. */
static bool leave_to_others(const struct app *app, struct row_text_state *state,
                            struct field_values *values, struct arena *arena, struct err *err) {
  struct field_values opened = FIELD_VALUES_INIT;
  const struct record *row = row_of(app, state);
  struct err unread = ERR_INIT;
  int both = -1;
  size_t left = 0;

  row_text_read(&app->session, state->table, row, buf_text(&state->opened), arena, &opened,
                &unread);
  for (size_t i = 0; i < values->list.len; i++) {
    const struct field_value *mine = &values->list.data[i];
    const char *was = value_of(&opened, mine->field);
    if (was != NULL && strcmp(was, mine->value) != 0)
      both = mine->field;
    if (was == NULL || strcmp(was, mine->value) != 0)
      values->list.data[left++] = *mine;
  }
  values->list.len = left;
  vec_release(&opened.list);
  if (both < 0 || state->asked)
    return true;
  state->asked = true;
  return err_set(err, ERR_USAGE,
                 "%s was changed meanwhile: it is '%s' by now; close the editor once more to save "
                 "yours",
                 table_defs[state->table].fields[both].name, record_text(row, both));
}

static bool save(struct app *app, struct row_text_state *state, bool *changed, struct err *err) {
  struct field_values values = FIELD_VALUES_INIT;
  struct arena arena = ARENA_INIT;
  const struct record *row = row_of(app, state);
  bool ok = row != NULL ? row_text_read(&app->session, state->table, row, buf_text(&state->text),
                                        &arena, &values, err)
                        : err_set(err, ERR_USAGE, "%s is no longer there", state->id);

  ok = ok && leave_to_others(app, state, &values, &arena, err);
  *changed = values.list.len > 0;
  ok = ok && (!*changed || session_edit(&app->session, state->table, state->id, values.list.data,
                                        values.list.len, err));
  vec_release(&values.list);
  arena_release(&arena);
  return ok;
}

static unsigned try_save(struct app *app, struct row_text_state *state) {
  struct err err = ERR_INIT;
  bool changed;

  if (!save(app, state, &changed, &err) && !(err.kind == ERR_CONFLICT && conflict_waits(app))) {
    buf_cut(&state->why, 0);
    if (err.kind == ERR_BUSY)
      app_say_err(app, &err);
    else
      buf_adds(&state->why, err.text);
    return FX_REPAINT;
  }
  leave(app);
  app_changed(app);
  if (changed)
    app_say_done(app, "Changed.  u undoes");
  else
    app_say(app, "Nothing is changed.");
  conflict_look(app);
  return FX_REPAINT;
}

static unsigned edited(struct app *app, struct modal *modal, const struct err *err) {
  struct row_text_state *state = modal->state;

  if (err != NULL) {
    leave(app);
    app_say_err(app, err);
    return FX_REPAINT;
  }
  buf_cut(&state->text, 0);
  buf_adds(&state->text, buf_text(&app->edit_text));
  return try_save(app, state);
}

static unsigned take_key(struct app *app, struct modal *modal, const char *key) {
  struct row_text_state *state = modal->state;

  if (key_is(key, "<Esc>") || key_is(key, "q") || key_is(key, "<C-c>") || key_is(key, "<C-g>")) {
    buf_cut(&app->draft, 0);
    buf_cut(&app->draft_of, 0);
    draft(app, modal, &app->draft_of, &app->draft);
    app_pop_modal(app);
    app_say(app, "Nothing is changed; the text is put aside and offered again.");
    return FX_REPAINT;
  }
  if (app->keeps_it)
    return try_save(app, state);
  return key_is(key, "<Enter>") || key_is(key, "e") ? edit(app, state) : FX_REPAINT;
}

static void title(const struct app *app, const struct modal *modal, struct buf *left,
                  struct buf *right) {
  (void)app;
  (void)modal;
  buf_adds(left, "Not saved yet");
  buf_adds(right, "your text is kept");
}

static void paint(const struct app *app, const struct modal *modal, struct frame *frame,
                  const struct place *place) {
  const struct row_text_state *state = modal->state;

  (void)app;
  frame_put_wrapped(frame, place->row, place->col, place_width(place), 2, STYLE_WARN,
                    buf_text(&state->why));
}

static void hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "go on editing");
  hint_key(hints, "Esc", "put it aside");
}

static void release(struct modal *modal) {
  struct row_text_state *state = modal->state;

  buf_release(&state->opened);
  buf_release(&state->text);
  buf_release(&state->why);
  free(state->id);
}

static const struct modal_kind row_text_kind = {
    .name = "row text",
    .holds_book = true,
    .title = title,
    .key = take_key,
    .paint = paint,
    .hints = hints,
    .draft = draft,
    .edited = edited,
    .release = release,
};

unsigned row_text_open(struct app *app, enum table_id table, const char *id) {
  const struct record *row = book_find(session_book(&app->session), table, id);
  struct row_text_state *state;
  struct buf of = BUF_INIT;
  struct modal *modal;

  if (row == NULL)
    return FX_REPAINT;
  state = xcalloc(1, sizeof *state);
  state->table = table;
  state->id = xstrdup(id);
  modal = app_push_modal(app, &row_text_kind, state);
  row_text_write(table, row, &state->opened);
  buf_adds(&state->text, buf_text(&state->opened));
  buf_addf(&of, "text %s", id);
  if (strcmp(buf_text(&of), buf_text(&app->draft_of)) == 0) /* it goes on where it was left */
    take_up(app, state);
  buf_release(&of);
  return edit(app, modal->state);
}
