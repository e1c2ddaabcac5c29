#ifndef MENTEE_EXCHANGE_VCARD_PRIV_H
#define MENTEE_EXCHANGE_VCARD_PRIV_H
/* What a property of a vCard is to a contact: one table, for reading and for writing. */
#include <stdbool.h>

enum vcard_form {
  VCARD_TEXT,    /* one text */
  VCARD_LIST,    /* texts between commas */
  VCARD_NAME,    /* family;given;middle;prefix;suffix */
  VCARD_ADDRESS, /* box;extended;street;city;region;code;country */
  VCARD_ORG,     /* organisation;department */
  VCARD_URI,     /* a text or tel:, mailto: before it */
  VCARD_PHOTO,
  VCARD_DROP
};

struct vcard_property {
  const char *name;
  enum vcard_form form;
  int slot;        /* draft_priv.h */
  bool in_3, in_4; /* written so in that version; the first such row of a field is taken */
};
extern const struct vcard_property vcard_properties[]; /* ended by a NULL name */

/* The extra column that holds what no field could: content lines as they were, unfolded. */
#define VCARD_COLUMN "vcard"
/* Before the id in the UID of a card that we wrote, and before a field's name in its property. */
#define VCARD_UID "mentee-"
#define VCARD_OWN "X-MENTEE-"
#endif
