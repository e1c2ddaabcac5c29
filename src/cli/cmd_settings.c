/* Every number of the reminders, and what is known of yourself. */
#include "grid_priv.h"

#include <string.h>

/* The file's own value, or the default. */
static const char *value_of(struct cli *cli, enum setting setting) {
  struct buf text = BUF_INIT;

  settings_format(setting, cli->session.settings.value[setting], &text);
  return cli_keep(cli, &text);
}

static const char *standard_of(struct cli *cli, enum setting setting) {
  struct buf text = BUF_INIT;

  settings_format(setting, setting_defs[setting].standard, &text);
  return cli_keep(cli, &text);
}

static const char *range_of(struct cli *cli, enum setting setting) {
  const struct setting_def *def = &setting_defs[setting];
  struct buf words = BUF_INIT;

  if (def->type == SETTING_NUMBER)
    return cli_text(cli, "%d to %d", def->least, def->most);
  if (def->type == SETTING_TIME)
    return "a time";
  for (int value = def->least; value <= def->most; value++) {
    buf_adds(&words, value > def->least ? ", " : "");
    settings_format(setting, value, &words);
  }
  return cli_keep(cli, &words);
}

static const char *text_of(struct cli *cli, const char *key) {
  const char *value = book_setting(session_book(&cli->session), key);

  return value != NULL ? value : "";
}

/* Those whose key or label holds every word. */
static bool is_meant(const struct args *args, const char *key, const char *label) {
  for (size_t i = 0; i < args->words.len; i++)
    if (!text_has(key, args->words.data[i]) && !text_has(label, args->words.data[i]))
      return false;
  return true;
}

static size_t out_settings(struct cli *cli, const struct args *args) {
  struct grid grid = GRID_INIT(cli);
  size_t rows;

  grid_column(&grid, "Key", false);
  grid_column(&grid, "Value", false);
  grid_column(&grid, "Default", false);
  grid_column(&grid, "Range", false);
  grid_column(&grid, "What it is", false);
  for (int i = 0; i < SETTING_COUNT; i++) {
    const struct setting_def *def = &setting_defs[i];
    if (!is_meant(args, def->key, def->label))
      continue;
    grid_cell(&grid, def->key);
    grid_cell(&grid, value_of(cli, (enum setting)i));
    grid_cell(&grid, standard_of(cli, (enum setting)i));
    grid_cell(&grid, range_of(cli, (enum setting)i));
    grid_cell(&grid,
              cli_text(cli, "%s%s%s", def->label, def->help[0] != '\0' ? ": " : "", def->help));
  }
  for (size_t i = 0; i < setting_text_count; i++) {
    const struct setting_text *text = &setting_texts[i];
    if (!is_meant(args, text->key, text->label))
      continue;
    grid_cell(&grid, text->key);
    grid_cell(&grid, text_of(cli, text->key));
    grid_cell(&grid, "");
    grid_cell(&grid, "");
    grid_cell(&grid,
              cli_text(cli, "%s%s%s", text->label, text->help[0] != '\0' ? ": " : "", text->help));
  }
  rows = grid.cells.len / grid.columns.len;
  if (rows > 0)
    grid_out(&grid, true);
  grid_release(&grid);
  return rows;
}

static bool unknown_key(const char *key, struct err *err) {
  const char *keys[SETTING_COUNT + 64];
  const char *near;
  size_t count = 0;

  for (int i = 0; i < SETTING_COUNT; i++)
    keys[count++] = setting_defs[i].key;
  for (size_t i = 0; i < setting_text_count && i < 64; i++)
    keys[count++] = setting_texts[i].key;
  near = text_nearest(key, keys, count);
  if (near != NULL)
    return err_set(err, ERR_USAGE, "unknown setting '%s'; did you mean '%s'?", key, near);
  return err_set(err, ERR_USAGE, "unknown setting '%s'; 'mentee settings' lists them", key);
}

/* 5:00 and 5am are 05:00; what is no time stays as it is. */
static const char *clock_text(struct cli *cli, enum setting setting, const char *value) {
  struct err ignored = ERR_INIT;
  struct buf text = BUF_INIT;
  int minutes;

  if (!date_words_time(value, &minutes, &ignored))
    return value;
  settings_format(setting, minutes, &text);
  return cli_keep(cli, &text);
}

static bool set(struct cli *cli, const char *text, struct err *err) {
  const char *key = arena_copy(&cli->arena, text, strcspn(text, "="));
  const char *value = text + strlen(key) + 1, *refusal = "";
  enum setting setting = settings_find(key);

  if (!settings_knows(key))
    return unknown_key(key, err);
  if (strcmp(key, "schema") == 0)
    return err_set(err, ERR_USAGE, "schema: it is kept by mentee");
  if (setting != SETTING_COUNT && setting_defs[setting].type == SETTING_TIME)
    value = clock_text(cli, setting, value);
  if (setting != SETTING_COUNT && value[0] != '\0')
    refusal = settings_refusal(setting, value, &cli->arena);
  if (refusal[0] != '\0')
    return err_set(err, ERR_USAGE, "%s: '%s': %s", key, value, refusal);
  if (!session_set_setting(&cli->session, key, value, err))
    return false;
  if (value[0] != '\0')
    out_linef(cli, "%s is %s now.", key, value);
  else if (setting != SETTING_COUNT)
    out_linef(cli, "%s is %s again.", key, standard_of(cli, setting));
  else
    out_linef(cli, "%s is empty now.", key);
  cli_tell_commit(cli);
  return true;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  bool sets = args->words.len > 0 && strchr(args->words.data[0], '=') != NULL;

  if (!cli_open(cli, err))
    return false;
  if (sets)
    return set(cli, args_join(cli, args, 0, args->words.len), err);
  if (out_settings(cli, args) > 0)
    return true;
  return unknown_key(args->words.data[0], err);
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_settings = {
    .name = "settings",
    .synopsis = "settings [WORDS...]\nsettings KEY=VALUE",
    .summary = "every number of the reminders, with range and default",
    .options = options,
    .details = "WORDS choose among them. An empty VALUE is the default again. The keys of me. are "
               "merged\n"
               "into messages.\n",
    .examples = "settings letter\nsettings due.max_lines=5\nsettings me.stage=PGY-3\n",
    .run = run,
};
