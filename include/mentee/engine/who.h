#ifndef MENTEE_ENGINE_WHO_H
#define MENTEE_ENGINE_WHO_H
/*
 * Who do I know at a place or a goal, now or before, and who knows them. A place is meant by any
 * part of it ("larkspur", "LTROP", "Larkspur Med Ctr"): the words that tell places apart count,
 * those that many share (university, hospital, center ...) do not, and initials stand for a name.
 */
#include "mentee/base/date.h"
#include "mentee/base/err.h"
#include "mentee/model/book.h"

enum who_tie {
  WHO_NOW,    /* works or trains there */
  WHO_BEFORE, /* did */
  WHO_KNOWS,  /* knows one of them, or somebody there: `via` */
  WHO_TARGET  /* is linked to the goal itself */
};

struct who_person {
  enum who_tie tie;
  const struct record *contact;
  const struct record *via; /* whom they know there; NULL otherwise */
  const char *how;          /* "Professor, Larkspur University, since 2016"; "knows Dr Sæther" */
};

struct who {
  struct arena arena;
  const struct record *target;   /* the goal that was meant, or NULL */
  VEC(struct who_person) people; /* in the order of the ties; then by when, then by name */
};

/* Initialises *who. ERR_MISSING: no place, goal or link of that name. Of people who are gone, or
   not known yet, nothing is said; of the deceased neither. */
bool who_is_there(struct who *who, const struct book *book, const char *place, int today,
                  struct err *err);
void who_release(struct who *who);
#endif
