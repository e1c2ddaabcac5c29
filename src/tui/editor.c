/* The editor, with the terminal left to it. */
#include "editor.h"

#include "mentee/session/edit_text.h"
#include "mentee/tui/term.h"

bool editor_edit(const struct world *world, const char *configured, struct buf *text,
                 struct err *err) {
  bool ok;

  term_leave();
  ok = edit_text(world, configured, text, err);
  term_return();
  return ok;
}
