/* R9: a block with its supervisor and staff. R17: whom you would lose with the building. */
#include "rules_priv.h"

#include "mentee/base/text.h"
#include <stdlib.h>
#include <string.h>

struct block {
  int start, end, length;
};

/* A rotation in which this person has that part. */
static bool is_part(const struct subject *on, int intent, struct block *block) {
  block->start = event_start(on->event);
  block->end = event_end(on->event);
  if (block->start == DATE_NONE || block->end < block->start)
    return false;
  block->length = block->end - block->start + 1;
  return event_is_block(on->event) &&
         record_word(on->row, EVENT_PERSON_INTENT, &words_intent) == intent;
}

/* "Block 8" of "Block 8: lymphoma and palliative". */
static const char *short_name(const struct run *run, const struct record *event) {
  const char *name = record_text(event, EVENT_NAME);

  return arena_copy(run->arena, name, strcspn(name, ":"));
}

bool rule_r9a(const struct run *run, const struct subject *on, struct reason *reason) {
  int days = run_setting(run, SETTING_BLOCK_STARTS_DAYS), left;
  struct block block;

  if (!is_part(on, INTENT_SUPERVISOR, &block))
    return false;
  left = block.start - run->today;
  if (!days_within(left, 1, days))
    return false;
  reason->what = run_say(run, "%s starts: say hello", short_name(run, on->event));
  reason->when = run_near_day(run, block.start);
  reason->text = run_say(run, "%s starts %s: say hello, ask what good looks like",
                         record_text(on->event, EVENT_NAME), run_short_day(run, block.start));
  return reason_speak(reason, DUE_WEEK, block.start - days, left);
}

static bool supervises(const struct run *run, const struct record *contact,
                       const struct record *event) {
  struct rows rows = run_event_people(run, event);

  for (size_t i = 0; i < rows.len; i++)
    if (record_word(rows.data[i], EVENT_PERSON_INTENT, &words_intent) == INTENT_SUPERVISOR &&
        book_ref_contact(run->book, rows.data[i], EVENT_PERSON_CONTACT_ID) == contact)
      return true;
  return false;
}

/* Feedback of this block, logged on one of these days: with its event, or with a supervisor of it
   while it lasts and shortly after. */
static bool has_feedback(const struct run *run, const struct subject *on, const struct block *block,
                         int first, int last) {
  int after = block->end + run_setting(run, SETTING_BLOCK_END_AFTER);

  for (size_t i = 0; i < run->cadence->feedbacks.len; i++) {
    const struct feedback *given = &run->cadence->feedbacks.data[i];
    if (days_within(given->day, first, last) &&
        (strcmp(record_text(given->row, INTERACTION_EVENT_ID), record_id(on->event)) == 0 ||
         (days_within(given->day, block->start, after) &&
          supervises(run, given->contact, on->event))))
      return true;
  }
  return false;
}

bool rule_r9b(const struct run *run, const struct subject *on, struct reason *reason) {
  struct block block;
  int mid;

  if (!is_part(on, INTENT_SUPERVISOR, &block))
    return false;
  mid = block.start + block.length / 2;
  if (!days_within(run->today - mid, -run_setting(run, SETTING_BLOCK_MID_BEFORE),
                   run_setting(run, SETTING_BLOCK_MID_AFTER)) ||
      has_feedback(run, on, &block, block.start + block.length / 4,
                   block.start + 3 * block.length / 4))
    return false;
  reason->text = reason->what = "mid-block feedback: one thing well, one thing to change";
  reason->when = run_near_day(run, mid);
  return reason_speak(reason, DUE_WEEK, mid, days_apart(run->today - mid));
}

