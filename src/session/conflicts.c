#include "mentee/session/conflicts.h"

#include "mentee/base/date.h"
#include "mentee/base/text.h"
#include "mentee/session/history.h"
#include "mentee/store/kept.h"
#include "mentee/store/merge3.h"
#include "session_priv.h"
#include <string.h>

/* Cells beyond the header have no name to be set by; a person mends them by hand. */
static bool is_by_hand(const struct kept_conflict *kept) {
  return strcmp(kept->column, MERGE3_SURPLUS) == 0;
}

static const char *surplus_now(const struct book *book, const struct kept_conflict *kept,
                               const struct record *row, struct arena *arena) {
  struct buf surplus = BUF_INIT;
  const char *now;

  merge3_surplus(&book->tables[kept->table], row, &surplus);
  now = arena_dup(arena, buf_text(&surplus));
  buf_release(&surplus);
  return now;
}

/* What the field holds now; NULL where the row, or its column, is gone. */
static const char *value_now(const struct book *book, const struct kept_conflict *kept,
                             struct arena *arena) {
  const struct record *row = book_find(book, kept->table, kept->row);

  if (row == NULL)
    return NULL;
  if (kept->field >= 0)
    return record_text(row, kept->field);
  if (is_by_hand(kept))
    return surplus_now(book, kept, row, arena);
  for (size_t i = 0; i < book->tables[kept->table].columns.len; i++)
    if (strcmp(book->tables[kept->table].columns.data[i].name, kept->column) == 0)
      return book_extra(book, kept->table, row, kept->column);
  return NULL;
}

static bool is_one_of_both(const char *now, const struct kept_conflict *kept) {
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

static const char *what_of(const struct kept_conflict *kept, struct arena *arena) {
  if (is_by_hand(kept))
    return "cells beyond the header";
  return kept->field >= 0 ? table_defs[kept->table].fields[kept->field].label
                          : arena_dup(arena, kept->column);
}

static void add_conflict(const struct session *session, const struct journal *journal,
                         const struct kept_conflict *kept, const char *now,
                         struct field_conflicts *conflicts) {
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
      .what = what_of(kept, arena),
      .before = arena_dup(arena, kept->before),
      .here = arena_dup(arena, kept->here),
      .there = arena_dup(arena, kept->there),
      .here_by = changed_here(session, journal, kept, arena),
      .there_by = changed_there(session, kept, arena),
      .here_stands = strcmp(now, kept->here) == 0,
      .by_hand = is_by_hand(kept),
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
  for (size_t i = 0; ok && i < kept.list.len; i++) {
    const struct kept_conflict *one = &kept.list.data[i];
    const char *now = value_now(session_book(session), one, &kept.arena);
    if (is_one_of_both(now, one))
      add_conflict(session, &journal, one, now, conflicts);
  }
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

/* What stands may stay; anything else has to be written where no column names it. */
static bool leave_by_hand(const struct kept_conflict *kept, const char *now, const char *value,
                          struct err *err) {
  return strcmp(now, value) == 0 ||
         err_set(err, ERR_USAGE,
                 "no column names these cells: write %s at the end of row %s in %s by hand",
                 value[0] != '\0' ? value : "nothing", kept->row, table_defs[kept->table].file);
}

/* Where the value stands already, the action says what was left for it. */
static bool commit_choice(struct session *session, const struct kept_conflict *kept,
                          const char *now, const char *value, const struct field_conflict *conflict,
                          struct err *err) {
  const char *other = strcmp(kept->here, value) == 0 ? kept->there : kept->here;
  struct buf what = BUF_INIT;
  struct action action;

  if (is_by_hand(kept))
    return leave_by_hand(kept, now, value, err);
  action_init(&action);
  text_lower_first(&what, conflict->what);
  action_title(&action, "%s: %s, chosen", conflict->who, buf_text(&what));
  fill(&action, kept, strcmp(now, value) == 0 ? other : now, value);
  buf_release(&what);
  return session_commit_carried(session, &action, err);
}

/* Others that have moved on wait for nothing any more. */
static bool drop_moved_on(struct session *session, struct kept *kept, struct err *err) {
  bool ok = true;

  for (size_t i = 0; ok && i < kept->list.len; i++) {
    const struct kept_conflict *one = &kept->list.data[i];
    const char *now = value_now(session_book(session), one, &kept->arena);
    if (now != NULL && !is_one_of_both(now, one))
      ok = kept_drop(&session->store, one->id, err);
  }
  return ok;
}

bool session_choose(struct session *session, const struct field_conflict *conflict,
                    const char *value, struct err *err) {
  struct kept kept;
  bool ok = kept_load(&kept, session->os, session->store.folder, err), found = false;

  for (size_t i = 0; ok && i < kept.list.len; i++) {
    const struct kept_conflict *one = &kept.list.data[i];
    const char *now = value_now(session_book(session), one, &kept.arena);
    if (strcmp(one->id, conflict->id) != 0 || !is_one_of_both(now, one))
      continue;
    found = true;
    ok = commit_choice(session, one, now, value, conflict, err) &&
         kept_drop(&session->store, one->id, err);
  }
  if (ok && found)
    ok = drop_moved_on(session, &kept, err);
  kept_release(&kept);
  return ok && (found || err_set(err, ERR_MISSING, "that was decided already"));
}
