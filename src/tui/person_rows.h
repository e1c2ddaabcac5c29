#ifndef MENTEE_TUI_PERSON_ROWS_H
#define MENTEE_TUI_PERSON_ROWS_H
/* The rows of a person's page: what is open, what is known, and one timeline. */
#include "tui_priv.h"

enum section {
  SECTION_NOW,
  SECTION_NEXT,
  SECTION_WAITING,
  SECTION_NOTES,
  SECTION_CARES,
  SECTION_CONTACT,
  SECTION_LOG,
  SECTION_NOTHING,
  SECTION_ROLES,
  SECTION_PLACES,
  SECTION_TIES
};

#define PERSON_TEXT_COLUMN 12
#define STRIP_COLS 60         /* narrower screens have no strip of months */
#define REVEALED " @private " /* in page->extra: private notes are shown */

const struct record *person_of_page(const struct app *app, const struct page *page);
void person_fill(struct app *app, struct page *page);
/* Roles, places and ties (person_more.c). */
void person_fill_more(const struct app *app, struct page *page, const struct record *contact);
/* Is the row with this key unfolded? */
bool person_is_unfolded(const struct page *page, const char *key);
#endif
