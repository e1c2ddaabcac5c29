#ifndef MENTEE_SESSION_ACTS_PRIV_H
#define MENTEE_SESSION_ACTS_PRIV_H
/* What the acts share: finding a row or saying that it is gone, and setting fields of the session's
 * book. */
#include "mentee/session/acts.h"

/* ERR_MISSING where there is no such row (any more). Keeps the row's id where it had none of its
 * own. */
const struct record *act_row(const struct session *session, struct action *action,
                             enum table_id table, const char *id, struct err *err);
void act_set(const struct session *session, struct action *action, enum table_id table,
             const char *id, int field, const char *value);
void act_set_day(const struct session *session, struct action *action, enum table_id table,
                 const char *id, int field, int day);
void act_set_number(const struct session *session, struct action *action, enum table_id table,
                    const char *id, int field, int number);
/* The word of an index; an index that is none sets nothing. */
void act_set_word(const struct session *session, struct action *action, enum table_id table,
                  const char *id, int field, int word);
void act_remove_row(const struct session *session, struct action *action, enum table_id table,
                    const char *id);
/* The name that a row has, or what it says first; "" where it has neither. */
const char *act_row_name(enum table_id table, const struct record *row);
/* How people are called in a sentence: "Dr Lan and Tomasz". */
void act_names(const struct session *session, const char *const *ids, size_t count,
               struct buf *out);

/* The word that a person means: near-peer and "near peer" are near_peer. */
int act_find_word(const struct words *list, const char *part, size_t len);
/* Sets them, and what follows from them (the day of a status). */
void act_set_values(struct session *session, struct action *action, enum table_id table,
                    const char *id, const struct field_value *values, size_t count);

/* Parts that several acts put into one action. */
void act_promise_row(struct session *session, struct action *action, const char *contact,
                     const char *what, int by, bool theirs, const char *origin, char *id_out);
/* The interaction alone; its id goes to id_out (SESSION_ID_SIZE). */
void act_new_interaction(struct session *session, struct action *action,
                         const struct log_entry *entry, char *id_out);
/* Settles what the list holds; or all that the entry settles. */
void act_clear(struct session *session, struct action *action, const struct log_clears *clears);
void act_clear_all(struct session *session, struct action *action, const struct log_entry *entry);
/* A role from a day on. `before`: the row that it follows, or NULL; what was agreed stays agreed.
 */
void act_role_row(struct session *session, struct action *action, const char *contact,
                  const struct role_spec *role, int from, const struct record *before);
/* The promises of an entry, to and from the first of its people. */
void act_promises_of(struct session *session, struct action *action, const struct log_entry *entry,
                     const char *origin);
void act_letter_row(struct session *session, struct action *action, const char *letter,
                    enum letter_step step, int day);
bool act_keep_row(struct session *session, struct action *action, const char *followup, int done_on,
                  struct err *err);
bool act_hold_row(struct session *session, struct action *action, const char *interaction, int day,
                  struct err *err);
#endif
