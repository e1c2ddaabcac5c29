#ifndef MENTEE_ENGINE_LOGLINE_H
#define MENTEE_ENGINE_LOGLINE_H
/*
 * The log line (screens.md 2.10), one pure parser for the shell and the screen:
 *
 *   [day] [kind] [with NAME and NAME]: subject > what I promise by day < what they promise by day
 *
 * The front ends at the first ": ". With a colon it is front only if all of it reads as front;
 * without one it counts only if the whole line (before " > " and " < ") is front. Days at the front
 * look back, days after > and < ahead. Only the last " > " and the last " < " count. A blank at the
 * very front means: take it as it is. Further lines are notes.
 */
#include "mentee/base/arena.h"
#include "mentee/base/vec.h"
#include "mentee/model/tables.h"

struct logline {
  int day; /* DATE_NONE: none was said */
  bool kind_said;
  int kind;                  /* enum kind_word; meeting where none was said */
  int channel;               /* enum channel_word or WORD_EMPTY */
  int depth;                 /* enum depth_word */
  VEC(const char *) with;    /* names as typed */
  const char *subject;       /* "" where there is none */
  const char *notes;         /* further lines, "" where there are none */
  const char *mine, *theirs; /* promises, "" where there are none */
  int mine_by, theirs_by;    /* DATE_NONE: no day */
};

/* Is this the name of somebody? (With a colon every name is taken and resolved by the caller.) */
typedef bool logline_is_name_fn(void *context, const char *name);

/* Texts live in the arena. Cannot fail: what is not understood is subject. */
void logline_parse(struct logline *log, struct arena *arena, const char *line, int today,
                   logline_is_name_fn *is_name, void *context);
void logline_release(struct logline *log);

/* The n-th word for what happened, and what it writes; false: there are no more. */
bool logline_word(size_t n, const char **word, int *kind, int *channel, int *depth);
/* What a kind word writes: false where it is no kind word. For --kind as well. */
bool logline_kind(const char *word, int *kind, int *channel, int *depth);
#endif
