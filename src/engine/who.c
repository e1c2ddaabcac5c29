#include "mentee/engine/who.h"

#include "mentee/base/text.h"
#include "mentee/base/xmem.h"
#include "mentee/engine/cadence.h"
#include "mentee/engine/say.h"
#include <stdlib.h>
#include <string.h>

/* --- places ---------------------------------------------------------------------------------- */

/* What is asked for, folded: the words that tell places apart, and initials. */
struct place {
  struct arena arena;
  const char *whole; /* folded; "" matches nothing */
  VEC(const char *) words;
  const char *initials; /* of at least three words, else "" */
};

static bool is_shared_word(const char *word) {
  static const char *const shared[] = {
      "university", "hospital", "hospitals", "medical",    "medicine", "center",    "centre",
      "ctr",        "med",      "cancer",    "institute",  "inst",     "residency", "program",
      "programme",  "school",   "clinic",    "department", "dept",     "radiation", "oncology",
      "fellowship", "of",       "the",       "and",        "for",      "at",        "st"};

  for (size_t i = 0; i < sizeof shared / sizeof shared[0]; i++)
    if (strcmp(word, shared[i]) == 0)
      return true;
  return false;
}

static size_t word_len(const char *text) {
  return strcspn(text, " -,.;:/()'\"");
}

static void add_word(struct place *place, const char *word, size_t len, bool all) {
  const char *kept = arena_copy(&place->arena, word, len);

  if (all || !is_shared_word(kept))
    *vec_push(&place->words) = kept;
}

static void read_words(struct place *place, bool all) {
  struct buf initials = BUF_INIT;
  size_t count = 0;

  for (const char *at = place->whole; *at != '\0';) {
    size_t len = word_len(at);
    if (len > 0) {
      add_word(place, at, len, all);
      buf_addc(&initials, *at);
      count++;
    }
    at += len + (at[len] != '\0');
  }
  place->initials = count >= 3 ? arena_copy(&place->arena, buf_text(&initials), initials.len) : "";
  buf_release(&initials);
}

static void place_read(struct place *place, const char *text) {
  struct buf folded = BUF_INIT;

  *place = (struct place){ARENA_INIT, "", VEC_INIT, ""};
  text_fold(&folded, text);
  place->whole = arena_copy(&place->arena, buf_text(&folded), folded.len);
  buf_release(&folded);
  read_words(place, false);
  if (place->words.len == 0)
    read_words(place, true);
}

static void place_release(struct place *place) {
  vec_release(&place->words);
  arena_release(&place->arena);
}

static bool begins_a_word(const char *text, const char *at) {
  return at == text || strchr(" -,.;:/()'\"", at[-1]) != NULL;
}

static bool has_word(const char *text, const char *word) {
  for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
    if (begins_a_word(text, at))
      return true;
  return false;
}

/* Is the place meant by this text? All of the words that count occur in it, or it is the initials.
 */
static bool place_is(const struct place *place, const char *cell) {
  struct buf folded = BUF_INIT;
  bool is;

  if (cell[0] == '\0')
    return false;
  text_fold(&folded, cell);
  is = place->initials[0] != '\0' && strcmp(buf_text(&folded), place->initials) == 0;
  if (!is && place->words.len > 0) {
    is = true;
    for (size_t i = 0; i < place->words.len && is; i++)
      is = has_word(buf_text(&folded), place->words.data[i]);
  }
  buf_release(&folded);
  return is;
}

/* Organisation, site and program of one row together: "larkspur ltrop" is one place. */
static bool row_is_there(const struct place *place, const struct record *row) {
  struct buf all = BUF_INIT;
  bool there;

  buf_addf(&all, "%s %s %s", record_text(row, AFFILIATION_ORG), record_text(row, AFFILIATION_SITE),
           record_text(row, AFFILIATION_PROGRAM));
  there = place_is(place, record_text(row, AFFILIATION_PROGRAM)) || place_is(place, buf_text(&all));
  buf_release(&all);
  return there;
}

/* --- people ---------------------------------------------------------------------------------- */

struct asking {
  struct who *who;
  const struct book *book;
  struct place place;
  int today;
  bool *there; /* by the contact's index: is there now */
  bool *named; /* is there now, or was */
};

static bool may_be_named(const struct record *contact, int today) {
  int status = record_word_or(contact, CONTACT_STATUS, &words_status, STATUS_ACTIVE);
  int since = record_day(contact, CONTACT_STATUS_SINCE);

  if (since != DATE_NONE && since > today)
    return true;
  return status != STATUS_DECEASED && status != STATUS_ARCHIVED;
}

static void add_person(struct asking *on, enum who_tie tie, const struct record *contact,
                       const struct record *via, struct buf *how) {
  *vec_push(&on->who->people) =
      (struct who_person){tie, contact, via, arena_copy(&on->who->arena, buf_text(how), how->len)};
  buf_release(how);
}

