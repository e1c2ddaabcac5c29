#include "backup_priv.h"
#include "commit_priv.h"
#include "journal_priv.h"
#include "mentee/base/xmem.h"
#include "mentee/store/kept.h"
#include "mentee/store/merge3.h"
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#define TRY_AGAIN 3 /* times, where files change between reading and renaming */

void commit_report_release(struct commit_report *report) {
  for (size_t i = 0; i < report->said.len; i++)
    free(report->said.data[i]);
  vec_release(&report->said);
  conflicts_release(&report->conflicts);
  action_release(&report->done);
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

/* One commit, from the lock to the last word. */
struct committing {
  struct store *store;
  const struct action *asked;      /* as it was made, on what this session had read */
  const struct file_image *images; /* of the caller; or NULL */
  struct commit_report *report;
  struct book base; /* what the action was made on, once the files were read again */
  bool has_base;
  bool settled;      /* what an earlier commit left was looked at */
  struct err unkept; /* why journal or backup could not be written */
};

static bool is_strict(const struct committing *committing) {
  return committing->asked->of[0] != '\0' || committing->images != NULL;
}

static bool make_folder(struct store *store, struct err *err) {
  int result = os_make_folders(store->os, store->folder);

  if (result < 0)
    return err_set(err, ERR_IO, "not saved: cannot make '%s': %s", store->folder,
                   os_reason(result));
  store->exists = true;
  return true;
}

/* --- may it be written --------------------------------------------------------------------------
 */

static bool may_write(const struct store *store, const struct action *action,
                      const struct file_image *images, struct err *err) {
  if (store->read_only != NULL)
    return err_set(err, ERR_DATA, "not saved: %s, so it is only read", store->read_only);
  for (int i = 0; i < TABLE_COUNT; i++) {
    const struct table *table = &store->book.tables[i];
    bool given = images != NULL && images[i].wanted; /* bytes are replaced, not written anew */
    if (!given && action_touches(action, (enum table_id)i) && table->read_only != NULL)
      return err_set(err, ERR_DATA,
                     "not saved: %s: %s, and saving would lose it; mend the file first (mentee "
                     "check names what is wrong)",
                     table->def->file, table->read_only);
  }
  return true;
}

static bool reload(struct committing *committing, struct err *err) {
  if (!store_reload(committing->store, err))
    return false;
  committing->report->reloaded = true;
  return true;
}

/* What could not be written when it was read may have been mended since. */
static bool may_write_now(struct committing *committing, struct err *err) {
  struct store *store = committing->store;
  struct err unread = ERR_INIT;

  if (committing->asked->of[0] != '\0') /* what is given back is only known under the lock */
    return true;
  if (may_write(store, committing->asked, committing->images, err))
    return true;
  return store_changed(store) && reload(committing, &unread) &&
         may_write(store, committing->asked, committing->images, err);
}

/* --- what others did meanwhile ------------------------------------------------------------------
 */

/* The files as they are now; what this session had read stays as the base of its action. */
static bool read_again(struct committing *committing, struct err *err) {
  struct store *store = committing->store;
  struct book had = store->book;

  book_init(&store->book);
  if (!reload(committing, err)) {
    book_release(&store->book);
    store->book = had;
    return false;
  }
  if (committing->has_base)
    book_release(&had);
  else
    committing->base = had;
  committing->has_base = true;
  return true;
}

static bool refuse(struct committing *committing, const char *why, struct err *err) {
  struct buf text = BUF_INIT;

  conflict_text(&committing->store->book, &committing->report->conflicts.list.data[0], &text);
  err_set(err, ERR_CONFLICT, "not saved: changed elsewhere meanwhile: %s%s", buf_text(&text), why);
  buf_release(&text);
  return false;
}

static void say_conflicts(struct committing *committing) {
  const struct conflicts *conflicts = &committing->report->conflicts;

  for (size_t i = 0; i < conflicts->list.len; i++) {
    struct buf text = BUF_INIT;
    conflict_text(&committing->store->book, &conflicts->list.data[i], &text);
    report_say(committing->report, "changed in two places, both are kept: %s", buf_text(&text));
    buf_release(&text);
  }
}

/* Both values of a field that was changed twice are on the disk before anything else is. */
static bool keep_conflicts(struct committing *committing, const struct action *fitted,
                           struct err *err) {
  const struct conflicts *conflicts = &committing->report->conflicts;

  if (conflicts->list.len == 0)
    return true;
  if (!kept_add(committing->store->os, committing->store->folder, conflicts, KEPT_HERE_WAITS, err))
    return err_within(err, "not saved");
  if (fitted->changes.len == 0)
    return refuse(committing, "; both are kept in conflicts.csv", err);
  say_conflicts(committing);
  return true;
}

/* A whole file that is gone is nobody's edit: nothing is written in its place. */
static bool has_vanished(const struct committing *committing, struct err *err) {
  for (int i = 0; i < TABLE_COUNT; i++)
    if (action_touches(committing->asked, (enum table_id)i) &&
        book_count(&committing->base, (enum table_id)i) > 0 && !committing->store->files[i].present)
      return !err_set(
          err, ERR_CONFLICT,
          "not saved: '%s' has vanished meanwhile; bring it back first (mentee restore)",
          table_defs[i].file);
  return false;
}

/* The action as it must be to mean the same on what the files hold now. */
static bool fit(struct committing *committing, struct action *fitted, struct err *err) {
  struct commit_report *report = committing->report;

  conflicts_release(&report->conflicts);
  conflicts_init(&report->conflicts);
  if (is_strict(committing) || !committing->has_base) {
    action_copy(committing->asked, fitted);
    return true;
  }
  if (has_vanished(committing, err))
    return false;
  merge3_rebase(committing->asked, &committing->base, &committing->store->book, fitted, report);
  return keep_conflicts(committing, fitted, err);
}

/* Tables whose bytes are given need no cells: their files are just as the action left them. */
static bool apply(struct committing *committing, const struct action *action,
                  const struct file_image *images, struct err *err) {
  struct action rest = {.title = ""}; /* its changes are borrowed */
  bool ok;

  for (size_t i = 0; i < action->changes.len; i++)
    if (!images[action->changes.data[i].table].wanted)
      *vec_push(&rest.changes) = action->changes.data[i];
  ok = book_apply(&committing->store->book, &rest, &committing->report->conflicts);
  vec_release(&rest.changes);
  return ok || refuse(committing, "", err);
}

/* Nothing was written. A file that changed under our hands is read again by the next try, and the
   action is fitted to it; else the book is what the files say. Where they cannot be read either,
   what the action did to the book is undone as well as that goes. */
static void take_back(struct committing *committing, const struct action *action,
                      enum write_result why) {
  struct action inverse;
  struct conflicts ignored;
  struct err unread = ERR_INIT;

  if (why != WRITE_CHANGED && reload(committing, &unread))
    return;
  conflicts_init(&ignored);
  action_invert(action, &inverse);
  book_apply_loosely(&committing->store->book, &inverse, &ignored);
  action_release(&inverse);
  conflicts_release(&ignored);
}

/* --- writing ------------------------------------------------------------------------------------
 */

/* Journal and backup come before the one rename. Without them a save is still a save. */
static enum write_result write_one(struct committing *committing, const struct writing *writing,
                                   struct err *err) {
  const struct manifest *manifest = &writing->manifest;
  const struct txn_file *file = &manifest->files.data[0];
  struct store *store = committing->store;
  enum write_result result;

  journal_append(store, manifest, &committing->unkept);
  backup_keep(store, &manifest->action, file, &committing->unkept);
  result = file->stays ? write_file(store, file->table, buf_text(&writing->texts[0]),
                                    writing->texts[0].len, true, err)
                       : write_remove(store, file->table, true, err);
  if (result == WRITE_FAILED || result == WRITE_CHANGED) {
    journal_void(store, manifest->action.mark);
    backup_drop(store, &manifest->action);
  }
  return result;
}

static enum write_result write_all(struct committing *committing, const struct writing *writing,
                                   struct err *err) {
  const struct manifest *manifest = &writing->manifest;

  if (manifest->files.len == 0) {
    journal_append(committing->store, manifest, &committing->unkept);
    return WRITE_DONE;
  }
  if (manifest->files.len == 1)
    return write_one(committing, writing, err);
  return txn_write(committing->store, manifest, writing->texts, committing->report, err);
}

static enum write_result prepare_and_write(struct committing *committing,
                                           const struct file_image *images, struct writing *writing,
                                           struct err *err) {
  enum write_result result;

  action_name(&writing->manifest.action, committing->store->os);
  writing->manifest.action.origin = committing->asked->origin;
  memcpy(writing->manifest.action.of, committing->asked->of, ACTION_MARK_SIZE);
  result = writing_prepare(writing, committing->store, images, err);
  return result == WRITE_DONE ? write_all(committing, writing, err) : result;
}

/* What was done, for who asks; and the book as the files have it where bytes were given. */
static void finish(struct committing *committing, struct writing *writing,
                   enum write_result result) {
  struct err unread = ERR_INIT;

  action_release(&committing->report->done);
  committing->report->done = writing->manifest.action;
  action_init(&writing->manifest.action);
  if (result == WRITE_DONE)
    backup_thin(committing->store);
  if (writing->exact)
    reload(committing, &unread);
  if (committing->unkept.kind != ERR_NONE)
    report_say(committing->report, "saved, but it may not be possible to undo it: %s",
               committing->unkept.text);
}

/* A commit that was killed may have left a journal entry of nothing, and a backup of nothing. */
static void settle(struct committing *committing) {
  if (committing->settled || committing->store->state == NULL)
    return;
  journal_settle(committing->store);
  backup_settle(committing->store);
  committing->settled = true;
}

static enum write_result fit_and_write(struct committing *committing,
                                       const struct file_image *images, struct writing *writing,
                                       struct err *err) {
  struct action *action = &writing->manifest.action;
  enum write_result result = WRITE_FAILED;

  if (!fit(committing, action, err) || !may_write(committing->store, action, images, err) ||
      !apply(committing, action, images, err))
    return WRITE_FAILED;
  result = prepare_and_write(committing, images, writing, err);
  if (result == WRITE_FAILED || result == WRITE_CHANGED)
    take_back(committing, action, result);
  else
    finish(committing, writing, result);
  return result;
}

/* One try, under the lock. WRITE_CHANGED: read again and try again. */
static enum write_result try_commit(struct committing *committing, struct err *err) {
  struct file_image from_journal[TABLE_COUNT] = {{false, false, BUF_INIT}};
  struct writing writing = WRITING_INIT;
  enum write_result result = WRITE_FAILED;

  if (store_changed(committing->store) && !read_again(committing, err))
    return WRITE_FAILED;
  settle(committing);
  manifest_init(&writing.manifest);
  if (committing->images != NULL)
    result = fit_and_write(committing, committing->images, &writing, err);
  else if (images_from_journal(committing->store, committing->asked->of, from_journal, err))
    result = fit_and_write(committing, from_journal, &writing, err);
  images_release(from_journal);
  writing_release(&writing);
  return result;
}

static enum write_result try_for_a_while(struct committing *committing, struct err *err) {
  enum write_result result = WRITE_CHANGED;

  for (int i = 0; i < TRY_AGAIN && result == WRITE_CHANGED; i++) {
    if (committing->images != NULL && store_changed(committing->store)) {
      err_set(err, ERR_CONFLICT, "not saved: the files changed meanwhile; look again");
      return WRITE_FAILED;
    }
    result = try_commit(committing, err);
  }
  if (result == WRITE_CHANGED)
    err_set(err, ERR_IO, "not saved: another program keeps changing the files; try again");
  return result;
}

bool store_commit_images(struct store *store, const struct action *action,
                         const struct file_image *images, struct commit_report *report,
                         struct err *err) {
  struct committing committing = {
      .store = store, .asked = action, .images = images, .report = report};
  enum write_result result = WRITE_FAILED;
  int fd;

  if (!may_write_now(&committing, err) || !make_folder(store, err) || !lock_take(store, &fd, err))
    return false;
  write_clean_temporaries(store);
  if (txn_recover(store, report, err))
    result = try_for_a_while(&committing, err);
  lock_give_back(store, fd);
  if (committing.has_base)
    book_release(&committing.base);
  return result == WRITE_DONE;
}

bool store_commit(struct store *store, const struct action *action, struct commit_report *report,
                  struct err *err) {
  return store_commit_images(store, action, NULL, report, err);
}
