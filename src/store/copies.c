#include "mentee/store/copies.h"

#include "mentee/base/text.h"
#include "mentee/store/kept.h"
#include "mentee/store/merge3.h"
#include "store_priv.h"
#include <stdlib.h>
#include <string.h>

/* What stands in the name behind "contacts". */
static const struct pattern {
  const char *begins, *holds;
  const char *program;
} patterns[] = {
    {".sync-conflict-", "", "Syncthing"},
    {" (conflicted copy ", "", "Nextcloud"},
    {"_conflict-", "", "ownCloud"},
    {" (", "conflicted copy", "Dropbox"},
};

static const char *program_of(const char *behind) {
  size_t len = strlen(behind);

  if (len < 4 || strcmp(behind + len - 4, ".csv") != 0)
    return NULL;
  for (size_t i = 0; i < sizeof patterns / sizeof patterns[0]; i++)
    if (strncmp(behind, patterns[i].begins, strlen(patterns[i].begins)) == 0 &&
        strstr(behind, patterns[i].holds) != NULL)
      return patterns[i].program;
  return NULL;
}

static void recognise(struct copies *copies, const char *name) {
  for (int i = 0; i < TABLE_COUNT; i++) {
    size_t len = strlen(table_defs[i].name);
    const char *program =
        strncmp(name, table_defs[i].name, len) == 0 ? program_of(name + len) : NULL;
    if (program != NULL)
      *vec_push(&copies->list) =
          (struct conflict_copy){(enum table_id)i, arena_dup(&copies->arena, name), program};
  }
}

static int by_name(const void *a, const void *b) {
  return strcmp(((const struct conflict_copy *)a)->name, ((const struct conflict_copy *)b)->name);
}

void copies_release(struct copies *copies) {
  vec_release(&copies->list);
  arena_release(&copies->arena);
}

bool copies_find(struct copies *copies, const struct store *store, struct err *err) {
  struct buf names = BUF_INIT;
  int result;

  memset(copies, 0, sizeof *copies);
  result = store->os->list(store->os->self, store->folder, &names);
  for (size_t at = 0; result == 0 && at < names.len; at += strlen(names.data + at) + 1)
    recognise(copies, names.data + at);
  if (copies->list.len > 0)
    qsort(copies->list.data, copies->list.len, sizeof copies->list.data[0], by_name);
  buf_release(&names);
  return result == 0 || os_is_missing(result) ||
         err_set(err, ERR_IO, "cannot look into '%s': %s", store->folder, os_reason(result));
}

/* --- taking in
 * -------------------------------------------------------------------------------------- */

/* What both have alike: from there each of them went its own way. */
static void find_base(const struct book *ours, const struct book *theirs, enum table_id table,
                      struct book *base) {
  for (size_t i = 0; i < book_count(theirs, table); i++) {
    const struct record *there = book_at(theirs, table, i);
    const struct record *here = book_find(ours, table, record_id(there));
    const char *cells[TABLE_MAX_FIELDS] = {NULL};
    struct record *both;
    if (here == NULL)
      continue;
    for (int field = 0; field < table_defs[table].field_count; field++)
      if (strcmp(record_text(here, field), record_text(there, field)) == 0)
        cells[field] = record_text(here, field);
    both = book_make_record(base, table, cells);
    record_more(&base->arena, both)->given_id = arena_dup(&base->arena, record_id(there));
    book_append(base, table, both);
  }
}

static void copy_path(const struct store *store, const struct conflict_copy *copy,
                      struct buf *path) {
  buf_cut(path, 0);
  buf_addf(path, "%s/%s", store->folder, copy->name);
}

static bool read_copy(const struct store *store, const struct conflict_copy *copy,
                      struct book *theirs, struct buf *bytes, struct err *err) {
  const struct table *table = &theirs->tables[copy->table];
  struct buf path = BUF_INIT;
  struct os_stat stat;
  int result;

  copy_path(store, copy, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, bytes, &stat);
  buf_release(&path);
  if (result < 0)
    return err_set(err, ERR_IO, "cannot read '%s': %s", copy->name, os_reason(result));
  load_table(theirs, copy->table, buf_text(bytes), bytes->len);
  return table->read_only == NULL ||
         err_set(err, ERR_DATA, "'%s' is left where it is: %s", copy->name, table->read_only);
}

/* Both values are on the disk before the copy may go. */
static bool save(struct store *store, const struct action *action, struct commit_report *report,
                 struct err *err) {
  const struct conflicts *conflicts = &report->conflicts;

  if (conflicts->list.len > 0 &&
      !kept_add(store->os, store->folder, conflicts, KEPT_THERE_WAITS, err))
    return false;
  for (size_t i = 0; i < conflicts->list.len; i++) {
    struct buf text = BUF_INIT;
    conflict_text(&store->book, &conflicts->list.data[i], &text);
    report_say(report, "changed in two places, both are kept: %s", buf_text(&text));
    buf_release(&text);
  }
  return action->changes.len == 0 || store_commit(store, action, report, err);
}

bool copies_take_in(struct store *store, const struct conflict_copy *copy,
                    struct commit_report *report, struct err *err) {
  struct book base, theirs;
  struct action theirs_did, action;
  struct buf bytes = BUF_INIT, path = BUF_INIT;
  bool ok;

  book_init(&base);
  book_init(&theirs);
  action_init(&theirs_did);
  action_init(&action);
  ok = read_copy(store, copy, &theirs, &bytes, err);
  if (ok) {
    find_base(&store->book, &theirs, copy->table, &base);
    merge3_diff(&base, &theirs, copy->table, &theirs_did);
    merge3_rebase(&theirs_did, &base, &store->book, &action, report);
    action_title(&action, "Took in %s", copy->name);
    ok = save(store, &action, report, err);
  }
  if (ok) {
    copy_path(store, copy, &path);
    store->os->unlink(store->os->self, buf_text(&path));
  }
  action_release(&action);
  action_release(&theirs_did);
  book_release(&theirs);
  book_release(&base);
  buf_release(&bytes);
  buf_release(&path);
  return ok;
}
