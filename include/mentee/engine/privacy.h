#ifndef MENTEE_ENGINE_PRIVACY_H
#define MENTEE_ENGINE_PRIVACY_H
/*
 * Does a text look like patient data (engine.md 4.4)? A question before saving, never a refusal.
 * Modelled on the identifiers of the HIPAA safe-harbour list (45 CFR 164.514(b)(2)) that turn up in
 * notes; a table of patterns, each one function. What matched is never returned, stored or logged:
 * only the question is.
 */
#include "mentee/model/action.h"

#define PRIVACY_WARNS 0 /* of the setting phi_lint: asks; else it is off */

/* A question to ask, static, or NULL: nothing looks like it. */
const char *privacy_ask(const char *text);
/* Of a text that is going to somebody: the same, and promises about ranking (A8). */
const char *privacy_ask_outgoing(const char *text);
/* Of what an action would write into notes, subjects, agendas, advice and promises. */
const char *privacy_ask_action(const struct action *action);
#endif
