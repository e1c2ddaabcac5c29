#ifndef MENTEE_TUI_SETTLE_H
#define MENTEE_TUI_SETTLE_H
#include "tui_priv.h"

/* Saves the line with what was left ticked, which stays the caller's; false: it is not saved. */
typedef bool settle_fn(struct app *app, struct modal *line, const struct log_clears *clears);
/* Takes the clears. */
void settle_open(struct app *app, struct log_clears *clears, settle_fn *then);
/* Asks in a line what was chosen of the advice of a touch, and notes that it was told. */
void chosen_open(struct app *app, const char *touch);
#endif
