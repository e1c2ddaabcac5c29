#ifndef MENTEE_ENGINE_HEALTH_PRIV_H
#define MENTEE_ENGINE_HEALTH_PRIV_H
#include "mentee/base/map.h"
#include "mentee/engine/health.h"
#include "mentee/engine/say.h"

/* Ways in which things can depend on one person (H3), in the order a sentence lists them. */
enum lean {
  LEAN_LETTER,
  LEAN_MENTOR,
  LEAN_SPONSOR,
  LEAN_TUTOR,
  LEAN_OWES,
  LEAN_BOOKED,
  LEAN_DOOR,
  LEAN_COUNT
};

#define MINE_LATELY 3 /* how many of my last notes H4 looks at */

struct mine {
  int day; /* DATE_NONE: there is none */
  bool ask;
};

/* What one pass over each table counts of a contact. */
struct tally {
  int asks_lately;               /* held or unanswered, in half a year */
  int asks, gives, neither;      /* held, in a year, feedback left out */
  struct mine mine[MINE_LATELY]; /* the last ones that I began, latest first */
  int full_year;                 /* held, real or deep, in a year */
  unsigned leans;                /* bit per enum lean */
  const struct record *owes;     /* what they promised me, still open */
  const struct record *booked;   /* the first meeting ahead */
  const struct record *overdue;  /* the oldest promise to them past its day */
};

struct check_world {
  struct health *health;
  const struct book *book;
  const struct settings *settings;
  const struct cadence *cadence;
  int today;
  struct tally *tallies;        /* by the contact's index */
  const struct record **people; /* all contacts by id, so that the order of rows says nothing */
  size_t count;
  int asks;          /* of everybody, in half a year */
  int staff_touches; /* in a quarter */
  int staff_thanked; /* the last day, or DATE_NONE */
  int own_touches;   /* held, begun by me or both, in twelve weeks */
  struct map let_go; /* "origin/kind/contact" to the released follow-up */
};

/* A number of the checks, as the settings have it. */
int check_number(const struct check_world *world, enum setting setting);

/* health_facts.c */
void check_world_gather(struct check_world *world);
void check_world_release(struct check_world *world);
/* Has any rule a say about them? Not of who is gone, nor of who asked for no contact. */
bool is_spoken_of(const struct check_world *world, const struct record *contact);
bool is_engaged(const struct check_world *world, const struct record *contact);
const struct facts *facts_of(const struct check_world *world, const struct record *contact);
struct tally *tally_of(const struct check_world *world, const struct record *contact);
/* All contacts of a book by id; the caller frees. */
const struct record **contacts_by_id(const struct book *book);
/* Which of two rows a sentence takes where nothing else tells them apart. */
bool id_before(const struct record *a, const struct record *b);
/* A day that has happened, else DATE_NONE: a fact dated after today has not. */
int day_by(const struct record *row, int field, int today);
bool is_staff(const struct record *contact);
bool is_attending(const struct record *contact);
/* A promise that is open on that day. */
bool check_promise_is_open(const struct record *row, int today);

/* A thought of that check; figures and sentence are set by the caller. Its put-away key is the
   check's name and the contact's id, until thought_of_thing() says otherwise. */
struct thought *add_thought(struct check_world *world, enum health_check check, bool speaks,
                            const struct record *contact);
void thought_of_thing(struct thought *thought, const struct record *row, enum table_id table,
                      int duty);
/* Moves the text into the arena and releases the buffer. */
const char *keep_text(struct check_world *world, struct buf *text);
/* "c0001;c0007" */
void add_id(struct buf *ids, const struct record *contact);

typedef void health_fn(struct check_world *world);
/* health_people.c */
health_fn check_slots, check_facets, check_leaning, check_asking, check_sponsors, check_staff,
    check_loose_ends, check_writers;
/* health_things.c */
health_fn check_promises, check_thanks, check_hours, check_capacity;
#endif
