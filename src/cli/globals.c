/* The options that stand anywhere. */
#include "cli_priv.h"

#include <string.h>

const struct option_def global_options[] = {
    [GLOBAL_STORE] = {"store", 0, "DIR", false, "the folder of the CSV files"},
    [GLOBAL_TODAY] = {"today", 0, "DATE", false, "as if it were this day"},
    [GLOBAL_COLOR] = {"color", 0, "auto|always|never", false, "colours of the full screen"},
    [GLOBAL_ASCII] = {"ascii", 0, NULL, false, "spell everything in ASCII"},
    [GLOBAL_DUE] = {"due", 0, NULL, false, "what a login shell says"},
    [GLOBAL_HELP] = {"help", 'h', NULL, false, "this help, or that of a command"},
    [GLOBAL_VERSION] = {"version", 0, NULL, false, "the version"},
    OPTIONS_END,
};

static bool take_color(struct cli_globals *globals, const char *value, struct err *err) {
  static const char *const words[] = {"auto", "always", "never"};

  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (strcmp(value, words[i]) == 0) {
      globals->color = words[i];
      return true;
    }
  return err_set(err, ERR_USAGE, "--color '%s': it can be auto, always or never", value);
}

/* Whether it reads as a day does not hang on which day it is. */
static bool take_today(struct cli_globals *globals, const char *value, struct err *err) {
  int day;

  if (!date_words_parse(value, 0, DATE_BACK, &day, err))
    return err_within(err, "--today");
  globals->today = value;
  return true;
}

bool globals_take(struct cli_globals *globals, int option, const char *value, struct err *err) {
  switch ((enum global_option)option) {
  case GLOBAL_STORE:
    globals->store = value;
    return value[0] != '\0' || err_set(err, ERR_USAGE, "'--store' needs a value: DIR");
  case GLOBAL_TODAY:
    return take_today(globals, value, err);
  case GLOBAL_COLOR:
    return take_color(globals, value, err);
  case GLOBAL_ASCII:
    globals->ascii = true;
    break;
  case GLOBAL_DUE:
    globals->due = true;
    break;
  case GLOBAL_HELP:
    globals->help = true;
    break;
  case GLOBAL_VERSION:
    globals->version = true;
    break;
  }
  return true;
}

/* A prefix that an option of some command begins with as well is the command's to read. */
static bool could_be_a_commands(const struct typed_option *typed) {
  for (const struct command *const *command = commands; *command != NULL; command++)
    if (option_find((*command)->options, typed) != -1)
      return true;
  return false;
}

/* The index of the global option that this argument is, else -1. */
static int global_option(const char *arg, const struct typed_option *typed) {
  int option = arg_is_option(arg) ? option_find(global_options, typed) : -1;

  if (option < 0 || typed->is_letter || typed->len == strlen(global_options[option].name))
    return option;
  return could_be_a_commands(typed) ? -1 : option;
}

bool cli_take_globals(int *argc, char **argv, struct cli_globals *globals, struct err *err) {
  int kept = 1, i = 1;
  bool has_command = false;

  *globals = (struct cli_globals){NULL, NULL, "auto", false, false, false, false};
  for (; i < *argc && strcmp(argv[i], "--") != 0; i++) {
    struct typed_option typed = typed_option(argv[i]);
    int option = global_option(argv[i], &typed);
    const char *value;

    if (option == GLOBAL_DUE && has_command) /* letter ask NAME --due DATE */
      option = -1;
    if (option < 0) {
      has_command = has_command || !arg_is_option(argv[i]);
      if (arg_is_option(argv[i]) && option_takes_next(argv[i]) && i + 1 < *argc)
        argv[kept++] = argv[i++];
      argv[kept++] = argv[i];
      continue;
    }
    if (!option_value(&global_options[option], &typed, *argc, argv, &i, &value, err) ||
        !globals_take(globals, option, value, err))
      return false;
  }
  for (; i < *argc; i++)
    argv[kept++] = argv[i];
  if (kept < *argc)
    argv[kept] = NULL;
  *argc = kept;
  return true;
}

#define DAY_STARTS_AT 240 /* the settings are not read yet; --today FRIDAY counts from this */

bool cli_apply_globals(struct world *world, const struct cli_globals *globals, struct err *err) {
  int day;

  if (globals->store != NULL)
    world->store_flag = globals->store;
  world->ascii = world->ascii || globals->ascii;
  if (globals->today == NULL)
    return true;
  world->forced_today = DATE_NONE;
  if (!date_words_parse(globals->today, world_today(world, DAY_STARTS_AT), DATE_BACK, &day, err))
    return err_within(err, "--today");
  world->forced_today = day;
  return true;
}

bool cli_wants_screen(int argc, const struct cli_globals *globals) {
  return argc <= 1 && !globals->due && !globals->help && !globals->version;
}
