#include "bare_world.h"
#include "mentee/base/date.h"
#include "mentee/base/world.h"
#include "test.h"
#include <string.h>

static struct world world_of(const char *home) {
  struct world world = bare_world(NULL);

  world.home = home;
  return world;
}

static void expect_folder(const struct world *world, const char *configured, const char *want) {
  struct buf path = BUF_INIT;
  struct err err = ERR_INIT;

  assert_true(world_store_folder(world, configured, &path, &err));
  assert_string_equal(buf_text(&path), want);
  buf_release(&path);
}

static void the_store_is_where_the_first_of_five_says(void **state) {
  struct world world = world_of("/home/lan");

  (void)state;
  expect_folder(&world, "", "/home/lan/.local/share/mentee");
  world.xdg_data_home = "relative";
  expect_folder(&world, "", "/home/lan/.local/share/mentee");
  world.xdg_data_home = "/data";
  expect_folder(&world, "", "/data/mentee");
  expect_folder(&world, "~/people/", "/home/lan/people");
  expect_folder(&world, "$HOME/people", "/home/lan/people");
  expect_folder(&world, "/abs", "/abs");
  world.mentee_dir = "/dir//";
  expect_folder(&world, "~/people", "/dir");
  world.store_flag = "/";
  expect_folder(&world, "~/people", "/");
}

static void without_a_home_the_store_must_be_named(void **state) {
  struct world world = world_of("");
  struct buf path = BUF_INIT;
  struct err err = ERR_INIT;

  (void)state;
  assert_false(world_store_folder(&world, "", &path, &err));
  assert_int_equal(err.kind, ERR_USAGE);
  world_config_file(&world, &path);
  world_state_folder(&world, &path);
  assert_string_equal(buf_text(&path), "");
  buf_release(&path);
}

static void the_day_begins_when_the_settings_say(void **state) {
  struct world world = world_of("/h");
  int day = date_from_civil(2026, 11, 20);

  (void)state;
  world.now = (int64_t)day * 86400 + 3 * 3600 + 59 * 60;
  assert_int_equal(world_today(&world, 240), day - 1);
  assert_int_equal(world_today(&world, 0), day);
  assert_int_equal(world_minutes(&world), 239);
  world.now += 60;
  assert_int_equal(world_today(&world, 240), day);
  world.now = -1;
  assert_int_equal(world_today(&world, 0), -1);
  assert_int_equal(world_minutes(&world), 1439);
  world.forced_today = 5;
  assert_int_equal(world_today(&world, 240), 5);
}

static void a_path_below_home_is_said_with_a_tilde(void **state) {
  struct world world = world_of("/home/lan");
  struct buf out = BUF_INIT;

  (void)state;
  world_tilde(&world, "/home/lan/x", &out);
  world_tilde(&world, " ", &out);
  world_tilde(&world, "/home/lance/x", &out);
  assert_string_equal(buf_text(&out), "~/x /home/lance/x");
  buf_release(&out);
}

static void expect_same_state(const char *cwd, const char *folder, bool same) {
  struct world world = world_of("/home/lan");
  struct buf one = BUF_INIT, other = BUF_INIT;

  world.cwd = cwd;
  world_store_state(&world, "/data/mentee", &one);
  world_store_state(&world, folder, &other);
  assert_int_equal(strncmp(buf_text(&one), "/home/lan/.local/state/mentee/", 30), 0);
  assert_int_equal(strcmp(buf_text(&one), buf_text(&other)) == 0, same);
  buf_release(&one);
  buf_release(&other);
}

static void a_store_has_one_state_folder_however_its_path_is_written(void **state) {
  struct buf none = BUF_INIT;
  struct world homeless = world_of("");

  (void)state;
  expect_same_state("/data/mentee", ".", true);
  expect_same_state("/data", "mentee", true);
  expect_same_state("/data/other", "..//./mentee/", true);
  expect_same_state("/", "../data/mentee", true);
  expect_same_state("/", "/data/mentee2", false);
  expect_same_state("/elsewhere", "mentee", false);
  expect_same_state("", "data/mentee", true); /* nobody knows where it was started */
  world_store_state(&homeless, "/data/mentee", &none);
  assert_string_equal(buf_text(&none), "");
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(a_store_has_one_state_folder_however_its_path_is_written),
      cmocka_unit_test(the_store_is_where_the_first_of_five_says),
      cmocka_unit_test(without_a_home_the_store_must_be_named),
      cmocka_unit_test(the_day_begins_when_the_settings_say),
      cmocka_unit_test(a_path_below_home_is_said_with_a_tilde),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
