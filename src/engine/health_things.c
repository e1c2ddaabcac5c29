/* Promises, thanks, hours, the plan: H6, H7, H8, H11. */
#include "health_priv.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

/* --- H6 promises -------------------------------------------------------------------------- */

struct promises {
  int overdue, due, kept;
  const struct record *oldest, *newest; /* of the overdue ones */
};

static bool is_mine(const struct check_world *world, const struct record *row) {
  const struct record *contact = book_ref_contact(world->book, row, FOLLOWUP_CONTACT_ID);
  int made = record_day(row, FOLLOWUP_MADE_ON);

  return record_word(row, FOLLOWUP_DIRECTION, &words_owes) == OWES_ME &&
         (made == DATE_NONE || made <= world->today) &&
         (contact == NULL || is_spoken_of(world, contact));
}

/* A decision to let something else go is a row of the same table, and no promise: a promise that is
   released has a day on which that was done. */
static bool is_decision(const struct record *row) {
  return record_word(row, FOLLOWUP_OUTCOME, &words_outcome) == OUTCOME_RELEASED &&
         record_has(row, FOLLOWUP_ORIGIN_ID) && !record_has(row, FOLLOWUP_DONE_ON);
}

static bool is_kept(const struct record *row, int due, int today) {
  int done = day_by(row, FOLLOWUP_DONE_ON, today);

  return (done != DATE_NONE && done <= due) ||
         record_word(row, FOLLOWUP_OUTCOME, &words_outcome) == OUTCOME_RELEASED;
}

static void count_promise(const struct check_world *world, const struct record *row,
                          struct promises *promises) {
  int due = record_day(row, FOLLOWUP_DUE_ON);

  if (due == DATE_NONE || !is_mine(world, row) || is_decision(row))
    return;
  if (due <= world->today && due >= world->today - 180) {
    promises->due++;
    promises->kept += is_kept(row, due, world->today);
  }
  if (due >= world->today || !check_promise_is_open(row, world->today))
    return;
  promises->overdue++;
  if (promises->oldest == NULL || due < record_day(promises->oldest, FOLLOWUP_DUE_ON))
    promises->oldest = row;
  if (promises->newest == NULL || due > record_day(promises->newest, FOLLOWUP_DUE_ON) ||
      (due == record_day(promises->newest, FOLLOWUP_DUE_ON) && id_before(row, promises->newest)))
    promises->newest = row;
}

static void say_late(struct buf *out, int days) {
  say_count(out, days);
  buf_adds(out, days == 1 ? " day late" : " days late");
}

static void say_thing_for(struct buf *out, const struct record *row, const struct record *contact) {
  buf_addf(out, "“%s”", record_text(row, FOLLOWUP_WHAT));
  if (contact != NULL) {
    buf_adds(out, " for ");
    say_name(out, contact);
  }
}

static void say_overdue(struct check_world *world, struct buf *out,
                        const struct promises *promises) {
  const struct record *newest = promises->newest;
  int late = world->today - record_day(newest, FOLLOWUP_DUE_ON);

  if (promises->overdue == 1) {
    buf_adds(out, "One promise is past its date: ");
  } else {
    say_count_first(out, promises->overdue);
    buf_adds(out, " promises are past their date, the oldest from ");
    say_month(out, record_day(promises->oldest, FOLLOWUP_DUE_ON), world->today);
    buf_adds(out, ". Newest first: ");
  }
  say_thing_for(out, newest, book_ref_contact(world->book, newest, FOLLOWUP_CONTACT_ID));
  buf_adds(out, promises->overdue == 1 ? ", " : " is ");
  say_late(out, late);
  buf_adds(out, promises->overdue == 1 ? ". Send it, move it or let it go."
                                       : "; send it, move it or let it go.");
}

