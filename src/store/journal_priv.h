#ifndef MENTEE_STORE_JOURNAL_PRIV_H
#define MENTEE_STORE_JOURNAL_PRIV_H
/* Writing the journal: for commit.c and txn.c, under the lock. */
#include "manifest_priv.h"
#include "mentee/store/journal.h"

/* At the end, on the disk. A store without a state folder keeps none. */
bool journal_append(const struct store *store, const struct manifest *entry, struct err *err);
/* The same, where it does not stand there already. */
bool journal_complete(const struct store *store, const struct manifest *entry, struct err *err);
/* That entry did not come to pass. */
void journal_void(const struct store *store, const char *mark);
/* Looks whether the last commit was cut off before it happened, and then says so in the journal.
   The book is what the files hold. */
void journal_settle(const struct store *store);
/* Reads the entry of that mark, its way back included. *has is false where there is none; the
   result is false where that cannot be told. */
bool journal_read_entry(const struct store *store, const char *mark, struct manifest *entry,
                        bool *has, struct err *err);
/* Every whole entry, oldest first; true goes on. */
typedef bool (*journal_fn)(void *context, struct manifest *entry);
bool journal_each(const struct store *store, journal_fn visit, void *context, struct err *err);
/* The names of the months' files, oldest first, one after another, each ended by NUL. */
bool journal_months(const struct store *store, struct buf *names, struct err *err);
bool journal_each_of(const struct store *store, const char *month, journal_fn visit, void *context,
                     struct err *err);
#endif
