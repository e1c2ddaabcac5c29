/* A tag or a role for everybody who is marked. */
#include "people.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/tui/key.h"
#include <stdlib.h>
#include <string.h>

struct bulk_state {
  enum bulk bulk;
  char **ids;
  size_t count;
};

static void unmark(struct app *app) {
  buf_cut(&app_page(app)->extra, 0);
}

static void finish(struct app *app, bool ok, const struct err *err, const char *text,
                   size_t count) {
  if (!ok) {
    app_say_err(app, err);
    return;
  }
  unmark(app);
  app_changed(app);
  app_say(app, "%s, %zu %s.  u undoes", text, count, count == 1 ? "person" : "people");
}

/* The tags that they have, and the new one. */
static bool tag_all(struct app *app, const struct bulk_state *state, const char *tag,
                    struct err *err) {
  struct arena arena = ARENA_INIT;
  struct row_change *changes = arena_alloc(&arena, state->count * sizeof *changes);
  struct field_value *values = arena_alloc(&arena, state->count * sizeof *values);
  bool ok;

  for (size_t i = 0; i < state->count; i++) {
    const struct record *contact =
        book_find(session_book(&app->session), TABLE_CONTACTS, state->ids[i]);
    const char *tags = contact != NULL ? record_text(contact, CONTACT_TAGS) : "";
    values[i] = (struct field_value){CONTACT_TAGS, tags[0] != '\0'
                                                       ? arena_format(&arena, "%s;%s", tags, tag)
                                                       : arena_dup(&arena, tag)};
    changes[i] = (struct row_change){TABLE_CONTACTS, state->ids[i], &values[i], 1};
  }
  ok = session_change_rows(&app->session, changes, state->count,
                           arena_format(&arena, "tagged %zu people: %s", state->count, tag), err);
  arena_release(&arena);
  return ok;
}

static bool role_for_all(struct app *app, const struct bulk_state *state, const char *text,
                         struct err *err) {
  struct arena arena = ARENA_INIT;
  struct row_change *changes = arena_alloc(&arena, state->count * sizeof *changes);
  char day[DATE_TEXT_SIZE];
  struct role_spec role;
  bool ok = role_spec_parse(text, &role, err);

  for (size_t i = 0; i < state->count && ok; i++) {
    struct field_value *values = arena_alloc(&arena, 6 * sizeof *values);
    size_t count = 0;
    values[count++] = (struct field_value){ROLES_CONTACT_ID, state->ids[i]};
    values[count++] = (struct field_value){ROLES_ROLE, words_word(&words_role, role.role)};
    values[count++] = (struct field_value){ROLES_FACET, words_word(&words_facet, role.facet)};
    values[count++] = (struct field_value){ROLES_RANK, words_word(&words_rank, role.rank)};
    values[count++] = (struct field_value){ROLES_PHASE, words_word(&words_phase, role.phase)};
    values[count++] =
        (struct field_value){ROLES_FROM_ON, arena_dup(&arena, date_iso(app->session.today, day))};
    changes[i] = (struct row_change){TABLE_ROLES, "", values, count};
  }
  ok = ok && session_change_rows(&app->session, changes, state->count,
                                 arena_format(&arena, "%s: %zu people",
                                              words_spoken(&words_role, role.role), state->count),
                                 err);
  arena_release(&arena);
  return ok;
}

void bulk_archive(struct app *app, const char *const *ids, size_t count) {
  struct arena arena = ARENA_INIT;
  struct row_change *changes = arena_alloc(&arena, count * sizeof *changes);
  char day[DATE_TEXT_SIZE];
  const struct field_value values[] = {
      {CONTACT_STATUS, words_word(&words_status, STATUS_ARCHIVED)},
      {CONTACT_STATUS_SINCE, date_iso(app->session.today, day)},
  };
  struct err err = ERR_INIT;
  bool ok;

  for (size_t i = 0; i < count; i++)
    changes[i] = (struct row_change){TABLE_CONTACTS, ids[i], values, 2};
  ok = session_change_rows(&app->session, changes, count,
                           arena_format(&arena, "archived %zu people", count), &err);
  finish(app, ok, &err, "Archived", count);
  arena_release(&arena);
}

static unsigned bulk_key(struct app *app, struct modal *modal, const char *key) {
  struct bulk_state *state = modal->state;
  struct err err = ERR_INIT;
  size_t count = state->count;
  bool ok, tag = state->bulk == BULK_TAG;

  if (key_is(key, "<Esc>") || key_is(key, "<C-c>") || key_is(key, "<C-g>")) {
    app_pop_modal(app);
  } else if (!key_is(key, "<Enter>")) {
    line_edit_key(&modal->line, key);
  } else if (modal->line.text.len == 0) {
    app_pop_modal(app);
  } else {
    ok = tag ? tag_all(app, state, line_edit_text(&modal->line), &err)
             : role_for_all(app, state, line_edit_text(&modal->line), &err);
    if (ok)
      app_pop_modal(app);
    finish(app, ok, &err, tag ? "Tagged" : "A role for them", count);
  }
  return FX_REPAINT;
}

static void bulk_title(const struct app *app, const struct modal *modal, struct buf *left,
                       struct buf *right) {
  const struct bulk_state *state = modal->state;

  (void)app;
  buf_addf(left, state->bulk == BULK_TAG ? "A tag for %zu %s" : "A role for %zu %s", state->count,
           state->count == 1 ? "person" : "people");
  buf_adds(right, state->bulk == BULK_TAG ? "your own word" : "mentor, peer, mentor:clinical");
}

static void bulk_paint(const struct app *app, const struct modal *modal, struct frame *frame,
                       const struct place *place) {
  const struct bulk_state *state = modal->state;
  struct buf names = BUF_INIT, scratch = BUF_INIT;

  for (size_t i = 0; i < state->count; i++) {
    const struct record *contact =
        book_find(session_book(&app->session), TABLE_CONTACTS, state->ids[i]);
    if (contact != NULL)
      buf_addf(&names, "%s%s", names.len > 0 ? ", " : "", called(contact, &scratch));
  }
  frame_put_wrapped(frame, place->row, place->col, place_width(place), 2, STYLE_MUTED,
                    buf_text(&names));
  buf_release(&names);
  buf_release(&scratch);
}

static const char *bulk_prompt(const struct app *app, const struct modal *modal) {
  (void)app;
  return ((const struct bulk_state *)modal->state)->bulk == BULK_TAG ? "Tag" : "Role";
}

static void bulk_hints(const struct app *app, const struct modal *modal, struct hints *hints) {
  (void)app;
  (void)modal;
  hint_key(hints, "Enter", "save");
  hint_key(hints, "Esc", "back");
}

static void bulk_release(struct modal *modal) {
  struct bulk_state *state = modal->state;

  for (size_t i = 0; i < state->count; i++)
    free(state->ids[i]);
  free(state->ids);
}

static const struct modal_kind bulk_kind = {
    .name = "bulk",
    .title = bulk_title,
    .prompt = bulk_prompt,
    .key = bulk_key,
    .paint = bulk_paint,
    .hints = bulk_hints,
    .release = bulk_release,
};

void bulk_open(struct app *app, enum bulk bulk, const char *const *ids, size_t count) {
  struct bulk_state *state = xcalloc(1, sizeof *state);

  state->bulk = bulk;
  state->count = count;
  state->ids = xcalloc(count, sizeof *state->ids);
  for (size_t i = 0; i < count; i++)
    state->ids[i] = xstrdup(ids[i]);
  app_push_modal(app, &bulk_kind, state);
}
