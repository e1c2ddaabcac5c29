#ifndef MENTEE_CLI_EDIT_FORM_PRIV_H
#define MENTEE_CLI_EDIT_FORM_PRIV_H
#include "entity_priv.h"

/* "field: value" lines, then the note. */
void edit_form_write(const struct record *contact, struct buf *out);
/* What differs from the contact. */
bool edit_form_read(struct cli *cli, const struct record *contact, const char *text,
                    struct field_values *values, struct err *err);
#endif