static void add_part(struct buf *out, const char *part) {
  if (part[0] == '\0')
    return;
  if (out->len > 0)
    buf_adds(out, ", ");
  buf_adds(out, part);
}

/* "Professor, Larkspur University, since 2016"; "Resident, Northfen University, 2001 to 2005" */
static void say_affiliation(struct buf *out, const struct record *row, bool now) {
  int from = record_day(row, AFFILIATION_FROM_ON), to = record_day(row, AFFILIATION_TO_ON);

  add_part(out, record_text(row, AFFILIATION_TITLE));
  add_part(out, record_text(row, record_has(row, AFFILIATION_ORG)    ? AFFILIATION_ORG
                                 : record_has(row, AFFILIATION_SITE) ? AFFILIATION_SITE
                                                                     : AFFILIATION_PROGRAM));
  if (now && from != DATE_NONE)
    buf_addf(out, ", since %d", date_to_civil(from).year);
  else if (!now && from != DATE_NONE && to != DATE_NONE)
    buf_addf(out, ", %d to %d", date_to_civil(from).year, date_to_civil(to).year);
  else if (!now && to != DATE_NONE)
    buf_addf(out, ", to %d", date_to_civil(to).year);
}

/* The latest row at the place, those that hold now before others; NULL: never there. */
static const struct record *latest_there(const struct asking *on, const struct record *contact,
                                         bool *now) {
  struct rows rows = book_rows_of(on->book, contact, TABLE_AFFILIATIONS);
  const struct record *best = NULL;

  *now = false;
  for (size_t i = 0; i < rows.len; i++) {
    int from = record_day(rows.data[i], AFFILIATION_FROM_ON);
    bool holds = span_holds(rows.data[i], AFFILIATION_FROM_ON, AFFILIATION_TO_ON, on->today);
    if ((from != DATE_NONE && from > on->today) || !row_is_there(&on->place, rows.data[i]))
      continue;
    if (best == NULL || (holds && !*now) ||
        (holds == *now && from > record_day(best, AFFILIATION_FROM_ON))) {
      best = rows.data[i];
      *now = holds;
    }
  }
  return best;
}

static void ask_person(struct asking *on, const struct record *contact) {
  struct buf how = BUF_INIT;
  bool now;
  const struct record *row = latest_there(on, contact, &now);

  if (row == NULL && place_is(&on->place, record_text(contact, CONTACT_ORG))) {
    add_part(&how, record_text(contact, CONTACT_TITLE));
    add_part(&how, record_text(contact, CONTACT_ORG));
    now = true;
  } else if (row != NULL) {
    say_affiliation(&how, row, now);
  } else {
    return;
  }
  on->there[contact->index] = now;
  on->named[contact->index] = true;
  add_person(on, now ? WHO_NOW : WHO_BEFORE, contact, NULL, &how);
}

/* --- links ----------------------------------------------------------------------------------- */

/* The two ways of saying a link: from them to somebody, and from somebody to them. */
static const char *link_words(const struct record *row, bool forward) {
  switch (record_word_or(row, LINKS_KIND, &words_link, LINK_KNOWS)) {
  case LINK_INTRODUCED:
    return forward ? "introduced" : "was introduced by";
  case LINK_ADVOCATED:
    return forward ? "spoke up for" : "has the support of";
  case LINK_WORKED_WITH:
    return "worked with";
  case LINK_COLLEAGUE:
    return "is a colleague of";
  case LINK_TRAINED_AT:
    return "trained with";
  case LINK_WORKS_AT:
    return "works with";
  default:
    return "knows";
  }
}

/* Who knows somebody who is there now, and is not, and never was, there themselves. */
static void add_knower(struct asking *on, const struct record *contact, const struct record *via,
                       const char *words) {
  struct buf how = BUF_INIT;

  if (contact == NULL || via == NULL || contact == via || on->named[contact->index] ||
      !on->there[via->index] || !may_be_named(contact, on->today))
    return;
  buf_addf(&how, "%s ", words);
  say_name(&how, via);
  add_person(on, WHO_KNOWS, contact, via, &how);
}

static void add_to_target(struct asking *on, const struct record *row,
                          const struct record *contact) {
  const char *note = record_text(row, LINKS_NOTE);
  struct buf how = BUF_INIT;

  if (contact == NULL || !may_be_named(contact, on->today))
    return;
  buf_adds(&how,
           words_spoken(&words_link, record_word_or(row, LINKS_KIND, &words_link, LINK_KNOWS)));
  buf_adds(&how, " ");
  buf_adds(&how, record_text(on->who->target, TARGET_NAME));
  if (note[0] != '\0')
    buf_addf(&how, ": %s", note);
  add_person(on, WHO_TARGET, contact, NULL, &how);
}