bool rule_r9c(const struct run *run, const struct subject *on, struct reason *reason) {
  int before = run_setting(run, SETTING_BLOCK_END_BEFORE);
  struct block block;

  if (!is_part(on, INTENT_SUPERVISOR, &block) ||
      !days_within(run->today - block.end, -before, run_setting(run, SETTING_BLOCK_END_AFTER)) ||
      has_feedback(run, on, &block, block.start + 3 * block.length / 4 + 1, run->today))
    return false;
  reason->what = run_say(run, "end-of-block feedback, %s", record_text(on->event, EVENT_NAME));
  reason->when = run_near_day(run, block.end);
  reason->text = run_say(run, "end-of-block feedback (%s ends %s)",
                         record_text(on->event, EVENT_NAME), run_short_day(run, block.end));
  return reason_speak(reason, DUE_NOW, block.end - before, days_apart(run->today - block.end));
}

bool rule_r9d(const struct run *run, const struct subject *on, struct reason *reason) {
  int before = run_setting(run, SETTING_BLOCK_THANK_BEFORE);
  struct block block;

  if (!is_part(on, INTENT_STAFF, &block) ||
      !days_within(run->today - block.end, -before, run_setting(run, SETTING_BLOCK_THANK_AFTER)) ||
      (on->facts->last_thanks != DATE_NONE && on->facts->last_thanks >= block.start))
    return false;
  reason->text = reason->what = "thank before the block ends";
  reason->when = run_near_day(run, block.end);
  return reason_speak(reason, DUE_WEEK, block.end - before, days_apart(run->today - block.end));
}

/* --- R17 --- */

/* The rotation that starts the day after is somewhere else. Of several, one here is enough. */
static bool moves_away(const struct run *run, const struct record *block) {
  bool away = false;

  for (size_t i = 0; i < book_count(run->book, TABLE_EVENTS); i++) {
    const struct record *next = book_at(run->book, TABLE_EVENTS, i);
    if (!event_is_block(next) || event_is_off(next) || event_start(next) != event_end(block) + 1)
      continue;
    if (text_equal_nocase(record_text(next, EVENT_SITE), record_text(block, EVENT_SITE)))
      return false;
    away = true;
  }
  return away;
}

static int by_id(const void *left, const void *right) {
  const struct record *const *a = left, *const *b = right;

  return strcmp(record_id(*a), record_id(*b));
}

/* Nearby people whose hello would be due if they were not, by id; NULL ends them. */
static const struct record *const *those_nearby(const struct run *run, const struct record *block,
                                                size_t *count) {
  const struct cadence *cadence = run->cadence;
  const struct record **people =
      arena_alloc(run->arena, (cadence->count + 1) * sizeof(const struct record *));
  size_t found = 0;

  for (size_t i = 0; i < cadence->count; i++)
    if (cadence->clocks[i].state == CLOCK_NEARBY && cadence->clocks[i].permille >= 1000 &&
        !facts_silence(&cadence->facts[i]) && !facts_are_quiet(&cadence->facts[i], run->today) &&
        !run_is_let_go(run, RULE_R17, record_id(block), cadence->facts[i].contact))
      people[found++] = cadence->facts[i].contact;
  if (found > 1)
    qsort(people, found, sizeof *people, by_id);
  people[found] = NULL;
  *count = found;
  return people;
}

bool rule_r17(const struct run *run, const struct subject *on, struct reason *reason) {
  int days = run_setting(run, SETTING_LEAVING_DAYS), end = event_end(on->event);
  struct buf names = BUF_INIT;
  size_t count;

  if (on->event != run->cadence->block || !days_within(end - run->today, 0, days) ||
      !moves_away(run, on->event))
    return false;
  reason->whom = those_nearby(run, on->event, &count);
  for (size_t i = 0; i < count; i++)
    buf_addf(&names, "%s%s", i > 0 ? ", " : "", run_family(run, reason->whom[i]));
  reason->place = record_text(on->event, EVENT_SITE);
  reason->what = run_say(run, "before you leave: %zu %s", count, count == 1 ? "person" : "people");
  reason->when = run_near_day(run, end);
  reason->text = run_say(run, "before you leave %s: %s", reason->place, buf_text(&names));
  buf_release(&names);
  return reason_speak(reason, DUE_WEEK, end - days, end - run->today) && count > 0;
}
