#ifndef MENTEE_TUI_EDITOR_H
#define MENTEE_TUI_EDITOR_H
#include "mentee/base/world.h"

/* $VISUAL, $EDITOR or vi on the text; false: it stays as it was. */
bool editor_edit(const struct world *world, struct buf *text, struct err *err);
#endif
