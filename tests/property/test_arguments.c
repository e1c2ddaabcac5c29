/*
 * What is typed: the exit status of cli.md for each kind of end, and that nothing a person, a
 * script or an enemy puts behind a command does more than get a clear line: what, where, what to
 * do. A command that was refused changed nothing.
 */
#include "commands.h"
#include "mentee/base/text.h"

#define LONG_LEN 100000

/* --- exit statuses ------------------------------------------------------------------------------
 */

static const struct {
  struct command command;
  int status;
} ends[] = {
    /* done, also where there is nothing to say */
    {{{"--due"}}, 0},
    {{{"due", "zoe"}}, 0},
    {{{"list"}}, 0},
    {{{"show", "lan"}}, 0},
    {{{"log", "lan", "coffee"}}, 0},
    {{{"undo"}}, 0},
    {{{"redo"}}, 0},
    {{{"help"}}, 0},
    {{{"help", "log"}}, 0},
    {{{"--version"}}, 0},
    {{{"--help"}}, 0},
    {{{"next"}}, 0},
    {{{"write", "togawa", "--print"}}, 0},
    {{{"list", "--", "lan"}}, 0},
    {{{"--due", "--exit-code"}}, 1},
    /* nothing found, or something found by check */
    {{{"show", "nobody-there"}}, 1},
    {{{"list", "nobody-there"}}, 1},
    {{{"due", "nobody-there"}}, 1},
    {{{"who", "nowhere-at-all"}}, 1},
    {{{"why", "nobody-there"}}, 1},
    {{{"brief", "nobody-there"}}, 1},
    {{{"log", "nobody-there", "coffee"}}, 1},
    {{{"done", "lan", "nothing-like-it"}}, 1},
    {{{"done", "f9999"}}, 1},
    {{{"held", "zoe"}}, 1},
    {{{"write", "lan", "thankyou"}}, 1},
    {{{"letter", "list", "nothing-like-it"}}, 1},
    {{{"address", "nobody-there"}}, 1},
    {{{"check"}}, 1},
    /* usage */
    {{{"shwo"}}, 2},
    {{{"list", "--colums", "name"}}, 2},
    {{{"list", "--sort", "nmae"}}, 2},
    {{{"list", "rol:mentor"}}, 2},
    {{{"show"}}, 2},
    {{{"show", "mar"}}, 2},
    {{{"add"}}, 2},
    {{{"add", ""}}, 2},
    {{{"add", "Jane", "--role", "metnor"}}, 2},
    {{{"add", "Jane", "emial=x"}}, 2},
    {{{"edit", "lan", "status=gone"}}, 2},
    {{{"edit", "lan", "met_on=31 nov"}}, 2},
    {{{"log", "lan", "--on", "3/4"}}, 2},
    {{{"log", "lan", "--asked", "--gave"}}, 2},
    {{{"plan", "lan", "next week"}}, 2},
    {{{"later", "lan", "yesterday"}}, 2},
    {{{"done", "henrike"}}, 2},
    {{{"write", "togawa", "--mailto"}}, 2},
    {{{"due", "--within", "soon"}}, 2},
    {{{"--due", "--max", "0"}}, 2},
    {{{"settings", "due.zzz"}}, 2},
    {{{"settings", "due.max_lines=1000"}}, 2},
    {{{"export", "--to", "vcrad"}}, 2},
    {{{"undo", "many"}}, 2},
    /* data, or input and output */
    {{{"import", "/nowhere/at-all.vcf"}}, 3},
    {{{"export", "--to", "csv", "-o", "/nowhere/at-all/x.csv"}}, 3},
};

static void each_end_has_its_status(void **state) {
  struct os_mem *mem = os_mem_new();
  int wrong = 0;

  (void)state;
  command_put_sample(mem, MENTEE_SAMPLE_DIR);
  for (size_t i = 0; i < sizeof ends / sizeof ends[0]; i++) {
    const struct command *command = &ends[i].command;
    struct outcome outcome;
    command_run(mem, command, &outcome);
    if (outcome.status != ends[i].status) {
      print_error("%s %s: status %d, not %d: %s", command->words[0],
                  command->words[1] != NULL ? command->words[1] : "", outcome.status,
                  ends[i].status, buf_text(&outcome.said));
      wrong++;
    }
    if (outcome.status >= 2 && strncmp(buf_text(&outcome.said), "mentee: ", 8) != 0 &&
        strstr(buf_text(&outcome.said), "\nmentee: ") == NULL)
      fail_msg("%s %s says nothing", command->words[0], command->words[1]);
    outcome_release(&outcome);
  }
  os_mem_free(mem);
  assert_int_equal(wrong, 0);
}

