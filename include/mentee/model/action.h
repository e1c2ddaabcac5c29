#ifndef MENTEE_MODEL_ACTION_H
#define MENTEE_MODEL_ACTION_H
/*
 * Every change of a book is an action: a list of (table, id, field, before,
 * after). It is applied, written into a manifest, and undone in that one form,
 * and points into no book: its texts are its own.
 *
 * A row begins where its id field goes from "" to the id (the first change of
 * that row in the list), and ends where it goes from the id to "" (the last one).
 * A row typed without an id gets its given_id by such a change too, which says so
 * (gives_id): taken back, the row stays, without an id.
 */
#include "mentee/model/book.h"

struct change {
  enum table_id table;
  const char *id;
  int field; /* -1: a column of somebody else's, by its name */
  const char *before, *after;
  const char *column; /* of the header, where field is -1; else NULL */
  bool gives_id;      /* field 0 of a row that was there before */
};
/* Its name in the header, whosever column it is. */
const char *change_column(const struct change *change);

enum action_origin {
  ACTION_HERE, /* a person, with this program */
  ACTION_UNDO, /* takes back the one that `of` names */
  ACTION_REDO, /* takes back an undo */
  ACTION_SYNC, /* came from another machine */
  ACTION_VOID  /* in the journal: the one that `of` names never happened */
};
#define ACTION_MARK_SIZE 9

struct action {
  struct arena arena;
  VEC(struct change) changes;
  const char *title; /* "logged Dr Lan and Tomasz: trial slots"; "" at first */
  enum action_origin origin;
  int64_t at_ns;               /* when it was committed, since the epoch; 0: not yet */
  char mark[ACTION_MARK_SIZE]; /* what the journal calls it; "" before it is committed */
  char of[ACTION_MARK_SIZE];   /* "" where it takes nothing back */
};

/* A field that was changed meanwhile: what the action expected, wanted, and what is there. */
struct conflict {
  enum table_id table;
  const char *id;
  int field;
  const char *before, *after, *there;
  const char *column; /* as in struct change */
};
struct conflicts {
  struct arena arena;
  VEC(struct conflict) list;
};

void action_init(struct action *action);
void action_release(struct action *action);
void action_title(struct action *action, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Begins a row; the id is the caller's (session_new_id). */
void action_add_row(struct action *action, enum table_id table, const char *id);
/* Sets a field, of a record of the book or of a row begun in this action; a value that is there
   already adds nothing. A row without an id of its own gets its given_id first. */
void action_set(struct action *action, const struct book *book, enum table_id table, const char *id,
                int field, const char *value);
void action_set_day(struct action *action, const struct book *book, enum table_id table,
                    const char *id, int field, int day);
/* For actions of many rows: appends a change of which the caller knows that it is the first of its
   field in this action, that `before` is what the book has, and that `after` differs. */
void action_fill(struct action *action, enum table_id table, const char *id, int field,
                 const char *before, const char *after);
/* The same for a column that is not ours; it joins the header where it is not there yet. Its name
   must not be a field's. */
void action_fill_column(struct action *action, enum table_id table, const char *id,
                        const char *column, const char *before, const char *after);
/* The id of a row that was typed without one. */
void action_give_id(struct action *action, enum table_id table, const char *id);
/* A contact that another row is about to refer to: writes its given_id where it has no id yet. */
void action_keep_id(struct action *action, const struct book *book, const struct record *record);

/* Its own copy of everything, in *copy (initialised by this). */
void action_copy(const struct action *action, struct action *copy);
/* The action that takes it back, in *inverse (initialised by this): an undo of it, or of an undo a
   redo. */
void action_invert(const struct action *action, struct action *inverse);
bool action_touches(const struct action *action, enum table_id table);

/*
 * Applies all of it or nothing: where a field is not what `before` says, or a row is not there,
 * the conflicts are listed and the book is as it was. Values that are already `after` count as
 * done.
 */
bool book_apply(struct book *book, const struct action *action, struct conflicts *conflicts);
/* Applies what it can; conflicts are listed and keep the value that is there. */
void book_apply_loosely(struct book *book, const struct action *action,
                        struct conflicts *conflicts);
void conflicts_init(struct conflicts *conflicts);
void conflicts_release(struct conflicts *conflicts);
void conflicts_add(struct conflicts *conflicts, const struct change *change, const char *there);
/* "Saoirse Ó Dálaigh, email: 'a' here, 'b' in the file" */
void conflict_text(const struct book *book, const struct conflict *conflict, struct buf *out);
#endif
