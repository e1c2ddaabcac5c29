#ifndef MENTEE_EXCHANGE_WRITERS_PRIV_H
#define MENTEE_EXCHANGE_WRITERS_PRIV_H
/* The writers of the formats (export.c has the table of them), and what they share. */
#include "mentee/exchange/export.h"

void vcard4_write(const struct exporting *exporting, struct buf *out);
void vcard3_write(const struct exporting *exporting, struct buf *out);
void ics_write(const struct exporting *exporting, struct buf *out);
void json_write(const struct exporting *exporting, struct buf *out);
void csv_safe_write(const struct exporting *exporting, struct buf *out);
void csv_faithful_write(const struct exporting *exporting, struct buf *out);
void abook_write(const struct exporting *exporting, struct buf *out);
void alias_write(const struct exporting *exporting, struct buf *out);

/* May this field of this row leave? */
bool export_may_leave(const struct exporting *exporting, enum table_id table,
                      const struct record *row, int field);
/* Is the row one of the chosen people's (of no one's: where everybody goes)? */
bool export_takes_row(const struct exporting *exporting, enum table_id table,
                      const struct record *row);
bool export_takes_contact(const struct exporting *exporting, const struct record *contact);

/* The nth address or number and its label; n from 1; "" where there is none. */
const char *export_numbered(const struct exporting *exporting, const struct record *contact,
                            int field, int n, const char **label);

/* alias_key.c: how mutt would call somebody, "ada.example", from their name. */
void alias_key_of(struct buf *out, const char *name);
#endif
