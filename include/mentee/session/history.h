#ifndef MENTEE_SESSION_HISTORY_H
#define MENTEE_SESSION_HISTORY_H
/*
 * What was done to this store on this machine, whoever did it: another window, a command last week,
 * another machine through a sync. Anything can be taken back, and what was taken back can be
 * brought back, as long as no later change holds one of its fields.
 */
#include "mentee/session/session.h"
#include "mentee/store/journal.h"

/* One action as a person sees it; undos and redos are what became of it. */
struct history_row {
  char mark[ACTION_MARK_SIZE]; /* names it, for session_undo_mark() */
  int day, minutes;            /* local, when it was done */
  const char *title;           /* "Logged Dr Lan and Tomasz: trial slots" */
  const char *details;         /* "interactions.csv, one new row" */
  const char *contact;         /* the id of a person it concerns, or "" */
  bool from_sync, undone;
};
/* Newest first. The texts are its own. */
struct history {
  struct arena arena;
  VEC(struct history_row) rows;
};
#define HISTORY_INIT                                                                               \
  { ARENA_INIT, VEC_INIT }

/* All of it, or with a contact's id what concerns that one. */
bool session_history(const struct session *session, const char *contact, struct history *history,
                     struct err *err);
void history_release(struct history *history);

/* Takes one row back, or brings it back where it is undone. ERR_CONFLICT names the later change
   that holds a field. Its title goes to *title. */
bool session_undo_mark(struct session *session, const char *mark, struct buf *title,
                       struct err *err);
/* The last action of this store on this machine, in whatever session; ERR_MISSING: there is none.
 */
bool session_undo_last(struct session *session, struct buf *title, struct err *err);
bool session_redo_last(struct session *session, struct buf *title, struct err *err);

/* Where the history stands: the mark of its newest action, "" where there is none. */
bool session_newest_mark(const struct session *session, char mark[ACTION_MARK_SIZE],
                         struct err *err);
/* Takes up what this person did beside the session's own acts (a command, an undo by its mark)
   since the history stood there, so that session_undo() and session_redo() go on from it. */
bool session_take_up(struct session *session, const char *since, struct err *err);

/* Where a commit that takes something back met a conflict: *err says which later change it is. */
void session_explain_conflict(const struct session *session, const char *of,
                              const struct conflict *conflict, struct err *err);
#endif
