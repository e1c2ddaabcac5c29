/* What `--due` remembers says what the files say, through random histories. */
#include "commands.h"
#include "mentee/session/login.h"

static void login(struct os_mem *mem, const char *cache_mode, int day, const char *most,
                  struct buf *said) {
  struct command command = {{"--due", "--max", most}};
  struct world world = command_world(mem);
  size_t before = strlen(os_mem_printed(mem));

  world.cache_mode = cache_mode;
  world.now += (int64_t)day * 86400;
  buf_cut(said, 0);
  buf_addf(said, "%d\n", command_run_in(&world, &command));
  buf_adds(said, os_mem_printed(mem) + before);
}

static bool is_remembered(struct os_mem *mem, int day) {
  struct login login;
  struct world world = command_world(mem);
  bool hit;

  world.now += (int64_t)day * 86400;
  hit = login_recall(&login, &world, 0);
  if (hit)
    login_release(&login);
  return hit;
}

static void compare(struct os_mem *mem, int day, const char *most) {
  struct buf kept = BUF_INIT, again = BUF_INIT, made = BUF_INIT;

  login(mem, "on", day, most, &kept);
  login(mem, "on", day, most, &again);
  login(mem, "off", day, most, &made);
  assert_string_equal(buf_text(&kept), buf_text(&made));
  assert_string_equal(buf_text(&again), buf_text(&made));
  buf_release(&kept);
  buf_release(&again);
  buf_release(&made);
}

static int histories = 12;

/* Ours. */
static void run_one(struct os_mem *mem) {
  static const struct command commands[] = {
      {{"add", "Jane Doe", "--role", "mentor"}},
      {{"log", "ada", "coffee > send it by fri"}},
      {{"promise", "bo", "read the draft", "--by", "2026-11-21"}},
      {{"plan", "ada", "2026-11-23", "lunch"}},
      {{"edit", "c1", "name=Ad\xC3\xA1 \"Larch\""}},
      {{"log", "bo", "call", "--on", "2026-10-01"}},
      {{"undo"}},
      {{"redo"}},
      {{"restore", "1", "--yes"}},
  };
  struct outcome outcome;

  command_run(mem, &commands[(size_t)rand() % (sizeof commands / sizeof commands[0])], &outcome);
  outcome_release(&outcome);
}

/* By hand, behind our back. */
static void edit_settings(struct os_mem *mem) {
  static const char *const settings[] = {"key,value\ndue.max_lines,1\n",
                                         "key,value\nday_starts_at,23:00\n",
                                         "key,value\ninterval.mentor,7\n"};

  mem_put(mem, "settings.csv", settings[rand() % 3]);
}

static void edit_roles(struct os_mem *mem) {
  static const char *const roles[] = {"id,contact_id,role,from_on\nr1,c1,mentor,2026-01-01\n",
                                      "id,contact_id,role,from_on\nr1,c2,mentor,2026-01-01\n",
                                      "id,contact_id,role,from_on\nr1,c1,peer,2026-01-01\n\""};

  mem_put(mem, "roles.csv", roles[rand() % 3]);
}

/* Within one tick of the clock: the file's times say nothing. */
static void edit_at_once(struct os_mem *mem) {
  os_mem_freeze(mem, true);
  edit_roles(mem);
  os_mem_freeze(mem, false);
}

static void touch(struct os_mem *mem) {
  size_t len;
  const char *bytes = os_mem_get(mem, mem_path("contacts.csv"), &len);
  struct buf same = BUF_INIT;

  buf_add(&same, bytes, len);
  os_mem_put(mem, mem_path("contacts.csv"), buf_text(&same), same.len);
  buf_release(&same);
}

