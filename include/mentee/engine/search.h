#ifndef MENTEE_ENGINE_SEARCH_H
#define MENTEE_ENGINE_SEARCH_H
/*
 * One finder for everything: people first, then promises, log, doors, letters, events. Texts are
 * folded once; what is found for "con" is looked through for "const", not the whole book again.
 * Every typed word must occur: in the names of a person, or in the text; of what is not a person at
 * least one word in its own text. Where no person holds the letters in a row, those hold who have
 * them in this order. "field:value" asks for people as query.h does.
 *
 * Notes, and what is marked private, are not looked into.
 */
#include "mentee/engine/query.h"

enum search_group {
  SEARCH_PEOPLE,
  SEARCH_PROMISES,
  SEARCH_LOG,
  SEARCH_DOORS,
  SEARCH_LETTERS,
  SEARCH_EVENTS,
  SEARCH_GROUPS
};

#define SEARCH_LETTERS_LEAST 3 /* below, people alone are looked for */

/* Something that can be found. */
struct search_item {
  enum search_group group;
  enum table_id table;
  const struct record *row;     /* the contact itself, a follow-up, an interaction ... */
  const struct record *contact; /* whose it is; NULL: nobody's that is known */
  const char *folded;           /* its own text; of a person all names as well */
  int day;                      /* orders a group, the latest first; of people: their place by id */
  bool gone;                    /* archived or deceased: comes last */
};

struct search_hit {
  const struct search_item *item;
  int score; /* of people found by name: match_score(); not computed for very many */
  unsigned char group;
  bool gone; /* both of the item, which need not be looked at then */
};

struct search {
  struct arena arena;
  const struct book *book;
  const struct finder *finder;
  VEC(struct search_item) items; /* people by the book, then each group in its order */
  VEC(uint64_t) letters;         /* of each item: a bit a letter that its text holds */
  VEC(struct search_hit) hits;   /* group after group, each in its order */
  size_t count[SEARCH_GROUPS];
  char *typed;  /* folded, what the hits are of; NULL: nothing yet */
  bool narrows; /* a longer text may look through the hits alone */
  bool loose;   /* the people among the hits only have the letters in order */
};

/* Initialises *search. The finder, and the book it was made of, must outlive it unchanged. */
void search_make(struct search *search, const struct book *book, const struct finder *finder);
/* Finds; nothing typed finds nothing. ERR_USAGE where a field:value cannot be asked. */
bool search_look(struct search *search, const char *typed, const struct due *due, struct err *err);
/* What a row shows: of a person found by name the place, else the words that were found. Of the
   book, or in the arena. */
const char *search_text(const struct search *search, const struct search_hit *hit,
                        struct arena *arena);
void search_release(struct search *search);
#endif
