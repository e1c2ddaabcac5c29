#ifndef MENTEE_MODEL_CHECK_H
#define MENTEE_MODEL_CHECK_H
/*
 * Everything that is not as the store's invariants V1-V9 want it, cells that do not suit their
 * field, references that lead nowhere, and what reading found (book->notes are among the notes).
 * Reads only. Notes come in the order of tables and lines, damage of a whole file first.
 * V7 (a sponsor who opened no door) is a matter of the network's health, not of the file.
 */
#include "mentee/model/book.h"

/* Texts are in the arena or in the book: notes do not outlive the book they speak of. */
struct notes {
  struct arena arena;
  VEC(struct note) list;
};

void notes_init(struct notes *notes);
void notes_release(struct notes *notes);
void book_check(const struct book *book, int today, struct notes *notes);
/* What is wrong where this cell is empty; NULL where it may be. */
const char *check_need(enum table_id table, int field);
/* Appends "contacts.csv:12: email: text"; the column only where field >= 0, the line only where
 * there is one. */
void note_text(const struct note *note, struct buf *out);
#endif
