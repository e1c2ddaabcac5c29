#ifndef MENTEE_CLI_CLI_H
#define MENTEE_CLI_CLI_H
/*
 * Words in, words out, exit status. One file and one record a command; the table
 * in cli.c lists them. main.c fills the world and calls cli_run(), or the full
 * screen where cli_wants_screen() says so.
 */
#include "mentee/base/world.h"

/* The options that stand anywhere, read before anything else. */
struct cli_globals {
  const char *store;              /* --store */
  const char *today;              /* --today */
  const char *color;              /* --color: auto, always, never */
  bool ascii, help, version, due; /* --ascii --help --version --due */
};

/*
 * Takes the global options out of argv (in place; *argc shrinks; argv[0] stays). ERR_USAGE for an
 * unknown --color, --today and the like. Options of commands are left for the command, and so is a
 * prefix that could be one. `--` ends it, and stays.
 */
bool cli_take_globals(int *argc, char **argv, struct cli_globals *globals, struct err *err);

/* --store, --today and --ascii into the world. */
bool cli_apply_globals(struct world *world, const struct cli_globals *globals, struct err *err);

/* No command and no --due, --help, --version: the full screen. */
bool cli_wants_screen(int argc, const struct cli_globals *globals);

/* Runs one command: standard output, standard error, exit status. */
int cli_run(struct world *world, int argc, char **argv, const struct cli_globals *globals,
            const char *version);

/* For the full screen: the n-th command (false: no more), and one run with what it prints kept. */
struct cli_command {
  const char *name, *synopsis, *summary; /* a form a line in the synopsis */
  bool outside;                          /* it works with files and programs beside the store */
};
bool cli_command(size_t n, struct cli_command *command);
int cli_run_captured(const struct world *world, int argc, char **argv, struct buf *out);

/* "mentee: ..." on standard error, one safe line. */
void cli_complain(const struct world *world, const struct err *err);
#endif
