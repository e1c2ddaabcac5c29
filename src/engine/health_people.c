/* Who looks after what, and what leans on whom: H1 to H3. */
#include "health_priv.h"

#include "mentee/base/text.h"
#include <string.h>

/* --- H1 slots, H2 facets ------------------------------------------------------------------ */

enum slot { SLOT_PRIMARY, SLOT_NEAR_PEER, SLOT_SECONDARY, SLOT_COUNT };

static const struct slot_row {
  const char *key, *spoken;
  int least, most; /* engaged */
} slots[SLOT_COUNT] = {
    {"primary", "primary mentor", 1, 2},
    {"near_peer", "near-peer", 1, 1},
    {"secondary", "secondary mentor", 1, 2},
};

struct count {
  int listed, engaged;
  const struct record *first; /* of those listed */
};

static int slot_of(const struct record *role) {
  int word = record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE);

  if (word == ROLE_NEAR_PEER)
    return SLOT_NEAR_PEER;
  if (word != ROLE_MENTOR)
    return SLOT_COUNT;
  return record_word(role, ROLES_RANK, &words_rank) == RANK_PRIMARY ? SLOT_PRIMARY : SLOT_SECONDARY;
}

/* Calls take for every current role of everybody who is spoken of. */
static void each_role(struct check_world *world, void *context,
                      void (*take)(struct check_world *world, void *context,
                                   const struct record *contact, const struct record *role)) {
  for (size_t i = 0; i < world->count; i++) {
    const struct record *contact = world->people[i];
    struct rows rows = book_rows_of(world->book, contact, TABLE_ROLES);
    for (size_t j = 0; j < rows.len && is_spoken_of(world, contact); j++)
      if (span_holds(rows.data[j], ROLES_FROM_ON, ROLES_TO_ON, world->today))
        take(world, context, contact, rows.data[j]);
  }
}

struct counting {
  struct buf ids;
  struct count counts[facet_word_count]; /* by slot, or by facet */
  const struct record *counted[facet_word_count];
};

/* Once a person: roles of one person stand together. */
static void count_person(struct check_world *world, struct counting *counting, int at,
                         const struct record *contact) {
  struct count *count = &counting->counts[at];

  if (counting->counted[at] == contact)
    return;
  counting->counted[at] = contact;
  count->listed++;
  count->engaged += is_engaged(world, contact);
  if (count->first == NULL)
    count->first = contact;
  add_id(&counting->ids, contact);
}

static void count_slot(struct check_world *world, void *context, const struct record *contact,
                       const struct record *role) {
  int slot = slot_of(role);

  if (slot < SLOT_COUNT)
    count_person(world, context, slot, contact);
}

static void say_too_many(struct buf *out, const struct slot_row *slot, const struct count *count) {
  int rest = count->listed - slot->most;

  buf_adds(out, "You have ");
  say_count(out, count->listed);
  buf_addf(out, " %ss on paper and ", slot->spoken);
  say_count(out, count->engaged);
  buf_adds(out, " you have spoken to lately. ");
  say_count_first(out, slot->most);
  buf_adds(out, " is enough. Which ");
  say_count(out, rest);
  buf_adds(out, " would you thank and let rest?");
}

static void say_none(struct buf *out, enum slot slot, const struct count *count) {
  static const char *const asks[SLOT_COUNT] = {
      "You have no primary mentor just now. Who gave you the best hour lately? Ask for one more.",
      "Nobody is down as your near-peer. Who in the building was where you are a year ago?",
      ("You have no secondary mentor just now. Whose view from outside would you like once a "
       "block?")};

  if (count->listed == 0) {
    buf_adds(out, asks[slot]);
    return;
  }
  say_name(out, count->first);
  buf_addf(out, " is your %s on paper, and it has been quiet for a while. A few lines will do.",
           slots[slot].spoken);
}

