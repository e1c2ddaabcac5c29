#ifndef MENTEE_TUI_SETTLE_H
#define MENTEE_TUI_SETTLE_H
#include "tui_priv.h"

/* Goes on with what was left ticked; the list stays the caller's. */
typedef void settle_fn(struct app *app, const struct log_clears *clears);
/* Takes the clears. */
void settle_open(struct app *app, struct log_clears *clears, settle_fn *then);
/* Asks in a line what was chosen of the advice of a touch, and notes that it was told. */
void chosen_open(struct app *app, const char *touch);
#endif
