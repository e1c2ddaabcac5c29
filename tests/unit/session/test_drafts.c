/* What is half typed outlives the process. */
#include "bare_world.h"
#include "test.h"

#include "mentee/base/date.h"
#include "mentee/base/os_mem.h"
#include "mentee/session/drafts.h"
#include <string.h>

struct run {
  struct os_mem *mem;
  struct world world;
  struct session session;
};

static void open_again(struct run *run) {
  struct err err = ERR_INIT;

  session_close(&run->session);
  assert_true(session_open(&run->session, &run->world, &err));
}

static int begin(void **state) {
  static struct run run;
  struct err err = ERR_INIT;

  run.mem = os_mem_new();
  run.world = bare_world(os_mem_door(run.mem));
  run.world.home = "/home";
  run.world.cwd = "/";
  run.world.mentee_dir = "/store";
  assert_true(session_open(&run.session, &run.world, &err));
  *state = &run;
  return 0;
}

static int end(void **state) {
  struct run *run = *state;

  session_close(&run->session);
  os_mem_free(run->mem);
  return 0;
}

static void what_was_typed_is_offered_again(void **state) {
  struct run *run = *state;
  struct draft_keeper keeper = DRAFT_KEEPER_INIT;
  struct drafts drafts;

  draft_keep(&run->session, &keeper, "line", "c0001", "coffee: tri");
  buf_release(&keeper.text); /* the process is gone */
  open_again(run);
  drafts_load(&run->session, &drafts);
  assert_int_equal(drafts.list.len, 1);
  assert_string_equal(drafts.list.data[0].kind, "line");
  assert_string_equal(drafts.list.data[0].about, "c0001");
  assert_string_equal(drafts.list.data[0].text, "coffee: tri");
  drafts_release(&drafts);
}

static void it_is_written_at_most_each_second_and_at_the_end(void **state) {
  struct run *run = *state;
  struct draft_keeper keeper = DRAFT_KEEPER_INIT;
  struct drafts drafts;
  long calls;

  draft_keep(&run->session, &keeper, "form", "", "a");
  calls = os_mem_calls(run->mem);
  draft_keep(&run->session, &keeper, "form", "", "ab");
  draft_keep(&run->session, &keeper, "form", "", "ab\nc\n");
  assert_int_equal(os_mem_calls(run->mem), calls);
  draft_flush(&run->session, &keeper);
  drafts_load(&run->session, &drafts);
  assert_string_equal(drafts.list.data[0].text, "ab\nc\n");
  drafts_release(&drafts);
  os_mem_set_now(run->mem, run->world.os->now_ns(run->world.os->self) + 1000000000);
  draft_keep(&run->session, &keeper, "form", "", "later");
  drafts_load(&run->session, &drafts);
  assert_string_equal(drafts.list.data[0].text, "later");
  drafts_release(&drafts);
  draft_end(&run->session, &keeper);
}

static void what_was_saved_or_dropped_is_gone(void **state) {
  struct run *run = *state;
  struct draft_keeper keeper = DRAFT_KEEPER_INIT;
  struct drafts drafts;

  draft_keep(&run->session, &keeper, "line", "c1", "one");
  draft_keep(&run->session, &keeper, "line", "c2", "two");
  drafts_load(&run->session, &drafts);
  assert_int_equal(drafts.list.len, 2);
  assert_string_equal(drafts.list.data[0].text, "two");
  drafts_release(&drafts);
  draft_end(&run->session, &keeper);
  draft_drop(&run->session, "line", "c1");
  drafts_load(&run->session, &drafts);
  assert_int_equal(drafts.list.len, 0);
  drafts_release(&drafts);
}

static void a_torn_draft_is_passed_over(void **state) {
  struct run *run = *state;
  struct drafts drafts;
  struct buf path = BUF_INIT;

  buf_addf(&path, "%s/drafts/line-c1", run->session.store.state);
  os_mem_put(run->mem, buf_text(&path), "mentee draft 1\nline", 19);
  drafts_load(&run->session, &drafts);
  assert_int_equal(drafts.list.len, 0);
  drafts_release(&drafts);
  buf_release(&path);
}

#define EACH(test) cmocka_unit_test_setup_teardown(test, begin, end)

int main(void) {
  const struct CMUnitTest tests[] = {
      EACH(what_was_typed_is_offered_again),
      EACH(it_is_written_at_most_each_second_and_at_the_end),
      EACH(what_was_saved_or_dropped_is_gone),
      EACH(a_torn_draft_is_passed_over),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
