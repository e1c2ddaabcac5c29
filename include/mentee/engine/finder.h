#ifndef MENTEE_ENGINE_FINDER_H
#define MENTEE_ENGINE_FINDER_H
/*
 * The names of a book folded once, so that looking for somebody among 100,000 people compares
 * bytes and nothing else. Whoever keeps one makes it anew after a change of the book.
 */
#include "mentee/model/book.h"

struct finder_person {
  const struct record *contact;
  /* folded; "" where there is none */
  const char *name, *sort_name, *call_by, *native_name;
  const char *more; /* organisation, tags and interests, a line end between them */
  bool gone;        /* archived or deceased: comes last, or not at all */
};

struct finder {
  struct arena arena;
  struct finder_person *people; /* by the contact's index */
  size_t count;
  const char *unread; /* why not all of the contacts were read; NULL */
};

/* Initialises *finder. Points into the book: good until its next change. */
void finder_make(struct finder *finder, const struct book *book);
void finder_release(struct finder *finder);

/* Orders records of the book that the finder was made of: by sort_name, then name, then id. */
void finder_sort(const struct finder *finder, const struct record **list, size_t len);
#endif
