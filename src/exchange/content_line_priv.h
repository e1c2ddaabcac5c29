#ifndef MENTEE_EXCHANGE_CONTENT_LINE_PRIV_H
#define MENTEE_EXCHANGE_CONTENT_LINE_PRIV_H
/*
 * Content lines of vCard 2.1, 3.0, 4.0 and iCalendar (RFC 6350 3, RFC 5545 3.1):
 * group.NAME;PARAM=value,"value":value, folded. One layer reads and writes all of them.
 *
 * Reading takes one pass and keeps one line at a time; the lines of a photo are passed over without
 * being kept, so that a card of any size needs no more than its text.
 */
#include "mentee/base/buf.h"
#include "mentee/base/vec.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct content_param {
  const char *name;  /* "" for a bare type of 2.1: TEL;CELL */
  const char *value; /* without quotes, RFC 6868 undone */
};

struct content_line {
  const char *raw; /* unfolded, NUL-terminated, up to the next call; NULs of the file are U+FFFD */
  const char *group, *name; /* "" without one; as written, compare without case */
  VEC(struct content_param) params;
  const char *value; /* still escaped; quoted-printable and CHARSET undone */
  size_t value_len;
  uint32_t line;
  bool opaque; /* a photo, sound or key: its value was passed over */
  bool broken; /* no ':' in it; only raw is set */
};

struct content_reader {
  const char *at, *end;
  uint32_t line;    /* of what `at` points to */
  bool guessed;     /* a value was no UTF-8 and said nothing: windows-1252 */
  bool was_opaque;  /* base64 may run on in lines that are not folded (2.1) */
  struct buf text;  /* the unfolded line */
  struct buf parts; /* group, name, parameters, each ended by NUL */
  struct buf value; /* decoded */
  struct content_line current;
};

void content_reader_init(struct content_reader *reader, const char *text, size_t len);
void content_reader_release(struct content_reader *reader);
/* The next line that is not blank, or NULL at the end. */
const struct content_line *content_next(struct content_reader *reader);

bool content_is(const struct content_line *line, const char *name);
/* The value of a parameter, the first of its name, or "". */
const char *content_param(const struct content_line *line, const char *name);
/* A parameter of that name with that value, among a comma list too, or the bare type of 2.1. */
bool content_has(const struct content_line *line, const char *name, const char *value);

/*
 * One component of a structured or listed value: undoes \n \, \; \: \\ up to an unescaped `by`
 * (0: the whole value). Appends to *out, returns where the next begins, NULL after the last.
 */
const char *content_component(const char *value, char by, struct buf *out);

/* --- writing: each function appends ------------------------------------------------------------
 */

/* A value with \ , ; and line ends escaped. */
void content_escape(struct buf *out, const char *text);
/* One line, as it stands, folded at 75 octets between characters, ended by CRLF. */
void content_write(struct buf *out, const char *unfolded);
void content_writef(struct buf *out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* NAME:escaped text; nothing where the text is "". */
void content_write_text(struct buf *out, const char *name, const char *text);
/* A parameter value: quoted where it must be, RFC 6868 for what no quotes can hold. */
void content_param_value(struct buf *out, const char *text);
#endif
