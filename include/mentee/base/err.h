#ifndef MENTEE_BASE_ERR_H
#define MENTEE_BASE_ERR_H
/*
 * Errors are values. A function that can fail takes a `struct err *` last and
 * returns bool: true is done and leaves *err untouched, false has filled it
 * once, in the lowest function that knows. The text follows one grammar: lower
 * case, no full stop, what failed first, the subject in single quotes, the
 * reason after a colon, and what to do where it is known. It may hold bytes of
 * the user's data: whoever prints it passes it through text_defuse().
 */
#include <stdbool.h>

enum err_kind {
  ERR_NONE,
  ERR_MISSING,  /* nothing found: exit 1 */
  ERR_USAGE,    /* asked for wrongly, or ambiguous: exit 2 */
  ERR_DATA,     /* the store holds something that cannot be used: exit 3 */
  ERR_CONFLICT, /* the same field changed elsewhere meanwhile: exit 3 */
  ERR_IO,       /* the system said no: exit 3 */
  ERR_BUSY      /* another one is writing: once it is done, this can be: exit 3 */
};

struct err {
  enum err_kind kind;
  char text[1024];
};
#define ERR_INIT                                                                                   \
  { ERR_NONE, "" }

/* Fills *err; always returns false, so that `return err_set(...)` reads well. */
bool err_set(struct err *err, enum err_kind kind, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* Puts "prefix: " before the text that is already there; returns false. */
bool err_within(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

int err_exit_status(const struct err *err);
#endif
