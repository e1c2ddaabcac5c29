#ifndef MENTEE_STORE_STORE_PRIV_H
#define MENTEE_STORE_STORE_PRIV_H
/* What load.c, commit.c, txn.c and lock.c share. */
#include "mentee/store/store.h"
#include "patch_priv.h"

uint64_t store_hash(const char *bytes, size_t len);

/* "FOLDER/contacts.csv". */
void store_path(const struct store *store, enum table_id table, struct buf *path);
void store_inner_path(const struct store *store, const char *name,
                      struct buf *path); /* below .mentee */

/* --- identities (identity.c) ------------------------------------------------------------------ */

bool identity_equal(const struct os_stat *a, const struct os_stat *b);
/* Is the file what was read? Fresh times are not trusted: then its bytes are hashed again. */
bool identity_holds(struct store *store, enum table_id table);

/* --- reading (load.c) ---------------------------------------------------------------------------
 */

/* Fills one table of a book from the bytes of its file; copies them. */
void load_table(struct book *book, enum table_id table, const char *bytes, size_t len);

/* --- writing one file (write.c) ------------------------------------------------------------------
 */

/* Atomically, beside the file (or the target of its link). *done: the new bytes are visible. */
enum write_result {
  WRITE_DONE,
  WRITE_FAILED,     /* as before; err says why */
  WRITE_CHANGED,    /* the file is not what was read: as before, try again from there */
  WRITE_UNCONFIRMED /* the new bytes are there, and the disk did not confirm the folder */
};
enum write_result write_file(struct store *store, enum table_id table, const char *bytes,
                             size_t len, bool check_identity, struct err *err);
/* The file goes, as a whole change or as a part of one. */
enum write_result write_remove(struct store *store, enum table_id table, bool check_identity,
                               struct err *err);
/* A new file with these bytes, synced; no rename. */
bool write_new(const struct store *store, const char *path, uint32_t mode, const char *bytes,
               size_t len, struct err *err);
/* Where renaming onto the file must go: its own path, or the target of its link. */
bool write_target(const struct store *store, enum table_id table, struct buf *path, bool *linked,
                  struct err *err);
/* Takes note of what the file is now: the one of that inode, whose bytes have that hash. Where
   another has taken its place already, it counts as changed. */
void write_note_identity(struct store *store, enum table_id table, uint64_t ino, uint64_t hash);
void write_clean_temporaries(struct store *store);
/* A folder of ours, 0700, whose name is on the disk; what is there already must be no link. */
bool write_make_folder(struct store *store, const char *path, struct err *err);

/* --- several files (txn.c)
 * -------------------------------------------------------------------------- */

struct txn_file {
  enum table_id table;
  bool was_present, stays; /* it was there; it will be there */
  uint64_t was, staged;    /* hashes; 0 of a file that is not there */
  struct hunks back;       /* from what is staged to what was */
};

/* Also what the journal keeps of a commit. */
struct manifest {
  VEC(struct txn_file) files;
  struct action action;
};

/* Its mark and its time: from now on it is one of the journal's. */
void action_name(struct action *action, struct os *os);
void manifest_init(struct manifest *manifest);
void manifest_release(struct manifest *manifest);
/* Of this machine. *has is false where there is none, or none that is whole; the result is false
   where that cannot be told. */
bool manifest_read(const struct store *store, struct manifest *manifest, struct os_stat *stat,
                   bool *has, struct err *err);
void txn_staged_path(const struct store *store, enum table_id table, struct buf *path);

/* Writes all the files or none; texts[i] is the new content of manifest->files.data[i]. */
enum write_result txn_write(struct store *store, const struct manifest *manifest,
                            const struct buf *texts, struct commit_report *report, struct err *err);
/* Finishes a commit that was cut off. Under the lock. */
bool txn_recover(struct store *store, struct commit_report *report, struct err *err);

/* --- the lock (lock.c)
 * ------------------------------------------------------------------------------- */

/* Makes .mentee where it is missing. *fd is the caller's to close; -1 with `lock = none`. */
bool lock_take(struct store *store, int *fd, struct err *err);
void lock_give_back(struct store *store, int fd);

void report_say(struct commit_report *report, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
#endif
