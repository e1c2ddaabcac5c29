#include "mentee/session/conflicts.h"

#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include "mentee/session/history.h"
#include "mentee/store/kept.h"
#include "session_priv.h"
#include <string.h>

/* What the field holds now; NULL where the row, or its column, is gone. */
static const char *value_now(const struct book *book, const struct kept_conflict *kept) {
  const struct record *row = book_find(book, kept->table, kept->row);

  if (row == NULL)
    return NULL;
  if (kept->field >= 0)
    return record_text(row, kept->field);
  for (size_t i = 0; i < book->tables[kept->table].columns.len; i++)
    if (strcmp(book->tables[kept->table].columns.data[i].name, kept->column) == 0)
      return book_extra(book, kept->table, row, kept->column);
  return NULL;
}

/* Cells beyond the header have no name to be set by; a person mends them by hand. */
static bool is_open(const struct book *book, const struct kept_conflict *kept) {
  const char *now = value_now(book, kept);

  return now != NULL && (strcmp(now, kept->here) == 0 || strcmp(now, kept->there) == 0);
}

/* "you, 06:51": the last change of that field on this machine. */
static const char *changed_here(const struct session *session, const struct journal *journal,
                                const struct kept_conflict *kept, struct arena *arena) {
  struct conflict field = {.table = kept->table,
                           .id = kept->row,
                           .field = kept->field,
                           .column = kept->field < 0 ? kept->column : NULL};
  const struct journal_entry *entry = journal_last_of(journal, &field);
  char text[DATE_TEXT_SIZE];
  int day, minutes;

  if (entry == NULL)
    return "";
  session_local_time(session, entry->action.at_ns, &day, &minutes);
  return day == session->today
             ? arena_format(arena, "you, %02d:%02d", minutes / 60, minutes % 60)
             : arena_format(arena, "you, %s", date_short_year(day, session->today, text));
}

/* Of "2026-11-20 06:51", the time today and the day else. */
static const char *changed_there(const struct session *session, const struct kept_conflict *kept,
                                 struct arena *arena) {
  const char *from = strcmp(kept->from, "sync") == 0 ? "sync" : "elsewhere";
  const char *time = strchr(kept->at, ' ');
  char *iso = arena_copy(arena, kept->at, strcspn(kept->at, " "));
  char text[DATE_TEXT_SIZE];
  int day = date_parse(iso);

  if (day == DATE_NONE || time == NULL)
    return from;
  return day == session->today
             ? arena_format(arena, "%s, %s", from, time + 1)
             : arena_format(arena, "%s, %s", from, date_short_year(day, session->today, text));
}

static void add_conflict(const struct session *session, const struct journal *journal,
                         const struct kept_conflict *kept, struct field_conflicts *conflicts) {
  const struct book *book = session_book(session);
  const struct record *contact = session_contact_of(book, kept->table, kept->row);
  struct arena *arena = &conflicts->arena;
  const struct table_def *def = &table_defs[kept->table];

  *vec_push(&conflicts->list) = (struct field_conflict){
      .id = arena_dup(arena, kept->id),
      .table = kept->table,
      .row = arena_dup(arena, kept->row),
      .contact = contact != NULL ? arena_dup(arena, record_id(contact)) : "",
      .who = contact != NULL ? arena_dup(arena, record_text(contact, CONTACT_NAME)) : def->row,
      .what = kept->field >= 0 ? def->fields[kept->field].label : arena_dup(arena, kept->column),
      .before = arena_dup(arena, kept->before),
      .here = arena_dup(arena, kept->here),
      .there = arena_dup(arena, kept->there),
      .here_by = changed_here(session, journal, kept, arena),
      .there_by = changed_there(session, kept, arena),
      .here_stands = strcmp(value_now(book, kept), kept->here) == 0,
  };
}

bool session_conflicts(const struct session *session, struct field_conflicts *conflicts,
                       struct err *err) {
  struct journal journal = JOURNAL_INIT;
  struct err unread = ERR_INIT;
  struct kept kept;
  bool ok = kept_load(&kept, session->os, session->store.folder, err);

  *conflicts = (struct field_conflicts)FIELD_CONFLICTS_INIT;
  if (ok && kept.list.len > 0)
    journal_load(&journal, &session->store, &unread); /* only for the times */
  for (size_t i = 0; ok && i < kept.list.len; i++)
    if (is_open(session_book(session), &kept.list.data[i]))
      add_conflict(session, &journal, &kept.list.data[i], conflicts);
  journal_release(&journal);
  kept_release(&kept);
  return ok;
}

void field_conflicts_release(struct field_conflicts *conflicts) {
  vec_release(&conflicts->list);
  arena_release(&conflicts->arena);
}

/* --- choosing -----------------------------------------------------------------------------------
 */

static void fill(struct action *action, const struct kept_conflict *kept, const char *before,
                 const char *value) {
  if (strcmp(before, value) == 0)
    return;
  if (kept->field >= 0)
    action_fill(action, kept->table, kept->row, kept->field, before, value);
  else
    action_fill_column(action, kept->table, kept->row, kept->column, before, value);
}

/* Where the value stands already, the action says what was left for it. */
static bool commit_choice(struct session *session, const struct kept_conflict *kept,
                          const char *value, const struct field_conflict *conflict,
                          struct err *err) {
  const char *now = value_now(session_book(session), kept);
  const char *other = strcmp(kept->here, value) == 0 ? kept->there : kept->here;
  struct buf what = BUF_INIT;
  struct action action;

  action_init(&action);
  text_lower_first(&what, conflict->what);
  action_title(&action, "%s: %s, chosen", conflict->who, buf_text(&what));
  fill(&action, kept, strcmp(now, value) == 0 ? other : now, value);
  buf_release(&what);
  return session_commit_carried(session, &action, err);
}

bool session_choose(struct session *session, const struct field_conflict *conflict,
                    const char *value, struct err *err) {
  struct kept kept;
  bool ok = kept_load(&kept, session->os, session->store.folder, err), found = false;

  for (size_t i = 0; ok && i < kept.list.len; i++) {
    const struct kept_conflict *one = &kept.list.data[i];
    if (strcmp(one->id, conflict->id) != 0 || !is_open(session_book(session), one))
      continue;
    found = true;
    ok = commit_choice(session, one, value, conflict, err) &&
         kept_drop(&session->store, one->id, err);
  }
  for (size_t i = 0; ok && found && i < kept.list.len; i++) /* others that have moved on */
    if (!is_open(session_book(session), &kept.list.data[i]) &&
        value_now(session_book(session), &kept.list.data[i]) != NULL)
      ok = kept_drop(&session->store, kept.list.data[i].id, err);
  kept_release(&kept);
  return ok && (found || err_set(err, ERR_MISSING, "that was decided already"));
}
