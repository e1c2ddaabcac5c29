#ifndef MENTEE_ENGINE_RULES_PRIV_H
#define MENTEE_ENGINE_RULES_PRIV_H
#include "mentee/engine/due.h"

/* Asks every rule about everything; reasons come in no particular order. */
void rules_run(struct due *due, const struct book *book);
#endif
