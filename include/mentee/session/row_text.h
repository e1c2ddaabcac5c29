#ifndef MENTEE_SESSION_ROW_TEXT_H
#define MENTEE_SESSION_ROW_TEXT_H
/* A row as text, for the editor: "field: value" lines, then each note under its name; and back. */
#include "mentee/session/acts.h"

struct field_values {
  VEC(struct field_value) list;
};
#define FIELD_VALUES_INIT                                                                          \
  { VEC_INIT }

void row_text_write(enum table_id table, const struct record *row, struct buf *out);
/* What differs from the row; the values are in the arena. ERR_USAGE names the line or the field. */
bool row_text_read(const struct session *session, enum table_id table, const struct record *row,
                   const char *text, struct arena *arena, struct field_values *values,
                   struct err *err);
#endif
