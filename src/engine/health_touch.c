/* Who is asked, told, thanked and kept waiting: H4, H5, H9, H10, H12. */
#include "health_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* Adds the thought about each one that is spoken of and that `ask` finds something to say about. */
static void each_person(struct check_world *world,
                        void (*ask)(struct check_world *world, const struct record *contact)) {
  for (size_t i = 0; i < world->count; i++)
    if (is_spoken_of(world, world->people[i]))
      ask(world, world->people[i]);
}

/* --- H4 asking ----------------------------------------------------------------------------- */

static bool last_mine_all_ask(const struct check_world *world, const struct tally *tally) {
  for (int i = 0; i < MINE_LATELY; i++)
    if (tally->mine[i].day == DATE_NONE || !tally->mine[i].ask)
      return false;
  return world->today - tally->mine[0].day <= check_number(world, SETTING_TEAM_ASK_DAYS);
}

/* When they last heard how advice turned out, and the talks since. */
struct telling {
  int told, talks;
};

static struct telling last_telling(const struct check_world *world, const struct record *contact) {
  struct rows rows = book_rows_of(world->book, contact, TABLE_INTERACTIONS);
  struct telling telling = {DATE_NONE, 0};

  for (size_t i = 0; i < rows.len; i++) {
    int on = day_by(rows.data[i], INTERACTION_ON_DATE, world->today);
    int told = day_by(rows.data[i], INTERACTION_TOLD_ON, world->today);
    if (record_word(rows.data[i], INTERACTION_KIND, &words_kind) == KIND_CIRCLE_BACK && on > told)
      told = on;
    if (told > telling.told)
      telling.told = told;
  }
  for (size_t i = 0; i < rows.len; i++) {
    int on = day_by(rows.data[i], INTERACTION_ON_DATE, world->today);
    int status = record_word(rows.data[i], INTERACTION_STATUS, &words_touch);
    telling.talks +=
        on > telling.told && (status == TOUCH_HELD || status == WORD_EMPTY) &&
        record_word_or(rows.data[i], INTERACTION_DEPTH, &words_depth, DEPTH_REAL) != DEPTH_LIGHT;
  }
  return telling;
}

static void say_asking(struct check_world *world, struct buf *out, const struct record *contact,
                       bool last_three) {
  const struct tally *tally = tally_of(world, contact);
  bool mentor = (facts_of(world, contact)->roles & (1u << ROLE_MENTOR)) != 0;
  struct telling telling = last_telling(world, contact);
  struct pronouns they = say_pronouns(contact);

  if (mentor && telling.told != DATE_NONE &&
      telling.talks >= check_number(world, SETTING_TEAM_ADVICE_TALKS)) {
    say_count_first(out, telling.talks);
    buf_adds(out, " talks with ");
    say_name(out, contact);
    buf_addf(out, " since you last told %s how %s advice turned out (", they.object,
             they.possessive);
    say_day(out, telling.told, world->today);
    buf_adds(out, "). A line about it would be welcome.");
    return;
  }
  if (last_three) {
    buf_adds(out, "Your last three notes to ");
    say_name(out, contact);
    buf_adds(out, " asked for something.");
  } else {
    buf_adds(out, "Most of this year with ");
    say_name(out, contact);
    buf_adds(out, " was asking: ");
    say_count(out, tally->asks);
    buf_adds(out, " of ");
    say_count(out, tally->asks + tally->gives + tally->neither);
    buf_adds(out, " times.");
  }
  buf_adds(out, " A line about what came of it would be welcome.");
}

static void ask_asking(struct check_world *world, const struct record *contact) {
  const struct tally *tally = tally_of(world, contact);
  int all = tally->asks + tally->gives + tally->neither;
  bool last_three = last_mine_all_ask(world, tally);
  struct buf text = BUF_INIT;
  struct thought *thought;

  if (!last_three && (all < check_number(world, SETTING_TEAM_TALKS) ||
                      tally->asks * 100 <= all * check_number(world, SETTING_TEAM_ASKING_PERCENT)))
    return;
  thought = add_thought(world, HEALTH_H4, true, contact);
  thought->figures = arena_format(&world->health->arena, "asks=%d;gives=%d;neither=%d", tally->asks,
                                  tally->gives, tally->neither);
  say_asking(world, &text, contact, last_three);
  thought->sentence = keep_text(world, &text);
}

