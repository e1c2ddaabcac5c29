#ifndef TESTS_FUZZ_IMPORT_H
#define TESTS_FUZZ_IMPORT_H
/*
 * Any bytes as a file of one format: what comes out of it is clean, becomes a change of an empty
 * book that applies, and what that book exports changes nothing when it comes back.
 */
#include "fuzz.h"
#include "mentee/base/text.h"
#include "mentee/exchange/export.h"
#include "mentee/exchange/formats.h"
#include "mentee/exchange/formula.h"
#include "mentee/exchange/plan.h"
#include <stdio.h>
#include <string.h>

static inline void check_value(const char *value) {
  FUZZ_CHECK(value[0] != '\0' && text_is_utf8(value, strlen(value)) && !formula_is(value));
  for (; *value != '\0'; value++)
    FUZZ_CHECK((unsigned char)*value >= 0x20 || *value == '\n' || *value == '\t');
}

static inline void check_people(const struct import *import) {
  for (size_t i = 0; i < import->people.len; i++) {
    const struct imported *person = &import->people.data[i];
    FUZZ_CHECK(imported_text(person, CONTACT_NAME)[0] != '\0');
    for (size_t k = 0; k < person->count; k++) {
      check_value(person->values[k].value);
      FUZZ_CHECK(person->values[k].field >= 0 || person->values[k].column[0] != '\0');
    }
  }
}

/* What a second import would change, for whoever looks into a finding. */
static inline void tell_changes(const struct plan *plan) {
  for (size_t i = 0; i < plan->rows.len; i++) {
    const struct plan_row *row = &plan->rows.data[i];
    if (row->kind == PLAN_NEW)
      fprintf(stderr, "new in %s: '%s'\n", plan->import->said,
              imported_text(row->person, CONTACT_NAME));
    for (size_t k = 0; k < row->fills.len; k++)
      fprintf(stderr, "%s, %s: field %d %s: '%s'\n", plan->import->said, plan_other_name(plan, row),
              row->fills.data[k].field,
              row->fills.data[k].column != NULL ? row->fills.data[k].column : "",
              row->fills.data[k].value);
  }
}

static inline void fuzz_new_id(void *context, enum table_id table, char *out) {
  snprintf(out, PLAN_ID_SIZE, "%c%06d", table_defs[table].letter, ++*(int *)context);
}

/* How many people the text changes or adds; -1: it cannot be read. */
static inline long import_bytes(struct book *book, const char *from, const char *text, size_t len,
                                bool again, int *ids) {
  struct import_options options = {from, false, NULL, NULL, NULL};
  struct plan_gifts gifts = PLAN_GIFTS_INIT;
  struct conflicts conflicts;
  struct import import;
  struct action action;
  struct plan plan;
  struct err err = ERR_INIT;
  long count = -1;

  import_init(&import);
  if (import_read(&import, "input", text, len, &options, &err)) {
    check_people(&import);
    plan_make(&plan, &import, book);
    count = (long)(plan_count(&plan, PLAN_NEW) + plan_count(&plan, PLAN_CHANGED));
    if (again && count > 0)
      tell_changes(&plan);
    action_init(&action);
    conflicts_init(&conflicts);
    plan_action(&plan, &gifts, 20000, fuzz_new_id, ids, &action);
    FUZZ_CHECK(book_apply(book, &action, &conflicts));
    conflicts_release(&conflicts);
    action_release(&action);
    plan_release(&plan);
  } else {
    if (again)
      fprintf(stderr, "%s\n", err.text);
    FUZZ_CHECK(err.kind == ERR_DATA && err.text[0] != '\0');
  }
  import_release(&import);
  return count;
}

static inline void export_and_back(struct book *book, const char *format, const char *from,
                                   int *ids) {
  VEC(const struct record *) contacts = VEC_INIT;
  struct err err = ERR_INIT;
  struct buf out = BUF_INIT;

  for (size_t i = 0; i < book_count(book, TABLE_CONTACTS); i++)
    *vec_push(&contacts) = book_at(book, TABLE_CONTACTS, i);
  export_format_find(format, &err)
      ->write(&(struct exporting){.book = book,
                                  .contacts = contacts.data,
                                  .count = contacts.len,
                                  .everybody = true,
                                  .notes = true,
                                  .today = 20777},
              &out);
  if (from != NULL)
    FUZZ_CHECK(import_bytes(book, from, buf_text(&out), out.len, true, ids) == 0);
  vec_release(&contacts);
  buf_release(&out);
}

static inline int fuzz_import(const char *from, const uint8_t *data, size_t size) {
  struct book book;
  int ids = 0;

  book_init(&book);
  if (import_bytes(&book, from, (const char *)data, size, false, &ids) > 0) {
    export_and_back(&book, "vcard", "vcard", &ids);
    export_and_back(&book, "vcard3", "vcard", &ids);
    export_and_back(&book, "json", "mentee-json", &ids);
    export_and_back(&book, "csv", "mentee-csv", &ids);
    export_and_back(&book, "ics", NULL, &ids);
    export_and_back(&book, "abook", NULL, &ids);
    export_and_back(&book, "mutt", NULL, &ids);
  }
  book_release(&book);
  return 0;
}
#endif