/* The day on which somebody left my program, within a year; DATE_NONE: they did not. */
static int left_program(const struct check_world *world, const struct record *contact) {
  struct rows rows = book_rows_of(world->book, contact, TABLE_AFFILIATIONS);
  const char *program = book_setting(world->book, "me.program");
  int left = DATE_NONE;

  for (size_t i = 0; i < rows.len && program != NULL && program[0] != '\0'; i++) {
    int to = day_by(rows.data[i], AFFILIATION_TO_ON, world->today - 1);
    if (!text_same(record_text(rows.data[i], AFFILIATION_PROGRAM), program))
      continue;
    if (span_holds(rows.data[i], AFFILIATION_FROM_ON, AFFILIATION_TO_ON, world->today))
      return DATE_NONE;
    if (to != DATE_NONE && world->today - to <= 365 && to > left)
      left = to;
  }
  return left;
}

/* A near-peer who graduated is still one; somebody in the building would be nearer. */
static bool say_graduated(const struct check_world *world, const struct count *near_peers,
                          struct buf *out) {
  int left = near_peers->listed == 1 ? left_program(world, near_peers->first) : DATE_NONE;
  struct pronouns they;

  if (left == DATE_NONE)
    return false;
  they = say_pronouns(near_peers->first);
  say_name(out, near_peers->first);
  buf_adds(out, " graduated in ");
  say_month(out, left, world->today);
  buf_addf(out,
           "; %s still %s as your near-peer, since a recent graduate does. Someone in the building "
           "would be nearer.",
           they.subject, they.plural ? "count" : "counts");
  return true;
}

/* The first slot that is not as wanted says so: none before too many, and too many only where some
   of them are names on paper. */
static bool say_slots(const struct check_world *world, const struct counting *counting,
                      struct buf *out) {
  for (int i = 0; i < SLOT_COUNT; i++)
    if (counting->counts[i].engaged < slots[i].least) {
      say_none(out, (enum slot)i, &counting->counts[i]);
      return true;
    }
  for (int i = 0; i < SLOT_COUNT; i++)
    if (counting->counts[i].listed > slots[i].most &&
        counting->counts[i].listed > counting->counts[i].engaged) {
      say_too_many(out, &slots[i], &counting->counts[i]);
      return true;
    }
  if (say_graduated(world, &counting->counts[SLOT_NEAR_PEER], out))
    return true;
  buf_adds(out, "Every place in your team has somebody, and none has a crowd.");
  return false;
}

void check_slots(struct check_world *world) {
  struct thought *thought = add_thought(world, HEALTH_H1, false, NULL);
  struct counting counting = {.ids = BUF_INIT};
  struct buf figures = BUF_INIT, text = BUF_INIT;

  each_role(world, &counting, count_slot);
  for (int i = 0; i < SLOT_COUNT; i++)
    buf_addf(&figures, "%s%s=%d;%s_engaged=%d", i > 0 ? ";" : "", slots[i].key,
             counting.counts[i].listed, slots[i].key, counting.counts[i].engaged);
  thought->speaks = say_slots(world, &counting, &text);
  thought->ids = keep_text(world, &counting.ids);
  thought->figures = keep_text(world, &figures);
  thought->sentence = keep_text(world, &text);
}

static void count_facet(struct check_world *world, void *context, const struct record *contact,
                        const struct record *role) {
  int facet = record_word(role, ROLES_FACET, &words_facet);

  if (facet >= 0 && slot_of(role) < SLOT_COUNT)
    count_person(world, context, facet, contact);
}

/* The sides that somebody should look after, and what helps where nobody does. */
static const struct {
  enum facet_word facet;
  const char *side, *next;
} sides[] = {
    {FACET_RESEARCH, "research", "Whose paper did you like? Ask about it."},
    {FACET_CLINICAL, "clinical", "Whose clinic do you learn most in? Ask for half an hour."},
    {FACET_WELLNESS, "wellness", "It is the facet people ask for least; a walk is a beginning."},
};
#define SIDES (sizeof sides / sizeof sides[0])

static void say_missing(const struct counting *counting, int missing, struct buf *out) {
  const char *next = "";
  int said = 0;

  buf_adds(out, "Nobody is looking after the ");
  for (size_t i = 0; i < SIDES; i++) {
    if (counting->counts[sides[i].facet].engaged > 0)
      continue;
    if (said > 0)
      buf_adds(out, said + 1 == missing ? " and " : ", ");
    buf_adds(out, sides[i].side);
    next = sides[i].next;
    said++;
  }
  buf_addf(out, " side just now. %s", next);
}

