#ifndef MENTEE_MODEL_CHECK_H
#define MENTEE_MODEL_CHECK_H
/*
 * Everything that is not as store.md 4 wants it (V1-V9), cells that do not suit their field,
 * references that lead nowhere. Reads only. Notes come in the order of tables and lines.
 */
#include "mentee/model/book.h"

struct notes {
  struct arena arena;
  VEC(struct note) list;
};

void notes_init(struct notes *notes);
void notes_release(struct notes *notes);
void book_check(const struct book *book, int today, struct notes *notes);
/* "contacts.csv:12: email: text"; the column only where field >= 0, the line only where there is
 * one. */
void note_text(const struct note *note, struct buf *out);
#endif
