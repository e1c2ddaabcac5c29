#include "mentee/store/forget.h"

#include "backup_priv.h"
#include "journal_priv.h"
#include "mentee/store/csv_writer.h"
#include "mentee/store/kept.h"
#include <errno.h>
#include <string.h>

#define SHORTEST 4 /* letters of a text that tells */

void forgetting_init(struct forgetting *forgetting) {
  memset(forgetting, 0, sizeof *forgetting);
  forgetting->contact = "";
}

void forgetting_release(struct forgetting *forgetting) {
  vec_release(&forgetting->targets);
  vec_release(&forgetting->texts);
  arena_release(&forgetting->arena);
}

/* --- what goes ----------------------------------------------------------------------------------
 */

static const struct forget_target *target_of(const struct forgetting *forgetting,
                                             enum table_id table, const char *id, int field) {
  for (size_t i = 0; i < forgetting->targets.len; i++) {
    const struct forget_target *target = &forgetting->targets.data[i];
    if (target->table == table && strcmp(target->id, id) == 0 &&
        (target->field == 0 || target->field == field))
      return target;
  }
  return NULL;
}

static void add_target(struct forgetting *forgetting, enum table_id table, const char *id,
                       int field) {
  if (id[0] != '\0' && target_of(forgetting, table, id, field) == NULL)
    *vec_push(&forgetting->targets) =
        (struct forget_target){table, arena_dup(&forgetting->arena, id), field};
}

static void add_text(struct forgetting *forgetting, const char *text) {
  if (strlen(text) < SHORTEST)
    return;
  for (size_t i = 0; i < forgetting->texts.len; i++)
    if (strcmp(forgetting->texts.data[i], text) == 0)
      return;
  *vec_push(&forgetting->texts) = arena_dup(&forgetting->arena, text);
}

/* Not where somebody works: others work there too. */
static bool tells(enum table_id table, int field) {
  enum field_type type = table_defs[table].fields[field].type;

  switch (table) {
  case TABLE_CONTACTS:
    return field == CONTACT_NAME || field == CONTACT_SORT_NAME || field == CONTACT_CALL_BY ||
           field == CONTACT_NATIVE_NAME || field == CONTACT_EMAIL || field == CONTACT_PHONE ||
           field == CONTACT_NOTES || field == CONTACT_CARES_ABOUT;
  case TABLE_INTERACTIONS:
  case TABLE_FOLLOWUPS:
  case TABLE_OPPORTUNITIES:
    if (table == TABLE_FOLLOWUPS && field == FOLLOWUP_ORIGIN_ID) /* an id */
      return false;
    return type == FIELD_TEXT || type == FIELD_NOTE;
  default:
    return type == FIELD_NOTE;
  }
}

static bool is_about(enum table_id table, int field, const char *value, const char *contact) {
  return contact[0] != '\0' && field > 0 && table != TABLE_CONTACTS &&
         table_defs[table].fields[field].ref == TABLE_CONTACTS &&
         table_defs[table].fields[field].type == FIELD_REF && strcmp(value, contact) == 0;
}

/* "c1" of "c1" alone, or with nobody else. */
static bool is_alone(const char *people, const char *contact) {
  const char *part;
  size_t len, count = 0;
  bool has = false;

  while (record_next_part(&people, &part, &len)) {
    count++;
    has = has || (strlen(contact) == len && memcmp(part, contact, len) == 0);
  }
  return has && count == 1;
}

static void find_in_row(struct forgetting *forgetting, enum table_id table,
                        const struct record *row) {
  for (int i = 1; i < table_defs[table].field_count; i++)
    if (is_about(table, i, record_text(row, i), forgetting->contact) ||
        (table == TABLE_INTERACTIONS && i == INTERACTION_PEOPLE && forgetting->contact[0] != '\0' &&
         is_alone(record_text(row, i), forgetting->contact)))
      add_target(forgetting, table, record_id(row), 0);
  for (int i = 1; i < table_defs[table].field_count; i++) {
    const struct forget_target *target = target_of(forgetting, table, record_id(row), i);
    if (target != NULL && (target->field == i || tells(table, i)))
      add_text(forgetting, record_text(row, i));
  }
}

static void find_in_book(struct forgetting *forgetting, const struct book *book) {
  for (int i = 0; i < TABLE_COUNT; i++)
    for (size_t k = 0; k < book_count(book, (enum table_id)i); k++)
      find_in_row(forgetting, (enum table_id)i, book_at(book, (enum table_id)i, k));
}

