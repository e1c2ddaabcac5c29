#ifndef MENTEE_TUI_EDITOR_H
#define MENTEE_TUI_EDITOR_H
#include "mentee/base/world.h"

/* The configured editor ("": $VISUAL, $EDITOR or vi) on the text; false: it stays as it was. */
bool editor_edit(const struct world *world, const char *configured, struct buf *text,
                 struct err *err);
#endif
