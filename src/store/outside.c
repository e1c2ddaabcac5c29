#include "mentee/store/outside.h"

#include "backup_priv.h"
#include "journal_priv.h"
#include "mentee/store/merge3.h"
#include <string.h>

static void keep_all(struct outside *outside, struct store *store, struct commit_report *report) {
  struct err err = ERR_INIT;

  for (int i = 0; i < TABLE_COUNT; i++) {
    struct txn_file file = {.table = (enum table_id)i, .was_present = store->files[i].present};
    outside->was[i] = file.was_present ? store->files[i].hash : 0;
    if (!backup_keep(store, &outside->action, &file, &err))
      report_say(report, "the files are not kept as they were: %s", err.text);
  }
}

bool outside_begin(struct outside *outside, struct store *store, struct commit_report *report,
                   struct err *err) {
  *outside = (struct outside)OUTSIDE_INIT;
  if (!lock_take(store, &outside->fd, err))
    return false;
  write_clean_temporaries(store);
  if (!txn_recover(store, report, err) || !store_reload(store, err)) {
    lock_give_back(store, outside->fd);
    outside->fd = -1;
    return false;
  }
  report->reloaded = true;
  journal_settle(store);
  backup_settle(store);
  action_name(&outside->action, store->os);
  outside->action.origin = ACTION_SYNC;
  keep_all(outside, store, report);
  return true;
}

/* A generation holds what was replaced, and never a live file. */
static void drop_unchanged(const struct outside *outside, const struct store *store) {
  for (int i = 0; i < TABLE_COUNT; i++) {
    uint64_t now = store->files[i].present ? store->files[i].hash : 0;
    if (now == outside->was[i])
      backup_drop_file(store, &outside->action, (enum table_id)i);
  }
}

static void write_down(struct outside *outside, struct store *store, struct commit_report *report) {
  struct manifest entry;
  struct err err = ERR_INIT;

  manifest_init(&entry);
  entry.action = outside->action;
  if (!journal_append(store, &entry, &err))
    report_say(report, "it may not be possible to undo it: %s", err.text);
  outside->action = entry.action;
  action_init(&entry.action);
  manifest_release(&entry);
}

bool outside_end(struct outside *outside, struct store *store, struct commit_report *report,
                 struct err *err) {
  size_t rows = 0;
  bool ok;

  outside->before = store->book;
  book_init(&store->book);
  ok = store_reload(store, err);
  for (int i = 0; i < TABLE_COUNT && ok; i++)
    merge3_diff(&outside->before, &store->book, (enum table_id)i, &outside->action);
  rows = outside->action.changes.len;
  action_title(&outside->action, "%zu %s from another machine", rows,
               rows == 1 ? "change" : "changes");
  drop_unchanged(outside, store);
  if (rows > 0) {
    write_down(outside, store, report);
    backup_thin(store);
  } else {
    backup_drop(store, &outside->action);
  }
  lock_give_back(store, outside->fd);
  outside->fd = -1;
  book_release(&outside->before);
  action_release(&report->done);
  report->done = outside->action;
  action_init(&outside->action);
  return ok;
}
