#ifndef MENTEE_SESSION_SESSION_PRIV_H
#define MENTEE_SESSION_SESSION_PRIV_H
/* What session.c, history.c, restore.c and sync.c share. */
#include "mentee/session/session.h"

/* Commits what takes something back. A conflict is explained by the later change that made it. */
bool session_commit_inverse(struct session *session, const struct action *inverse, struct err *err);
/* The same with the bytes of files given (store.h), remembered for undo like any other action. */
bool session_commit_images(struct session *session, const struct action *action,
                           const struct file_image *images, struct err *err);
/* session_commit() of what was written before or elsewhere: an import, a merge, one of two values.
   Its text may hold what nobody can type. */
bool session_commit_carried(struct session *session, struct action *action, struct err *err);
/* Nothing of this session can be undone any more. */
void session_forget_undo(struct session *session);
/* Whose row it is: the contact itself, or the first one that it refers to; NULL. */
const struct record *session_contact_of(const struct book *book, enum table_id table,
                                        const char *id);
/* The local day, and minutes of it, of a moment since the epoch. */
void session_local_time(const struct session *session, int64_t at_ns, int *day, int *minutes);
/* Takes over what a commit had to say, and reads the settings again. */
void session_take_report(struct session *session, struct commit_report *report);
#endif