/* Somebody on paper is nearer than nobody. */
static void say_quiet(const struct counting *counting, struct buf *out) {
  for (size_t i = 0; i < SIDES; i++) {
    const struct count *count = &counting->counts[sides[i].facet];
    if (count->engaged > 0 || count->listed == 0)
      continue;
    buf_addc(out, ' ');
    say_name(out, count->first);
    buf_addf(out, " used to, on the %s side; a line would be welcome.", sides[i].side);
    return;
  }
}

void check_facets(struct check_world *world) {
  struct thought *thought = add_thought(world, HEALTH_H2, false, NULL);
  struct counting counting = {.ids = BUF_INIT};
  struct buf figures = BUF_INIT, text = BUF_INIT;
  int missing = 0;

  each_role(world, &counting, count_facet);
  for (int i = 0; i < facet_word_count; i++)
    if (counting.counts[i].listed > 0)
      buf_addf(&figures, "%s%s=%d;%s_engaged=%d", figures.len > 0 ? ";" : "",
               words_word(&words_facet, i), counting.counts[i].listed, words_word(&words_facet, i),
               counting.counts[i].engaged);
  for (size_t i = 0; i < SIDES; i++)
    missing += counting.counts[sides[i].facet].engaged == 0;
  thought->speaks = missing > 0;
  if (missing > 0) {
    say_missing(&counting, missing, &text);
    say_quiet(&counting, &text);
  } else {
    buf_adds(&text, "Research, clinic and well-being each have somebody who asks after them.");
  }
  thought->ids = keep_text(world, &counting.ids);
  thought->figures = keep_text(world, &figures);
  thought->sentence = keep_text(world, &text);
}

/* --- H3 leaning --------------------------------------------------------------------------- */

/* Who could take one of the things: an engaged mentor other than them, the closest first. */
static const struct record *other_mentor(const struct check_world *world,
                                         const struct record *contact) {
  const struct record *best = NULL;

  for (size_t i = 0; i < world->count; i++) {
    const struct facts *facts = facts_of(world, world->people[i]);
    if (facts->contact != contact && (facts->roles & (1u << ROLE_MENTOR)) != 0 &&
        is_spoken_of(world, facts->contact) && is_engaged(world, facts->contact) &&
        (best == NULL || facts->weight > facts_of(world, best)->weight))
      best = facts->contact;
  }
  return best;
}

/* Of whom most was asked, and how much. */
static const struct record *most_asked(const struct check_world *world, int *asks) {
  const struct record *top = NULL;

  *asks = 0;
  for (size_t i = 0; i < world->count; i++) {
    const struct record *contact = world->people[i];
    if (tally_of(world, contact)->asks_lately > *asks && is_spoken_of(world, contact)) {
      top = contact;
      *asks = tally_of(world, contact)->asks_lately;
    }
  }
  return top;
}

static void say_top_asks(const struct check_world *world, struct buf *out, const struct record *top,
                         int asks) {
  const struct record *other = other_mentor(world, top);

  buf_adds(out, "Of the last ");
  say_count(out, world->asks);
  buf_adds(out, " things you asked for, ");
  say_count(out, asks);
  buf_adds(out, " went to ");
  say_name(out, top);
  buf_adds(out, ". Could the next one go to ");
  if (other != NULL)
    say_name(out, other);
  else
    buf_adds(out, "somebody else");
  buf_addc(out, '?');
}

