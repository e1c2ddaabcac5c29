#ifndef MENTEE_EXCHANGE_FORMULA_H
#define MENTEE_EXCHANGE_FORMULA_H
/*
 * Cells that a spreadsheet would compute instead of show: they begin with = or @, with + or -
 * before anything but a number or a phone number, or with the full-width forms of these; blanks and
 * control characters before them do not help. An apostrophe in front makes them text (OWASP, "CSV
 * Injection").
 */
#include <stdbool.h>

bool formula_is(const char *value);
#endif
