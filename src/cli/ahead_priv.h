#ifndef MENTEE_CLI_AHEAD_PRIV_H
#define MENTEE_CLI_AHEAD_PRIV_H
/* What comes up within some days and is not due yet: meetings, promises and hellos, by their day.
 */
#include "cli_priv.h"

struct ahead_item {
  int day;
  enum rule_id rule; /* that will say it */
  enum due_tier tier;
  const struct record *contact;
  const char *text;
};
struct ahead {
  VEC(struct ahead_item) list;
};
/* Texts are in the run's arena. */
void ahead_find(struct ahead *ahead, struct cli *cli, const struct due *due, int days);
void ahead_release(struct ahead *ahead);
#endif
