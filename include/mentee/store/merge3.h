#ifndef MENTEE_STORE_MERGE3_H
#define MENTEE_STORE_MERGE3_H
/*
 * Two books that grew from one become one: by id and by field, never by line. What one side did
 * since the base is an action (merge3_diff); it is made to fit the other side, the ground
 * (merge3_rebase), and applied there. The ground keeps its layout: columns, order, line ends.
 *
 *   the same field on both sides       a conflict: the ground's value stays, the other is listed
 *   lists (tags, people, links)        what was added joins, what was taken out goes
 *   edit against delete                the edited row stays
 *   both began the same id             one row where they agree, else the other gets a new id
 *   columns that nobody here knows     kept, and joined by name
 *
 * Nothing here reads or writes a file. One function serves two sessions, a spreadsheet that saved
 * in between, a commit that was cut off, and git.
 */
#include "mentee/store/store.h"

/* What turns base's table into other's; appended to an initialised action. */
void merge3_diff(const struct book *base, const struct book *other, enum table_id table,
                 struct action *action);

/*
 * The action, made on `base`, as it must be to mean the same on `ground`; *rebased is initialised
 * by this. Fields that both changed are in report->conflicts (`after` is the action's value,
 * `there` the ground's) and not in *rebased.
 */
void merge3_rebase(const struct action *action, const struct book *base, const struct book *ground,
                   struct action *rebased, struct commit_report *report);

/* What a conflict calls the cells of a long row that no column of the header names, and those cells
   as they stand in the file, each with its comma; appended to *out. */
#define MERGE3_SURPLUS "(beyond the header)"
void merge3_surplus(const struct table *table, const struct record *record, struct buf *out);

/* Puts into ours what theirs did since base. Bytes of rows that only we have stay as they are. */
void merge3_tables(const struct book *base, struct book *ours, const struct book *theirs,
                   enum table_id table, struct commit_report *report);

/*
 * The same for the bytes of three files of that table; the result is appended to *out. ERR_DATA:
 * one of them holds something that cannot be read, so nothing was merged; `names` says what the
 * three are called in that sentence ("ours", "theirs" ...).
 */
bool merge3_bytes(enum table_id table, const struct buf *base, const struct buf *ours,
                  const struct buf *theirs, struct buf *out, struct commit_report *report,
                  struct err *err);
#endif
