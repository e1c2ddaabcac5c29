#ifndef MENTEE_SESSION_DRAFTS_H
#define MENTEE_SESSION_DRAFTS_H
/*
 * What is half typed, kept in the state folder so that it outlives a signal, a lost terminal or a
 * crash, and is offered again at the next start. The screen keeps a draft while something is being
 * typed, drops it when it was saved or thrown away, and lists what is left when it opens.
 *
 * draft_keep() writes at most once a second and is cheap to call after every key; draft_flush()
 * writes what is newer than that, and belongs on the way out of a loop that a signal ended (never
 * into a signal handler: the handler sets a flag, the loop leaves, then this is called).
 */
#include "mentee/session/session.h"

struct half_typed {
  const char *kind;  /* "line", "form", "note", "letter": the screen's own word, [a-z-] */
  const char *about; /* an id, "" for none */
  const char *text;  /* whatever the screen needs to go on; no NUL */
  int64_t at_ns;     /* when it was last written */
};
struct drafts {
  struct arena arena;
  VEC(struct half_typed) list; /* newest first */
};
#define DRAFTS_INIT                                                                                \
  { ARENA_INIT, VEC_INIT }

/* One draft that is being typed. */
struct draft_keeper {
  char kind[16], about[65];
  struct buf text;
  int64_t written_ns;
  bool unwritten;
};
#define DRAFT_KEEPER_INIT                                                                          \
  { "", "", BUF_INIT, 0, false }

/* Begins or goes on; another kind or about than before begins anew (the earlier one stays). */
void draft_keep(struct session *session, struct draft_keeper *keeper, const char *kind,
                const char *about, const char *text);
void draft_flush(struct session *session, struct draft_keeper *keeper);
/* Saved, or thrown away: the draft is gone. */
void draft_end(struct session *session, struct draft_keeper *keeper);

/* What an earlier run left. Unreadable ones are passed over. */
void drafts_load(const struct session *session, struct drafts *drafts);
void drafts_release(struct drafts *drafts);
void draft_drop(struct session *session, const char *kind, const char *about);
#endif
