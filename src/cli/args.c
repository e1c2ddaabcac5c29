/* GNU long options, anywhere, by unambiguous prefix; what they are comes from the records. */
#include "cli_priv.h"

#include <string.h>

static bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/* "-tag:letters" of a query is a word. */
static bool is_negated_pair(const char *arg) {
  return arg[1] != '-' && arg[1] != '\0' && strchr(arg, ':') != NULL;
}

bool arg_is_option(const char *arg) {
  return arg[0] == '-' && arg[1] != '\0' && !is_digit(arg[1]) && !is_negated_pair(arg);
}

struct typed_option typed_option(const char *arg) {
  const char *name = arg[0] == '-' ? arg + 1 : arg; /* asked of any word, of an empty one too */
  struct typed_option typed = {name, strlen(name), NULL, name[0] != '-'};
  const char *equals = strchr(arg, '=');

  if (!typed.is_letter) {
    typed.name++;
    typed.len--;
  }
  if (equals != NULL) {
    typed.len = (size_t)(equals - typed.name);
    typed.value = equals + 1;
  }
  return typed;
}

int option_find(const struct option_def *options, const struct typed_option *typed) {
  int found = -1;

  for (int i = 0; options[i].name != NULL; i++) {
    if (typed->is_letter) {
      if (typed->len == 1 && options[i].letter == typed->name[0])
        return i;
      continue;
    }
    if (typed->len == 0 || strncmp(options[i].name, typed->name, typed->len) != 0)
      continue;
    if (options[i].name[typed->len] == '\0')
      return i;
    found = found == -1 ? i : -2;
  }
  return found;
}

bool option_unknown(const struct option_def *options, const char *arg, struct err *err) {
  const char *names[2 * ARGS_MAX_OPTIONS];
  struct typed_option typed = typed_option(arg);
  char name[64] = "";
  const char *near;
  size_t count = 0;

  for (const struct option_def *def = options; def->name != NULL && def->help[0] != '\0'; def++)
    names[count++] = def->name;
  for (const struct option_def *def = global_options; def->name != NULL; def++)
    names[count++] = def->name;
  if (typed.len < sizeof name)
    memcpy(name, typed.name, typed.len);
  near = typed.is_letter ? NULL : text_nearest(name, names, count);
  if (near != NULL)
    return err_set(err, ERR_USAGE, "unknown option '%.*s'; did you mean '--%s'?",
                   (int)(typed.name - arg) + (int)typed.len, arg, near);
  return err_set(err, ERR_USAGE, "unknown option '%.*s'; 'mentee help' lists what there is",
                 (int)(typed.name - arg) + (int)typed.len, arg);
}

bool option_value(const struct option_def *option, const struct typed_option *typed, int argc,
                  char **argv, int *at, const char **value, struct err *err) {
  if (option->argument == NULL && typed->value != NULL)
    return err_set(err, ERR_USAGE, "'--%s' takes no value", option->name);
  *value = typed->value != NULL ? typed->value : "";
  if (option->argument == NULL || option->optional || typed->value != NULL)
    return true;
  if (*at + 1 >= argc)
    return err_set(err, ERR_USAGE, "'--%s' needs a value: %s", option->name, option->argument);
  *value = argv[++*at];
  return true;
}

/* "--a" may be several options of the command, or of those that stand anywhere. */
static bool ambiguous(const char *arg, struct err *err) {
  return err_set(err, ERR_USAGE, "'%s' could be several options; write more of it", arg);
}

static bool take_option(const struct command *command, int argc, char **argv, int *at,
                        struct args *args, struct cli_globals *globals, struct err *err) {
  const char *arg = argv[*at], *value = NULL;
  struct typed_option typed = typed_option(arg);
  int own = option_find(command->options, &typed);
  int global = option_find(global_options, &typed);
  bool own_whole = own >= 0 && strlen(command->options[own].name) == typed.len;

  if (own == -2 || (own >= 0 && global != -1 && !own_whole && !typed.is_letter))
    return ambiguous(arg, err);
  if (own >= 0)
    return option_value(&command->options[own], &typed, argc, argv, at, &args->value[own], err);
  if (global == -2)
    return ambiguous(arg, err);
  if (global == GLOBAL_DUE && command == &command_help) { /* mentee help --due */
    *vec_push(&args->words) = command_login.name;
    return true;
  }
  if (global < 0 || global == GLOBAL_DUE)
    return option_unknown(command->options, arg, err);
  return option_value(&global_options[global], &typed, argc, argv, at, &value, err) &&
         globals_take(globals, global, value, err);
}

bool args_parse(const struct command *command, int argc, char **argv, struct args *args,
                struct cli_globals *globals, struct err *err) {
  bool words_only = false;

  *args = (struct args)ARGS_INIT;
  for (int i = 0; i < argc; i++) {
    if (words_only || !arg_is_option(argv[i]))
      *vec_push(&args->words) = argv[i];
    else if (strcmp(argv[i], "--") == 0)
      words_only = true;
    else if (!take_option(command, argc, argv, &i, args, globals, err))
      return false;
  }
  return true;
}

void args_release(struct args *args) {
  vec_release(&args->words);
}