static bool find_in_entry(void *context, struct manifest *entry) {
  struct forgetting *forgetting = context;

  for (size_t i = 0; i < entry->action.changes.len; i++) {
    const struct change *change = &entry->action.changes.data[i];
    const struct forget_target *target;
    if (change->field > 0 &&
        (is_about(change->table, change->field, change->before, forgetting->contact) ||
         is_about(change->table, change->field, change->after, forgetting->contact)))
      add_target(forgetting, change->table, change->id, 0);
    target =
        change->field > 0 ? target_of(forgetting, change->table, change->id, change->field) : NULL;
    if (target != NULL && (target->field == change->field || tells(change->table, change->field))) {
      add_text(forgetting, change->before);
      add_text(forgetting, change->after);
    }
  }
  return true;
}

static bool find_in_generations(struct forgetting *forgetting, const struct store *store,
                                struct err *err) {
  struct generations all = GENERATIONS_INIT;
  bool ok = backup_list(store, &all, err);

  for (size_t i = 0; ok && i < all.list.len; i++) {
    struct book book;
    ok = backup_book(store, &all, i, &book, err);
    find_in_book(forgetting, &book);
    book_release(&book);
  }
  generations_release(&all);
  return ok;
}

/* Rows are found by a contact's id first, then their texts: so twice over everything. */
bool forget_find(struct forgetting *forgetting, const struct store *store, enum table_id table,
                 const char *id, int field, struct err *err) {
  if (table == TABLE_CONTACTS && field == 0)
    forgetting->contact = arena_dup(&forgetting->arena, id);
  add_target(forgetting, table, id, field);
  for (int i = 0; i < 2; i++) {
    find_in_book(forgetting, &store->book);
    if (!find_in_generations(forgetting, store, err) ||
        !journal_each(store, find_in_entry, forgetting, err))
      return false;
  }
  return true;
}

/* --- from a book --------------------------------------------------------------------------------
 */

static void take_out_extra(const struct book *book, enum table_id table, const struct record *row,
                           struct action *action) {
  const struct table *of = &book->tables[table];

  for (size_t i = 0; i < of->columns.len; i++) {
    const char *column = of->columns.data[i].name;
    if (of->columns.data[i].field < 0 && book_extra(book, table, row, column)[0] != '\0')
      action_fill_column(action, table, record_id(row), column,
                         book_extra(book, table, row, column), "");
  }
}

static void take_out_row(const struct book *book, enum table_id table, const struct record *row,
                         struct action *action) {
  for (int i = 1; i < table_defs[table].field_count; i++)
    if (record_has(row, i))
      action_fill(action, table, record_id(row), i, record_text(row, i), "");
  take_out_extra(book, table, row, action);
  action_fill(action, table, record_id(row), 0, record_id(row), "");
}

/* The references of a cell that lead to a row which stays; as it is where all do. */
static void without_gone(const struct forgetting *forgetting, enum table_id table, const char *cell,
                         struct buf *out) {
  const char *at = cell, *part;
  bool goes = false;
  size_t len;

  while (record_next_part(&at, &part, &len)) {
    struct buf id = BUF_INIT;
    const struct forget_target *target;
    buf_add(&id, part, len);
    target = target_of(forgetting, table, buf_text(&id), 0);
    if (target != NULL)
      goes = true;
    else
      buf_addf(out, "%s%s", out->len > 0 ? ";" : "", buf_text(&id));
    buf_release(&id);
  }
  if (!goes) {
    buf_cut(out, 0);
    buf_adds(out, cell);
  }
}

/* A cell that goes, or that leads to a row that does. */
static void clear_cells(const struct forgetting *forgetting, enum table_id table,
                        const struct record *row, struct action *action) {
  for (int i = 1; i < table_defs[table].field_count; i++) {
    const struct field *field = &table_defs[table].fields[i];
    struct buf left = BUF_INIT;
    if (!record_has(row, i))
      continue;
    if (target_of(forgetting, table, record_id(row), i) == NULL) {
      if (field->ref == TABLE_NONE)
        continue;
      without_gone(forgetting, field->ref, record_text(row, i), &left);
    }
    if (strcmp(buf_text(&left), record_text(row, i)) != 0)
      action_fill(action, table, record_id(row), i, record_text(row, i), buf_text(&left));
    buf_release(&left);
  }
}

static void fill_action(const struct forgetting *forgetting, const struct book *book,
                        struct action *action) {
  for (int i = 0; i < TABLE_COUNT; i++)
    for (size_t k = 0; k < book_count(book, (enum table_id)i); k++) {
      const struct record *row = book_at(book, (enum table_id)i, k);
      const struct forget_target *target =
          target_of(forgetting, (enum table_id)i, record_id(row), 0);
      if (target != NULL && target->field == 0)
        take_out_row(book, (enum table_id)i, row, action);
      else
        clear_cells(forgetting, (enum table_id)i, row, action);
    }
}

