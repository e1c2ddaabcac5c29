/*
 * Any bytes in a file that mentee keeps for itself: journal, generations, drafts, the cache of
 * --due, the manifest of a save that was cut off, the list of conflicts, the configuration. The
 * first byte says which of them. Commands then may say what they like, but they end, and the people
 * are there.
 */
#include "fuzz.h"
#include "mentee/session/drafts.h"
#include "scenarios.h"

#define PLACES 20

static const struct command before[] = {
    {{"log", "ada", "coffee: the fellowship > send her the draft by fri"}},
    {{"edit", "c2", "org=Larkspur"}},
    {{"undo"}},
};
static const struct command after[] = {
    {{"--due"}},         {{"history"}},      {{"check"}},
    {{"conflicts"}},     {{"restore", "1"}}, {{"forget", "f1"}},
    {{"redo", "--yes"}}, {{"undo"}},         {{"edit", "c3", "org=Here"}},
};

static bool has_manifest(struct os_mem *mem) {
  struct buf names = BUF_INIT;
  bool has = false;

  os_mem_door(mem)->list(mem, mem_path(".mentee/txn"), &names);
  for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1)
    has = has || (strncmp(names.data + at, "manifest-", 9) == 0 &&
                  strstr(names.data + at, ".tmp") == NULL);
  buf_release(&names);
  return has;
}

/* A save over two files, stopped at that call; true where it was after its moment of commit. */
static bool stop_save(struct os_mem *mem, long call) {
  static const struct command command = {{"log", "ada", "walk > a letter"}};
  struct outcome outcome;

  os_mem_fail_at(mem, OS_MEM_STOP, call, 0);
  command_run(mem, &command, &outcome);
  outcome_release(&outcome);
  os_mem_revive(mem);
  return has_manifest(mem);
}

/* Half a line of the full screen. */
static void half_type(struct os_mem *mem) {
  struct world world = command_world(mem);
  struct draft_keeper keeper = DRAFT_KEEPER_INIT;
  struct session session;
  struct err err = ERR_INIT;

  if (session_open(&session, &world, &err)) {
    draft_keep(&session, &keeper, "screen", "",
               "l c1\x1d"
               "coffee: half");
    draft_flush(&session, &keeper);
  }
  buf_release(&keeper.text);
  session_close(&session);
}

static void look_at_drafts(struct os_mem *mem) {
  struct world world = command_world(mem);
  struct session session;
  struct drafts drafts;
  struct err err = ERR_INIT;

  if (session_open(&session, &world, &err)) {
    drafts_load(&session, &drafts);
    drafts_release(&drafts);
  }
  session_close(&session);
}

static struct os_mem *new_world(void) {
  static const struct scenario plain = {"", false, {{{NULL}}, {{NULL}}}, {{NULL}}};
  struct os_mem *mem = scenario_world(&plain);

  for (size_t i = 0; i < sizeof before / sizeof before[0]; i++) {
    struct outcome outcome;
    command_run(mem, &before[i], &outcome);
    outcome_release(&outcome);
  }
  half_type(mem);
  return mem;
}

/* Where a save must be stopped for its manifest to stand there. */
static long stop_at;

static struct os_mem *world_of(bool cut_off) {
  struct os_mem *mem = new_world();

  while (cut_off && !stop_save(mem, stop_at > 0 ? stop_at : 1)) {
    os_mem_free(mem);
    mem = new_world();
    stop_at++;
  }
  return mem;
}

/* --- what there is -------------------------------------------------------------------------------
 */

struct places {
  struct buf path[PLACES];
  size_t count;
};

static void add_place(struct places *places, const char *path) {
  FUZZ_CHECK(places->count < PLACES);
  buf_adds(&places->path[places->count++], path);
}

static void find_places(struct os_mem *mem, const char *folder, struct places *places) {
  struct os *os = os_mem_door(mem);
  struct buf names = BUF_INIT, path = BUF_INIT;
  struct os_stat stat;

  os->list(os->self, folder, &names);
  for (size_t at = 0; at < names.len; at += strlen(names.data + at) + 1) {
    buf_cut(&path, 0);
    buf_addf(&path, "%s/%s", folder, names.data + at);
    if (os->stat(os->self, buf_text(&path), false, &stat) != 0)
      continue;
    if (stat.kind == OS_FOLDER)
      find_places(mem, buf_text(&path), places);
    else if (strstr(buf_text(&path), "/data/mentee/") == NULL ||
             strstr(buf_text(&path), "/.mentee/") != NULL)
      add_place(places, buf_text(&path));
  }
  buf_release(&names);
  buf_release(&path);
}

static void expect_people(struct os_mem *mem) {
  const char *text = mem_get(mem, "contacts.csv");

  FUZZ_CHECK(strstr(text, "c1,") != NULL && strstr(text, "c2,") != NULL);
  FUZZ_CHECK(strstr(text, "c3,Cy Elm,,green") != NULL && strstr(text, "surplus") != NULL);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size) {
  struct os_mem *mem;
  struct places places = {.count = 0}; /* and BUF_INIT, which is all zeroes */

  if (size == 0)
    return 0;
  mem = world_of((bytes[0] & 0x80) != 0);
  find_places(mem, "/home", &places);
  add_place(&places, "/home/.config/mentee/mentee.conf");
  add_place(&places, mem_path("conflicts.csv"));
  os_mem_put(mem, buf_text(&places.path[(bytes[0] & 0x7f) % places.count]), (const char *)bytes + 1,
             size - 1);
  for (size_t i = 0; i < sizeof after / sizeof after[0]; i++) {
    struct outcome outcome;
    command_run(mem, &after[i], &outcome);
    FUZZ_CHECK(outcome.status >= 0 && outcome.status <= 5);
    outcome_release(&outcome);
  }
  look_at_drafts(mem);
  expect_people(mem);
  for (size_t i = 0; i < places.count; i++)
    buf_release(&places.path[i]);
  os_mem_free(mem);
  return 0;
}
