/* What stands under a person's log: roles, places and ties, each a row that can be changed. */
#include "person_rows.h"

#include <string.h>

static const char *span(struct page *page, int from, int to, int today) {
  struct buf text = BUF_INIT, day = BUF_INIT;
  const char *kept;

  if (from != DATE_NONE) {
    day_brief(from, today, &day);
    buf_addf(&text, "%s %s", from > today ? "from" : "since", buf_text(&day));
  }
  if (to != DATE_NONE) {
    buf_cut(&day, 0);
    day_brief(to, today, &day);
    buf_cut(&text, 0);
    buf_addf(&text, "to %s", buf_text(&day));
  }
  kept = arena_dup(&page->arena, buf_text(&text));
  buf_release(&text);
  buf_release(&day);
  return kept;
}

static const char *keep(struct page *page, struct buf *text) {
  const char *kept = arena_dup(&page->arena, buf_text(text));

  buf_release(text);
  return kept;
}

/* "mentor (clinical), primary, ongoing" */
static const char *role_words(struct page *page, const struct record *role) {
  int facet = record_word(role, ROLES_FACET, &words_facet);
  int rank = record_word(role, ROLES_RANK, &words_rank);
  int phase = record_word(role, ROLES_PHASE, &words_phase);
  struct buf text = BUF_INIT;

  buf_adds(&text, words_spoken(&words_role,
                               record_word_or(role, ROLES_ROLE, &words_role, ROLE_ACQUAINTANCE)));
  if (facet >= 0)
    buf_addf(&text, " (%s)", words_spoken(&words_facet, facet));
  if (rank >= 0)
    buf_addf(&text, ", %s", words_spoken(&words_rank, rank));
  if (phase >= 0)
    buf_addf(&text, ", %s", words_spoken(&words_phase, phase));
  return keep(page, &text);
}

static const char *place_words(struct page *page, const struct record *place) {
  static const int fields[] = {AFFILIATION_TITLE, AFFILIATION_ORG, AFFILIATION_SITE};
  struct buf text = BUF_INIT;

  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (i == 0 || strcmp(record_text(place, fields[i]), record_text(place, fields[i - 1])) != 0)
      add_part(&text, record_text(place, fields[i]));
  return keep(page, &text);
}

/* "introduced Dr Blackwood", from whichever end one looks. */
static const char *tie_words(const struct app *app, struct page *page, const struct record *tie,
                             const struct record *contact) {
  const struct book *book = session_book(&app->session);
  const struct record *from = book_ref_contact(book, tie, LINKS_FROM_CONTACT);
  const struct record *to = book_ref_contact(book, tie, LINKS_TO_CONTACT);
  const struct record *goal = book_find(book, TABLE_TARGETS, record_text(tie, LINKS_TO_TARGET));
  const char *how = words_spoken(&words_link, record_word(tie, LINKS_KIND, &words_link));
  struct buf text = BUF_INIT, one = BUF_INIT, other = BUF_INIT;

  if (from != contact)
    buf_addf(&text, "%s ", from != NULL ? called(from, &one) : "somebody");
  buf_adds(&text, how[0] != '\0' ? how : "knows");
  buf_addf(&text, " %s",
           to != NULL     ? called(to, &other)
           : goal != NULL ? record_text(goal, TARGET_NAME)
                          : "somebody");
  buf_release(&one);
  buf_release(&other);
  return keep(page, &text);
}

static struct row *add(struct page *page, enum section section, const char *label,
                       enum table_id table, const struct record *record) {
  bool first = page->rows.len == 0 || page->rows.data[page->rows.len - 1].group != (int)section;
  struct row *row;

  if (first)
    page_blank(page);
  row = page_row(page, ROW_ITEM, (int)section);
  row->left = first ? label : "";
  row->key = record_id(record);
  row->record = record;
  row->table = table;
  return row;
}

static void fill_roles(const struct app *app, struct page *page, const struct record *contact) {
  struct rows rows = book_rows_of(session_book(&app->session), contact, TABLE_ROLES);

  for (size_t i = 0; i < rows.len; i++) {
    int to = record_day(rows.data[i], ROLES_TO_ON);
    struct row *row;
    if (to != DATE_NONE && to < app->session.today)
      continue; /* it is in the log */
    row = add(page, SECTION_ROLES, "Roles", TABLE_ROLES, rows.data[i]);
    row->contact = contact;
    row->text = role_words(page, rows.data[i]);
    row->right = span(page, record_day(rows.data[i], ROLES_FROM_ON), to, app->session.today);
  }
}

static void fill_places(const struct app *app, struct page *page, const struct record *contact) {
  struct rows rows = book_rows_of(session_book(&app->session), contact, TABLE_AFFILIATIONS);

  for (size_t i = 0; i < rows.len; i++) {
    struct row *row = add(page, SECTION_PLACES, "Places", TABLE_AFFILIATIONS, rows.data[i]);
    row->contact = contact;
    row->text = place_words(page, rows.data[i]);
    row->right = span(page, record_day(rows.data[i], AFFILIATION_FROM_ON),
                      record_day(rows.data[i], AFFILIATION_TO_ON), app->session.today);
  }
}

static void fill_ties(const struct app *app, struct page *page, const struct record *contact) {
  struct rows rows = book_rows_of(session_book(&app->session), contact, TABLE_LINKS);

  for (size_t i = 0; i < rows.len; i++) {
    struct row *row = add(page, SECTION_TIES, "Ties", TABLE_LINKS, rows.data[i]);
    row->contact = contact;
    row->text = tie_words(app, page, rows.data[i], contact);
    row->right =
        span(page, record_day(rows.data[i], LINKS_SINCE_ON), DATE_NONE, app->session.today);
  }
}

void person_fill_more(const struct app *app, struct page *page, const struct record *contact) {
  if (app->due.cadence.facts[contact->index].status == STATUS_DECEASED)
    return;
  fill_roles(app, page, contact);
  fill_places(app, page, contact);
  fill_ties(app, page, contact);
}
