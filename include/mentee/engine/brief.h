#ifndef MENTEE_ENGINE_BRIEF_H
#define MENTEE_ENGINE_BRIEF_H
/*
 * One page before a meeting: who, how you greet them, what to bring, what you wait for, advice to
 * come back to, the last times, agenda, questions, what they care about. For your own eyes; the
 * words of a touch marked private are left out all the same.
 */
#include "mentee/base/vec.h"
#include "mentee/model/book.h"

struct brief_row {
  const char *label; /* "Bring"; "" continues the row above */
  const char *text;
};

struct brief {
  struct arena arena;
  const char *name, *about; /* "Henrike · HEN-ree-kuh · she/her" */
  const char *when;         /* of the next meeting: "Tuesday 24 November, 16:00, ..."; "" */
  const char *subject;      /* what it is about; "" */
  VEC(struct brief_row) rows;
};

/* Initialises *brief. */
void brief_make(struct brief *brief, const struct book *book, const struct record *contact,
                int today);
/* The page as text, wrapped to so many columns (40 at least). */
void brief_text(const struct brief *brief, int columns, struct buf *out);
void brief_release(struct brief *brief);
#endif
