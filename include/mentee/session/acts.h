#ifndef MENTEE_SESSION_ACTS_H
#define MENTEE_SESSION_ACTS_H
/*
 * What a person does, as commands and keys alike say it: each is one action, one
 * undo. People and rows are named by id. Errors leave everything as it was.
 */
#include "mentee/engine/logline.h"
#include "mentee/session/session.h"

/* --- rows of any table, by their fields --------------------------------------- */

struct field_value {
  int field;
  const char *value; /* in the arena */
};
/* What a file will hold for what was typed: days ("fri" of a deadline is the next one), times and
   words as people write them, names where the field refers to somebody or something. NULL: *err
   says why not. The result is in the arena. */
const char *session_read_value(const struct session *session, enum table_id table, int field,
                               const char *text, struct arena *arena, struct err *err);
/* "email=jane@x.org"; ERR_USAGE for an unknown field, with the nearest. */
bool session_value_parse(const struct session *session, const char *text, enum table_id table,
                         struct arena *arena, struct field_value *out, struct err *err);
/* A row by its id; contacts, events and goals also by (enough of) their name. NULL: *err. */
const struct record *session_find_row(const struct session *session, enum table_id table,
                                      const char *name, struct err *err);
/* Both refuse days that are out of order (from after to). A status that is set gets its day. */
bool session_add_row(struct session *session, enum table_id table, const struct field_value *values,
                     size_t count, char *id_out, struct err *err);
bool session_edit(struct session *session, enum table_id table, const char *id,
                  const struct field_value *values, size_t count, struct err *err);

/* Several rows as one action; an empty id is a new row. */
struct row_change {
  enum table_id table;
  const char *id;
  const struct field_value *values;
  size_t count;
};
bool session_change_rows(struct session *session, const struct row_change *changes, size_t count,
                         const char *title, struct err *err);
bool session_remove_row(struct session *session, enum table_id table, const char *id,
                        struct err *err);
/* The row is let go, as its table does that: a role or a place ends today, an event or a meeting is
   cancelled, a goal withdrawn, a door closed, a letter answered no, a promise released, somebody
   archived; a tie and a place on an event's list are taken out. */
bool session_end_row(struct session *session, enum table_id table, const char *id, struct err *err);
/* Several as one action; none of the values is empty. */
struct setting_value {
  const char *key, *value;
};
bool session_set_settings(struct session *session, const struct setting_value *values, size_t count,
                          struct err *err);
/* "" is the default again; the value is the caller's to check (settings_refusal). */
bool session_set_setting(struct session *session, const char *key, const char *value,
                         struct err *err);

/* --- people, and what they are to you ------------------------------------------- */

/* "mentor:primary:clinical", "sponsor", "near-peer": role, then facet, rank, phase in any order.
   A mentor without more is secondary, trial. ERR_USAGE names what was not understood. */
struct role_spec {
  int role, facet, rank, phase; /* words; WORD_EMPTY */
};
bool role_spec_parse(const char *text, struct role_spec *spec, struct err *err);

/* id_out: SESSION_ID_SIZE. The role begins today; values may be empty. */
bool session_add_contact(struct session *session, const char *name, const struct role_spec *role,
                         const struct field_value *values, size_t count, char *id_out,
                         struct err *err);
/* Begins a role on a day. A current one of that kind and facet stays where it is the same; where
   its rank or phase differs it ends the day before. Ending: of that kind, and of the facet where
   one is said; the last day is included. */
bool session_begin_role(struct session *session, const char *contact, const struct role_spec *role,
                        int since, struct err *err);
bool session_end_role(struct session *session, const char *contact, const struct role_spec *role,
                      int last_day, struct err *err);

/* --- interactions --------------------------------------------------------------- */