void check_promises(struct check_world *world) {
  struct promises promises = {0, 0, 0, NULL, NULL};
  struct buf text = BUF_INIT;
  struct thought *thought;
  int oldest;

  for (size_t i = 0; i < book_count(world->book, TABLE_FOLLOWUPS); i++)
    count_promise(world, book_at(world->book, TABLE_FOLLOWUPS, i), &promises);
  oldest = promises.overdue > 0 ? world->today - record_day(promises.oldest, FOLLOWUP_DUE_ON) : 0;
  thought = add_thought(world, HEALTH_H6, promises.overdue > 0, NULL);
  thought->figures = arena_format(&world->health->arena, "overdue=%d;oldest=%d;kept=%d;due=%d",
                                  promises.overdue, oldest, promises.kept, promises.due);
  if (promises.overdue > 0) {
    thought->contact = book_ref_contact(world->book, promises.newest, FOLLOWUP_CONTACT_ID);
    if (thought->contact != NULL)
      thought->ids = record_id(thought->contact);
    say_overdue(world, &text, &promises);
  } else {
    buf_adds(&text, "No promise is past its date.");
  }
  if (promises.due >= check_number(world, SETTING_TEAM_PROMISES) && promises.kept > 0) {
    buf_adds(&text, " Of the last ");
    say_count(&text, promises.due);
    buf_adds(&text, ", ");
    say_count(&text, promises.kept);
    buf_adds(&text, promises.kept == 1 ? " was" : " were");
    buf_adds(&text, " kept on time or let go.");
  }
  thought->sentence = keep_text(world, &text);
}

/* --- H7 thanks and outcomes --------------------------------------------------------------- */

/* Up to then a rule of Today keeps it. */
static bool is_on_today(const struct check_world *world, int since) {
  return world->today - since <= world->settings->value[SETTING_THANKS_UNTIL];
}

/* "on 5 August. It is not too late", and what makes it a good moment. */
static void say_not_too_late(struct check_world *world, struct buf *out,
                             const struct record *contact) {
  const struct record *block = world->cadence->block;
  int ends = block != NULL ? record_day(block, EVENT_ENDS_ON) : DATE_NONE;

  buf_adds(out, "It is not too late");
  if (ends != DATE_NONE && ends - world->today <= 7 && facts_of(world, contact)->at_block_site) {
    buf_adds(out, ", and the block ends ");
    if (ends == world->today)
      buf_adds(out, "today");
    else if (ends == world->today + 1)
      buf_adds(out, "tomorrow");
    else
      buf_addf(out, "on %s", date_weekday_name(date_weekday(ends)));
  }
  buf_addc(out, '.');
}

static struct thought *add_owed(struct check_world *world, const struct record *contact,
                                const struct record *row, enum table_id table, int duty,
                                int since) {
  struct thought *thought = add_thought(world, HEALTH_H7, true, contact);

  thought_of_thing(thought, row, table, duty);
  thought->since = since;
  return thought;
}

static void finish_owed(struct check_world *world, struct thought *thought, const char *kind,
                        struct buf *sentence) {
  char iso[DATE_TEXT_SIZE];

  thought->figures = arena_format(&world->health->arena, "kind=%s;since=%s;days=%d", kind,
                                  date_iso(thought->since, iso), world->today - thought->since);
  thought->sentence = keep_text(world, sentence);
}

/* A favour that is also an opportunity, opened by today, is thanked for once, as that. */
static bool is_opportunity_too(const struct check_world *world, const struct record *contact,
                               const struct record *touch) {
  struct rows rows = book_rows_of(world->book, contact, TABLE_OPPORTUNITIES);
  int day = record_day(touch, INTERACTION_ON_DATE);

  for (size_t i = 0; i < rows.len; i++) {
    int opened = record_day(rows.data[i], OPPORTUNITY_OPENED_ON);
    if (opened != DATE_NONE && opened > world->today)
      continue;
    if (opened == day ||
        strcmp(record_text(rows.data[i], OPPORTUNITY_ORIGIN_ID), record_id(touch)) == 0)
      return true;
  }
  return false;
}

struct favour {
  struct check_world *world;
  const struct record *row;
  int day;
};

static void owe_favour(void *context, const struct record *contact) {
  struct favour *favour = context;
  struct check_world *world = favour->world;
  const char *what = record_text(favour->row, INTERACTION_FAVOUR);
  struct buf text = BUF_INIT, yours = BUF_INIT;
  struct thought *thought;

  if (!is_spoken_of(world, contact) || is_opportunity_too(world, contact, favour->row))
    return;
  thought = add_owed(world, contact, favour->row, TABLE_INTERACTIONS, DUTY_THANK, favour->day);
  thought->on_today = is_on_today(world, favour->day);
  say_to_you(&yours, what);
  say_name(&text, contact);
  if (say_is_deed(what)) {
    buf_addc(&text, ' ');
    text_lower_first(&text, buf_text(&yours));
    buf_adds(&text, " on ");
    say_day(&text, favour->day, world->today);
    buf_adds(&text, ". ");
  } else {
    buf_adds(&text, " did you a favour on ");
    say_day(&text, favour->day, world->today);
    buf_addf(&text, ": %s. ", buf_text(&yours));
  }
  say_not_too_late(world, &text, contact);
  buf_release(&yours);
  finish_owed(world, thought, "favour", &text);
}

