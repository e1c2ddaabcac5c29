#ifndef MENTEE_EXCHANGE_LINES_PRIV_H
#define MENTEE_EXCHANGE_LINES_PRIV_H
/* Physical lines of a text, for the formats that are made of them. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct lines {
  const char *at, *end;
  uint32_t number; /* of the line that was returned last, from 1 */
};

/* The next line without its LF or CRLF; NULL at the end. */
static inline const char *lines_next(struct lines *lines, size_t *len) {
  const char *line = lines->at, *newline;

  if (line >= lines->end)
    return NULL;
  newline = memchr(line, '\n', (size_t)(lines->end - line));
  *len = newline != NULL ? (size_t)(newline - line) : (size_t)(lines->end - line);
  lines->at = newline != NULL ? newline + 1 : lines->end;
  lines->number++;
  if (*len > 0 && line[*len - 1] == '\r')
    --*len;
  return line;
}
#endif