void check_asking(struct check_world *world) {
  each_person(world, ask_asking);
}

/* --- H5 quiet sponsors --------------------------------------------------------------------- */

/* The door whose story is untold, the latest; else the latest of all; NULL: none. */
static const struct record *door_of(const struct check_world *world, const struct record *contact) {
  struct rows rows = book_rows_of(world->book, contact, TABLE_OPPORTUNITIES);
  const struct record *best = NULL;
  bool best_untold = false;
  int best_day = DATE_NONE;

  for (size_t i = 0; i < rows.len; i++) {
    int opened = day_by(rows.data[i], OPPORTUNITY_OPENED_ON, world->today);
    bool untold = day_by(rows.data[i], OPPORTUNITY_DELIVERED_ON, world->today) != DATE_NONE &&
                  day_by(rows.data[i], OPPORTUNITY_REPORTED_ON, world->today) == DATE_NONE;
    int stage = record_word(rows.data[i], OPPORTUNITY_STAGE, &words_stage);
    if (opened == DATE_NONE || stage == STAGE_DECLINED || stage == STAGE_LAPSED ||
        (best_untold && !untold) || (untold == best_untold && opened < best_day) ||
        (untold == best_untold && opened == best_day && id_before(best, rows.data[i])))
      continue;
    best = rows.data[i];
    best_untold = untold;
    best_day = opened;
  }
  return best;
}

static void say_has_not_heard(struct buf *out, const struct record *contact) {
  struct pronouns they = say_pronouns(contact);

  buf_addf(out, " %s %s not heard how it went.", they.subject, they.plural ? "have" : "has");
  for (size_t i = out->len; i > 1; i--) /* the pronoun begins a sentence */
    if (out->data[i - 1] == ' ' && out->data[i - 2] == '.') {
      if (out->data[i] >= 'a' && out->data[i] <= 'z')
        out->data[i] = (char)(out->data[i] - ('a' - 'A'));
      return;
    }
}

static void say_door(struct check_world *world, struct buf *out, const struct record *contact,
                     const struct record *door) {
  int opened = record_day(door, OPPORTUNITY_OPENED_ON);
  int delivered = day_by(door, OPPORTUNITY_DELIVERED_ON, world->today);
  bool told = day_by(door, OPPORTUNITY_REPORTED_ON, world->today) != DATE_NONE;

  say_name(out, contact);
  buf_addf(out, " opened a door for you in %d: %s", date_to_civil(opened).year,
           record_text(door, OPPORTUNITY_WHAT));
  if (delivered != DATE_NONE && !told) {
    buf_adds(out, "; it ended in ");
    say_month(out, delivered, world->today);
    buf_addc(out, '.');
    say_has_not_heard(out, contact);
  } else {
    buf_adds(out, ". It has been quiet since ");
    say_month(out, facts_of(world, contact)->last, world->today);
    buf_adds(out, "; a few lines of news are what a sponsor lives on.");
  }
}

static void ask_sponsor(struct check_world *world, const struct record *contact) {
  const struct facts *facts = facts_of(world, contact);
  const struct clock *clock = &world->cadence->clocks[contact->index];
  const struct record *door = door_of(world, contact);
  struct buf text = BUF_INIT;
  struct thought *thought;
  char iso[DATE_TEXT_SIZE] = "";
  int permille = clock->state == CLOCK_PLANNED ? 0 : clock->permille;

  if (!facts->is_sponsor ||
      (permille < 10 * check_number(world, SETTING_TEAM_SPONSOR_PERCENT) &&
       (facts->last == DATE_NONE ||
        world->today - facts->last <= check_number(world, SETTING_TEAM_SPONSOR_DAYS))))
    return;
  if (facts->last != DATE_NONE)
    date_iso(facts->last, iso);
  thought = add_thought(world, HEALTH_H5, true, contact);
  thought->since = facts->last;
  thought->figures = arena_format(&world->health->arena, "x=%d.%d;last=%s", (permille + 50) / 1000,
                                  (permille + 50) % 1000 / 100, iso);
  if (door != NULL && facts->last != DATE_NONE) {
    say_door(world, &text, contact, door);
  } else {
    say_name(&text, contact);
    buf_adds(&text, " stands up for you and has had no news for a while. A few lines will do.");
  }
  thought->sentence = keep_text(world, &text);
}

