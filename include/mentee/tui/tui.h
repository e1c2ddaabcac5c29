#ifndef MENTEE_TUI_TUI_H
#define MENTEE_TUI_TUI_H
/* The full screen: the only loop is in tui_run(). Returns the exit status. */
#include "mentee/tui/shell.h"

int tui_run(struct world *world, const char *term, const struct shell *shell, struct err *err);
#endif