/* --- from what is kept --------------------------------------------------------------------------
 */

/* The file anew, in its place. */
static bool replace(const struct store *store, const char *path, const struct buf *text,
                    struct err *err) {
  struct buf temporary = BUF_INIT;
  int result = 0;
  bool ok;

  buf_addf(&temporary, "%s.tmp", path);
  store->os->unlink(store->os->self, buf_text(&temporary)); /* what a cut-off left */
  ok = write_new(store, buf_text(&temporary), 0600, buf_text(text), text->len, err);
  if (ok)
    result = store->os->rename(store->os->self, buf_text(&temporary), path);
  buf_release(&temporary);
  return ok && (result == 0 || err_set(err, ERR_IO, "cannot forget: %s", os_reason(result)));
}

bool forgetting_holds(const struct forgetting *forgetting, const char *text) {
  for (size_t i = 0; i < forgetting->texts.len; i++)
    if (strstr(text, forgetting->texts.data[i]) != NULL)
      return true;
  return false;
}

static bool names_row(const struct forgetting *forgetting, const char *text) {
  for (size_t i = 0; i < forgetting->targets.len; i++)
    if (forgetting->targets.data[i].field == 0 &&
        strstr(text, forgetting->targets.data[i].id) != NULL)
      return true;
  return false;
}

/* NULs are among what damages a file. */
static bool mentions(const struct forgetting *forgetting, const struct buf *bytes) {
  bool has = false;

  for (size_t at = 0; at < bytes->len && !has; at += strlen(bytes->data + at) + 1)
    has = forgetting_holds(forgetting, bytes->data + at) || names_row(forgetting, bytes->data + at);
  return has;
}

/* A backup that cannot be read through may hold what goes in a row that is none: it goes whole.
   What it was a backup of is then what the next one has. */
static bool drop_damaged(const struct store *store, struct forgetting *forgetting, const char *path,
                         struct err *err) {
  int result = store->os->unlink(store->os->self, path);

  forgetting->damaged++;
  return result == 0 || err_set(err, ERR_IO, "cannot forget: %s", os_reason(result));
}

static bool scrub_generation(const struct store *store, struct forgetting *forgetting,
                             const char *generation, enum table_id table, struct err *err) {
  struct buf path = BUF_INIT, bytes = BUF_INIT, out = BUF_INIT;
  struct action action;
  struct conflicts none;
  struct os_stat stat;
  struct book book;
  int result;
  bool ok = true, is_damaged = false;

  book_init(&book);
  action_init(&action);
  conflicts_init(&none);
  backup_path(store, generation, table, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, &bytes, &stat);
  if (result == 0 && bytes.len > 0) {
    struct buf as_read = BUF_INIT;
    buf_add(&as_read, buf_text(&bytes), bytes.len); /* loading may unquote in place */
    load_table(&book, table, buf_text(&bytes), bytes.len);
    fill_action(forgetting, &book, &action);
    is_damaged = book.tables[table].read_only != NULL && mentions(forgetting, &as_read);
    buf_release(&as_read);
  }
  if (is_damaged) {
    ok = drop_damaged(store, forgetting, buf_text(&path), err);
  } else if (action.changes.len > 0) {
    forgetting->generations++;
    book_apply_loosely(&book, &action, &none);
    csv_write_table(&out, &book.tables[table]);
    ok = replace(store, buf_text(&path), &out, err);
  }
  buf_release(&path);
  buf_release(&out);
  conflicts_release(&none);
  action_release(&action);
  book_release(&book);
  buf_release(&bytes);
  if (result == 0 || result == -ENOENT)
    return ok;
  return err_set(err, ERR_IO, "cannot read a backup: %s", os_reason(result));
}

static bool scrub_generations(const struct store *store, struct forgetting *forgetting,
                              struct err *err) {
  struct generations all = GENERATIONS_INIT;
  bool ok = backup_list(store, &all, err);

  for (size_t i = 0; ok && i < all.list.len; i++)
    for (int k = 0; ok && k < TABLE_COUNT; k++)
      ok = scrub_generation(store, forgetting, all.list.data[i].name, (enum table_id)k, err);
  generations_release(&all);
  return ok;
}

struct scrubbing {
  struct forgetting *forgetting;
  struct buf text; /* of the month, without what goes */
};

