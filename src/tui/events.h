#ifndef MENTEE_TUI_EVENTS_H
#define MENTEE_TUI_EVENTS_H
/* An event in words: its name, its days, and what there is to do about it. */
#include "tui_priv.h"

/* What the people of an event amount to, and who of them is named. */
struct event_tally {
  int met, thanked, chosen;
  struct buf to_thank, supervisors, tutors;
};
struct event_tally event_tally(const struct app *app, const struct record *event);
void event_tally_release(struct event_tally *tally);

#define EVENT_THANKS_DAYS 5 /* conference.followup_to */

/* In a list the column of the day says the year: "SNO annual meeting". */
void event_list_name(const struct record *event, struct buf *out);
/* "2 of 3 people to thank, by today"; "feedback; thank Ros and Kwabena" */
void event_open_text(const struct app *app, const struct record *event,
                     const struct event_tally *tally, struct buf *out);
/* The reasons of those who are still to thank, as the event lists them. */
struct event_thanks {
  VEC(const struct reason *) list;
};
void event_thanks_gather(const struct app *app, const char *event, struct event_thanks *thanks);
/* Is it somebody to write to before the event, which is still to come? */
bool event_person_is_to_ask(const struct app *app, const struct record *person);
/* "thank-you notes are best by today, day five"; "" where their days are over. */
void event_thanks_best(const struct app *app, const struct record *event, struct buf *out);
/* The one thing that matters most before it: "08:30, Dr Achterberg" */
void event_coming_text(const struct app *app, const struct record *event,
                       const struct event_tally *tally, struct buf *out);
/* What was talked about with somebody there and is not private; NULL: nothing was logged. */
const struct record *event_talk(const struct app *app, const struct record *event,
                                const struct record *contact);
#endif
