#include "mentee/session/history.h"

#include "mentee/base/date.h"
#include "session_priv.h"
#include <string.h>

/* --- when ---------------------------------------------------------------------------------------
 */

void session_local_time(const struct session *session, int64_t at_ns, int *day, int *minutes) {
  int64_t seconds = at_ns / 1000000000;
  int offset = 0;

  session->os->zone_minutes(session->os->self, "", seconds, &offset);
  seconds += (int64_t)offset * 60;
  *day = (int)(seconds / 86400);
  *minutes = (int)(seconds % 86400 / 60);
}

/* "at 07:10", or with the day where it is not today's. */
static void add_when(const struct session *session, int64_t at_ns, struct buf *out) {
  char text[DATE_TEXT_SIZE];
  int day, minutes, today = 0, now;

  session_local_time(session, at_ns, &day, &minutes);
  session_local_time(session, session->os->now_ns(session->os->self), &today, &now);
  if (day != today)
    buf_addf(out, "on %s ", date_short_year(day, today, text));
  buf_addf(out, "at %02d:%02d", minutes / 60, minutes % 60);
}

/* --- what, in words -----------------------------------------------------------------------------
 */

const struct record *session_contact_of(const struct book *book, enum table_id table,
                                        const char *id) {
  const struct record *row = book_find(book, table, id);
  const struct record *contact = table == TABLE_CONTACTS ? row : NULL;

  for (int i = 1; row != NULL && contact == NULL && i < table_defs[table].field_count; i++)
    if (table_defs[table].fields[i].ref == TABLE_CONTACTS)
      contact = book_ref_contact(book, row, i);
  return contact;
}

static const char *name_of_row(const struct book *book, enum table_id table, const char *id) {
  const struct record *contact = session_contact_of(book, table, id);

  return contact != NULL ? record_text(contact, CONTACT_NAME) : table_defs[table].row;
}

/* "Saoirse Ó Dálaigh: e-mail, and 3 more", of an action without a title of its own. */
static void add_title(const struct book *book, const struct action *action, struct buf *out) {
  const struct change *first = action->changes.len > 0 ? &action->changes.data[0] : NULL;

  if (action->title[0] != '\0' || first == NULL) {
    buf_adds(out, action->title);
    return;
  }
  buf_addf(out, "%s: %s", name_of_row(book, first->table, first->id), change_column(first));
  if (action->changes.len > 1)
    buf_addf(out, ", and %zu more", action->changes.len - 1);
}

static void add_count(struct buf *out, size_t count, const char *what) {
  if (count == 1)
    buf_addf(out, ", one %s", what);
  else if (count > 1)
    buf_addf(out, ", %zu %ss", count, what);
}

/* "contacts.csv, one new row, 2 fields" */
static void add_details(const struct action *action, struct buf *out) {
  for (int i = 0; i < TABLE_COUNT; i++) {
    size_t begun = 0, ended = 0, fields = 0;
    const char *row = "";
    if (!action_touches(action, (enum table_id)i))
      continue;
    for (size_t k = 0; k < action->changes.len; k++) {
      const struct change *change = &action->changes.data[k];
      bool of_row = (int)change->table == i && change->field == 0 && !change->gives_id;
      begun += of_row && change->before[0] == '\0';
      ended += of_row && change->after[0] == '\0';
      row = of_row ? change->id : row;
      fields += (int)change->table == i && change->field != 0 && strcmp(change->id, row) != 0;
    }
    buf_addf(out, "%s%s", out->len > 0 ? "; " : "", table_defs[i].file);
    add_count(out, begun, "new row");
    add_count(out, ended, "row taken out");
    add_count(out, begun + ended > 0 ? 0 : fields, "field");
  }
}

/* --- whom it concerns ---------------------------------------------------------------------------
 */

static bool names_contact(const struct field *field, const char *cell, const char *contact) {
  const char *part;
  size_t len;

  if (field->ref != TABLE_CONTACTS)
    return false;
  while (record_next_part(&cell, &part, &len))
    if (strlen(contact) == len && memcmp(part, contact, len) == 0)
      return true;
  return false;
}

static bool row_names(const struct book *book, const struct change *change, const char *contact) {
  const struct record *row = book_find(book, change->table, change->id);

  for (int i = 1; row != NULL && i < table_defs[change->table].field_count; i++)
    if (names_contact(&table_defs[change->table].fields[i], record_text(row, i), contact))
      return true;
  return false;
}

