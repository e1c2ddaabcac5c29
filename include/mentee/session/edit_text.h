#ifndef MENTEE_SESSION_EDIT_TEXT_H
#define MENTEE_SESSION_EDIT_TEXT_H
/*
 * The configured editor, $VISUAL, $EDITOR or vi on a text, in a private file of the state folder.
 * The terminal is the caller's to leave and to take back.
 */
#include "mentee/base/world.h"

/* Blanks at the end are dropped. False: the text stays as it was, and *err says why. */
bool edit_text(const struct world *world, const char *configured, struct buf *text,
               struct err *err);
#endif
