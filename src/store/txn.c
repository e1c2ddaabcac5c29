/* A change over several files: staged, committed by one rename, then put in place. */
#include "backup_priv.h"
#include "journal_priv.h"

#include "mentee/store/csv_writer.h"
#include "mentee/store/kept.h"
#include "mentee/store/merge3.h"

#include <errno.h>
#include <string.h>

void txn_staged_path(const struct store *store, enum table_id table, struct buf *path) {
  store_inner_path(store, "txn/", path);
  manifest_host(store, path);
  buf_addf(path, "-%s", table_defs[table].file);
}

static void txn_folder(const struct store *store, struct buf *path) {
  store_inner_path(store, "txn", path);
}

static bool make_txn_folder(struct store *store, struct err *err) {
  struct buf path = BUF_INIT;
  bool ok;

  txn_folder(store, &path);
  ok = write_make_folder(store, buf_text(&path), err);
  buf_release(&path);
  return ok;
}

static void remove_path(struct store *store, const char *path) {
  store->os->unlink(store->os->self, path);
}

static void remove_staged(struct store *store, const struct manifest *manifest) {
  struct buf path = BUF_INIT;

  for (size_t i = 0; i < manifest->files.len; i++) {
    txn_staged_path(store, manifest->files.data[i].table, &path);
    remove_path(store, buf_text(&path));
  }
  buf_release(&path);
}

/* --- putting in place (also after a cut-off)
 * ------------------------------------------------------ */

enum place { PLACE_DONE, PLACE_WAITS, PLACE_EDITED, PLACE_UNREADABLE };

/* Where a file stands between what was loaded and what was staged. */
static enum place place_of(struct store *store, const struct txn_file *file, struct buf *bytes) {
  struct buf path = BUF_INIT;
  struct os_stat stat;
  enum place place;
  uint64_t hash;
  int result;

  store_path(store, file->table, &path);
  result = os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, bytes, &stat);
  hash = store_hash(buf_text(bytes), bytes->len);
  if (result == -ENOENT && !file->stays)
    place = PLACE_DONE;
  else if (result == -ENOENT)
    place = file->was_present ? PLACE_EDITED : PLACE_WAITS;
  else if (result < 0)
    place = PLACE_UNREADABLE;
  else if (file->stays && hash == file->staged)
    place = PLACE_DONE;
  else
    place = file->was_present && hash == file->was ? PLACE_WAITS : PLACE_EDITED;
  buf_release(&path);
  return place;
}

/* The staged file over the real one. Where the real one is a link, possibly to another file system,
   its bytes are written beside the target instead. */
static bool put_staged(struct store *store, const struct txn_file *file, struct err *err) {
  struct buf target = BUF_INIT, staged = BUF_INIT, bytes = BUF_INIT;
  struct os_stat stat;
  bool linked, ok = false;
  int result;

  if (!file->stays)
    return write_remove(store, file->table, false, err) != WRITE_FAILED;
  txn_staged_path(store, file->table, &staged);
  if (!write_target(store, file->table, &target, &linked, err))
    goto out;
  if (!linked) {
    result = store->os->stat(store->os->self, buf_text(&staged), false, &stat);
    if (result == 0)
      result = store->os->rename(store->os->self, buf_text(&staged), buf_text(&target));
    if (result == 0)
      write_note_identity(store, file->table, stat.ino, file->staged);
  } else {
    result = os_read_file(store->os, buf_text(&staged), STORE_FILE_LIMIT, &bytes, &stat);
    if (result == 0 &&
        write_file(store, file->table, buf_text(&bytes), bytes.len, false, err) == WRITE_FAILED)
      goto out;
  }
  ok = result == 0;
  if (!ok)
    err_set(err, ERR_IO, "'%s': %s", table_defs[file->table].file, os_reason(result));
out:
  buf_release(&target);
  buf_release(&staged);
  buf_release(&bytes);
  return ok;
}

static void changes_of(const struct action *action, enum table_id table, struct action *part) {
  action_init(part);
  for (size_t i = 0; i < action->changes.len; i++)
    if (action->changes.data[i].table == table)
      *vec_push(&part->changes) = action->changes.data[i];
}

/* What the file was before the commit, from what is staged of it; empty where that is gone. */
static void book_before(struct store *store, const struct txn_file *file, struct book *book) {
  struct buf path = BUF_INIT, staged = BUF_INIT, before = BUF_INIT;
  struct os_stat stat;

  book_init(book);
  txn_staged_path(store, file->table, &path);
  if (os_read_file(store->os, buf_text(&path), STORE_FILE_LIMIT, &staged, &stat) == 0 &&
      patch_apply(&staged, &file->back, &before) &&
      store_hash(buf_text(&before), before.len) == file->was)
    load_table(book, file->table, buf_text(&before), before.len);
  buf_release(&path);
  buf_release(&staged);
  buf_release(&before);
}