static bool concerns(const struct book *book, const struct action *action, const char *contact) {
  for (size_t i = 0; i < action->changes.len; i++) {
    const struct change *change = &action->changes.data[i];
    const struct field *field =
        change->field >= 0 ? &table_defs[change->table].fields[change->field] : NULL;
    if ((change->table == TABLE_CONTACTS && strcmp(change->id, contact) == 0) ||
        (field != NULL && (names_contact(field, change->before, contact) ||
                           names_contact(field, change->after, contact))) ||
        row_names(book, change, contact))
      return true;
  }
  return false;
}

static const char *first_contact(const struct book *book, const struct action *action) {
  for (size_t i = 0; i < action->changes.len; i++) {
    const struct change *change = &action->changes.data[i];
    const struct record *contact = session_contact_of(book, change->table, change->id);
    if (contact != NULL)
      return record_id(contact);
  }
  return "";
}

/* --- the list -----------------------------------------------------------------------------------
 */

static const char *keep(struct arena *arena, struct buf *text, bool capital) {
  char *kept = arena_copy(arena, buf_text(text), text->len);

  if (capital && kept[0] >= 'a' && kept[0] <= 'z')
    kept[0] = (char)(kept[0] - 'a' + 'A');
  buf_release(text);
  return kept;
}

static void add_row(const struct session *session, const struct journal_entry *entry,
                    struct history *history) {
  const struct book *book = session_book(session);
  struct history_row *row = vec_push(&history->rows);
  struct buf title = BUF_INIT, details = BUF_INIT;

  memcpy(row->mark, entry->action.mark, sizeof row->mark);
  session_local_time(session, entry->action.at_ns, &row->day, &row->minutes);
  add_title(book, &entry->action, &title);
  add_details(&entry->action, &details);
  row->title = keep(&history->arena, &title, true);
  row->details = keep(&history->arena, &details, false);
  row->contact = arena_dup(&history->arena, first_contact(book, &entry->action));
  row->from_sync = entry->action.origin == ACTION_SYNC;
  row->undone = entry->undone;
}

bool session_history(const struct session *session, const char *contact, struct history *history,
                     struct err *err) {
  struct journal journal;
  bool ok = journal_load(&journal, &session->store, err);

  *history = (struct history)HISTORY_INIT;
  for (size_t i = journal.entries.len; ok && i > 0; i--) {
    const struct journal_entry *entry = &journal.entries.data[i - 1];
    if (entry->action.of[0] == '\0' &&
        (contact == NULL || concerns(session_book(session), &entry->action, contact)))
      add_row(session, entry, history);
  }
  journal_release(&journal);
  return ok;
}

void history_release(struct history *history) {
  vec_release(&history->rows);
  arena_release(&history->arena);
}

/* --- taking back --------------------------------------------------------------------------------
 */

void session_explain_conflict(const struct session *session, const char *of,
                              const struct conflict *conflict, struct err *err) {
  const struct book *book = session_book(session);
  const struct journal_entry *entry = NULL, *later = NULL;
  struct journal journal = JOURNAL_INIT;
  struct buf text = BUF_INIT;
  struct err unread = ERR_INIT;

  if (journal_load(&journal, &session->store, &unread))
    entry = journal_find(&journal, of);
  if (entry != NULL)
    later = journal_later(&journal, journal_root(&journal, entry), conflict);
  buf_addf(&text, "%s, %s was changed again", name_of_row(book, conflict->table, conflict->id),
           conflict->field >= 0 ? table_defs[conflict->table].fields[conflict->field].name
                                : conflict->column);
  if (later != NULL) {
    buf_addc(&text, ' ');
    add_when(session, later->action.at_ns, &text);
    buf_adds(&text, " (");
    add_title(book, &later->action, &text);
    buf_adds(&text, "); undo that first");
  } else {
    buf_addf(&text, " by another program and is '%s' now, so it stays as it is", conflict->there);
  }
  *err = (struct err)ERR_INIT;
  err_set(err, ERR_CONFLICT, "%s", buf_text(&text));
  buf_release(&text);
  journal_release(&journal);
}

/* The action of an entry, inverted, committed. */
static bool take_back(struct session *session, const struct journal_entry *entry, struct buf *title,
                      struct err *err) {
  struct action inverse;
  bool ok;

  action_invert(&entry->action, &inverse);
  add_title(session_book(session), &inverse, title);
  ok = session_commit_inverse(session, &inverse, err);
  action_release(&inverse);
  return ok;
}

