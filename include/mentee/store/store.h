#ifndef MENTEE_STORE_STORE_H
#define MENTEE_STORE_STORE_H
/*
 * How a book is kept: a folder of CSV files (store.md of the manual is mentee.5).
 * store_load() reads without a lock and changes nothing, even where a commit was
 * cut off (then it reads what that commit staged). store_commit() is the only way
 * to write: under the lock, atomic over all the files of an action.
 *
 *   one file    new file beside it, fsync, rename, fsync of the folder
 *   several     staged in .mentee/txn/, manifest, fsync, rename into place: the moment of
 *               commit; then the staged files over the real ones, then the manifest goes.
 *               Whoever writes next finishes a commit that was cut off.
 */
#include "mentee/base/os.h"
#include "mentee/model/action.h"

#define STORE_FILE_LIMIT ((size_t)1 << 30)
#define STORE_FIELD_LIMIT ((size_t)1 << 20)
#define STORE_ROW_LIMIT ((size_t)4 << 20)
#define STORE_ROWS_LIMIT ((size_t)1000000)

/* What a file was when it was read, to notice that it changed. */
struct file_identity {
  bool present;
  struct os_stat stat;
  uint64_t hash;      /* of all its bytes, FNV-1a 64 */
  int64_t checked_ns; /* when the hash was last known to be right */
};

struct store {
  struct os *os;
  char *folder;
  char *state;     /* the folder of journal and backups, on this machine; NULL: none are kept */
  bool exists;     /* the folder is there */
  bool lock_none;  /* configured `lock = none` */
  bool brief_wait; /* for the lock: who opened it tries again by itself; else ten seconds */
  struct book book;
  struct file_identity files[TABLE_COUNT];
  unsigned reads;  /* how often the files were read again: records got before are gone */
  bool stale;      /* the book is not what the files say, whatever they look like */
  char *read_only; /* why nothing can be written (a newer schema, a folder of root's), or NULL */
};

/* What a commit had to say beside "done". */
struct commit_report {
  bool reloaded; /* the files had changed: the book is a new one, pointers into the old one are gone
                  */
  struct conflicts conflicts; /* fields that both sides changed: `there` is in the file, and both
                                 values are in conflicts.csv */
  struct action done;         /* what was done at last, with its mark in the journal */
  VEC(char *)
  said; /* sentences: a cut-off commit was finished; a cell that was changed meanwhile kept its
           value */
};
#define COMMIT_REPORT_INIT                                                                         \
  { false, {ARENA_INIT, VEC_INIT}, {.title = ""}, VEC_INIT }
void commit_report_release(struct commit_report *report);

/*
 * *store is initialised by this, also on failure (release it in both cases). A folder that is not
 * there is an empty store. Damage inside files is in book.notes and is no failure; ERR_IO is: a
 * file that is there and cannot be read (never taken for an empty one), a folder that cannot be
 * entered. A file whose damage is whole (no known column, wrong separator) is a note with line 0
 * and damage, and an empty read-only table.
 */
bool store_load(struct store *store, struct os *os, const char *folder, struct err *err);
void store_release(struct store *store);
/* Reads everything again; on failure the store is as it was. Pointers into the old book are gone.
 */
bool store_reload(struct store *store, struct err *err);

/* Some file, or the manifest, is not what was read. Cheap: a stat a file. */
bool store_changed(struct store *store);

/*
 * Applies the action to the book and makes it last. Where files changed since they were read, they
 * are read again first and the action is made to fit (merge3.h): other fields join; of a field that
 * both changed the file keeps its value, and both wait in conflicts.csv. Where nothing is left to
 * save, that is ERR_CONFLICT, and so is every conflict of an action that takes another one back: of
 * that nothing is done, and report->conflicts says what holds it.
 * On any failure the book is as it was (or as it now is on disk, where it was read again) and so
 * are the files. Waits at most ten seconds for the lock, then says who holds it. A folder that is
 * missing is made (0700). ERR_DATA: the file is read-only until mended, and why.
 */
bool store_commit(struct store *store, const struct action *action, struct commit_report *report,
                  struct err *err);

/* The very bytes that a file is to have, whatever the action would make of it. */
struct file_image {
  bool wanted, present;
  struct buf bytes;
};
/* The same with the bytes of some files given (TABLE_COUNT of them): to bring back a generation.
   Files that changed meanwhile are ERR_CONFLICT. The book is read again. */
bool store_commit_images(struct store *store, const struct action *action,
                         const struct file_image *images, struct commit_report *report,
                         struct err *err);
#endif