void check_sponsors(struct check_world *world) {
  each_person(world, ask_sponsor);
}

/* --- H9 the staff -------------------------------------------------------------------------- */

/* Somebody to begin with: in the building of the block, else the first. */
static const struct record *some_staff(const struct check_world *world) {
  const struct record *first = NULL;

  for (size_t i = 0; i < world->count; i++) {
    const struct record *contact = world->people[i];
    if (!is_staff(contact) || !is_spoken_of(world, contact))
      continue;
    if (facts_of(world, contact)->at_block_site)
      return contact;
    if (first == NULL)
      first = contact;
  }
  return first;
}

static void say_staff(struct check_world *world, struct buf *out, const struct record *somebody) {
  const struct record *block = world->cadence->block;
  int ends = block != NULL ? record_day(block, EVENT_ENDS_ON) : DATE_NONE;

  if (world->staff_thanked != DATE_NONE) {
    buf_adds(out, "You last thanked somebody of the staff in ");
    say_month(out, world->staff_thanked, world->today);
  } else {
    buf_adds(out, "Nobody of therapy, dosimetry, physics, nursing or administration has had a "
                  "thank-you yet");
  }
  if (ends != DATE_NONE && ends - world->today <= 7)
    buf_addf(out, ". The block ends %s.",
             ends == world->today ? "today" : date_weekday_name(date_weekday(ends)));
  else
    buf_addc(out, '.');
  if (somebody != NULL) {
    buf_addc(out, ' ');
    say_name(out, somebody);
    buf_adds(out, " would be a beginning.");
  } else {
    buf_adds(out, " Who keeps the machines and the clinic running where you are?");
  }
}

void check_staff(struct check_world *world) {
  bool quiet = world->staff_touches == 0 || world->staff_thanked == DATE_NONE ||
               world->today - world->staff_thanked > check_number(world, SETTING_TEAM_STAFF_DAYS);
  const struct record *somebody = some_staff(world);
  struct thought *thought = add_thought(world, HEALTH_H9, quiet, quiet ? somebody : NULL);
  struct buf text = BUF_INIT;
  char iso[DATE_TEXT_SIZE] = "";

  if (world->staff_thanked != DATE_NONE)
    date_iso(world->staff_thanked, iso);
  thought->origin = health_check_name(HEALTH_H9);
  thought->since = world->staff_thanked;
  thought->figures =
      arena_format(&world->health->arena, "touches=%d;last_thanked=%s", world->staff_touches, iso);
  if (quiet)
    say_staff(world, &text, somebody);
  else
    buf_adds(&text, "The staff have heard from you, and have had a thank-you lately.");
  thought->sentence = keep_text(world, &text);
}

/* --- H10 loose ends ------------------------------------------------------------------------ */

static bool has_tag(const struct record *contact, const char *tag) {
  const char *at = record_text(contact, CONTACT_TAGS), *part;
  size_t len;

  while (record_next_part(&at, &part, &len))
    if (strlen(tag) == len && strncmp(part, tag, len) == 0)
      return true;
  return false;
}

/* Days since the last held touch about mending things; -1: there was none. */
static int since_repair(const struct check_world *world, const struct record *contact) {
  struct rows rows = book_rows_of(world->book, contact, TABLE_INTERACTIONS);
  int last = DATE_NONE;

  for (size_t i = 0; i < rows.len; i++) {
    int on = day_by(rows.data[i], INTERACTION_ON_DATE, world->today);
    int status = record_word(rows.data[i], INTERACTION_STATUS, &words_touch);
    if (on > last && (status == TOUCH_HELD || status == WORD_EMPTY) &&
        text_has(record_text(rows.data[i], INTERACTION_SUBJECT), "repair"))
      last = on;
  }
  return last != DATE_NONE ? world->today - last : -1;
}

static bool is_unsettled(const struct check_world *world, const struct record *contact) {
  int days = has_tag(contact, "conflict") ? since_repair(world, contact) : 0;

  return days < 0 || days > check_number(world, SETTING_TEAM_REPAIR_DAYS);
}

