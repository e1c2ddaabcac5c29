#ifndef TESTS_COMMANDS_H
#define TESTS_COMMANDS_H
/* Real commands, run in this process, on a store in memory. */
#include "bare_world.h"
#include "mem_store.h"
#include "mentee/base/date.h"
#include "mentee/cli/cli.h"
#include "mentee/store/csv_writer.h"
#include <stdio.h>
#include <stdlib.h>

struct outcome {
  int status;
  struct buf said; /* standard output and error, as they came */
};

static inline void outcome_release(struct outcome *outcome) {
  buf_release(&outcome->said);
}

/* mem NULL: the real file system. */
static inline struct world command_world(struct os_mem *mem) {
  struct world world = bare_world(mem != NULL ? os_mem_door(mem) : os_real());

  world.now = (int64_t)date_from_civil(2026, 11, 20) * 86400 + 12 * 3600;
  world.home = "/home";
  world.mentee_dir = FOLDER;
  world.utf8 = true;
  world.columns = 80;
  return world;
}

#define COMMAND_MOST_WORDS 12
struct command {
  const char *words[COMMAND_MOST_WORDS]; /* without the program's name */
};

/* A real file, as one of the store; nothing where it is not there. */
static inline void command_put_file(struct os_mem *mem, const char *path, const char *file) {
  struct buf bytes = BUF_INIT;
  struct os_stat stat;

  if (os_read_file(os_real(), path, (size_t)1 << 20, &bytes, &stat) >= 0)
    os_mem_put(mem, mem_path(file), buf_text(&bytes), bytes.len);
  buf_release(&bytes);
}

static inline void command_put_sample(struct os_mem *mem, const char *folder) {
  char path[512];

  for (int i = 0; i < TABLE_COUNT; i++) {
    snprintf(path, sizeof path, "%s/%s", folder, table_defs[i].file);
    command_put_file(mem, path, table_defs[i].file);
  }
}

/* Its exit status. */
static inline int command_run_in(struct world *world, const struct command *command) {
  struct cli_globals globals;
  char *argv[COMMAND_MOST_WORDS + 2], *made[COMMAND_MOST_WORDS + 2];
  int argc = 0, count, status;
  struct err err = ERR_INIT;

  made[argc++] = strdup("mentee");
  for (int i = 0; i < COMMAND_MOST_WORDS && command->words[i] != NULL; i++)
    made[argc++] = strdup(command->words[i]);
  made[argc] = NULL;
  count = argc;
  memcpy(argv, made, sizeof argv);
  if (cli_take_globals(&argc, argv, &globals, &err) && cli_apply_globals(world, &globals, &err))
    status = cli_run(world, argc, argv, &globals, "test");
  else
    status = err_exit_status(&err);
  for (int i = 0; i < count; i++)
    free(made[i]);
  return status;
}

static inline void command_run(struct os_mem *mem, const struct command *command,
                               struct outcome *outcome) {
  struct world world = command_world(mem);
  size_t before = strlen(os_mem_printed(mem));

  memset(outcome, 0, sizeof *outcome);
  outcome->status = command_run_in(&world, command);
  buf_adds(&outcome->said, os_mem_printed(mem) + before);
}

/* What anybody who reads the store now gets: every table as text, "" for none. */
static inline void visible_state(struct os_mem *mem, struct buf *text) {
  struct store store;

  buf_cut(text, 0);
  mem_load(mem, &store);
  for (int i = 0; i < TABLE_COUNT; i++) {
    if (store.book.tables[i].read_only != NULL)
      fail_msg("%s: %s", table_defs[i].file, store.book.tables[i].read_only);
    if (store.book.tables[i].columns.len == 0)
      continue;
    buf_addf(text, "%s\n", table_defs[i].file);
    csv_write_table(text, &store.book.tables[i]);
  }
  store_release(&store);
}
#endif
