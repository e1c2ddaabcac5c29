/* Memory runs out at each allocation of a command: a process ends, and nothing is lost. */
#include "mentee/base/xmem.h"
#include "scenarios.h"
#include "temp_folder.h"
#include <fcntl.h>
#include <sys/wait.h>

/* The process ends in the middle, so it is one of its own, on a real file system. */
struct place {
  char *folder, *store, *home;
  char *json; /* what the scenarios call /home/store.json */
};

static char *below(const char *folder, const char *name) {
  struct buf path = BUF_INIT;

  buf_addf(&path, "%s/%s", folder, name);
  return buf_detach(&path);
}

static void place_begin(struct place *place) {
  place->folder = temp_folder();
  assert_non_null(place->folder);
  place->store = below(place->folder, "store");
  place->home = below(place->folder, "home");
  place->json = below(place->home, "store.json");
}

static void place_end(struct place *place) {
  free(place->store);
  free(place->home);
  free(place->json);
  temp_free(place->folder);
}

static void put_on_disk(const char *path, const char *text, size_t len) {
  struct os *os = os_real();
  int fd = os->open(NULL, path, OS_WRITE | OS_CREATE, 0600);

  assert_int_equal(os_write_all(os, fd, text, len), 0);
  os->close(NULL, fd);
}

/* The files of the scenario's world, on the disk. */
static void place_fill(const struct place *place, const struct scenario *scenario) {
  struct os_mem *mem = scenario_world(scenario);
  struct os *os = os_real();

  temp_remove(place->store);
  temp_remove(place->home);
  os->mkdir(NULL, place->home, 0700);
  for (int i = 0; i < TABLE_COUNT; i++) {
    const char *text = mem_get(mem, table_defs[i].file);
    char *path = below(place->store, table_defs[i].file);
    if (text[0] != '\0') {
      os_make_folders(os, place->store);
      put_on_disk(path, text, strlen(text));
    }
    free(path);
  }
  put_on_disk(place->json, whole_store, sizeof whole_store - 1);
  os_mem_free(mem);
}

static struct world place_world(const struct place *place) {
  struct world world = command_world(NULL);

  world.home = place->home;
  world.mentee_dir = place->store;
  return world;
}

/* In a child, where allocation n fails; its exit status. */
static int run_child(const struct place *place, const struct command *command, long n) {
  int status = 0;
  pid_t child = fork();

  if (child == 0) {
    struct world world = place_world(place);
    struct command here = *command;
    int null = open("/dev/null", O_WRONLY);
    dup2(null, STDOUT_FILENO);
    dup2(null, STDERR_FILENO);
    for (int i = 0; i < COMMAND_MOST_WORDS && here.words[i] != NULL; i++)
      if (strcmp(here.words[i], "/home/store.json") == 0)
        here.words[i] = place->json;
    xmem_fail_at(n);
    _exit(command_run_in(&world, &here)); /* no looking for leaks in what was cut off */
  }
  assert_int_equal(waitpid(child, &status, 0), child);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Every table that anybody would read; ids that are new are made alike. */
static void disk_state(const struct place *place, struct buf *text) {
  struct store store;
  struct err err = ERR_INIT;

  buf_cut(text, 0);
  if (!store_load(&store, os_real(), place->store, &err))
    fail_msg("%s", err.text);
  for (int i = 0; i < TABLE_COUNT; i++)
    for (size_t at = 0; at < book_count(&store.book, (enum table_id)i); at++) {
      const struct record *row = book_at(&store.book, (enum table_id)i, at);
      buf_addf(text, "%s:", table_defs[i].name);
      for (int field = 0; field < table_defs[i].field_count; field++) {
        const char *cell = record_text(row, field);
        bool is_new = strlen(cell) == 8 && strchr("cfirt", cell[0]) != NULL;
        if (cell[0] != '\0')
          buf_addf(text, " %s", is_new ? "NEW" : cell);
      }
      buf_addc(text, '\n');
    }
  store_release(&store);
}

static void run_out_at_every_allocation(const struct scenario *scenario) {
  struct place place;
  struct buf before = BUF_INIT, after = BUF_INIT, now = BUF_INIT;
  int status = -1;
  long n;

  place_begin(&place);
  place_fill(&place, scenario);
  disk_state(&place, &before);
  assert_int_equal(run_child(&place, &scenario->command, 0), 0);
  disk_state(&place, &after);
  for (n = 1; status != 0; n++) {
    bool is_old, is_new;
    place_fill(&place, scenario);
    status = run_child(&place, &scenario->command, n);
    if (status != 0 && status != 3)
      fail_msg("%s, allocation %ld: exit %d", scenario->name, n, status);
    disk_state(&place, &now);
    is_old = strcmp(buf_text(&now), buf_text(&before)) == 0;
    is_new = strcmp(buf_text(&now), buf_text(&after)) == 0;
    if (!is_old && !is_new)
      fail_msg("%s, allocation %ld: neither old nor new:\n%s", scenario->name, n, buf_text(&now));
    if (status == 0 && !is_new)
      fail_msg("%s, allocation %ld: said done, and is not", scenario->name, n);
    if (status == 3 && run_child(&place, &scenario->command, 0) != 0 && is_old)
      fail_msg("%s, allocation %ld: the next command does not work", scenario->name, n);
  }
  print_message("%s: %ld allocations\n", scenario->name, n - 2);
  buf_release(&before);
  buf_release(&after);
  buf_release(&now);
  place_end(&place);
}

static void memory_that_runs_out_anywhere_loses_nothing(void **state) {
  (void)state;
  for (size_t i = 0; i < SCENARIO_COUNT; i++)
    if (strcmp(scenarios[i].name, "add to nothing") == 0 ||
        strcmp(scenarios[i].name, "import of a whole store") == 0 ||
        strcmp(scenarios[i].name, "log with a promise") == 0)
      run_out_at_every_allocation(&scenarios[i]);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(memory_that_runs_out_anywhere_loses_nothing),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
