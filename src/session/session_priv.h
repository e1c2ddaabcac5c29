#ifndef MENTEE_SESSION_SESSION_PRIV_H
#define MENTEE_SESSION_SESSION_PRIV_H
/* What session.c and history.c share. */
#include "mentee/session/session.h"

/* Commits what takes something back. A conflict is explained by the later change that made it. */
bool session_commit_inverse(struct session *session, const struct action *inverse, struct err *err);
/* Takes over what a commit had to say, and reads the settings again. */
void session_take_report(struct session *session, struct commit_report *report);
#endif