/* The cache cut off, or with another byte somewhere. */
static void tear(struct os_mem *mem) {
  struct world world = command_world(mem);
  struct buf path = BUF_INIT, text = BUF_INIT;
  const char *bytes;
  size_t len;

  world_cache_file(&world, FOLDER, &path);
  bytes = os_mem_get(mem, buf_text(&path), &len);
  if (bytes != NULL && len > 0) {
    size_t at = (size_t)rand() % len;
    buf_add(&text, bytes, len);
    if (rand() % 2 == 0)
      buf_cut(&text, at);
    else
      text.data[at] ^= (char)(1 << rand() % 7);
    os_mem_put(mem, buf_text(&path), buf_text(&text), text.len);
  }
  buf_release(&path);
  buf_release(&text);
}

static void step_clock(struct os_mem *mem) {
  struct os *os = os_mem_door(mem);

  os_mem_set_now(mem, os->now_ns(os->self) + ((int64_t)rand() % 7 - 3) * 1000000000);
}

static void change(struct os_mem *mem) {
  static void (*const changes[])(struct os_mem *) = {
      run_one, run_one, run_one, edit_roles, touch, edit_settings, edit_at_once, tear, step_clock};

  changes[(size_t)rand() % (sizeof changes / sizeof changes[0])](mem);
}

static void remembered_or_made_the_answer_is_the_same(void **state) {
  int hits = 0, asked = 0;

  (void)state;
  srand(23);
  for (int history = 0; history < histories; history++) {
    struct os_mem *mem = os_mem_new();
    mem_put(mem, "contacts.csv", "id,name\nc1,Ada Larch\nc2,\"Finch, Bo\"\nc3,Zo\xC3\xAB\n");
    mem_put(mem, "roles.csv", "id,contact_id,role,from_on\nr1,c1,mentor,2026-01-01\n");
    for (int rounds = 1 + rand() % 12; rounds > 0; rounds--) {
      int day = rand() % 10;
      change(mem);
      compare(mem, day, rand() % 3 == 0 ? "1" : "40");
      hits += is_remembered(mem, day);
      asked++;
    }
    os_mem_free(mem);
  }
  assert_true(hits > asked / 2);
}

static void the_login_after_a_change_of_ours_is_remembered(void **state) {
  static const struct command log = {{"log", "ada", "coffee > send it by fri"}};
  struct os_mem *mem = os_mem_new();
  struct outcome outcome;

  (void)state;
  mem_put(mem, "contacts.csv", "id,name\nc1,Ada Larch\n");
  command_run(mem, &log, &outcome);
  assert_int_equal(outcome.status, 0);
  for (int day = -1; day < 10; day++)
    assert_int_equal(is_remembered(mem, day), day >= 0 && day < LOGIN_AFTER_SAVE);
  compare(mem, 5, "3"); /* that login had to ask the files */
  for (int day = 4; day < 15; day++)
    assert_int_equal(is_remembered(mem, day), day >= 5 && day < 5 + LOGIN_WEEK);
  outcome_release(&outcome);
  os_mem_free(mem);
}

static void a_whole_damaged_file_is_told_every_time(void **state) {
  struct os_mem *mem = os_mem_new();

  (void)state;
  mem_put(mem, "contacts.csv", "a;b\nc;d\n");
  compare(mem, 0, "3");
  assert_false(is_remembered(mem, 0));
  mem_put(mem, "contacts.csv", "id,name\nc1,\"Ada\nc2,Bo\n");
  compare(mem, 0, "3");
  assert_true(is_remembered(mem, 0));
  os_mem_free(mem);
}

static void without_a_store_nothing_is_written(void **state) {
  struct os_mem *mem = os_mem_new();
  struct os *os = os_mem_door(mem);

  (void)state;
  compare(mem, 0, "3");
  assert_true(os_missing(os, "/home"));
  os_mem_free(mem);
}

int main(int argc, char **argv) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(remembered_or_made_the_answer_is_the_same),
      cmocka_unit_test(the_login_after_a_change_of_ours_is_remembered),
      cmocka_unit_test(a_whole_damaged_file_is_told_every_time),
      cmocka_unit_test(without_a_store_nothing_is_written),
  };
  if (argc > 1)
    histories = (int)strtol(argv[1], NULL, 10);
  return cmocka_run_group_tests(tests, NULL, NULL);
}
