#ifndef MENTEE_CLI_LOG_PRIV_H
#define MENTEE_CLI_LOG_PRIV_H
#include "cli_priv.h"

/* One entry: "lan,tomasz" and its line. What was read, and what follows, is printed. */
bool log_words(struct cli *cli, const struct args *args, const char *names, const char *line,
               struct err *err);
/* A file of lines NAME: LINE, as a phone writes them: shown as they are read, then logged with a
   yes; what was logged leaves the file, everything else stays in it. */
bool log_inbox(struct cli *cli, const struct args *args, const char *file, bool yes,
               struct err *err);
#endif
