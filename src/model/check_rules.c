/* V3 to V9 of the store's invariants, and the cells that a row cannot do without. */
#include "check_priv.h"

#include "mentee/base/date.h"
#include "mentee/base/xmem.h"
#include <stdlib.h>
#include <string.h>

#define NEVER_RECORDED_DAYS 14 /* V9 */
#define CADENCE_LEAST 7
#define CADENCE_MOST 730

/* --- cells that must be there --------------------------------------------------------------------
 */

static const struct need {
  enum table_id table;
  int field;
  const char *text;
} needs[] = {
    {TABLE_CONTACTS, CONTACT_NAME, "a contact needs a name"},
    {TABLE_ROLES, ROLES_CONTACT_ID, "whose role this is, is not said"},
    {TABLE_ROLES, ROLES_FROM_ON, "a role needs the day it began"},
    {TABLE_INTERACTIONS, INTERACTION_ON_DATE, "an interaction needs a day"},
    {TABLE_INTERACTIONS, INTERACTION_PEOPLE, "nobody is named; kept under no one"},
    {TABLE_FOLLOWUPS, FOLLOWUP_CONTACT_ID, "whose promise this is, is not said"},
    {TABLE_OPPORTUNITIES, OPPORTUNITY_CONTACT_ID, "who opened this, is not said"},
    {TABLE_LETTERS, LETTER_CONTACT_ID, "whose letter this is, is not said"},
};

const char *check_need(enum table_id table, int field) {
  for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
    if (needs[i].table == table && needs[i].field == field)
      return needs[i].text;
  return NULL;
}

static void check_needs(struct checking *checking) {
  for (size_t i = 0; i < sizeof needs / sizeof needs[0]; i++)
    for (size_t at = 0; at < book_count(checking->book, needs[i].table); at++) {
      const struct record *row = book_at(checking->book, needs[i].table, at);
      if (!record_has(row, needs[i].field))
        check_say(checking, needs[i].table, row->line, needs[i].field, "%s", needs[i].text);
    }
}

/* --- V3: days in their order
 * ----------------------------------------------------------------------- */

static const struct order {
  enum table_id table;
  int first, second;
  const char *so; /* what follows from it */
} orders[] = {
    {TABLE_CONTACTS, CONTACT_STATUS_SINCE, CONTACT_STATUS_UNTIL, ""},
    {TABLE_ROLES, ROLES_FROM_ON, ROLES_TO_ON, ", so it counts as no role"},
    {TABLE_AFFILIATIONS, AFFILIATION_FROM_ON, AFFILIATION_TO_ON, ""},
    {TABLE_FOLLOWUPS, FOLLOWUP_MADE_ON, FOLLOWUP_DUE_ON, ""},
    {TABLE_FOLLOWUPS, FOLLOWUP_MADE_ON, FOLLOWUP_DONE_ON, ""},
    {TABLE_EVENTS, EVENT_STARTS_ON, EVENT_ENDS_ON, ""},
};

/* Both are real days, and the second comes first. */
static bool is_reversed(const struct record *row, int first, int second) {
  int from = record_day(row, first), to = record_day(row, second);

  return from != DATE_NONE && to != DATE_NONE && to < from;
}

static void check_orders(struct checking *checking) {
  for (size_t i = 0; i < sizeof orders / sizeof orders[0]; i++)
    for (size_t at = 0; at < book_count(checking->book, orders[i].table); at++) {
      const struct record *row = book_at(checking->book, orders[i].table, at);
      if (is_reversed(row, orders[i].first, orders[i].second))
        check_say(checking, orders[i].table, row->line, orders[i].second, "%s is before %s, %s%s",
                  record_text(row, orders[i].second),
                  table_defs[orders[i].table].fields[orders[i].first].name,
                  record_text(row, orders[i].first), orders[i].so);
    }
}

/* --- V4: the same role twice at a time
 * -------------------------------------------------------------- */

struct held {
  const struct record *row, *contact;
  int role, facet, from, to;
};

static int by_role(const void *a, const void *b) {
  const struct held *x = a, *y = b;

  if (x->contact != y->contact)
    return x->contact->index < y->contact->index ? -1 : 1;
  if (x->role != y->role)
    return x->role < y->role ? -1 : 1;
  if (x->facet != y->facet)
    return x->facet < y->facet ? -1 : 1;
  if (x->from != y->from)
    return x->from < y->from ? -1 : 1;
  return x->row->index < y->row->index ? -1 : x->row->index > y->row->index;
}

static bool is_same_role(const struct held *a, const struct held *b) {
  return a->contact == b->contact && a->role == b->role && a->facet == b->facet;
}

/* Roles that can be compared: of somebody known, a known word, from a real day, not reversed. */
static size_t collect_roles(const struct book *book, struct held *held) {
  size_t count = 0;

  for (size_t i = 0; i < book_count(book, TABLE_ROLES); i++) {
    const struct record *row = book_at(book, TABLE_ROLES, i);
    struct held one = {row,
                       book_ref_contact(book, row, ROLES_CONTACT_ID),
                       record_word(row, ROLES_ROLE, &words_role),
                       record_word(row, ROLES_FACET, &words_facet),
                       record_day(row, ROLES_FROM_ON),
                       record_day(row, ROLES_TO_ON)};
    if (one.contact == NULL || one.role < 0 || one.facet == WORD_UNKNOWN || one.from == DATE_NONE ||
        is_reversed(row, ROLES_FROM_ON, ROLES_TO_ON))
      continue;
    if (one.to == DATE_NONE)
      one.to = date_from_civil(9999, 12, 31);
    held[count++] = one;
  }
  return count;
}

