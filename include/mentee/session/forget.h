#ifndef MENTEE_SESSION_FORGET_H
#define MENTEE_SESSION_FORGET_H
/* A real erase (store.md 8.11), in words. It is the one thing that cannot be undone. */
#include "mentee/session/session.h"
#include "mentee/store/forget.h"

/* "c0012", "c0012.notes": finds what goes. ERR_MISSING, ERR_USAGE. */
bool session_forget_find(const struct session *session, const char *what,
                         struct forgetting *forgetting, struct err *err);
/* What would go, a line each: "contacts.csv: Ann Low", "followups.csv: 2 rows". */
void session_forget_text(const struct session *session, const struct forgetting *forgetting,
                         struct buf *lines);
/* Does it: files, journal, generations, conflicts, drafts, cache. The session forgets its undo. */
bool session_forget(struct session *session, struct forgetting *forgetting, struct err *err);
/* What still holds it and is not ours to change: git, copies beside the files. "" for nothing. */
void session_forget_left(const struct session *session, const struct forgetting *forgetting,
                         struct buf *lines);
#endif
