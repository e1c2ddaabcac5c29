#ifndef MENTEE_SESSION_SYNC_H
#define MENTEE_SESSION_SYNC_H
/*
 * The store on several machines, over git: commit, fetch, merge by row and field (merge3.h), push.
 * Only the merge holds the lock. git is run by argv, data stands behind `--`, and nothing but the
 * store's own files is ever added.
 */
#include "mentee/session/session.h"

struct sync_report {
  bool committed; /* something of this machine was new */
  bool has_remote;
  size_t joined;    /* fields that came from elsewhere */
  size_t conflicts; /* fields that wait in conflicts.csv, of this sync */
  VEC(char *) said; /* sentences beside that */
};
#define SYNC_REPORT_INIT                                                                           \
  { false, false, 0, 0, VEC_INIT }
void sync_report_release(struct sync_report *report);

/* Makes the store a git repository where it is none, names the merge driver in .gitattributes and
   in this clone, and the remote where one is given. Can be run again. */
bool session_sync_setup(struct session *session, const char *remote, struct sync_report *report,
                        struct err *err);
/* ERR_USAGE: it is no repository yet. ERR_IO: git said no (its last line is in the text); what was
   committed here stays so. */
bool session_sync(struct session *session, struct sync_report *report, struct err *err);

/* "" where all is well, or where the store is no repository; else what is missing in this clone:
   without the driver git would merge CSV as text and put its marks into it. */
void session_sync_missing(const struct session *session, struct buf *why);

/*
 * What git calls for each file that both sides changed: the merge of the three files replaces
 * `ours`. *clean is false where fields conflict: then ours stays in them, and both values are in
 * conflicts.csv beside the file. `path` is its place in the work tree. Takes no lock.
 */
bool sync_merge_driver(struct os *os, const char *base, const char *ours, const char *theirs,
                       const char *path, struct commit_report *report, bool *clean,
                       struct err *err);
#endif
