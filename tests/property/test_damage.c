/* `check` finds every seeded damage of the sample, and none where there is none. */
#include "commands.h"

static const struct command check = {{"check"}};

static void put_sample(struct os_mem *mem) {
  for (int i = 0; i < TABLE_COUNT; i++) {
    struct buf path = BUF_INIT, bytes = BUF_INIT;
    struct os_stat stat;
    buf_addf(&path, MENTEE_SAMPLE_DIR "/%s", table_defs[i].file);
    if (os_read_file(os_real(), buf_text(&path), 1 << 20, &bytes, &stat) == 0)
      os_mem_put(mem, mem_path(table_defs[i].file), buf_text(&bytes), bytes.len);
    buf_release(&path);
    buf_release(&bytes);
  }
}

static void count_lines(const char *text, size_t *lines) {
  for (*lines = 0; *text != '\0'; text++)
    *lines += *text == '\n';
}

/* How many lines `check` prints, and whether one of them names the file. */
static size_t checked(struct os_mem *mem, const char *file, bool *names_it) {
  struct outcome outcome;
  size_t lines;

  command_run(mem, &check, &outcome);
  count_lines(buf_text(&outcome.said), &lines);
  *names_it = strstr(buf_text(&outcome.said), file) != NULL;
  outcome_release(&outcome);
  return lines;
}

enum damage { TRUNCATED, NULS, MARKS, DANGLING, DOUBLED, NO_HEADER, BAD_DATE, LONE_QUOTE, DAMAGES };

static size_t row_start(const struct buf *bytes) {
  size_t at = (size_t)rand() % bytes->len;

  while (at > 0 && bytes->data[at - 1] != '\n')
    at--;
  return at;
}

static void insert(struct buf *bytes, size_t at, const char *text, size_t len) {
  struct buf rest = BUF_INIT;

  buf_add(&rest, bytes->data + at, bytes->len - at);
  buf_cut(bytes, at);
  buf_add(bytes, text, len);
  buf_add(bytes, buf_text(&rest), rest.len);
  buf_release(&rest);
}

/* A row at the end, with that in one column and an id in the first. */
static void add_row(struct buf *bytes, const char *row) {
  buf_adds(bytes, row);
  buf_addc(bytes, '\n');
}

/* A place between two rows: not within a cell of several lines. */
static size_t between_rows(const struct buf *bytes) {
  size_t at;

  do
    at = row_start(bytes);
  while (at == 0 || (at + 1 < bytes->len && bytes->data[at] == ' '));
  return at;
}

static void damage(struct buf *bytes, enum damage how) {
  switch (how) {
  case TRUNCATED: /* within the first cells of a row */
    do
      buf_cut(bytes, between_rows(bytes) + 3);
    while (false);
    break;
  case NULS:
    insert(bytes, (size_t)rand() % bytes->len, "\0\0\0\0", 4);
    break;
  case MARKS:
    insert(bytes, between_rows(bytes), "<<<<<<< HEAD\n", 13);
    break;
  case DANGLING:
    add_row(bytes, "r9999,c9999,mentor,,,,2026-01-01");
    break;
  case DOUBLED:
    add_row(bytes, "r0001,c0001,peer,,,,2020-01-01,2020-02-01");
    break;
  case NO_HEADER: {
    size_t header = (size_t)(strchr(bytes->data, '\n') + 1 - bytes->data);
    memmove(bytes->data, bytes->data + header, bytes->len - header);
    buf_cut(bytes, bytes->len - header);
    break;
  }
  case BAD_DATE:
    add_row(bytes, "r9998,c0001,peer,,,,2020-02-30");
    break;
  case LONE_QUOTE:
    add_row(bytes, "r9997,c0001,pe\"er,,,,2020-02-01");
    break;
  case DAMAGES:
    break;
  }
}

static void every_seeded_damage_is_found(void **state) {
  (void)state;
  srand(29);
  for (int round = 0; round < 200; round++) {
    struct os_mem *mem = os_mem_new();
    enum damage how = (enum damage)(round % DAMAGES);
    struct buf bytes = BUF_INIT;
    bool named;
    put_sample(mem);
    buf_adds(&bytes, mem_get(mem, "roles.csv"));
    damage(&bytes, how);
    os_mem_put(mem, mem_path("roles.csv"), buf_text(&bytes), bytes.len);
    if (checked(mem, "roles.csv", &named) == 0 || !named)
      fail_msg("round %d: damage %d is not found:\n%s", round, (int)how, buf_text(&bytes));
    if (strlen(mem_get(mem, "roles.csv")) > bytes.len)
      fail_msg("round %d: check wrote", round);
    buf_release(&bytes);
    os_mem_free(mem);
  }
}

/* Rows that may be one person are no damage: the sample has such a pair. */
static bool has_damage(const char *said) {
  const char *line = strstr(said, ".csv:");

  while (line != NULL && strstr(line, " may be ") != NULL &&
         strstr(line, " may be ") < line + strcspn(line, "\n"))
    line = strstr(line + 1, ".csv:");
  return line != NULL;
}

static void a_store_without_damage_has_none(void **state) {
  static const struct command commands[] = {
      {{"log", "Szent", "coffee > send it by fri"}},
      {{"add", "Jane Doe", "--role", "mentor"}},
      {{"promise", "Togawa", "read it", "--by", "2026-12-01"}},
      {{"plan", "Togawa", "2026-12-01", "lunch"}},
  };
  struct os_mem *mem = os_mem_new();
  struct outcome outcome;

  (void)state;
  put_sample(mem);
  for (int round = 0; round < 25; round++)
    for (size_t i = 0; i < 4; i++) {
      if (round > 0 && i == 1)
        continue; /* the same name twice would rightly be said */
      command_run(mem, &commands[i], &outcome);
      outcome_release(&outcome);
      command_run(mem, &check, &outcome);
      if (has_damage(buf_text(&outcome.said)))
        fail_msg("%s", buf_text(&outcome.said));
      outcome_release(&outcome);
    }
  os_mem_free(mem);
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(every_seeded_damage_is_found),
      cmocka_unit_test(a_store_without_damage_has_none),
  };
  return cmocka_run_group_tests(tests, NULL, NULL);
}
