#ifndef TESTS_SCENARIOS_H
#define TESTS_SCENARIOS_H
/* Every command that writes, with a store to write into. */
#include "commands.h"

struct scenario {
  const char *name;
  bool empty;              /* no store yet */
  struct command first[2]; /* what other processes did before it */
  struct command command;
};

#define BY(...)                                                                                    \
  {                                                                                                \
    { __VA_ARGS__ }                                                                                \
  }
#define ALONE                                                                                      \
  { BY(NULL) }

static const struct scenario scenarios[] = {
    {"add to nothing", true, ALONE, BY("add", "Jane Doe", "--role", "mentor")},
    {"add", false, ALONE,
     BY("add", "Jane Doe", "--role", "mentor", "--email", "jane@x.example.org")},
    {"edit", false, ALONE, BY("edit", "ada", "email=new@x.example.org")},
    {"log", false, ALONE, BY("log", "ada", "coffee: the fellowship")},
    {"log with a promise", false, ALONE,
     BY("log", "ada", "coffee: the fellowship > send her the draft by fri")},
    {"plan", false, ALONE, BY("plan", "ada", "2026-11-25", "15:30", "lunch")},
    {"promise", false, ALONE, BY("promise", "ada", "send the paper", "--by", "fri")},
    {"done", false, ALONE, BY("done", "f1")},
    {"later", false, ALONE, BY("later", "f1", "+1w")},
    {"let go", false, ALONE, BY("let-go", "f1")},
    {"held", false, ALONE, BY("held", "i2")},
    {"cancel", false, ALONE, BY("cancel", "i2")},
    {"role", false, ALONE, BY("role", "ada", "sponsor")},
    {"import", false, ALONE, BY("import", "/home/people.vcf", "--yes")},
    {"import of a whole store", false, ALONE, BY("import", "/home/store.json", "--yes")},
    {"merge", false, ALONE, BY("merge", "c1", "c2", "--yes")},
    {"end a role", false, ALONE, BY("role", "ada", "mentor", "--end")},
    {"undo", false, {BY("promise", "ada", "send the paper")}, BY("undo")},
    {"undo of several files", false, {BY("log", "ada", "coffee: it > a draft")}, BY("undo")},
    {"undo of a first row", false, {BY("settings", "pace_percent=90")}, BY("undo")},
    {"redo", false, {BY("log", "ada", "coffee: it > a draft"), BY("undo")}, BY("redo")},
    {"restore",
     false,
     {BY("promise", "ada", "one"), BY("edit", "ada", "email=new@x")},
     BY("restore", "2", "--yes")},
};
#define SCENARIO_COUNT (sizeof scenarios / sizeof scenarios[0])

static const char cards[] = "BEGIN:VCARD\nFN:Ada Larch\nEMAIL:ada@x.example.org\nTITLE:Chair\n"
                            "END:VCARD\nBEGIN:VCARD\nFN:Di Ash\nORG:One\nORG:Two\nEND:VCARD\n";

static const char whole_store[] =
    "{\"mentee\": 1, \"contacts\": [{\"id\": \"c1\", \"name\": \"Eve Elm\", \"shoe\": \"44\"}],\n"
    "\"roles\": [{\"id\": \"r1\", \"contact_id\": \"c1\", \"role\": \"peer\"}],\n"
    "\"interactions\": [{\"id\": \"i1\", \"on_date\": \"2026-10-01\", \"people\": \"c1\"}],\n"
    "\"targets\": [{\"id\": \"t1\", \"name\": \"a job\"}]}\n";

static inline void put_files(struct os_mem *mem) {
  mem_put(mem, "contacts.csv",
          "id,name,email,tea\r\nc1,Ada Larch,ada@x.example.org,oolong\r\n"
          "c2,\"Finch, Bo\",,\r\nc3,Cy Elm,,green,surplus\r\n");
  mem_put(mem, "roles.csv", "id,contact_id,role,from_on\nr1,c1,mentor,2025-01-01\n");
  mem_put(mem, "interactions.csv",
          "id,on_date,people,kind,status\ni1,2026-09-01,c1,coffee,held\n"
          "i2,2026-11-19,c2,meeting,planned\n");
  mem_put(
      mem, "followups.csv",
      "id,contact_id,direction,what,made_on,due_on\nf1,c1,i_owe,send it,2026-11-01,2026-11-18\n");
}

