/* The table of commands, and how one is found and run. */
#include "cli_priv.h"

#include <stdio.h>
#include <string.h>

#define COMMAND_ROW(name, group) &command_##name,
#define COMMAND_GROUP(name, group) group,
const struct command *const commands[] = {COMMANDS(COMMAND_ROW) NULL};
const char *const command_groups[] = {COMMANDS(COMMAND_GROUP) NULL};

#define MOST_COMMANDS (sizeof commands / sizeof commands[0])

const struct command *command_find(const char *name) {
  for (const struct command *const *command = commands; *command != NULL; command++)
    if (strcmp((*command)->name, name) == 0)
      return *command;
  return NULL;
}

/* "letter yes|no NAME": is yes one of its verbs? */
static bool form_has_verb(const char *form, size_t len, const char *verb) {
  size_t at = strcspn(form, " ") + 1, verb_len = strlen(verb);

  while (at < len && verb_len > 0) {
    size_t word = strcspn(form + at, "| \n");
    if (word == verb_len && strncmp(form + at, verb, word) == 0)
      return true;
    if (form[at + word] != '|')
      return false;
    at += word + 1;
  }
  return false;
}

bool command_usage(const struct command *command, const char *verb, struct err *err) {
  char verbs[256] = "";
  size_t used = 0;

  if (strchr(command->synopsis, '\n') == NULL)
    return err_set(err, ERR_USAGE, "usage: mentee %s", command->synopsis);
  for (const char *form = command->synopsis; *form != '\0';) {
    size_t len = strcspn(form, "\n"), at = strcspn(form, " ") + 1;
    if (form_has_verb(form, len, verb))
      return err_set(err, ERR_USAGE, "usage: mentee %.*s", (int)len, form);
    used += (size_t)snprintf(verbs + used, sizeof verbs - used, "%s%.*s", used > 0 ? "|" : "",
                             (int)strcspn(form + at, " \n"), form + at);
    form += len + (form[len] == '\n');
  }
  return err_set(err, ERR_USAGE, "usage: mentee %s %s ...; 'mentee help %s' says more",
                 command->name, verbs, command->name);
}

bool command_unknown(const char *name, struct err *err) {
  const char *names[MOST_COMMANDS];
  const char *near;
  size_t count = 0;

  for (const struct command *const *command = commands; *command != NULL; command++)
    names[count++] = (*command)->name;
  near = text_nearest(name, names, count);
  if (near != NULL)
    return err_set(err, ERR_USAGE, "unknown command '%s'; did you mean '%s'?", name, near);
  return err_set(err, ERR_USAGE, "unknown command '%s'; 'mentee help' lists them", name);
}

bool option_takes_next(const char *arg) {
  struct typed_option typed = typed_option(arg);

  for (const struct command *const *command = commands; *command != NULL; command++) {
    int option = option_find((*command)->options, &typed);
    if (option >= 0 && (*command)->options[option].argument != NULL &&
        !(*command)->options[option].optional)
      return typed.value == NULL;
  }
  return false;
}

/* Where the command's own word stands; argc where there is none. */
static int command_word(int argc, char **argv) {
  int i = 1;

  for (; i < argc && strcmp(argv[i], "--") != 0; i++) {
    if (!arg_is_option(argv[i]))
      return i;
    if (option_takes_next(argv[i]))
      i++;
  }
  return i + 1 < argc ? i + 1 : argc;
}

static void take_out(int *argc, char **argv, int at) {
  for (int i = at; i + 1 < *argc; i++)
    argv[i] = argv[i + 1];
  --*argc;
}

static bool run_command(struct cli *cli, const struct command *command, int argc, char **argv,
                        struct err *err) {
  struct args args = ARGS_INIT;
  bool ok = args_parse(command, argc, argv, &args, &cli->globals, err);

  cli->ascii = cli->ascii || cli->globals.ascii;
  if (ok && cli->globals.help) {
    args.words.len = 0;
    *vec_push(&args.words) = command->name;
    command = &command_help;
  }
  ok = ok && cli_apply_globals(cli->world, &cli->globals, err) && command->run(cli, &args, err);
  args_release(&args);
  return ok;
}

static bool run(struct cli *cli, int argc, char **argv, struct err *err) {
  const struct command *command = &command_login;
  int at;

  if (cli->globals.version) {
    out_linef(cli, "mentee %s", cli->version);
    return true;
  }
  if (cli->globals.due)
    return run_command(cli, command, argc - 1, argv + 1, err);
  at = command_word(argc, argv);
  if (at >= argc && argc > 1)
    return option_unknown(global_options, argv[1], err);
  command = at < argc ? command_find(argv[at]) : &command_help;
  if (command == NULL || command == &command_login)
    return command_unknown(argv[at], err);
  if (at < argc)
    take_out(&argc, argv, at);
  /* `mentee --help` alone is the help of help, which lists everything */
  cli->globals.help = cli->globals.help && command != &command_help;
  return run_command(cli, command, argc - 1, argv + 1, err);
}

int cli_run(struct world *world, int argc, char **argv, const struct cli_globals *globals,
            const char *version) {
  struct cli cli = {.world = world, .globals = *globals, .version = version, .ascii = world->ascii};
  struct err err = ERR_INIT;
  bool ok = run(&cli, argc, argv, &err);
  int status;

  if (!out_flush(&cli, ok ? &err : &(struct err)ERR_INIT))
    ok = false;
  status = ok ? cli.status : err_exit_status(&err);
  if (!ok && err.kind != ERR_NONE)
    out_complain(&cli, "%s", err.text);
  cli_due_again(&cli);
  if (cli.open)
    session_close(&cli.session);
  arena_release(&cli.arena);
  buf_release(&cli.out);
  return status;
}