static void check_favour(struct check_world *world, const struct record *row) {
  struct favour favour = {world, row, day_by(row, INTERACTION_ON_DATE, world->today)};
  bool held = !record_has(row, INTERACTION_STATUS) ||
              record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_HELD;

  if (held && record_has(row, INTERACTION_FAVOUR) && favour.day != DATE_NONE &&
      world->today - favour.day >= check_number(world, SETTING_TEAM_THANKS_DAYS) &&
      day_by(row, INTERACTION_THANKED_ON, world->today) == DATE_NONE)
    book_each_person(world->book, row, owe_favour, &favour);
}

static void owe_opportunity_thanks(struct check_world *world, const struct record *contact,
                                   const struct record *row, int opened) {
  struct thought *thought = add_owed(world, contact, row, TABLE_OPPORTUNITIES, DUTY_THANK, opened);
  struct buf text = BUF_INIT;

  thought->on_today = is_on_today(world, opened);
  say_name(&text, contact);
  buf_adds(&text, " opened a door for you on ");
  say_day(&text, opened, world->today);
  buf_addf(&text, ": %s. A thank-you is welcome, whatever comes of it.",
           record_text(row, OPPORTUNITY_WHAT));
  finish_owed(world, thought, "opportunity", &text);
}

static void owe_report(struct check_world *world, const struct record *contact,
                       const struct record *row, int delivered) {
  struct thought *thought =
      add_owed(world, contact, row, TABLE_OPPORTUNITIES, DUTY_FEEDBACK, delivered);
  struct pronouns they = say_pronouns(contact);
  struct buf text = BUF_INIT;

  say_name(&text, contact);
  buf_addf(&text, " opened a door for you: %s. It ended in ", record_text(row, OPPORTUNITY_WHAT));
  say_month(&text, delivered, world->today);
  buf_addf(&text, ", and %s %s not heard how it went. Two lines would do.", they.subject,
           they.plural ? "have" : "has");
  finish_owed(world, thought, "report", &text);
}

static void check_opportunity(struct check_world *world, const struct record *row) {
  const struct record *contact = book_ref_contact(world->book, row, OPPORTUNITY_CONTACT_ID);
  int opened = day_by(row, OPPORTUNITY_OPENED_ON, world->today);
  int delivered = day_by(row, OPPORTUNITY_DELIVERED_ON, world->today);

  if (contact == NULL || !is_spoken_of(world, contact) || opened == DATE_NONE)
    return;
  if (world->today - opened >= check_number(world, SETTING_TEAM_THANKS_DAYS) &&
      day_by(row, OPPORTUNITY_THANKED_ON, world->today) == DATE_NONE)
    owe_opportunity_thanks(world, contact, row, opened);
  if (delivered != DATE_NONE &&
      world->today - delivered > world->settings->value[SETTING_REPORT_UNTIL] &&
      day_by(row, OPPORTUNITY_REPORTED_ON, world->today) == DATE_NONE)
    owe_report(world, contact, row, delivered);
}

static void owe_letter_thanks(struct check_world *world, const struct record *contact,
                              const struct record *row, int submitted) {
  struct thought *thought = add_owed(world, contact, row, TABLE_LETTERS, DUTY_THANK, submitted);
  struct buf text = BUF_INIT;

  thought->on_today = is_on_today(world, submitted);
  say_name(&text, contact);
  buf_adds(&text, " wrote a letter for you");
  if (record_has(row, LETTER_PURPOSE))
    buf_addf(&text, " (%s)", record_text(row, LETTER_PURPOSE));
  buf_adds(&text, "; it is in since ");
  say_day(&text, submitted, world->today);
  buf_adds(&text, ". Two lines of thanks will do.");
  finish_owed(world, thought, "letter", &text);
}