/* Sorted by their first day, a role overlaps another one exactly where it begins before the latest
   end so far. */
static void check_overlaps(struct checking *checking) {
  struct held *held = xcalloc(book_count(checking->book, TABLE_ROLES) + 1, sizeof *held);
  size_t count = collect_roles(checking->book, held);
  const struct held *last = held;

  qsort(held, count, sizeof *held, by_role);
  for (size_t i = 1; i < count; i++) {
    if (is_same_role(last, &held[i]) && held[i].from <= last->to)
      check_say(checking, TABLE_ROLES, held[i].row->line, ROLES_FROM_ON,
                "the same role at the same time as %s", record_id(last->row));
    if (!is_same_role(last, &held[i]) || held[i].to > last->to)
      last = &held[i];
  }
  free(held);
}

/* --- V5 to V9: one row at a time
 * --------------------------------------------------------------------- */

static void check_contact(struct checking *checking, const struct record *row) {
  int days = record_number(row, CONTACT_CADENCE_DAYS);

  if (days > CADENCE_MOST || (days > 0 && days < CADENCE_LEAST))
    check_say(checking, TABLE_CONTACTS, row->line, CONTACT_CADENCE_DAYS,
              "'%s': 0 for never, or %d to %d days", record_text(row, CONTACT_CADENCE_DAYS),
              CADENCE_LEAST, CADENCE_MOST);
}

static void check_role(struct checking *checking, const struct record *row) {
  int role = record_word(row, ROLES_ROLE, &words_role);
  int phase = record_word(row, ROLES_PHASE, &words_phase);

  if (role != ROLE_MENTOR && record_has(row, ROLES_RANK))
    check_say(checking, TABLE_ROLES, row->line, ROLES_RANK, "only a mentor has a rank");
  if (role != ROLE_MENTOR && record_has(row, ROLES_PHASE))
    check_say(checking, TABLE_ROLES, row->line, ROLES_PHASE, "only a mentor has a phase");
  /* Redefined keeps the day as history, and an imported role may not know it. */
  if (record_has(row, ROLES_AGREED_ON) && phase != PHASE_ONGOING && phase != PHASE_REDEFINED)
    check_say(checking, TABLE_ROLES, row->line, ROLES_AGREED_ON,
              "agreed on a day, but the phase is not ongoing");
}

/* V8: kept and late are computed on closing, so only a hand can have made them wrong. */
static const char *outcome_refusal(int outcome, int due, int done, bool has_done) {
  if (outcome == OUTCOME_OPEN || outcome < 0)
    return outcome != WORD_UNKNOWN && has_done ? "open, but it has a day it was done" : "";
  if (done == DATE_NONE) /* one that was let go may never have been done */
    return has_done || (outcome != OUTCOME_KEPT && outcome != OUTCOME_LATE)
               ? ""
               : "closed, but it has no day it was done";
  if (outcome == OUTCOME_KEPT && due != DATE_NONE && done > due)
    return "kept, but done after it was due; that is late";
  if (outcome == OUTCOME_LATE && (due == DATE_NONE || done <= due))
    return "late, but done by the day it was due; that is kept";
  return "";
}

static void check_followup(struct checking *checking, const struct record *row) {
  const char *why = outcome_refusal(
      record_word(row, FOLLOWUP_OUTCOME, &words_outcome), record_day(row, FOLLOWUP_DUE_ON),
      record_day(row, FOLLOWUP_DONE_ON), record_has(row, FOLLOWUP_DONE_ON));

  if (why[0] != '\0')
    check_say(checking, TABLE_FOLLOWUPS, row->line, FOLLOWUP_OUTCOME, "%s", why);
}

static void check_interaction(struct checking *checking, const struct record *row) {
  int day = record_day(row, INTERACTION_ON_DATE);

  if (record_word(row, INTERACTION_STATUS, &words_touch) == TOUCH_PLANNED && day != DATE_NONE &&
      day < checking->today - NEVER_RECORDED_DAYS)
    check_say(checking, TABLE_INTERACTIONS, row->line, INTERACTION_STATUS,
              "planned for %s and never recorded", record_text(row, INTERACTION_ON_DATE));
}

/* Who introduced whom is said in two places. */
static void check_link(struct checking *checking, const struct record *row) {
  const struct book *book = checking->book;
  const struct record *from = book_ref_contact(book, row, LINKS_FROM_CONTACT);
  const struct record *to = book_ref_contact(book, row, LINKS_TO_CONTACT), *said;

  if (record_word(row, LINKS_KIND, &words_link) != LINK_INTRODUCED || from == NULL || to == NULL)
    return;
  said = book_ref_contact(book, to, CONTACT_INTRODUCED_BY);
  if (said != NULL && said != from)
    check_say(checking, TABLE_LINKS, row->line, LINKS_FROM_CONTACT,
              "introduced %s, but contacts.csv:%u says that %s did", record_id(to), to->line,
              record_id(said));
}

static const struct row_check {
  enum table_id table;
  void (*check)(struct checking *checking, const struct record *row);
} row_checks[] = {
    {TABLE_CONTACTS, check_contact},   {TABLE_ROLES, check_role},
    {TABLE_FOLLOWUPS, check_followup}, {TABLE_INTERACTIONS, check_interaction},
    {TABLE_LINKS, check_link},
};

void check_rules(struct checking *checking) {
  check_needs(checking);
  check_orders(checking);
  check_overlaps(checking);
  for (size_t i = 0; i < sizeof row_checks / sizeof row_checks[0]; i++)
    for (size_t at = 0; at < book_count(checking->book, row_checks[i].table); at++)
      row_checks[i].check(checking, book_at(checking->book, row_checks[i].table, at));
}
