#ifndef MENTEE_EXCHANGE_IMPORTED_H
#define MENTEE_EXCHANGE_IMPORTED_H
/*
 * People out of another program's file, in a form of our own: which field of a contact gets which
 * value, and what had no field, under a column's name. Independent of any book. Nothing of a file
 * is dropped without being counted or noted here; photos are the one thing that is left out.
 *
 * Values are trimmed, valid UTF-8, without control characters but line ends (in notes) and tabs,
 * and never begin like a spreadsheet's formula: such a one got an apostrophe (formula.h). What
 * mentee's own JSON holds is a store's own: every cell stays as it is, and formulas are counted.
 */
#include "mentee/base/arena.h"
#include "mentee/base/err.h"
#include "mentee/base/vec.h"
#include "mentee/model/tables.h"
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define IMPORT_FIELD_LIMIT ((size_t)1 << 20)
#define IMPORT_ROW_LIMIT ((size_t)4 << 20)
#define IMPORT_MOST_NOTES 1000 /* of one file; more are counted */

struct imported_value {
  int field;          /* of contacts, or -1 */
  const char *column; /* where field is -1: of an extra column */
  const char *value;  /* never "" */
};

/* Where somebody is or was, beside the org and title of their contact. */
struct imported_place {
  const char *org, *title;
};

struct imported {
  const struct imported_value *values; /* each field and each column at most once */
  const struct imported_place *places;
  size_t count, place_count;
  const char *own_id; /* the id of a contact that mentee itself wrote out; "" for none */
  const char *key;    /* what the rows of this file call them; "" where there are none */
  uint32_t file;      /* whose keys these are: the nth that was read, from 1 */
  uint32_t line;      /* where it begins in the file, from 1 */
  bool formula;       /* a value got an apostrophe */
  bool ours;          /* mentee wrote them out: two of them are two people, and keep their source */
  bool whole;         /* a store's whole row: nothing is put in, not even the day of the import */
};

/* A row of another table that comes with the people: a promise, a meeting, a goal. */
struct imported_row {
  enum table_id table;
  const char *id; /* kept where it is free; what other rows of the file call it; "" for none */
  const struct imported_value *values; /* fields of that table; refs are keys and ids of the file */
  size_t count;
  uint32_t file;
};

/* Something of the file that is not among the people, and why. */
struct import_note {
  const char *file; /* as it was named to import_read() */
  uint32_t line;    /* 0: of the file, or the text says where */
  const char *text; /* lower case, no full stop: "has no name" */
};

struct import {
  struct arena arena;
  const char *file;     /* that is being read, for notes */
  uint32_t file_number; /* from 1 */
  VEC(struct imported) people;
  VEC(struct imported_row) rows;
  VEC(struct import_note) unread;
  size_t unread_count;        /* more than unread.len where there are very many */
  size_t empty;               /* rows and cards without anything in them */
  size_t formulas;            /* cells of mentee's own JSON that a spreadsheet would compute */
  size_t photos;              /* pictures, sounds and keys that were left out */
  const char *said;           /* "LinkedIn connections"; "" until it is read */
  const char *charset;        /* "UTF-8", "windows-1252" ... */
  VEC(const char *) unmapped; /* columns of a CSV file that no field was found for */
};

enum import_step {
  IMPORT_READING,  /* a file; its bytes are told */
  IMPORT_COMPARING /* with who is there; people are told */
};
/* Told now and then how far a step is. False: it is to stop there, and nothing comes of it. */
typedef bool import_progress_fn(void *context, enum import_step step, size_t done, size_t total);

void import_init(struct import *import);
void import_release(struct import *import);

/* The value of a field, or "". */
const char *imported_text(const struct imported *person, int field);
const char *imported_column(const struct imported *person, const char *column);
/* The value of a field of a row, or "". */
const char *imported_row_text(const struct imported_row *row, int field);
/* Adds a row whose id and texts are in the import's arena; the values are copied there. */
void import_add_row(struct import *import, enum table_id table, const char *id,
                    const struct imported_value *values, size_t count);
void import_note(struct import *import, uint32_t line, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
#endif