static void add_loose_end(struct check_world *world, const struct record *contact, int silent,
                          struct buf *sentence) {
  struct thought *thought = add_thought(world, HEALTH_H10, true, contact);

  thought->figures = arena_format(&world->health->arena, "silent=%d", silent);
  buf_adds(sentence, " An honest note with two options usually mends this.");
  thought->sentence = keep_text(world, sentence);
}

static void ask_loose_end(struct check_world *world, const struct record *contact) {
  const struct facts *facts = facts_of(world, contact);
  const struct tally *tally = tally_of(world, contact);
  int silent = facts->last != DATE_NONE ? world->today - facts->last : 0;
  struct buf text = BUF_INIT;

  if ((facts->roles & (1u << ROLE_COLLABORATOR)) != 0 &&
      silent > check_number(world, SETTING_TEAM_LOOSE_DAYS) && tally->overdue != NULL) {
    int made = record_day(tally->overdue, FOLLOWUP_MADE_ON);
    say_name(&text, contact);
    buf_adds(&text, " has waited since ");
    say_month(&text, made != DATE_NONE ? made : record_day(tally->overdue, FOLLOWUP_DUE_ON),
              world->today);
    buf_addf(&text, " for “%s”.", record_text(tally->overdue, FOLLOWUP_WHAT));
    add_loose_end(world, contact, silent, &text);
  } else if (is_unsettled(world, contact)) {
    buf_adds(&text, "Something is not settled with ");
    say_name(&text, contact);
    buf_addc(&text, '.');
    add_loose_end(world, contact, silent, &text);
  }
}

void check_loose_ends(struct check_world *world) {
  each_person(world, ask_loose_end);
}

/* --- H12 who could write ------------------------------------------------------------------- */

enum { LATE_IN_YEAR = 180 };

/* From PGY-3, or late MS3, on. */
static bool needs_letters(const struct check_world *world) {
  const char *stage = book_setting(world->book, "me.stage");
  const char *from = book_setting(world->book, "me.stage_from");
  int since = from != NULL ? date_parse(from) : DATE_NONE;
  size_t len = stage != NULL ? strlen(stage) : 0;
  char year = len > 0 ? stage[len - 1] : '\0';

  if (len >= 4 && strncmp(stage, "PGY", 3) == 0)
    return year >= '3' && year <= '9';
  if (len >= 3 && strncmp(stage, "MS", 2) == 0)
    return year == '4' ||
           (year == '3' && since != DATE_NONE && world->today - since >= LATE_IN_YEAR);
  return false;
}

static bool could_write(const struct check_world *world, const struct record *contact) {
  return is_spoken_of(world, contact) && is_attending(contact) &&
         record_word(contact, CONTACT_DISCIPLINE, &words_discipline) == DISCIPLINE_RAD_ONC;
}

static void say_writers(struct buf *out, int count, int wanted, const struct record *next) {
  say_count_first(out, count);
  buf_adds(out, count == 1 ? " attending knows" : " attendings know");
  buf_adds(out, " your work well enough to write from experience. ");
  if (count >= wanted)
    return;
  say_count_first(out, wanted);
  buf_adds(out, " is the usual number.");
  if (next == NULL) {
    buf_adds(out, " Whose clinic could you spend three good hours in?");
    return;
  }
  buf_adds(out, " Another talk or two with ");
  say_name(out, next);
  buf_adds(out, " would add one.");
}

void check_writers(struct check_world *world) {
  struct thought *thought = add_thought(world, HEALTH_H12, false, NULL);
  const struct record *next = NULL;
  struct buf text = BUF_INIT, ids = BUF_INIT;
  int count = 0, wanted = check_number(world, SETTING_TEAM_WRITERS);

  for (size_t i = 0; i < world->count; i++) {
    const struct record *contact = world->people[i];
    int talks = tally_of(world, contact)->full_year;
    if (!could_write(world, contact))
      continue;
    if (talks >= check_number(world, SETTING_TEAM_WRITER_TALKS)) {
      count++;
      add_id(&ids, contact);
    } else if (talks > 0 && (next == NULL || talks > tally_of(world, next)->full_year)) {
      next = contact;
    }
  }
  thought->speaks = count < wanted && needs_letters(world);
  thought->figures = arena_format(&world->health->arena, "people=%d;want=%d", count, wanted);
  say_writers(&text, count, wanted, next);
  thought->ids = keep_text(world, &ids);
  thought->sentence = keep_text(world, &text);
}