/* The undo that took it back, newest first. */
static const struct journal_entry *undo_of(const struct journal *journal,
                                           const struct journal_entry *root) {
  for (size_t i = journal->entries.len; i > 0; i--) {
    const struct journal_entry *entry = &journal->entries.data[i - 1];
    if (entry->action.origin == ACTION_UNDO && journal_root(journal, entry) == root)
      return entry;
  }
  return NULL;
}

/* What stands of an action in the files: itself, or the redo that brought it back. */
static const struct journal_entry *standing(const struct journal *journal,
                                            const struct journal_entry *root) {
  for (size_t i = journal->entries.len; i > 0; i--)
    if (journal_root(journal, &journal->entries.data[i - 1]) == root)
      return &journal->entries.data[i - 1];
  return root;
}

enum which { UNDO_MARK, UNDO_LAST, REDO_LAST };

static const struct journal_entry *choose(const struct journal *journal, enum which which,
                                          const char *mark) {
  const struct journal_entry *entry = NULL;

  if (which == REDO_LAST)
    return journal_redoable(journal);
  entry = which == UNDO_LAST ? journal_last(journal) : journal_find(journal, mark);
  if (entry == NULL)
    return NULL;
  return entry->undone ? undo_of(journal, entry) : standing(journal, entry);
}

static bool undo_chosen(struct session *session, enum which which, const char *mark,
                        struct buf *title, struct err *err) {
  static const char *const nothing[] = {
      [UNDO_MARK] = "that is no longer in the history",
      [UNDO_LAST] = "nothing to undo",
      [REDO_LAST] = "nothing to bring back",
  };
  const struct journal_entry *entry = NULL;
  struct journal journal;
  bool ok = journal_load(&journal, &session->store, err);

  if (ok) {
    entry = choose(&journal, which, mark);
    ok = entry != NULL ? take_back(session, entry, title, err)
                       : err_set(err, ERR_MISSING, "%s", nothing[which]);
  }
  journal_release(&journal);
  return ok;
}

bool session_undo_mark(struct session *session, const char *mark, struct buf *title,
                       struct err *err) {
  return undo_chosen(session, UNDO_MARK, mark, title, err);
}

bool session_undo_last(struct session *session, struct buf *title, struct err *err) {
  return undo_chosen(session, UNDO_LAST, "", title, err);
}

bool session_redo_last(struct session *session, struct buf *title, struct err *err) {
  return undo_chosen(session, REDO_LAST, "", title, err);
}

/* --- what was done beside the session's own acts ------------------------------------------------
 */

bool session_newest_mark(const struct session *session, char mark[ACTION_MARK_SIZE],
                         struct err *err) {
  struct journal journal;
  bool ok = journal_load(&journal, &session->store, err);

  mark[0] = '\0';
  if (ok && journal.entries.len > 0)
    memcpy(mark, journal.entries.data[journal.entries.len - 1].action.mark, ACTION_MARK_SIZE);
  journal_release(&journal);
  return ok;
}

static void drop(struct actions *actions, const char *mark) {
  for (size_t i = actions->len; i > 0; i--)
    if (strcmp(actions->data[i - 1].mark, mark) == 0) {
      action_release(&actions->data[i - 1]);
      memmove(&actions->data[i - 1], &actions->data[i], (actions->len - i) * sizeof *actions->data);
      actions->len--;
      return;
    }
}

static void take_up_one(struct session *session, const struct action *action) {
  bool undoes = action->origin == ACTION_UNDO;

  if (action->origin != ACTION_HERE && action->of[0] == '\0')
    return; /* another machine's is taken back in the history */
  if (action->of[0] == '\0')
    while (session->undone.len > 0)
      action_release(&session->undone.data[--session->undone.len]);
  else
    drop(undoes ? &session->done : &session->undone, action->of);
  action_copy(action, vec_push(undoes ? &session->undone : &session->done));
}

bool session_take_up(struct session *session, const char *since, struct err *err) {
  struct journal journal;
  bool ok = journal_load(&journal, &session->store, err);
  size_t from = ok ? journal.entries.len : 0;

  while (from > 0 && strcmp(journal.entries.data[from - 1].action.mark, since) != 0)
    from--;
  for (size_t i = from; ok && i < journal.entries.len; i++)
    take_up_one(session, &journal.entries.data[i].action);
  journal_release(&journal);
  return ok;
}
