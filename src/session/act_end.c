/* How a row of each table ends where a person lets it go: nothing that happened is lost. */
#include "acts_priv.h"

enum end { END_IN_ITS_WAY, END_WORD, END_DAY, END_ROW };

static const struct {
  enum end end;
  int field;
  const char *word;
  const char *said; /* before what the row is called */
} ends[TABLE_COUNT] = {
    [TABLE_CONTACTS] = {END_IN_ITS_WAY, 0, "", ""},
    [TABLE_ROLES] = {END_DAY, ROLES_TO_ON, "", "no longer"},
    [TABLE_AFFILIATIONS] = {END_DAY, AFFILIATION_TO_ON, "", "no longer at"},
    [TABLE_INTERACTIONS] = {END_WORD, INTERACTION_STATUS, "cancelled", "cancelled"},
    [TABLE_FOLLOWUPS] = {END_IN_ITS_WAY, 0, "", ""},
    [TABLE_OPPORTUNITIES] = {END_WORD, OPPORTUNITY_STAGE, "lapsed", "the door is closed:"},
    [TABLE_LETTERS] = {END_IN_ITS_WAY, 0, "", ""},
    [TABLE_EVENTS] = {END_WORD, EVENT_STATUS, "cancelled", "cancelled"},
    [TABLE_EVENT_PEOPLE] = {END_ROW, 0, "", "taken off the list:"},
    [TABLE_LINKS] = {END_ROW, 0, "", "the tie is gone:"},
    [TABLE_TARGETS] = {END_WORD, TARGET_STATUS, "withdrawn", "withdrew from"},
    [TABLE_SETTINGS] = {END_ROW, 0, "", "the default again:"},
};

static const char *name_of(const struct session *session, enum table_id table, const char *id) {
  const struct record *row = book_find(session_book(session), table, id);

  return row != NULL ? record_text(row, CONTACT_NAME) : "";
}

/* "Hill meeting", "mentor", "Dr Lan" */
static void add_what(const struct session *session, enum table_id table, const struct record *row,
                     struct buf *out) {
  const char *words = "";

  if (table == TABLE_ROLES)
    words =
        words_spoken(&words_role, record_word_or(row, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE));
  else if (table == TABLE_EVENT_PEOPLE && record_has(row, EVENT_PERSON_CONTACT_ID))
    words = name_of(session, TABLE_CONTACTS, record_text(row, EVENT_PERSON_CONTACT_ID));
  else if (table == TABLE_LINKS)
    words = name_of(session, TABLE_CONTACTS, record_text(row, LINKS_TO_CONTACT));
  else
    words = act_row_name(table, row);
  buf_adds(out, words[0] != '\0' ? words : table_defs[table].row);
}

static bool end_here(struct session *session, enum table_id table, const char *id,
                     struct err *err) {
  struct buf what = BUF_INIT;
  struct action action;
  const struct record *row;

  action_init(&action);
  row = act_row(session, &action, table, id, err);
  if (row == NULL) {
    action_release(&action);
    return false;
  }
  add_what(session, table, row, &what);
  action_title(&action, "%s %s", ends[table].said, buf_text(&what));
  buf_release(&what);
  if (ends[table].end == END_ROW)
    act_remove_row(session, &action, table, id);
  else if (ends[table].end == END_DAY)
    act_set_day(session, &action, table, id, ends[table].field, session->today);
  else
    act_set(session, &action, table, id, ends[table].field, ends[table].word);
  return session_commit(session, &action, err);
}

static bool end_letter(struct session *session, const char *id, struct err *err) {
  const struct record *letter = book_find(session_book(session), TABLE_LETTERS, id);

  if (letter != NULL && !letter_step_fits(letter, LETTER_NO))
    return err_set(err, ERR_USAGE, "this letter was answered; there is nothing to let go");
  return session_letter_step(session, id, LETTER_NO, session->today, err);
}

bool session_end_row(struct session *session, enum table_id table, const char *id,
                     struct err *err) {
  if (ends[table].end != END_IN_ITS_WAY)
    return end_here(session, table, id, err);
  if (table == TABLE_FOLLOWUPS)
    return session_release_promise(session, id, err);
  if (table == TABLE_LETTERS)
    return end_letter(session, id, err);
  return session_archive(session, id, err);
}
