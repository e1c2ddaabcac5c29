#ifndef MENTEE_CLI_JSON_PERSON_PRIV_H
#define MENTEE_CLI_JSON_PERSON_PRIV_H
#include "json_priv.h"

/* The cells of the contact, what is computed (last_on, next_on, every_days, state), roles, what is
   due; `whole`: affiliations, interactions, follow-ups, opportunities and letters too. */
void json_person(struct json *json, const struct book *book, const struct due *due,
                 const struct record *contact, bool whole);
/* tier, rule, id, name, due_on, text: of an object that is open. */
void json_reason(struct json *json, const struct reason *reason);
#endif
