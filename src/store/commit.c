#include "store_priv.h"

#include "mentee/base/xmem.h"
#include "mentee/store/csv_writer.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define TRY_AGAIN 3 /* times, where files change between reading and renaming */

void commit_report_release(struct commit_report *report) {
  for (size_t i = 0; i < report->said.len; i++)
    free(report->said.data[i]);
  vec_release(&report->said);
  conflicts_release(&report->conflicts);
  report->reloaded = false;
}

void report_say(struct commit_report *report, const char *format, ...) {
  struct buf text = BUF_INIT;
  va_list args;

  va_start(args, format);
  buf_addfv(&text, format, args);
  va_end(args);
  *vec_push(&report->said) = buf_detach(&text);
}

static bool reload(struct store *store, struct commit_report *report, struct err *err) {
  if (!store_reload(store, err))
    return false;
  report->reloaded = true;
  return true;
}

static bool make_folder(struct store *store, struct err *err) {
  int result = os_make_folders(store->os, store->folder);

  if (result < 0)
    return err_set(err, ERR_IO, "not saved: cannot make '%s': %s", store->folder,
                   os_reason(result));
  store->exists = true;
  return true;
}

static bool may_write(const struct store *store, const struct action *action, struct err *err) {
  if (store->read_only != NULL)
    return err_set(err, ERR_DATA, "not saved: %s, so it is only read", store->read_only);
  for (int i = 0; i < TABLE_COUNT; i++) {
    const struct table *table = &store->book.tables[i];
    if (action_touches(action, (enum table_id)i) && table->read_only != NULL)
      return err_set(err, ERR_DATA,
                     "not saved: %s: %s, and saving would lose it; mend the file first (mentee "
                     "check names what is wrong)",
                     table->def->file, table->read_only);
  }
  return true;
}

/* What could not be written when it was read may have been mended since. */
static bool may_write_now(struct store *store, const struct action *action,
                          struct commit_report *report, struct err *err) {
  struct err unread = ERR_INIT;

  if (may_write(store, action, err))
    return true;
  return store_changed(store) && reload(store, report, &unread) && may_write(store, action, err);
}

static bool apply(struct store *store, const struct action *action, struct err *err) {
  struct conflicts conflicts;
  struct buf text = BUF_INIT;
  bool ok;

  conflicts_init(&conflicts);
  ok = book_apply(&store->book, action, &conflicts);
  if (!ok) {
    conflict_text(&store->book, &conflicts.list.data[0], &text);
    err_set(err, ERR_CONFLICT, "not saved: changed elsewhere meanwhile: %s", buf_text(&text));
  }
  buf_release(&text);
  conflicts_release(&conflicts);
  return ok;
}

/* Nothing was written: the book is what the files say. Where they cannot be read either, what the
   action did to the book is undone as well as that goes. */
static void take_back(struct store *store, const struct action *action,
                      struct commit_report *report) {
  struct action inverse;
  struct conflicts ignored;
  struct err unread = ERR_INIT;

  if (reload(store, report, &unread))
    return;
  conflicts_init(&ignored);
  action_invert(action, &inverse);
  book_apply_loosely(&store->book, &inverse, &ignored);
  action_release(&inverse);
  conflicts_release(&ignored);
}

/* --- what is written ----------------------------------------------------------------------------
 */

struct writing {
  struct manifest manifest; /* its action is borrowed from the caller */
  struct buf texts[TABLE_COUNT];
};

/* The new bytes of every file that the action changes: all of them before the first one is written.
 */
static void prepare(struct store *store, const struct action *action, struct writing *writing) {
  memset(writing, 0, sizeof *writing);
  manifest_init(&writing->manifest);
  for (int i = 0; i < TABLE_COUNT; i++) {
    const struct file_identity *was = &store->files[i];
    size_t at = writing->manifest.files.len;
    uint64_t hash;

    if (!action_touches(action, (enum table_id)i))
      continue;
    csv_write_table(&writing->texts[at], &store->book.tables[i]);
    hash = store_hash(buf_text(&writing->texts[at]), writing->texts[at].len);
    if (was->present && was->hash == hash && was->stat.size == (int64_t)writing->texts[at].len)
      buf_release(&writing->texts[at]);
    else
      *vec_push(&writing->manifest.files) =
          (struct txn_file){(enum table_id)i, was->present, was->hash, hash};
  }
  for (size_t i = 0; i < action->changes.len; i++)
    *vec_push(&writing->manifest.action.changes) = action->changes.data[i];
}

static void writing_release(struct writing *writing) {
  for (int i = 0; i < TABLE_COUNT; i++)
    buf_release(&writing->texts[i]);
  manifest_release(&writing->manifest);
}

static enum write_result write_all(struct store *store, const struct writing *writing,
                                   struct commit_report *report, struct err *err) {
  const struct manifest *manifest = &writing->manifest;

  if (manifest->files.len == 0)
    return WRITE_DONE;
  if (manifest->files.len == 1)
    return write_file(store, manifest->files.data[0].table, buf_text(&writing->texts[0]),
                      writing->texts[0].len, true, err);
  return txn_write(store, manifest, writing->texts, report, err);
}

/* One try, under the lock. WRITE_CHANGED: read again and try again. */
static enum write_result try_commit(struct store *store, const struct action *action,
                                    struct commit_report *report, struct err *err) {
  struct writing writing;
  enum write_result result;

  if (store_changed(store) && !reload(store, report, err))
    return WRITE_FAILED;
  if (!may_write(store, action, err) || !apply(store, action, err))
    return WRITE_FAILED;
  prepare(store, action, &writing);
  result = write_all(store, &writing, report, err);
  writing_release(&writing);
  if (result == WRITE_FAILED || result == WRITE_CHANGED)
    take_back(store, action, report);
  return result;
}

bool store_commit(struct store *store, const struct action *action, struct commit_report *report,
                  struct err *err) {
  enum write_result result = WRITE_FAILED;
  int fd;

  if (!may_write_now(store, action, report, err) || !make_folder(store, err) ||
      !lock_take(store, &fd, err))
    return false;
  write_clean_temporaries(store);
  if (txn_recover(store, report, err)) {
    result = WRITE_CHANGED;
    for (int i = 0; i < TRY_AGAIN && result == WRITE_CHANGED; i++)
      result = try_commit(store, action, report, err);
    if (result == WRITE_CHANGED)
      err_set(err, ERR_IO, "not saved: another program keeps changing the files; try again");
  }
  lock_give_back(store, fd);
  return result == WRITE_DONE;
}
