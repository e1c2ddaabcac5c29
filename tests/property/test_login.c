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

/* One of us, or one of another program's changes behind our back. */
static void change(struct os_mem *mem, int round) {
  static const struct command commands[] = {
      {{"add", "Jane Doe", "--role", "mentor"}},
      {{"log", "ada", "coffee > send it by fri"}},
      {{"promise", "bo", "read the draft", "--by", "2026-11-21"}},
      {{"plan", "ada", "2026-11-23", "lunch"}},
      {{"edit", "c1", "name=Ad\xC3\xA1 \"Larch\""}},
      {{"log", "bo", "call", "--on", "2026-10-01"}},
  };
  struct outcome outcome;
  size_t which = (size_t)rand() % 9;

  if (which < 6) {
    command_run(mem, &commands[which], &outcome);
    outcome_release(&outcome);
  } else if (which == 6) {
    mem_put(mem, "settings.csv",
            round % 2 == 0 ? "key,value\ndue.max_lines,1\n" : "key,value\nday_starts_at,23:00\n");
  } else if (which == 7) {
    mem_put(mem, "roles.csv",
            round % 2 == 0 ? "id,contact_id,role,from_on\nr1,c1,mentor,2026-01-01\n"
                           : "id,contact_id,role,from_on\nr1,c1,peer,2026-01-01\n\"");
  } else {
    os_mem_put(mem, "/home/.cache/mentee/x", "", 0);
  }
}

static void remembered_or_made_the_answer_is_the_same(void **state) {
  int hits = 0;

  (void)state;
  srand(23);
  for (int history = 0; history < 12; history++) {
    struct os_mem *mem = os_mem_new();
    mem_put(mem, "contacts.csv", "id,name\nc1,Ada Larch\nc2,\"Finch, Bo\"\nc3,Zo\xC3\xAB\n");
    mem_put(mem, "roles.csv", "id,contact_id,role,from_on\nr1,c1,mentor,2026-01-01\n");
    for (int round = 0; round < 12; round++) {
      change(mem, round);
      int day = rand() % 10;
      compare(mem, day, rand() % 3 == 0 ? "1" : "40");
      hits += is_remembered(mem, day);
    }
    os_mem_free(mem);
  }
  assert_true(hits > 100);
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

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(remembered_or_made_the_answer_is_the_same),
      cmocka_unit_test(the_login_after_a_change_of_ours_is_remembered),
      cmocka_unit_test(a_whole_damaged_file_is_told_every_time),
      cmocka_unit_test(without_a_store_nothing_is_written),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
