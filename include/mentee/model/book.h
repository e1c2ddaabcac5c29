#ifndef MENTEE_MODEL_BOOK_H
#define MENTEE_MODEL_BOOK_H
/*
 * A book is every table of one store, with its indexes: id to record, and each
 * contact's rows. It is filled by the store's reader and changed by book_apply()
 * alone. Text lives in the book's arena.
 *
 * A table also remembers how its file was laid out, so that a save changes only
 * what was changed: its columns in order, line ends, BOM, the bytes of each row.
 */
#include "mentee/base/buf.h"
#include "mentee/base/err.h"
#include "mentee/base/map.h"
#include "mentee/base/vec.h"
#include "mentee/model/record.h"

struct column {
  const char *name; /* as the header has it */
  int field;        /* of this table, or -1 for a column of somebody else's */
};

/* Something about a file that a person should know. `field` is -1 for the whole row, line 0 for the
 * whole file. */
struct note {
  enum table_id table;
  uint32_t line;
  int field;
  const char *text; /* lower case, no full stop, without file and line */
  bool damage;      /* a row, or with line 0 the file, that could not be read */
};

struct table {
  const struct table_def *def;
  VEC(const struct record *) records; /* in the file's order */
  struct map by_id; /* the first record of each id; made when one is first asked for */
  bool has_by_id;
  VEC(struct column) columns; /* the header; empty: the file is new or empty */
  const char *header_raw;     /* the header line as read, with its line end */
  size_t header_len;          /* of its bytes; 0: it is written anew, from the columns */
  const char *tail;           /* blank lines after the last row */
  size_t tail_len;
  bool bom, crlf;
  const char *read_only; /* why the file must not be written; NULL: it may */
};

struct book {
  struct arena arena;
  struct table tables[TABLE_COUNT];
  VEC(struct note) notes;   /* what reading found, in file order */
  struct book_index *index; /* each contact's rows; made on first use, dropped by a change */
};

void book_init(struct book *book);
void book_release(struct book *book);

/* --- asking ------------------------------------------------------------------ */

const struct record *book_find(const struct book *book, enum table_id table, const char *id);
size_t book_count(const struct book *book, enum table_id table);
const struct record *book_at(const struct book *book, enum table_id table, size_t index);

/* A contact by id, or by its exact name where exactly one bears it; NULL: unknown. */
const struct record *book_contact(const struct book *book, const char *span, size_t len);
/* The contact that a FIELD_REF cell means. */
const struct record *book_ref_contact(const struct book *book, const struct record *record,
                                      int field);
/* Calls visit for each known contact among an interaction's people, each once. */
void book_each_person(const struct book *book, const struct record *interaction,
                      void (*visit)(void *context, const struct record *contact), void *context);
bool book_has_person(const struct book *book, const struct record *interaction,
                     const struct record *contact);

/* The rows of a table that are a contact's (by contact_id, or people), in the file's order. */
struct rows {
  const struct record *const *data;
  size_t len;
};
struct rows book_rows_of(const struct book *book, const struct record *contact,
                         enum table_id table);

/* The cell of a column that is not ours, by the header's name; "" where there is none. */
const char *book_extra(const struct book *book, enum table_id table, const struct record *record,
                       const char *column);

/* The value of a settings key, or NULL. */
const char *book_setting(const struct book *book, const char *key);

/* The family part of sort_name (up to the comma), or of what is derived where it is empty
   (last word first); copied into out. Never empty where the name is not. */
void contact_family(const struct record *contact, struct buf *out);
void contact_sort_key(const struct record *contact, struct buf *out); /* "Family, Given" */
/* "Lena Mary Voss" sorts as "Voss, Lena Mary", spelled as below: the last word, then the
   rest. */
void contact_derive_sort_name(const char *name, struct buf *out);
/* In ASCII where it has a spelling for every letter; else as it is: "Петров, Иван". Appends. */
void contact_sort_spelling(const char *text, struct buf *out);
/* call_by, else the first word of the name. */
const char *contact_call_by(const struct record *contact, struct buf *scratch);

/* --- filling (the store's reader) ---------------------------------------------- */

/* A record of these cells, by field, NULL is ""; copied into the book's arena. */
struct record *book_make_record(struct book *book, enum table_id table, const char *const *cells);
/* At the end of the table; a second record of an id is kept but not found by it. Gives a row
   without an id its given_id, made from its bytes: the same file gives the same id. */
void book_append(struct book *book, enum table_id table, struct record *record);
void book_note(struct book *book, enum table_id table, uint32_t line, int field, bool damage,
               const char *format, ...) __attribute__((format(printf, 6, 7)));
#endif