/* What is logged. Words are WORD_EMPTY and days DATE_NONE where not said. */
struct log_entry {
  const char *const *people; /* ids */
  size_t people_count;
  int day, time, minutes; /* time -1, minutes -1: not said */
  int kind, channel, direction, initiator, depth;
  int status; /* TOUCH_HELD or TOUCH_NO_REPLY */
  const char *event_id, *subject, *notes;
  const char *mine, *theirs; /* promises; "" for none */
  int mine_by, theirs_by;
  const char *planned_id;          /* the planned row that this makes held; "" for none */
  const struct log_clears *clears; /* what it settles beside itself; NULL: nothing */
  const struct field_value *more;  /* further fields of the interaction */
  size_t more_count;
};
#define LOG_ENTRY_INIT                                                                             \
  {                                                                                                \
    NULL, 0, DATE_NONE, -1, -1, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY,        \
        TOUCH_HELD, "", "", "", "", "", DATE_NONE, DATE_NONE, "", NULL, NULL, 0                    \
  }

/* Fills an entry from a line that was read; people and planned_id stay the caller's. */
void log_entry_from_line(struct log_entry *entry, const struct logline *line);

/*
 * The planned row that logging this person on that day (DATE_NONE: not said) would turn into held
 * (engine.md 4.1.3): exactly one between today - 14 and today. Returns how many there are; *row is
 * set where exactly one is.
 */
int session_find_plan(const struct session *session, const struct record *contact, int day,
                      const struct record **row);

/* What an entry settles beside itself: a thank-you its favours, doors and letters, a note after a
   conference the person there, circling back the advice. A list to tick; then the entry's clears.
 */
struct log_clear {
  enum table_id table;
  const char *id;
  int field, day;
  const char *text; /* "thanked for: swapped two linac slots" */
};
struct log_clears {
  struct arena arena;
  VEC(struct log_clear) list;
};
#define LOG_CLEARS_INIT                                                                            \
  { ARENA_INIT, VEC_INIT }
void session_log_clears(const struct session *session, const struct log_entry *entry,
                        struct log_clears *clears);
void log_clears_release(struct log_clears *clears);

/* One action: the interaction (or the planned row become held) with all the people, and its
   promises, which are to and from the first of them. A day after today is saved as planned.
   interaction_id_out: SESSION_ID_SIZE. Where a planned row is made held, what the entry does not
   say (time, minutes, kind, subject ...) stays the plan's. */
bool session_log(struct session *session, const struct log_entry *entry, char *interaction_id_out,
                 struct err *err);
/* Each of them, as one action. No planned row is in two of them. */
bool session_log_several(struct session *session, const struct log_entry *entries, size_t count,
                         struct err *err);
/* `.`: saw them in passing, today: hallway, in person, light, mutual. */
bool session_pass(struct session *session, const char *const *people, size_t count,
                  struct err *err);
bool session_plan(struct session *session, const char *const *people, size_t people_count, int day,
                  int time, const char *text, char *id_out, struct err *err);
/* With further fields of it. */
bool session_hold(struct session *session, const char *interaction, int day,
                  const struct field_value *values, size_t count, struct err *err);
bool session_move_meeting(struct session *session, const char *interaction, int day, int time,
                          struct err *err);
bool session_cancel_meeting(struct session *session, const char *interaction, struct err *err);

/* --- promises --------------------------------------------------------------------- */

bool session_promise(struct session *session, const char *contact, const char *what, int by,
                     bool theirs, const char *origin, char *id_out, struct err *err);
bool session_keep_promise(struct session *session, const char *followup, int done_on,
                          struct err *err);
bool session_move_promise(struct session *session, const char *followup, int due_on,
                          struct err *err);
bool session_release_promise(struct session *session, const char *followup, struct err *err);

/* --- letters ------------------------------------------------------------------------ */

enum letter_step {
  LETTER_YES,
  LETTER_LUKEWARM,
  LETTER_NO,
  LETTER_SENT, /* the packet: CV, statement, bullet points */
  LETTER_IN,   /* it is submitted */
  LETTER_THANKED,
  LETTER_TOLD, /* they know how it turned out */
  LETTER_STEPS
};
const char *letter_step_verb(enum letter_step step); /* yes, lukewarm, no, sent, in ... */
/* Is this what can come next for that letter? */
bool letter_step_fits(const struct record *letter, enum letter_step step);
bool session_letter_step(struct session *session, const char *letter, enum letter_step step,
                         int day, struct err *err);

