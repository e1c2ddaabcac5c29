/* A letter of recommendation, step by step. */
#include "acts_priv.h"

#include <string.h>

struct step_def {
  const char *verb;
  int answer;    /* the answer that it writes, or WORD_EMPTY */
  int day_field; /* the field that the day goes into */
  const char *title;
};

static const struct step_def steps[LETTER_STEPS] = {
    [LETTER_YES] = {"yes", ANSWER_STRONG_YES, LETTER_ANSWERED_ON, "said yes to a letter"},
    [LETTER_LUKEWARM] = {"lukewarm", ANSWER_LUKEWARM, LETTER_ANSWERED_ON, "a lukewarm answer"},
    [LETTER_NO] = {"no", ANSWER_NO, LETTER_ANSWERED_ON, "said no to a letter"},
    [LETTER_SENT] = {"sent", WORD_EMPTY, LETTER_MATERIALS_SENT_ON, "the packet is sent"},
    [LETTER_IN] = {"in", WORD_EMPTY, LETTER_SUBMITTED_ON, "the letter is in"},
    [LETTER_THANKED] = {"thanked", WORD_EMPTY, LETTER_THANKED_ON, "thanked for the letter"},
    [LETTER_TOLD] = {"told", WORD_EMPTY, LETTER_OUTCOME_TOLD_ON, "told how it turned out"},
};

const char *letter_step_verb(enum letter_step step) {
  return steps[step].verb;
}

static bool is_refused(int answer) {
  return answer == ANSWER_NO || answer == ANSWER_LUKEWARM;
}

bool letter_step_fits(const struct record *letter, enum letter_step step) {
  int answer = record_word_or(letter, LETTER_ANSWER, &words_answer, ANSWER_PENDING);
  bool in = record_has(letter, LETTER_SUBMITTED_ON);

  switch (step) {
  case LETTER_YES:
  case LETTER_LUKEWARM:
  case LETTER_NO:
    return answer == ANSWER_PENDING && !in;
  case LETTER_SENT:
    return !is_refused(answer) && !in && !record_has(letter, LETTER_MATERIALS_SENT_ON);
  case LETTER_IN:
    return !is_refused(answer) && !in;
  case LETTER_THANKED:
    return (in || is_refused(answer)) && !record_has(letter, LETTER_THANKED_ON);
  case LETTER_TOLD:
    return in && !record_has(letter, LETTER_OUTCOME_TOLD_ON);
  case LETTER_STEPS:
    break;
  }
  return false;
}

void act_letter_row(struct session *session, struct action *action, const char *letter,
                    enum letter_step step, int day) {
  act_set_word(session, action, TABLE_LETTERS, letter, LETTER_ANSWER, steps[step].answer);
  act_set_day(session, action, TABLE_LETTERS, letter, steps[step].day_field, day);
}

bool session_letter_step(struct session *session, const char *letter, enum letter_step step,
                         int day, struct err *err) {
  const struct record *row, *who;
  struct action action;
  struct buf name = BUF_INIT;
  const char *contact;

  action_init(&action);
  row = act_row(session, &action, TABLE_LETTERS, letter, err);
  if (row == NULL) {
    action_release(&action);
    return false;
  }
  act_letter_row(session, &action, letter, step, day);
  who = book_ref_contact(session_book(session), row, LETTER_CONTACT_ID);
  contact = who != NULL ? record_id(who) : record_text(row, LETTER_CONTACT_ID);
  act_names(session, &contact, 1, &name);
  action_title(&action, "%s: %s", buf_text(&name), steps[step].title);
  buf_release(&name);
  return session_commit(session, &action, err);
}