static void owe_outcome(struct check_world *world, const struct record *contact,
                        const struct record *row, int submitted) {
  struct thought *thought = add_owed(world, contact, row, TABLE_LETTERS, DUTY_FEEDBACK, submitted);
  bool residency = text_has(record_text(row, LETTER_PURPOSE), "residency");
  struct pronouns they = say_pronouns(contact);
  struct buf text = BUF_INIT;

  say_name(&text, contact);
  buf_addf(&text, " wrote for you in %d and never learned %s. A line would please %s.",
           date_to_civil(submitted).year, residency ? "where you matched" : "how it turned out",
           they.object);
  finish_owed(world, thought, "outcome", &text);
}

static void check_letter(struct check_world *world, const struct record *row) {
  const struct record *contact = book_ref_contact(world->book, row, LETTER_CONTACT_ID);
  int submitted = day_by(row, LETTER_SUBMITTED_ON, world->today);

  if (contact == NULL || !is_spoken_of(world, contact) || submitted == DATE_NONE)
    return;
  if (world->today - submitted >= check_number(world, SETTING_TEAM_THANKS_DAYS) &&
      day_by(row, LETTER_THANKED_ON, world->today) == DATE_NONE)
    owe_letter_thanks(world, contact, row, submitted);
  if (world->today - submitted >= world->settings->value[SETTING_OUTCOME_UNTIL] &&
      day_by(row, LETTER_OUTCOME_TOLD_ON, world->today) == DATE_NONE)
    owe_outcome(world, contact, row, submitted);
}

/* As long as they are owed; of one day, by id. */
static int by_since(const void *a, const void *b) {
  const struct thought *left = a, *right = b;

  if (left->since != right->since)
    return left->since < right->since ? -1 : 1;
  return strcmp(left->origin, right->origin) != 0 ? strcmp(left->origin, right->origin)
                                                  : strcmp(left->ids, right->ids);
}

void check_thanks(struct check_world *world) {
  const struct book *book = world->book;
  size_t first = world->health->thoughts.len;

  for (size_t i = 0; i < book_count(book, TABLE_INTERACTIONS); i++)
    check_favour(world, book_at(book, TABLE_INTERACTIONS, i));
  for (size_t i = 0; i < book_count(book, TABLE_OPPORTUNITIES); i++)
    check_opportunity(world, book_at(book, TABLE_OPPORTUNITIES, i));
  for (size_t i = 0; i < book_count(book, TABLE_LETTERS); i++)
    check_letter(world, book_at(book, TABLE_LETTERS, i));
  if (world->health->thoughts.len > first)
    qsort(world->health->thoughts.data + first, world->health->thoughts.len - first,
          sizeof *world->health->thoughts.data, by_since);
}

/* --- H8 hours ------------------------------------------------------------------------------ */

struct load {
  int open, hours, largest_hours;
  const struct record *largest;
};

static void count_load(const struct check_world *world, const struct record *row,
                       struct load *load) {
  int due = record_day(row, FOLLOWUP_DUE_ON), hours = record_number(row, FOLLOWUP_HOURS);

  if (!is_mine(world, row) || !check_promise_is_open(row, world->today))
    return;
  load->open++;
  if (hours <= 0 ||
      (due != DATE_NONE && due > world->today + check_number(world, SETTING_TEAM_HOURS_DAYS)))
    return;
  load->hours += hours;
  if (hours > load->largest_hours ||
      (hours == load->largest_hours && id_before(row, load->largest))) {
    load->largest_hours = hours;
    load->largest = row;
  }
}