static const char *cell_without_gone(const struct forgetting *forgetting, enum table_id table,
                                     const char *cell, struct arena *arena) {
  struct buf left = BUF_INIT;
  const char *kept;

  without_gone(forgetting, table, cell, &left);
  kept = arena_dup(arena, buf_text(&left));
  buf_release(&left);
  return kept;
}

/* Who goes is left out of the people of a row that stays, as in the file; where that was the whole
   change, nothing is left of it. */
static bool loses_its_point(const struct forgetting *forgetting, struct change *change,
                            struct arena *arena) {
  enum table_id table =
      change->field > 0 ? table_defs[change->table].fields[change->field].ref : TABLE_NONE;
  bool was_one = strcmp(change->before, change->after) != 0;

  if (table == TABLE_NONE)
    return false;
  change->before = cell_without_gone(forgetting, table, change->before, arena);
  change->after = cell_without_gone(forgetting, table, change->after, arena);
  return was_one && strcmp(change->before, change->after) == 0;
}

/* Its cells that go, its way back (which has whole lines), and a title that tells. */
static bool scrub_entry(void *context, struct manifest *entry) {
  struct scrubbing *scrubbing = context;
  struct forgetting *forgetting = scrubbing->forgetting;
  struct action *action = &entry->action;
  size_t left = 0, before = action->changes.len;
  bool had_bytes = entry->files.len > 0, names_them = false;

  for (size_t i = 0; i < before; i++) {
    struct change change = action->changes.data[i];
    const char *was = change.after;
    bool goes = target_of(forgetting, change.table, change.id, change.field) != NULL ||
                loses_its_point(forgetting, &change, &action->arena);
    names_them = names_them || goes || strcmp(was, change.after) != 0;
    if (!goes)
      action->changes.data[left++] = change;
  }
  action->changes.len = left;
  if (left < before)
    forgetting->journal++;
  for (size_t i = 0; i < entry->files.len; i++)
    vec_release(&entry->files.data[i].back.list);
  entry->files.len = 0;
  /* A title has the name that somebody is called by, which no cell need have. */
  if (forgetting_holds(forgetting, action->title) || (names_them && forgetting->contact[0] != '\0'))
    action->title = "(forgotten)";
  if (left > 0 || (before == 0 && !had_bytes)) {
    buf_addc(&scrubbing->text, '\n');
    manifest_format(entry, &scrubbing->text);
  }
  return true;
}

static bool scrub_journal(const struct store *store, struct forgetting *forgetting,
                          struct err *err) {
  struct buf names = BUF_INIT, path = BUF_INIT;
  bool ok = journal_months(store, &names, err);

  for (size_t at = 0; ok && at < names.len; at += strlen(names.data + at) + 1) {
    struct scrubbing scrubbing = {forgetting, BUF_INIT};
    buf_cut(&path, 0);
    buf_addf(&path, "%s/%s", store->state, names.data + at);
    ok = journal_each_of(store, names.data + at, scrub_entry, &scrubbing, err) &&
         replace(store, buf_text(&path), &scrubbing.text, err);
    buf_release(&scrubbing.text);
  }
  buf_release(&names);
  buf_release(&path);
  return ok;
}

static bool scrub_conflicts(struct store *store, const struct forgetting *forgetting,
                            struct err *err) {
  struct kept kept;
  bool ok = kept_load(&kept, store->os, store->folder, err);

  for (size_t i = 0; ok && i < kept.list.len; i++)
    if (target_of(forgetting, kept.list.data[i].table, kept.list.data[i].row,
                  kept.list.data[i].field) != NULL)
      ok = kept_drop(store, kept.list.data[i].id, err);
  kept_release(&kept);
  return ok;
}

static bool scrub_state(struct store *store, struct forgetting *forgetting, struct err *err) {
  int fd;
  bool ok;

  if (store->state == NULL)
    return true;
  if (!lock_take(store, &fd, err))
    return false;
  ok = scrub_journal(store, forgetting, err) && scrub_generations(store, forgetting, err);
  lock_give_back(store, fd);
  return ok;
}

/* This one commit keeps neither a journal entry nor a generation: they would hold what goes. */
bool store_forget(struct store *store, struct forgetting *forgetting, struct commit_report *report,
                  struct err *err) {
  char *state = store->state;
  struct action action;
  bool ok = true;

  action_init(&action);
  fill_action(forgetting, &store->book, &action);
  store->state = NULL;
  if (action.changes.len > 0)
    ok = store_commit(store, &action, report, err);
  store->state = state;
  ok = ok && scrub_state(store, forgetting, err) && scrub_conflicts(store, forgetting, err);
  action_release(&action);
  return ok;
}
