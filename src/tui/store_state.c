/* What the store itself has to say: it is only read, a line was not read, another wrote in it. */
#include "tui_priv.h"

#include "mentee/model/check.h"

#include <string.h>

/* --- damage --------------------------------------------------------------------------------- */

const char *not_read_text(const struct app *app, struct arena *arena, enum table_id table) {
  const struct book *book = session_book(&app->session);

  for (size_t i = 0; i < book->notes.len; i++)
    if (book->notes.data[i].damage && book->notes.data[i].table == table)
      return book->notes.data[i].line == 0
                 ? "its file was not read"
                 : arena_format(arena, "line %u not read", (unsigned)book->notes.data[i].line);
  return "";
}

static bool say_damage(struct app *app) {
  const struct book *book = session_book(&app->session);

  for (size_t i = 0; i < book->notes.len; i++)
    if (book->notes.data[i].damage) {
      struct buf text = BUF_INIT;
      note_text(&book->notes.data[i], &text);
      app_say(app, "%s. The other lines are shown; it is never saved over.", buf_text(&text));
      app->message_style = STYLE_WARN;
      buf_release(&text);
      return true;
    }
  return false;
}

/* --- the clock ------------------------------------------------------------------------------ */

/* The latest day on which something is said to have taken place. */
static int newest_entry(const struct book *book) {
  const struct record *newest = NULL;

  for (size_t i = 0; i < book_count(book, TABLE_INTERACTIONS); i++) {
    const struct record *touch = book_at(book, TABLE_INTERACTIONS, i);
    /* days of one length sort as texts do; only the newest is read as one */
    if ((newest == NULL || strcmp(record_text(touch, INTERACTION_ON_DATE),
                                  record_text(newest, INTERACTION_ON_DATE)) > 0) &&
        record_word_or(touch, INTERACTION_STATUS, &words_touch, TOUCH_HELD) == TOUCH_HELD &&
        record_day(touch, INTERACTION_ON_DATE) != DATE_NONE)
      newest = touch;
  }
  return newest != NULL ? record_day(newest, INTERACTION_ON_DATE) : DATE_NONE;
}

static void say_clock(struct app *app) {
  int newest = newest_entry(session_book(&app->session)), today = app->session.today;
  char day[DATE_TEXT_SIZE];

  if (newest == DATE_NONE || newest <= today || app->world->forced_today != DATE_NONE)
    return;
  app_say(app, "The newest entry is dated %s; this clock may be behind.",
          newest == today + 1 ? "tomorrow" : date_short_year(newest, today, day));
  app->message_style = STYLE_WARN;
}

void app_say_state(struct app *app) {
  if (app->session.store.read_only != NULL) {
    app_say(app, "Read only: %s. You can look around.", app->session.store.read_only);
    app->message_style = STYLE_WARN;
  } else if (!say_damage(app)) {
    say_clock(app);
  }
}

/* --- changed elsewhere ------------------------------------------------------------------------ */

/* A number a row, which another one gives away by being another number. */
struct marks {
  VEC(uint64_t) of[TABLE_COUNT];
};

static uint64_t mark_of(const struct record *row, const struct table_def *def) {
  uint64_t hash = UINT64_C(14695981039346656037);

  for (int field = 0; field < def->field_count; field++)
    for (const char *at = record_text(row, field);; at++) {
      hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
      if (*at == '\0')
        break;
    }
  return hash;
}

static void marks_take(struct marks *marks, const struct book *book) {
  for (int table = 0; table < TABLE_COUNT; table++)
    for (size_t i = 0; i < book_count(book, (enum table_id)table); i++)
      *vec_push(&marks->of[table]) =
          mark_of(book_at(book, (enum table_id)table, i), &table_defs[table]);
}

static void marks_release(struct marks *marks) {
  for (int table = 0; table < TABLE_COUNT; table++)
    vec_release(&marks->of[table]);
}

static const struct record *owner_of(const struct book *book, enum table_id table,
                                     const struct record *row) {
  const struct record *owner = table == TABLE_CONTACTS ? row : NULL;

  for (int field = 1; field < table_defs[table].field_count && owner == NULL; field++)
    if (table_defs[table].fields[field].ref == TABLE_CONTACTS)
      owner = book_ref_contact(book, row, field);
  return owner;
}

/* The one person whose rows are other ones than before; NULL: nobody's, or those of several. */
static const struct record *whose_changed(const struct marks *had, const struct book *book) {
  const struct record *whose = NULL;

  for (int table = 0; table < TABLE_COUNT; table++) {
    size_t count = book_count(book, (enum table_id)table);
    if (count < had->of[table].len)
      return NULL;
    for (size_t i = 0; i < count; i++) {
      const struct record *row = book_at(book, (enum table_id)table, i), *owner;
      if (i < had->of[table].len && had->of[table].data[i] == mark_of(row, &table_defs[table]))
        continue;
      owner = owner_of(book, (enum table_id)table, row);
      if (owner == NULL || (whose != NULL && owner != whose))
        return NULL;
      whose = owner;
    }
  }
  return whose;
}

static void say_elsewhere(struct app *app, const struct marks *had) {
  const struct record *whose = whose_changed(had, session_book(&app->session));
  struct buf scratch = BUF_INIT;

  app_say(app, "%s was changed elsewhere just now and joined.",
          whose != NULL ? called(whose, &scratch) : "Something");
  buf_release(&scratch);
}

static bool book_is_held(const struct app *app) {
  for (size_t i = 0; i < app->modals.len; i++)
    if (app->modals.data[i]->kind->holds_book)
      return true;
  return false;
}

bool app_follow(struct app *app, struct err *err) {
  struct marks had = {{VEC_INIT}};
  bool changed = false;

  if (book_is_held(app) || !store_changed(&app->session.store))
    return false;
  marks_take(&had, session_book(&app->session));
  if (session_follow(&app->session, &changed, err) && changed)
    say_elsewhere(app, &had);
  marks_release(&had);
  return changed;
}