static void check_asks(struct check_world *world) {
  int asks;
  const struct record *top = most_asked(world, &asks);
  bool leaning = top != NULL && world->asks >= check_number(world, SETTING_TEAM_ASKS) &&
                 asks * 100 >= world->asks * check_number(world, SETTING_TEAM_ASKS_PERCENT);
  struct thought *thought = add_thought(world, HEALTH_H3, leaning, top);
  struct buf text = BUF_INIT;

  thought->figures = arena_format(&world->health->arena, "asks=%d;top=%d", world->asks, asks);
  if (top == NULL) {
    buf_adds(&text, "Nothing was asked of anybody in half a year.");
  } else if (leaning) {
    say_top_asks(world, &text, top, asks);
  } else {
    say_count_first(&text, world->asks);
    buf_adds(&text, world->asks == 1 ? " thing" : " things");
    buf_adds(&text, " asked for in half a year");
    if (asks < world->asks) {
      buf_adds(&text, ", at most ");
      say_count(&text, asks);
      buf_adds(&text, " of one person");
    }
    buf_addc(&text, '.');
  }
  thought->sentence = keep_text(world, &text);
}

static void say_lean(struct check_world *world, struct buf *out, enum lean lean,
                     const struct record *contact) {
  static const char *const things[LEAN_COUNT] = {"letter", "mentor",    "sponsor",     "tutor",
                                                 NULL,     "a meeting", "an open door"};
  const struct record *owes = tally_of(world, contact)->owes;
  struct pronouns they = say_pronouns(contact);
  int duty;

  if (lean != LEAN_OWES) {
    buf_adds(out, things[lean]);
    return;
  }
  duty = record_word(owes, FOLLOWUP_KIND, &words_duty);
  buf_addf(out, "%s %s %s you",
           duty == DUTY_REVIEW     ? "a review"
           : duty == DUTY_INTRO    ? "an introduction"
           : duty == DUTY_FEEDBACK ? "feedback"
                                   : "something",
           they.subject, they.plural ? "owe" : "owes");
}

/* "the mock review": what could go to somebody else, where the meeting's subject is a review. */
static bool say_review(struct buf *out, const struct record *booked) {
  const char *subject = booked != NULL ? record_text(booked, INTERACTION_SUBJECT) : "";
  struct buf short_subject = BUF_INIT, lower = BUF_INIT;
  const char *found;

  text_lower_first(&lower, subject);
  found = strstr(buf_text(&lower), "review");
  if (found != NULL) {
    buf_add(&short_subject, buf_text(&lower),
            (size_t)(found - buf_text(&lower)) + strlen("review"));
    buf_addf(out, " take the %s?", buf_text(&short_subject));
  }
  buf_release(&short_subject);
  buf_release(&lower);
  return found != NULL;
}

static void say_leaning(struct check_world *world, struct buf *out, const struct record *contact,
                        int count) {
  const struct record *other = other_mentor(world, contact);
  int said = 0;

  say_count_first(out, count);
  buf_adds(out, " things currently depend on ");
  say_name(out, contact);
  buf_adds(out, ": ");
  for (int lean = 0; lean < LEAN_COUNT; lean++) {
    if ((tally_of(world, contact)->leans & (1u << lean)) == 0)
      continue;
    buf_adds(out, said++ > 0 ? ", " : "");
    say_lean(world, out, (enum lean)lean, contact);
  }
  buf_adds(out, ". Could ");
  if (other != NULL)
    say_name(out, other);
  else
    buf_adds(out, "somebody else");
  if (!say_review(out, tally_of(world, contact)->booked))
    buf_adds(out, " take one of them?");
}

static void add_lean_figures(struct check_world *world, struct thought *thought, int count) {
  static const char *const keys[LEAN_COUNT] = {"letter", "mentor", "sponsor",    "tutor",
                                               "owes",   "booked", "opportunity"};
  struct buf figures = BUF_INIT;

  buf_addf(&figures, "things=%d", count);
  for (int lean = 0; lean < LEAN_COUNT; lean++)
    if ((tally_of(world, thought->contact)->leans & (1u << lean)) != 0)
      buf_addf(&figures, ";%s=1", keys[lean]);
  thought->figures = keep_text(world, &figures);
}

static int count_leans(unsigned leans) {
  int count = 0;

  for (; leans != 0; leans &= leans - 1)
    count++;
  return count;
}