static bool keep_conflicts(struct store *store, const struct book *book,
                           struct commit_report *report, struct err *err) {
  const struct conflicts *conflicts = &report->conflicts;

  for (size_t i = 0; i < conflicts->list.len; i++) {
    struct buf text = BUF_INIT;
    conflict_text(book, &conflicts->list.data[i], &text);
    report_say(report, "changed meanwhile, both are kept: %s", buf_text(&text));
    buf_release(&text);
  }
  return conflicts->list.len == 0 ||
         kept_add(store->os, store->folder, conflicts, KEPT_HERE_WAITS, err);
}

/* The file was edited between the cut-off and now: the action is merged into what is there. */
static bool merge_into(struct store *store, const struct manifest *manifest,
                       const struct txn_file *file, const struct buf *there,
                       struct commit_report *report, struct err *err) {
  struct book book, base;
  struct action part, fitted;
  struct conflicts none;
  struct buf out = BUF_INIT;
  bool ok;

  book_init(&book);
  book_before(store, file, &base);
  conflicts_init(&none);
  changes_of(&manifest->action, file->table, &part);
  load_table(&book, file->table, buf_text(there), there->len);
  merge3_rebase(&part, &base, &book, &fitted, report);
  ok = book.tables[file->table].read_only == NULL ||
       err_set(err, ERR_DATA, "%s: %s; mend it first, then the save that was cut off is finished",
               table_defs[file->table].file, book.tables[file->table].read_only);
  if (ok && keep_conflicts(store, &book, report, err)) {
    book_apply_loosely(&book, &fitted, &none);
    csv_write_table(&out, &book.tables[file->table]);
    ok = write_file(store, file->table, buf_text(&out), out.len, false, err) != WRITE_FAILED;
  } else {
    ok = false;
  }
  buf_release(&out);
  conflicts_release(&none);
  conflicts_release(&report->conflicts);
  action_release(&fitted);
  action_release(&part);
  book_release(&base);
  book_release(&book);
  return ok;
}

static bool finish_file(struct store *store, const struct manifest *manifest,
                        const struct txn_file *file, struct commit_report *report,
                        struct err *err) {
  struct buf there = BUF_INIT, staged = BUF_INIT;
  enum place place = place_of(store, file, &there);
  bool ok = true;

  txn_staged_path(store, file->table, &staged);
  if (place == PLACE_WAITS && file->stays && os_missing(store->os, buf_text(&staged)))
    place = PLACE_EDITED; /* somebody brought the old file back: its cells are put in again */
  if (place != PLACE_DONE && place != PLACE_UNREADABLE)
    backup_keep(store, &manifest->action, file, &(struct err)ERR_INIT);
  if (place == PLACE_UNREADABLE)
    ok = err_set(err, ERR_IO, "cannot read '%s'", table_defs[file->table].file);
  else if (place == PLACE_WAITS)
    ok = put_staged(store, file, err);
  else if (place == PLACE_EDITED)
    ok = merge_into(store, manifest, file, &there, report, err);
  buf_release(&there);
  buf_release(&staged);
  return ok;
}

/* Everything in place and known to be: the manifest, and what is still staged, can go. It is gone
   from the disk too before anybody goes on, or a power cut could bring it back after a later undo.
 */
static bool drop_manifest(struct store *store, const struct manifest *manifest, struct err *err) {
  struct buf path = BUF_INIT;
  int result = os_sync_folder(store->os, store->folder);

  if (result == 0) {
    manifest_path(store, &path);
    result = store->os->unlink(store->os->self, buf_text(&path));
    remove_staged(store, manifest);
  }
  if (result == 0)
    result = os_sync_folder_of(store->os, buf_text(&path));
  buf_release(&path);
  return result == 0 || err_set(err, ERR_IO, "%s", os_reason(result));
}

bool txn_recover(struct store *store, struct commit_report *report, struct err *err) {
  struct manifest manifest;
  struct os_stat stat;
  struct err unwritten = ERR_INIT;
  bool has, ok;

  manifest_init(&manifest);
  ok = manifest_read(store, &manifest, &stat, &has, err);
  if (ok && has) {
    store->stale = true; /* what is put in place now, the book may never have seen */
    if (!journal_complete(store, &manifest, &unwritten))
      report_say(report, "it may not be possible to undo what was cut off: %s", unwritten.text);
    for (size_t i = 0; i < manifest.files.len && ok; i++)
      ok = finish_file(store, &manifest, &manifest.files.data[i], report, err);
    ok = ok && drop_manifest(store, &manifest, err);
    if (ok)
      report_say(report, "finished a save that was cut off");
    else
      err_within(err, "not saved: cannot finish the save that was cut off");
  }
  manifest_release(&manifest);
  return ok;
}

