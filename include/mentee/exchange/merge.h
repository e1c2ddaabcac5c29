#ifndef MENTEE_EXCHANGE_MERGE_H
#define MENTEE_EXCHANGE_MERGE_H
/*
 * Two rows of one person become one. Everything is kept: empty fields are filled, lists joined, a
 * further address or number goes to a numbered column, and what both rows say differently goes
 * under the notes of the one that stays, as the other row had it. Every row of the other tables
 * that means the second contact means the first afterwards.
 */
#include "mentee/model/action.h"

struct merge_line {
  const char *label, *value; /* "E-mail", "jane@x.org"; in the arena given */
  bool under_notes;          /* the row that stays says something else there */
};
struct merge_report {
  struct arena arena;
  VEC(struct merge_line) lines; /* what the contact that stays gains */
  size_t rows;                  /* of other tables that mean it now */
};
void merge_report_release(struct merge_report *report);

/* Appends to the action (initialised by the caller) and fills the report (initialised by this).
   ERR_USAGE: one and the same; ERR_DATA: a row with cells beyond its header, which have no name to
   be kept under. */
bool merge_contacts(const struct book *book, const struct record *stays, const struct record *goes,
                    struct action *action, struct merge_report *report, struct err *err);
#endif
