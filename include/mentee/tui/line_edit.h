#ifndef MENTEE_TUI_LINE_EDIT_H
#define MENTEE_TUI_LINE_EDIT_H
/*
 * One line (or a few: a pasted text keeps its line ends) being typed, with readline's keys
 * (screens.md 3). The cursor is a byte offset on a character's edge.
 */
#include "mentee/base/buf.h"
#include <stdbool.h>

struct line_edit {
  struct buf text;
  size_t cursor;
  struct buf cut; /* what Ctrl-Y puts back */
};
#define LINE_EDIT_INIT                                                                             \
  { BUF_INIT, 0, BUF_INIT }

void line_edit_set(struct line_edit *line, const char *text); /* the cursor goes to the end */
const char *line_edit_text(const struct line_edit *line);
void line_edit_release(struct line_edit *line);
/* True where the key was an editing key or text ("<Paste>..." included); false: not its business.
 */
bool line_edit_key(struct line_edit *line, const char *key);
#endif
