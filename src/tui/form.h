#ifndef MENTEE_TUI_FORM_H
#define MENTEE_TUI_FORM_H
/*
 * A form: lines and choices under each other, from the field tables or made by hand. Enter saves
 * from any field, Tab takes the grey completion and goes on, Esc puts what was typed aside. What is
 * refused says so in words at the right of its field.
 */
#include "tui_priv.h"

struct form;

struct form_item {
  const char *label, *hint; /* hint: in grey at the right while there is nothing to read back */
  int field;                /* of the form's table; -1: of no table */
  const char *const *choices;
  int choice_count, choice; /* choice -1: none of them */
  const char *prefix;       /* before the value: "1  "; NULL */
  const int *columns;       /* of the choices, or NULL */
  bool heading;             /* no input: the label is a heading, or a blank line where "" */
  bool more;                /* one of the further fields */
  bool continued;           /* belongs to the item above: no label, no blank */
  struct line_edit line;
  char *before;     /* the text it began with */
  struct buf note;  /* how it was read, or why not */
  bool refused;     /* the note says why not */
  bool asks;        /* taken up again, and changed by others since: said once before it is saved */
  struct buf ghost; /* what Tab would add */
};

struct form {
  enum table_id table;
  char *id;   /* of the row that is edited; "" for a new one */
  char *name; /* under which what was typed is kept when put aside */
  struct buf title, aside;
  VEC(struct form_item) items;
  VEC(struct field_value) presets; /* fields of a new row that are not asked; values are owned */
  struct arena arena;
  size_t on, top;
  bool unfolded;
  bool control_x;          /* Ctrl-X was pressed: Ctrl-E is the editor */
  int row, label, value;   /* where it stands; 0: the usual place */
  const char *verb;        /* of Enter */
  const char *const *foot; /* lines under the fields, ended by NULL */
  bool (*save)(struct app *app, struct form *form, struct err *err);
  /* Reads one item back after a change; NULL: as the table says. */
  void (*read)(struct app *app, struct form *form, struct form_item *item);
};

struct form *form_new(enum table_id table, const char *id, const char *title);
struct form_item *form_item(struct form *form, int field, const char *label, const char *text);
/* All fields of the table, with the values of a record (NULL: empty). */
void form_add_fields(struct form *form, const struct app *app, const struct record *record);
void form_preset(struct form *form, int field, const char *value);
void form_open(struct app *app, struct form *form);
const char *form_text(const struct form_item *item);
/* Is there an item at this place, and is it not one of the further fields still folded away? */
bool form_is_shown(const struct form *form, size_t at);
/* The values that were changed, read as the file wants them; false: an item is refused. */
struct form_values {
  struct arena arena;
  VEC(struct field_value) list;
};
bool form_values(struct app *app, struct form *form, struct form_values *values, struct err *err);
void form_values_release(struct form_values *values);
#endif
