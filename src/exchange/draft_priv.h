#ifndef MENTEE_EXCHANGE_DRAFT_PRIV_H
#define MENTEE_EXCHANGE_DRAFT_PRIV_H
/*
 * One person while a reader puts them together. A reader knows which slot a column or a property
 * goes to (its table says so); what a slot does with a value is known here alone: the second
 * e-mail address goes to the column email_2, a list is joined, a birthday is understood.
 *
 * A slot is a field of contacts, or one of these.
 */
#include "mentee/base/buf.h"
#include "mentee/base/map.h"
#include "mentee/exchange/imported.h"
#include "mentee/model/tables.h"

enum slot {
  SLOT_GIVEN = contact_field_count, /* the parts of a name, put together at the end */
  SLOT_MIDDLE,
  SLOT_FAMILY,
  SLOT_PREFIX,
  SLOT_SUFFIX,
  SLOT_BIRTH_YEAR,
  SLOT_BIRTH_MONTH,
  SLOT_BIRTH_DAY,
  SLOT_PARTS_END,
  SLOT_SECOND_ORG = SLOT_PARTS_END, /* an affiliation */
  SLOT_SECOND_TITLE,
  SLOT_DAY_KEPT, /* a date, kept in ISO form in a column of its own */
  SLOT_PHOTO,    /* left out and counted */
  SLOT_DROP,     /* says nothing of the person: a file's own housekeeping */
  SLOT_KEEP      /* into an extra column */
};
#define DRAFT_PARTS (SLOT_PARTS_END - SLOT_GIVEN)

struct draft {
  struct import *import;
  uint32_t line;
  bool formula, ours;
  const char *own_id, *key;
  const char *last_column; /* where the last address or number went; "" */
  const char *part[DRAFT_PARTS];
  VEC(struct imported_value) values;
  VEC(struct imported_place) places;
  struct buf joined[contact_field_count]; /* lists and notes grow here until the end */
  struct map columns;                     /* names of extra columns, each kept once */
  struct buf scratch;
};

void entry_init(struct draft *draft, struct import *import);
void entry_drop(struct draft *draft);
void entry_begin(struct draft *draft, uint32_t line);
/* Bytes in UTF-8 or not; `column` names the extra column of SLOT_KEEP and SLOT_DAY_KEPT. */
void entry_add(struct draft *draft, int slot, const char *column, const char *text, size_t len);
/* The same for an address or a number that is somebody's "home" or "* Work" one: the label goes to
   a column beside it, email_label or phone_2_label. */
void entry_add_labelled(struct draft *draft, int slot, const char *label, const char *text,
                        size_t len);
/* Labels what was added last, where that can have a label and has none. */
void entry_label_last(struct draft *draft, const char *label);
/* Adds under `column`; where that one is taken by another value, under column_2, column_3 ... */
void entry_keep(struct draft *draft, const char *column, const char *text, size_t len);
const char *entry_text(const struct draft *draft, int field);
/* Of a row that comes with the person: fit to be kept; "" where nothing is left. */
const char *entry_cleaned(struct draft *draft, const char *text, bool lines);
bool entry_is_empty(const struct draft *draft);
/* Puts the name together and the person among the import's people; notes a row without a name. */
void entry_end(struct draft *draft);

/* "Home Street 2" -> "home_street_2": a column's name for another program's. */
void entry_column_name(struct buf *out, const char *name);

/*
 * A birthday as programs write them: 1985-03-15, 19850315, --0315, --03-15, 03-15,
 * 1985-03-15T00:00Z, 15.3.1985, 12 Mar 1985; the years 1604 and 1900 mean that there is none.
 * Numeric days that can be read in two ways are not understood. Writes MM-DD or YYYY-MM-DD.
 */
bool birthday_read(const char *text, struct buf *out);
/* A day with a year, in any of those forms: 12 Mar 2024, 7-Feb-22. ISO. */
bool day_read(const char *text, struct buf *out);
#endif
