#ifndef MENTEE_EXCHANGE_CSV_FORMATS_PRIV_H
#define MENTEE_EXCHANGE_CSV_FORMATS_PRIV_H
/* The CSV files of other programs: for each, what tells it apart and what its columns hold. */
#include <stddef.h>

struct csv_column {
  const char *header; /* compared without case; # stands for a number */
  int slot;           /* draft_priv.h, or one of these: */
  const char *label;  /* of an address or number: "home"; "" for none */
};
enum csv_slot {
  CSV_LABEL = 1000, /* the label of the address or number in the next column */
  CSV_GROUPS,       /* Google's groups: without those that everybody is in */
  CSV_OWN_ID        /* the id of a contact that we wrote out */
};

#define CSV_MOST_SIGNS 3
struct csv_format {
  const char *word;
  const char *signs[CSV_MOST_SIGNS]; /* headers that all must be there */
  const struct csv_column *columns;  /* ended by a NULL header; others are kept as they are */
  const char *joined_by;             /* several values in one cell; NULL: never */
  const char *const *noise;          /* values that say nothing; ended by NULL */
};
/* In the order in which they are tried; ended by a NULL word. The last takes any header. */
extern const struct csv_format csv_formats[];

/* The row of the table for a header, or NULL. */
const struct csv_column *csv_column_find(const struct csv_format *format, const char *header);
#endif