static inline void run_first(const struct scenario *scenario, struct os_mem *mem) {
  for (size_t i = 0; i < 2 && scenario->first[i].words[0] != NULL; i++) {
    struct outcome outcome;
    command_run(mem, &scenario->first[i], &outcome);
    if (outcome.status != 0)
      fail_msg("%s, before it: %s", scenario->name, buf_text(&outcome.said));
    outcome_release(&outcome);
  }
}

static inline struct os_mem *scenario_world(const struct scenario *scenario) {
  struct os_mem *mem = os_mem_new();

  os_mem_put(mem, "/home/.profile", "", 0);
  os_mem_put(mem, "/home/people.vcf", cards, sizeof cards - 1);
  os_mem_put(mem, "/home/store.json", whole_store, sizeof whole_store - 1);
  if (!scenario->empty)
    put_files(mem);
  run_first(scenario, mem);
  return mem;
}

/* What the store shows before and after, and how many calls that takes. */
struct reference {
  struct buf before, after;
  long calls;
};

static inline void reference_make(const struct scenario *scenario, struct reference *reference) {
  struct os_mem *mem = scenario_world(scenario);
  struct outcome outcome;

  memset(reference, 0, sizeof *reference);
  visible_state(mem, &reference->before);
  os_mem_fail_at(mem, OS_MEM_NO_FAULT, 0, 0);
  command_run(mem, &scenario->command, &outcome);
  reference->calls = os_mem_calls(mem);
  if (outcome.status != 0)
    fail_msg("%s: %d: %s", scenario->name, outcome.status, buf_text(&outcome.said));
  visible_state(mem, &reference->after);
  if (strcmp(buf_text(&reference->before), buf_text(&reference->after)) == 0)
    fail_msg("%s changes nothing", scenario->name);
  outcome_release(&outcome);
  os_mem_free(mem);
}

static inline void reference_release(struct reference *reference) {
  buf_release(&reference->before);
  buf_release(&reference->after);
}

enum seen { SEEN_BEFORE, SEEN_AFTER, SEEN_NEITHER };

static inline enum seen scenario_seen(struct os_mem *mem, const struct reference *reference) {
  struct buf now = BUF_INIT;
  enum seen seen = SEEN_NEITHER;

  visible_state(mem, &now);
  if (strcmp(buf_text(&now), buf_text(&reference->before)) == 0)
    seen = SEEN_BEFORE;
  else if (strcmp(buf_text(&now), buf_text(&reference->after)) == 0)
    seen = SEEN_AFTER;
  if (seen == SEEN_NEITHER)
    print_error("%s\n", buf_text(&now));
  buf_release(&now);
  return seen;
}

/* The next command just works, and what was seen before it is still there. */
static inline void scenario_go_on(struct os_mem *mem, const struct reference *reference,
                                  enum seen seen, const char *where) {
  /* an edit of somebody who is there, so that nothing but contacts.csv changes */
  static const struct command third = {{"edit", "c3", "org=Larkspur"}};
  static const struct command jane = {{"edit", "Jane Doe", "org=Larkspur"}};
  static const struct command nobody = {{"add", "Somebody Else"}};
  const struct buf *was = seen == SEEN_AFTER ? &reference->after : &reference->before;
  const struct command *next = strstr(buf_text(was), "c3,") != NULL        ? &third
                               : strstr(buf_text(was), "Jane Doe") != NULL ? &jane
                                                                           : &nobody;
  struct outcome outcome;
  struct buf now = BUF_INIT;
  const char *rest;

  command_run(mem, next, &outcome);
  if (outcome.status != 0)
    fail_msg("%s: the next command: %d: %s", where, outcome.status, buf_text(&outcome.said));
  visible_state(mem, &now);
  /* every table but contacts.csv, which comes first, is as it was */
  rest = strstr(buf_text(was), "roles.csv");
  if (rest != NULL && strstr(buf_text(&now), rest) == NULL)
    fail_msg("%s: the next command lost something:\n%s", where, buf_text(&now));
  outcome_release(&outcome);
  buf_release(&now);
}
#endif