/* --- committing
 * ------------------------------------------------------------------------------------ */

static bool stage(struct store *store, const struct manifest *manifest, const struct buf *texts,
                  struct err *err) {
  struct buf path = BUF_INIT, target = BUF_INIT;
  bool ok = true;

  remove_staged(store, manifest); /* what a save that was killed left */
  for (size_t i = 0; i < manifest->files.len && ok; i++) {
    enum table_id table = manifest->files.data[i].table;
    uint32_t mode = store->files[table].present ? store->files[table].stat.mode : 0600;
    if (!manifest->files.data[i].stays)
      continue;
    txn_staged_path(store, table, &path);
    ok = write_new(store, buf_text(&path), mode, buf_text(&texts[i]), texts[i].len, err);
  }
  buf_release(&path);
  buf_release(&target);
  return ok;
}

/* The moment of commit. WRITE_FAILED: nothing happened. */
static enum write_result commit_manifest(struct store *store, const char *draft, const char *path,
                                         const struct buf *text, const char *folder,
                                         struct err *err) {
  int result;

  remove_path(store, draft);
  if (!write_new(store, draft, 0600, buf_text(text), text->len, err))
    return WRITE_FAILED;
  result =
      os_sync_folder(store->os, folder); /* the staged names are there before the manifest is */
  if (result == 0)
    result = store->os->rename(store->os->self, draft, path);
  if (result < 0) {
    remove_path(store, draft);
    err_set(err, ERR_IO, "not saved: %s", os_reason(result));
    return WRITE_FAILED;
  }
  result = os_sync_folder(store->os, folder);
  if (result == 0)
    return WRITE_DONE;
  if (store->os->unlink(store->os->self, path) == 0) { /* taken back before anybody acted on it */
    err_set(err, ERR_IO, "not saved: %s", os_reason(result));
    return WRITE_FAILED;
  }
  err_set(err, ERR_IO, "written, but the disk did not confirm it: %s", os_reason(result));
  return WRITE_UNCONFIRMED;
}

/* From here on the change is committed, whatever happens: who writes next finishes it. */
static void put_all(struct store *store, const struct manifest *manifest,
                    struct commit_report *report) {
  struct err err = ERR_INIT;
  bool ok = true;

  if (!journal_append(store, manifest, &err))
    report_say(report, "saved, but it may not be possible to undo it: %s", err.text);
  for (size_t i = 0; i < manifest->files.len && ok; i++) {
    const struct txn_file *file = &manifest->files.data[i];
    backup_keep(store, &manifest->action, file, &(struct err)ERR_INIT);
    store->stale = store->stale || !identity_holds(store, file->table);
    ok = store->stale ? finish_file(store, manifest, file, report, &err)
                      : put_staged(store, file, &err);
  }
  ok = ok && drop_manifest(store, manifest, &err);
  if (!ok)
    report_say(report, "saved; its files are put in place at the next save (%s)", err.text);
}

static bool all_unchanged(struct store *store, const struct manifest *manifest) {
  for (size_t i = 0; i < manifest->files.len; i++)
    if (!identity_holds(store, manifest->files.data[i].table))
      return false;
  return true;
}

enum write_result txn_write(struct store *store, const struct manifest *manifest,
                            const struct buf *texts, struct commit_report *report,
                            struct err *err) {
  struct buf text = BUF_INIT, path = BUF_INIT, draft = BUF_INIT, folder = BUF_INIT;
  enum write_result result = WRITE_FAILED;

  manifest_format(manifest, &text);
  manifest_path(store, &path);
  buf_addf(&draft, "%s.tmp", buf_text(&path));
  txn_folder(store, &folder);
  if (make_txn_folder(store, err) && stage(store, manifest, texts, err)) {
    if (!all_unchanged(store, manifest))
      result = WRITE_CHANGED;
    else
      result =
          commit_manifest(store, buf_text(&draft), buf_text(&path), &text, buf_text(&folder), err);
  }
  if (result == WRITE_DONE || result == WRITE_UNCONFIRMED)
    put_all(store, manifest, report);
  else
    remove_staged(store, manifest);
  buf_release(&text);
  buf_release(&path);
  buf_release(&draft);
  buf_release(&folder);
  return result;
}