static void ask_link(struct asking *on, const struct record *row) {
  const struct record *from = book_ref_contact(on->book, row, LINKS_FROM_CONTACT);
  const struct record *to = book_ref_contact(on->book, row, LINKS_TO_CONTACT);
  const char *target = record_text(row, LINKS_TO_TARGET);
  int since = record_day(row, LINKS_SINCE_ON);

  if (since != DATE_NONE && since > on->today)
    return;
  if (on->who->target != NULL && strcmp(target, record_id(on->who->target)) == 0)
    add_to_target(on, row, from);
  add_knower(on, from, to, link_words(row, true));
  add_knower(on, to, from, link_words(row, false));
}

/* --- the whole ------------------------------------------------------------------------------- */

/* The same words count in both, or one is the initials of the other. */
static bool means_target(const struct asking *on, const struct record *target) {
  const char *name = record_text(target, TARGET_NAME);
  struct place place;
  bool means;

  place_read(&place, name);
  means = (place.words.len == on->place.words.len && place_is(&on->place, name)) ||
          (on->place.whole[0] != '\0' && strcmp(place.initials, on->place.whole) == 0);
  place_release(&place);
  return means;
}

/* By id, by its whole name, or the only one that is meant. */
static const struct record *find_target(const struct asking *on, const char *text) {
  const struct record *found = book_find(on->book, TABLE_TARGETS, text);
  int count = 0;

  if (found != NULL)
    return found;
  for (size_t i = 0; i < book_count(on->book, TABLE_TARGETS); i++) {
    const struct record *target = book_at(on->book, TABLE_TARGETS, i);
    if (text_same(record_text(target, TARGET_NAME), text))
      return target;
    if (!means_target(on, target))
      continue;
    found = target;
    count++;
  }
  return count == 1 ? found : NULL;
}

static int by_tie(const void *a, const void *b) {
  const struct who_person *left = a, *right = b;
  int order;

  if (left->tie != right->tie)
    return left->tie < right->tie ? -1 : 1;
  order = strcmp(record_text(left->contact, CONTACT_SORT_NAME),
                 record_text(right->contact, CONTACT_SORT_NAME));
  if (order == 0)
    order = strcmp(record_id(left->contact), record_id(right->contact));
  return order != 0 ? order : strcmp(left->how, right->how);
}

/* One person, one line a way. */
static void drop_doubles(struct who *who) {
  size_t kept = 0;

  for (size_t i = 0; i < who->people.len; i++) {
    const struct who_person *person = &who->people.data[i];
    if (kept > 0 && who->people.data[kept - 1].contact == person->contact &&
        who->people.data[kept - 1].tie == person->tie &&
        who->people.data[kept - 1].via == person->via && person->tie != WHO_TARGET)
      continue;
    who->people.data[kept++] = *person;
  }
  who->people.len = kept;
}

static void ask_everybody(struct asking *on) {
  for (size_t i = 0; i < book_count(on->book, TABLE_CONTACTS); i++)
    if (may_be_named(book_at(on->book, TABLE_CONTACTS, i), on->today))
      ask_person(on, book_at(on->book, TABLE_CONTACTS, i));
  for (size_t i = 0; i < book_count(on->book, TABLE_CONTACTS); i++) {
    const struct record *contact = book_at(on->book, TABLE_CONTACTS, i);
    add_knower(on, book_ref_contact(on->book, contact, CONTACT_INTRODUCED_BY), contact,
               "introduced you to");
  }
  for (size_t i = 0; i < book_count(on->book, TABLE_LINKS); i++)
    ask_link(on, book_at(on->book, TABLE_LINKS, i));
  if (on->who->people.len > 1)
    qsort(on->who->people.data, on->who->people.len, sizeof *on->who->people.data, by_tie);
  drop_doubles(on->who);
}

bool who_is_there(struct who *who, const struct book *book, const char *place, int today,
                  struct err *err) {
  struct asking on = {.who = who, .book = book, .today = today};

  *who = (struct who){ARENA_INIT, NULL, VEC_INIT};
  on.there = xcalloc(book_count(book, TABLE_CONTACTS) + 1, sizeof *on.there);
  on.named = xcalloc(book_count(book, TABLE_CONTACTS) + 1, sizeof *on.named);
  place_read(&on.place, place);
  who->target = find_target(&on, place);
  if (who->target != NULL) {
    place_release(&on.place);
    place_read(&on.place, record_text(who->target, TARGET_NAME));
  }
  ask_everybody(&on);
  place_release(&on.place);
  free(on.there);
  free(on.named);
  return who->people.len > 0 || who->target != NULL ||
         err_set(err, ERR_MISSING, "nobody and no place like '%s'; say a part of its name", place);
}

void who_release(struct who *who) {
  vec_release(&who->people);
  arena_release(&who->arena);
}