void check_hours(struct check_world *world) {
  struct load load = {0, 0, 0, NULL};
  int capacity = check_number(world, SETTING_TEAM_HOURS_DAYS) *
                 check_number(world, SETTING_CAPACITY_HOURS) / 7;
  struct buf text = BUF_INIT;
  struct thought *thought;
  bool too_much;

  for (size_t i = 0; i < book_count(world->book, TABLE_FOLLOWUPS); i++)
    count_load(world, book_at(world->book, TABLE_FOLLOWUPS, i), &load);
  too_much = load.hours > capacity;
  thought = add_thought(world, HEALTH_H8,
                        too_much || load.open >= check_number(world, SETTING_TEAM_OPEN), NULL);
  thought->figures = arena_format(&world->health->arena, "open=%d;hours=%d;capacity=%d", load.open,
                                  load.hours, capacity);
  if (too_much)
    buf_addf(&text, "%d hours promised for the next four weeks, %d available. ", load.hours,
             capacity);
  else if (thought->speaks) {
    say_count_first(&text, load.open);
    buf_adds(&text, " promises are open at once. ");
  } else {
    buf_addf(&text, "%d of %d hours promised for the next four weeks.", load.hours, capacity);
  }
  if (thought->speaks && load.largest != NULL)
    buf_addf(&text, "“%s” alone is %d. ", record_text(load.largest, FOLLOWUP_WHAT),
             load.largest_hours);
  if (thought->speaks)
    buf_adds(&text, "Before saying yes again, release or move one. The template for no is kind.");
  thought->sentence = keep_text(world, &text);
}

/* --- H11 the plan -------------------------------------------------------------------------- */

#define REST_NAMED 3

/* Whom to let rest first: the lightest weight, the longest silence. */
static bool rests_before(const struct check_world *world, const struct record *a,
                         const struct record *b) {
  const struct facts *left = facts_of(world, a), *right = facts_of(world, b);

  if (left->weight != right->weight)
    return left->weight < right->weight;
  return world->cadence->clocks[a->index].permille > world->cadence->clocks[b->index].permille;
}

struct plan {
  int64_t parts; /* of a touch a week, in billionths, each person's truncated */
  int people;
  const struct record *rest[REST_NAMED];
  int resting;
};

static void name_for_rest(const struct check_world *world, struct plan *plan,
                          const struct record *contact) {
  int at = plan->resting;

  while (at > 0 && rests_before(world, contact, plan->rest[at - 1]))
    at--;
  if (at == REST_NAMED)
    return;
  if (plan->resting < REST_NAMED)
    plan->resting++;
  for (int i = plan->resting - 1; i > at; i--)
    plan->rest[i] = plan->rest[i - 1];
  plan->rest[at] = contact;
}

static void count_plan(const struct check_world *world, struct plan *plan) {
  for (size_t i = 0; i < world->count; i++) {
    const struct facts *facts = facts_of(world, world->people[i]);
    const struct clock *clock = &world->cadence->clocks[world->people[i]->index];
    if (clock->interval <= 0 || facts->status != STATUS_ACTIVE ||
        !is_spoken_of(world, facts->contact) || clock->state == CLOCK_DORMANT ||
        clock->state == CLOCK_NEARBY || clock->state == CLOCK_RESTING)
      continue;
    plan->parts += INT64_C(7000000000) / clock->interval;
    plan->people++;
    if (clock->permille >= 1500)
      name_for_rest(world, plan, facts->contact);
  }
}

/* Both in tenths of a touch a week: half as much again as was possible, and by half a touch. */
static bool is_too_big(int planned, int managed) {
  return planned * 2 >= managed * 3 && planned >= managed + 5;
}

void check_capacity(struct check_world *world) {
  struct plan plan = {0, 0, {NULL}, 0};
  int planned, managed = world->own_touches * 10 / 12;
  struct buf text = BUF_INIT, ids = BUF_INIT;
  struct thought *thought;

  count_plan(world, &plan);
  /* each person's part lost less than one billionth */
  planned = (int)((plan.parts + plan.people) / 100000000);
  thought = add_thought(world, HEALTH_H11, is_too_big(planned, managed), NULL);
  thought->figures = arena_format(&world->health->arena, "needed=%d.%d;managed=%d.%d", planned / 10,
                                  planned % 10, managed / 10, managed % 10);
  buf_addf(&text, "Your intentions add up to %d.%d touches a week; you have managed %d.%d.",
           planned / 10, planned % 10, managed / 10, managed % 10);
  if (thought->speaks) {
    buf_adds(&text, " The plan is too big. Lengthen a few, or let them rest");
    buf_adds(&text, plan.resting > 0 ? ": " : "");
    say_names(&text, plan.rest, (size_t)plan.resting);
    buf_addc(&text, '?');
  }
  for (int i = 0; thought->speaks && i < plan.resting; i++)
    add_id(&ids, plan.rest[i]);
  thought->ids = keep_text(world, &ids);
  thought->sentence = keep_text(world, &text);
}
