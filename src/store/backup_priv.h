#ifndef MENTEE_STORE_BACKUP_PRIV_H
#define MENTEE_STORE_BACKUP_PRIV_H
/* Making and thinning generations: for commit.c and txn.c, under the lock. */
#include "mentee/store/backup.h"
#include "store_priv.h"

/* Keeps the file as it is now, before that action replaces it. Twice does no harm. */
bool backup_keep(struct store *store, const struct action *action, const struct txn_file *file,
                 struct err *err);
/* The action did not come to pass. */
void backup_drop(const struct store *store, const struct action *action);
/* Or did not touch that file. */
void backup_drop_file(const struct store *store, const struct action *action, enum table_id table);
/* What a cut-off left: a generation that shares its inode with a live file is no backup. */
void backup_settle(const struct store *store);
/* After a commit that succeeded. */
void backup_thin(const struct store *store);

void backup_path(const struct store *store, const char *generation, enum table_id table,
                 struct buf *path);
#endif