/* --- whatever is typed --------------------------------------------------------------------------
 */

static char long_word[LONG_LEN + 1];

static const char *const payloads[] = {
    "",
    " ",
    "-",
    "--",
    "-rf",
    "--x",
    "--=",
    "=",
    "=x",
    "a=",
    "name=",
    "id=c1",
    "$(x)",
    "`x`; rm -rf ~",
    "../../",
    "%s%n%d",
    "\x1b[31mred",
    "\xff\xfe",
    "\xC2\x9B",
    "a\nb",
    "\xE2\x80\xAEx",
    ":",
    "role:",
    "-role:",
    "quiet:>x",
    "\"",
    "'",
    "\\",
    ",",
    ",,",
    "lan,",
    "c0001,c0001",
    "99999999999999999999",
    "-1",
    "0",
    "3/4",
    "31 nov",
    "9999-12-31",
    "0000-00-00",
    "> <",
    ">",
    "lan",
    "c0001",
    "e0001",
    "f0001",
    "i0118",
    long_word,
};

/* These reach for other programs, the terminal, or files by name. */
static bool is_apart(const char *name) {
  static const char *const apart[] = {"--due", "sync", "setup", "merge-driver"};

  for (size_t i = 0; i < sizeof apart / sizeof apart[0]; i++)
    if (strcmp(name, apart[i]) == 0)
      return true;
  return false;
}

static void check_said(const char *said, const struct command *command) {
  struct buf safe = BUF_INIT;

  text_defuse_lines(&safe, said);
  if (strcmp(buf_text(&safe), said) != 0 && strchr(said, '\t') == NULL)
    fail_msg("%s '%.40s': a character that is not for a terminal: %.200s", command->words[0],
             command->words[1], said);
  buf_release(&safe);
}

static void try_one(struct os_mem *mem, const struct command *command, struct buf *before) {
  struct outcome outcome;
  struct buf after = BUF_INIT;

  command_run(mem, command, &outcome);
  if (outcome.status < 0 || outcome.status > 3)
    fail_msg("%s: status %d", command->words[0], outcome.status);
  if (outcome.status >= 2 && strstr(buf_text(&outcome.said), "mentee: ") == NULL)
    fail_msg("%s '%.40s': refused without a word", command->words[0], command->words[1]);
  check_said(buf_text(&outcome.said), command);
  visible_state(mem, &after);
  if (outcome.status >= 2 && strcmp(buf_text(before), buf_text(&after)) != 0)
    fail_msg("%s '%.40s': refused, and something is changed", command->words[0], command->words[1]);
  buf_cut(before, 0);
  buf_add(before, buf_text(&after), after.len);
  buf_release(&after);
  outcome_release(&outcome);
}

static void try_command(const char *name) {
  struct os_mem *mem = os_mem_new();
  struct buf before = BUF_INIT;

  command_put_sample(mem, MENTEE_SAMPLE_DIR);
  visible_state(mem, &before);
  for (size_t i = 0; i < sizeof payloads / sizeof payloads[0]; i++) {
    const char *word = payloads[i];
    try_one(mem, &(struct command){{name, word}}, &before);
    try_one(mem, &(struct command){{name, "lan", word}}, &before);
    try_one(mem, &(struct command){{name, "add", "lan", word}}, &before);
    try_one(mem, &(struct command){{name, word, word, word, word, word, word, word, word}},
            &before);
  }
  buf_release(&before);
  os_mem_free(mem);
}

static void nothing_typed_does_harm(void **state) {
  struct cli_command command;

  (void)state;
  memset(long_word, 'x', LONG_LEN);
  for (size_t i = 0; cli_command(i, &command); i++)
    if (!is_apart(command.name))
      try_command(command.name);
}

static void an_unknown_option_is_usage_everywhere(void **state) {
  struct cli_command command;

  (void)state;
  for (size_t i = 0; cli_command(i, &command); i++) {
    struct os_mem *mem = os_mem_new();
    struct outcome outcome;
    command_run(mem, &(struct command){{command.name, "--frobnicate"}}, &outcome);
    if (outcome.status != 2 || strstr(buf_text(&outcome.said), "frobnicate") == NULL)
      fail_msg("%s: %d: %s", command.name, outcome.status, buf_text(&outcome.said));
    outcome_release(&outcome);
    os_mem_free(mem);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(each_end_has_its_status),
      cmocka_unit_test(nothing_typed_does_harm),
      cmocka_unit_test(an_unknown_option_is_usage_everywhere),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
