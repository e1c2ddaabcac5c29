#include "acts_priv.h"

#include <string.h>

const struct record *act_row(const struct session *session, struct action *action,
                             enum table_id table, const char *id, struct err *err) {
  const struct book *book = session_book(session);
  const struct record *row = book_find(book, table, id);

  if (row == NULL) {
    err_set(err, ERR_MISSING, "no %s '%s'; it may have been removed meanwhile",
            table_defs[table].row, id);
    return NULL;
  }
  action_keep_id(action, book, row);
  return row;
}

void act_set(const struct session *session, struct action *action, enum table_id table,
             const char *id, int field, const char *value) {
  action_set(action, session_book(session), table, id, field, value);
}

void act_set_day(const struct session *session, struct action *action, enum table_id table,
                 const char *id, int field, int day) {
  if (day != DATE_NONE)
    action_set_day(action, session_book(session), table, id, field, day);
}

void act_set_number(const struct session *session, struct action *action, enum table_id table,
                    const char *id, int field, int number) {
  act_set(session, action, table, id, field, arena_format(&action->arena, "%d", number));
}

void act_set_word(const struct session *session, struct action *action, enum table_id table,
                  const char *id, int field, int word) {
  const struct words *list = table_defs[table].fields[field].words;

  if (word >= 0)
    act_set(session, action, table, id, field, words_word(list, word));
}

void act_names(const struct session *session, const char *const *ids, size_t count,
               struct buf *out) {
  for (size_t i = 0; i < count; i++) {
    const struct record *contact = book_find(session_book(session), TABLE_CONTACTS, ids[i]);
    struct buf scratch = BUF_INIT;

    if (i > 0)
      buf_adds(out, i + 1 == count ? " and " : ", ");
    buf_adds(out, contact != NULL ? contact_call_by(contact, &scratch) : ids[i]);
    buf_release(&scratch);
  }
}

int act_find_word(const struct words *list, const char *part, size_t len) {
  char word[64];

  if (len == 0 || len >= sizeof word)
    return WORD_UNKNOWN;
  for (size_t i = 0; i < len; i++)
    word[i] = part[i] == '-' || part[i] == ' ' ? '_' : part[i];
  return words_find_span(list, word, len);
}
