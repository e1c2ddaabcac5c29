#ifndef MENTEE_EXCHANGE_CHARSET_PRIV_H
#define MENTEE_EXCHANGE_CHARSET_PRIV_H
/*
 * UTF-8 out of whatever a file is in: its BOM tells, else it is UTF-8 where it is valid UTF-8, else
 * windows-1252 (which holds Latin-1). UTF-16 without a BOM is known by its NULs.
 */
#include "mentee/base/buf.h"
#include <stdbool.h>
#include <stddef.h>

struct charset_text {
  const char *text; /* borrowed from the input, or from own */
  size_t len;
  const char *name; /* "UTF-8" */
  struct buf own;
};
#define CHARSET_TEXT_INIT                                                                          \
  { "", 0, "UTF-8", BUF_INIT }

/* `whole`: bytes that are not UTF-8 are windows-1252. Without it they are left as they are, for a
   format whose values each have their own (vCard). */
void charset_read(struct charset_text *out, const char *bytes, size_t len, bool whole);
void charset_release(struct charset_text *text);
/* Appends the bytes, which are in the named set; an unknown name is taken for windows-1252. */
void charset_convert(struct buf *out, const char *bytes, size_t len, const char *name);
#endif
