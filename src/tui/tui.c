#include "mentee/tui/tui.h"

int tui_run(struct world *world, const char *term, struct err *err) {
  (void)world;
  (void)term;
  err_set(err, ERR_USAGE, "the full screen is not here yet");
  return err_exit_status(err);
}