/* --- events ------------------------------------------------------------------------- */

/* "Lena Voss, Stourmouth: wait times > audit form by fri": whom you met, or want to meet. */
struct event_line {
  const char *name, *place;
  const char *contact; /* once it is done: the id of the contact that it became, or "" */
  struct logline log;
};
/* Texts live in the arena; release the line in every case. */
bool event_line_parse(struct event_line *line, const struct session *session, struct arena *arena,
                      const char *text, struct err *err);
void event_line_release(struct event_line *line);
/*
 * All lines as one action. Somebody known is found by name; somebody new becomes a contact without
 * a role where a place or a promise is kept with the name, else stays a name at the event. Where
 * the event has begun they are met, and what was talked about is logged for its day; before that
 * they are people to meet, and it is the question to ask.
 */
bool session_event_people(struct session *session, const char *event, struct event_line *lines,
                          size_t count, struct arena *arena, struct err *err);

/* --- hellos --------------------------------------------------------------------------- */

bool session_snooze(struct session *session, const char *contact, int until, struct err *err);
bool session_set_interval(struct session *session, const char *contact, int days, struct err *err);
bool session_archive(struct session *session, const char *contact, struct err *err);

/* --- whatever the reason is (screens.md 4) -------------------------------------------- */

/* What `d`, `z` and `x` mean for a rule: a row of one table. */
enum reason_done {
  DONE_OPENS_LOG,
  DONE_HOLDS,
  DONE_KEEPS,
  DONE_PREPARES,
  DONE_DATES,       /* the day of today in a field of its row */
  DONE_LOGS,        /* a touch of today */
  DONE_ASKS_CHOSEN, /* what was chosen of some advice: session_circle_back(); can be left out */
  DONE_ASKS_ANSWER, /* to a letter: session_letter_step() */
  DONE_OPENS_EVENT, /* its people */
  DONE_ACCEPTS,     /* an offer */
  DONE_RESTS        /* nothing of it is kept but that it is done */
};
enum reason_later { LATER_SNOOZES, LATER_MOVES_MEETING, LATER_MOVES_PROMISE, LATER_RESTS };
enum reason_let_go {
  LET_GO_ASKS_INTERVAL,
  LET_GO_CANCELS,
  LET_GO_RELEASES,
  LET_GO_ANSWERS_NO,
  LET_GO_HIDES
};
struct reason_acts {
  enum reason_done done;
  int detail; /* the field of DONE_DATES, the kind of touch of DONE_LOGS; else -1 */
  enum reason_later later;
  enum reason_let_go let_go;
  const char *done_text; /* "done: %s"; reason_done_text() fills it in */
};
const struct reason_acts *reason_acts(enum rule_id rule);
/* Can session_done() do it without asking anything? */
bool reason_is_done_at_once(const struct reason *reason);
/* "thanked after SNO": what a ticked list says of it. */
void reason_done_text(const struct session *session, const struct reason *reason, struct buf *out);

/* Does it, for reasons that are done at once; several as one action. What a logged thank-you
   settles beside itself is settled too. */
bool session_done(struct session *session, const struct reason *const *reasons, size_t count,
                  struct err *err);
/* Advice was told the end of: what was chosen may be "". */
bool session_circle_back(struct session *session, const char *interaction, const char *chosen,
                         int day, struct err *err);
/* A message went out: its entry (NULL: not logged), the reasons that it did, and the event_people
   row of whom it asked for a meeting there ("" for none), as one action. */
bool session_sent(struct session *session, const struct log_entry *entry,
                  const struct reason *const *reasons, size_t count, const char *asked,
                  struct err *err);
bool session_later(struct session *session, const struct reason *reason, int day, struct err *err);
/* For all but LET_GO_ASKS_INTERVAL. */
bool session_let_go(struct session *session, const struct reason *reason, struct err *err);

/* "Dr Lan: next around 26 January." (or "" where there is no interval), after a change. */
void session_next_text(const struct session *session, const char *contact, struct buf *out);
#endif
