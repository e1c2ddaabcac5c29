#ifndef MENTEE_SESSION_TEMPLATES_H
#define MENTEE_SESSION_TEMPLATES_H
/* The program's templates, and beside them the user's: *.txt of the templates folder that lies next
   to mentee.conf. One of the same id stands in for ours. */
#include "mentee/engine/templates.h"
#include "mentee/session/session.h"

/* Initialises *templates. A file that is none is told in *problem (untouched where all are well)
   and left out. */
void session_templates(const struct session *session, struct templates *templates,
                       struct err *problem);
#endif