static void check_leans(struct check_world *world) {
  for (size_t i = 0; i < world->count; i++) {
    const struct record *contact = world->people[i];
    int count = count_leans(tally_of(world, contact)->leans);
    struct buf text = BUF_INIT;
    struct thought *thought;

    if (count < check_number(world, SETTING_TEAM_LEANS) || !is_spoken_of(world, contact))
      continue;
    thought = add_thought(world, HEALTH_H3, true, contact);
    add_lean_figures(world, thought, count);
    say_leaning(world, &text, contact, count);
    thought->sentence = keep_text(world, &text);
  }
}

struct site {
  const char *name;
  int mentors; /* in touch, working there now */
  const struct record *last;
};

struct sites {
  struct map by_name;
  int mentors; /* in touch, wherever */
  struct site *most;
};

static bool is_mentor(const struct check_world *world, const struct record *contact) {
  return (facts_of(world, contact)->roles & (1u << ROLE_MENTOR)) != 0 &&
         is_spoken_of(world, contact);
}

static void count_site(struct check_world *world, struct sites *sites, const char *name,
                       const struct record *contact) {
  struct site *site = map_find(&sites->by_name, name);

  if (site == NULL) {
    site = arena_alloc(&world->health->arena, sizeof *site);
    site->name = name;
    map_put(&sites->by_name, name, site);
  }
  if (site->last == contact)
    return;
  site->last = contact;
  site->mentors++;
  if (sites->most == NULL || site->mentors > sites->most->mentors)
    sites->most = site;
}

static void count_sites(struct check_world *world, struct sites *sites,
                        const struct record *contact) {
  struct rows rows = book_rows_of(world->book, contact, TABLE_AFFILIATIONS);

  if (!is_mentor(world, contact) || !is_engaged(world, contact))
    return;
  sites->mentors++;
  for (size_t i = 0; i < rows.len; i++)
    if (record_has(rows.data[i], AFFILIATION_SITE) &&
        span_holds(rows.data[i], AFFILIATION_FROM_ON, AFFILIATION_TO_ON, world->today))
      count_site(world, sites, record_text(rows.data[i], AFFILIATION_SITE), contact);
}

/* A mentor who is not seen in that house, to write to. */
static const struct record *mentor_elsewhere(const struct check_world *world, const char *site) {
  for (size_t i = 0; i < world->count; i++) {
    const struct record *contact = world->people[i];
    struct rows rows = book_rows_of(world->book, contact, TABLE_AFFILIATIONS);
    bool there = !is_mentor(world, contact);
    for (size_t j = 0; j < rows.len && !there; j++)
      there = strcmp(record_text(rows.data[j], AFFILIATION_SITE), site) == 0;
    if (!there)
      return contact;
  }
  return NULL;
}

static void add_site_thought(struct check_world *world, const struct sites *sites) {
  const struct site *site = sites->most;
  const struct record *away = mentor_elsewhere(world, site->name);
  struct thought *thought = add_thought(world, HEALTH_H3, true, away);
  struct buf text = BUF_INIT;

  thought->origin = "H3:site";
  thought->figures =
      arena_format(&world->health->arena, "mentors=%d;one_site=%d", sites->mentors, site->mentors);
  buf_addf(&text, "%s the mentors you are in touch with work at %s. ",
           site->mentors == sites->mentors ? "All" : "Nearly all", site->name);
  if (away != NULL) {
    say_name(&text, away);
    buf_adds(&text, " sees your field from elsewhere; a line would be welcome.");
  } else {
    buf_adds(&text, "Who sees your field from another house?");
  }
  thought->sentence = keep_text(world, &text);
}

static void check_sites(struct check_world *world) {
  struct sites sites = {MAP_INIT, 0, NULL};

  for (size_t i = 0; i < world->count; i++)
    count_sites(world, &sites, world->people[i]);
  if (sites.mentors >= check_number(world, SETTING_TEAM_SITE_MENTORS) && sites.most != NULL &&
      sites.most->mentors * 100 >= sites.mentors * check_number(world, SETTING_TEAM_SITE_PERCENT))
    add_site_thought(world, &sites);
  map_release(&sites.by_name);
}

void check_leaning(struct check_world *world) {
  check_asks(world);
  check_leans(world);
  check_sites(world);
}
