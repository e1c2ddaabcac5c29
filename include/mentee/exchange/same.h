#ifndef MENTEE_EXCHANGE_SAME_H
#define MENTEE_EXCHANGE_SAME_H
/*
 * Who may be who: two descriptions of people compared by names (folded, with initials, in scripts
 * whose letters look alike), addresses, numbers and links. Linear in people: only those who share
 * a key are compared, and of very many who share one, the first.
 */
#include "mentee/exchange/imported.h"
#include "mentee/model/book.h"

enum sameness {
  SAME_NO,
  SAME_MAYBE,  /* a person must say */
  SAME_CERTAIN /* name and something else agree, and nothing of weight speaks against it */
};

/* One person, out of a book or out of a file. */
struct who {
  const struct book *book;      /* with contact */
  const struct record *contact; /* or NULL */
  const struct imported *person;
};
const char *who_text(const struct who *who, int field);
const char *who_column(const struct who *who, const char *column);

/* People who can be found again by any of their keys. They are borrowed. */
struct who_index;
struct who_index *who_index_new(void);
void who_index_free(struct who_index *index);
/* Adds one; `number` is what finding gives. */
void who_index_add(struct who_index *index, const struct who *who, size_t number);

#define WHO_NOBODY ((size_t)-1)
struct who_match {
  enum sameness sameness;
  size_t number;      /* WHO_NOBODY with SAME_NO */
  const char *reason; /* "same e-mail", "same name", "initials fit"; static */
};
/* The one who fits best. Two who fit for certain are one that a person must say. */
struct who_match who_index_find(const struct who_index *index, const struct who *who);

/* Every pair of contacts that may be one person, each once, for `check`. */
void same_pairs(const struct book *book,
                void (*visit)(void *context, const struct record *a, const struct record *b,
                              const char *reason),
                void *context);
#endif
