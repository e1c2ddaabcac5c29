#ifndef MENTEE_EXCHANGE_PLAN_H
#define MENTEE_EXCHANGE_PLAN_H
/*
 * What an import would do to a book, before anything is written: who is new, who is known and
 * which of their empty fields would be filled, who is the same already, who may be somebody the
 * book has. Only empty fields are filled; what the book says differently stays and is named. A
 * further address or number goes to the next free numbered column.
 *
 * The rows of other tables that come with people are new, or here already; what is here is left as
 * it is. They keep their ids where these are free, and what refers to them follows where not.
 *
 * The plan reads the import and the book and keeps pointers into both; it becomes one action.
 * Made again after that action, it changes nothing.
 */
#include "mentee/exchange/imported.h"
#include "mentee/model/action.h"

/* X(KIND, "word", "what becomes of them") */
#define PLAN_KINDS(X)                                                                              \
  X(PLAN_NEW, "new", "added")                                                                      \
  X(PLAN_CHANGED, "changed", "only empty fields are filled")                                       \
  X(PLAN_SAME, "same", "left alone")                                                               \
  X(PLAN_UNSURE, "unsure", "may be somebody you have; left out until you say")                     \
  X(PLAN_SKIPPED, "skipped", "left out as you said")
#define PLAN_ENUM_ROW(name, word, fate) name,
enum plan_kind { PLAN_KINDS(PLAN_ENUM_ROW) PLAN_KIND_COUNT };
extern const char *const plan_words[PLAN_KIND_COUNT], *const plan_fates[PLAN_KIND_COUNT];

struct plan_value {
  int field; /* of contacts, or -1: the column */
  const char *column, *value;
  const char *there; /* what the book has instead; "" where the value fills an empty cell */
};

#define PLAN_NO_ROW ((size_t)-1)
struct plan_row {
  const struct imported *person;
  enum plan_kind kind;
  const struct record *contact; /* who they are, or may be; NULL: nobody of the book */
  size_t twin;                  /* an earlier row of this file that they are, or may be */
  const char *reason;           /* why they may be: "same e-mail"; "" */
  VEC(struct plan_value) fills; /* of a known contact, or what later rows add to a new one */
  VEC(struct plan_value) stays; /* differs, and stays as the book has it */
  bool doubtful;                /* was unsure, whatever was decided since */
};

/* Of a row of another table. */
enum plan_fate {
  FATE_NEW,
  FATE_THERE,
  FATE_DIFFERS, /* it is here, and says something else */
  FATE_WAITS,   /* it is about people who are unsure or skipped */
  FATE_COUNT
};
struct plan_extra {
  const struct imported_row *row;
  enum plan_fate fate;
  const struct record *there; /* of the book; NULL where it is new or waits */
};

struct plan {
  const struct book *book;
  const struct import *import;
  struct arena arena;
  VEC(struct plan_row) rows;     /* one a person of the import, in its order */
  struct map owners;             /* contact id: the row that fills it */
  VEC(struct plan_extra) extras; /* one a row of the import, in its order */
  size_t extra_counts[FATE_COUNT][TABLE_COUNT];
  struct map links; /* ids of the file: what they are */
  bool same_store;  /* somebody of the file is here under the same id */
};

void plan_make(struct plan *plan, const struct import *import, const struct book *book);
/* The same, telling how many people it has looked at. False: it was told to stop, and the plan is
   only to be released. */
bool plan_make_telling(struct plan *plan, const struct import *import, const struct book *book,
                       import_progress_fn *progress, void *context);
void plan_release(struct plan *plan);
size_t plan_count(const struct plan *plan, enum plan_kind kind);
size_t plan_extra_count(const struct plan *plan, enum plan_fate fate);
/* Appends "61 roles, 1 promise". */
void plan_extra_text(const struct plan *plan, enum plan_fate fate, struct buf *out);
extern const char *const plan_row_words[TABLE_COUNT]; /* "promises" */
/* The name of the person that an unsure row may be. */
const char *plan_other_name(const struct plan *plan, const struct plan_row *row);

enum plan_answer { PLAN_SAME_PERSON, PLAN_SOMEBODY_ELSE, PLAN_SKIP };
/* Of a row that is or was unsure. */
void plan_decide(struct plan *plan, size_t row, enum plan_answer answer);

/* What everybody who is new gets in one go; "" and WORD_EMPTY: nothing. */
struct plan_gifts {
  int role;
  const char *tag, *event_id;
};
#define PLAN_GIFTS_INIT                                                                            \
  { WORD_EMPTY, "", "" }

/* A fresh id for a table; the plan takes care that it gives none twice. */
typedef void plan_id_fn(void *context, enum table_id table, char *out);
#define PLAN_ID_SIZE 80

/* Appends everything to the action (initialised by the caller), whose title stays the caller's. */
void plan_action(const struct plan *plan, const struct plan_gifts *gifts, int today,
                 plan_id_fn *new_id, void *context, struct action *action);
#endif
