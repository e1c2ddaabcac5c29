#ifndef MENTEE_SESSION_INBOX_H
#define MENTEE_SESSION_INBOX_H
/*
 * A file of log lines, as a phone writes them: "Jane: coffee", a line each, notes indented under
 * it; # and blank lines are nobody's. What is logged leaves the file, everything else stays in it
 * byte for byte.
 */
#include "mentee/session/acts.h"

struct inbox_entry {
  const char *raw; /* the line and those indented under it, with their ends */
  size_t raw_len;
  const char *names, *line; /* names "": no entry, only kept */
  const char *problem;      /* why it cannot be logged; "" */
  bool logged;              /* it can leave the file */
};

struct inbox {
  struct arena arena;
  const char *file;
  struct buf text;
  struct os_stat stat; /* as it was read */
  VEC(struct inbox_entry) entries;
};

/* Initialises *inbox, also where it fails: ERR_MISSING (no such file), ERR_IO. */
bool inbox_read(struct inbox *inbox, struct os *os, const char *file, struct err *err);
void inbox_release(struct inbox *inbox);
/* Whose names nobody bears, or several: that is their problem from now on. Returns how many can be
   logged. */
size_t inbox_find_people(struct inbox *inbox, struct session *session);
/* All that can be logged, as one action. */
bool session_log_inbox(struct session *session, struct inbox *inbox, struct err *err);
/* What was logged leaves the file. ERR_IO: it could not, or somebody wrote to it meanwhile. */
bool inbox_keep_rest(const struct inbox *inbox, struct os *os, struct err *err);
#endif
