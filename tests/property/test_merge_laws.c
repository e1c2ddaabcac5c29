/*
 * What holds of every three versions of a file, tried on random ones: small ids and few values, so
 * that both sides often touch the same row and the same cell.
 */
#include "test.h"

#include "mentee/store/merge3.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ROUNDS 3000
#define MOST_ROWS 8
#define COLUMNS 5

static uint64_t seed = 20261120;

static unsigned pick(unsigned below) {
  seed ^= seed << 13;
  seed ^= seed >> 7;
  seed ^= seed << 17;
  return (unsigned)(seed >> 33) % below;
}

/* A contact: id, name, email, tags, a column of somebody else's. Cells are numbers into words. */
struct row {
  unsigned id;
  unsigned cell[COLUMNS];
};

struct version {
  struct row rows[2 * MOST_ROWS];
  size_t count;
  unsigned order; /* of the columns */
  bool crlf;
};

static const char *const names[] = {"id", "name", "email", "tags", "cat"};
static const char *const words[][4] = {
    {"", "", "", ""},
    {"Ann", "Bob, Jr", "Cem", "\"Dan\""},
    {"", "a@x", "b@x", "c@x"},
    {"", "red", "red;blue", "green"},
    {"", "Tom", "Mo\nMo", "Rex"},
};

static void write_cell(struct buf *out, const char *text) {
  buf_addc(out, '"');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      buf_addc(out, '"');
    buf_addc(out, *text);
  }
  buf_addc(out, '"');
}

static void write_row(struct buf *out, const struct version *version, const struct row *row) {
  for (unsigned i = 0; i < COLUMNS; i++) {
    unsigned column = (i + version->order) % COLUMNS;
    buf_adds(out, i > 0 ? "," : "");
    if (row == NULL)
      buf_adds(out, names[column]);
    else if (column == 0)
      buf_addf(out, "c%u", row->id);
    else
      write_cell(out, words[column][row->cell[column]]);
  }
  buf_adds(out, version->crlf ? "\r\n" : "\n");
}

static struct buf text_of(const struct version *version) {
  struct buf out = BUF_INIT;

  write_row(&out, version, NULL);
  for (size_t i = 0; i < version->count; i++)
    write_row(&out, version, &version->rows[i]);
  return out;
}

static void add_row(struct version *version, unsigned id) {
  struct row *row = &version->rows[version->count++];

  row->id = id;
  for (unsigned i = 1; i < COLUMNS; i++)
    row->cell[i] = pick(4);
}

/* Some steps of one side: a cell, a row gone, a row begun. New ids are the side's own. */
static struct version edited(const struct version *base, unsigned first_new_id) {
  struct version version = *base;

  for (unsigned steps = pick(5); steps > 0; steps--) {
    unsigned at = version.count > 0 ? pick((unsigned)version.count) : 0;
    unsigned kind = pick(6);
    if (kind == 0 && version.count < MOST_ROWS + 6)
      add_row(&version, first_new_id++);
    else if (kind == 1 && version.count > 0)
      version.rows[at] = version.rows[--version.count];
    else if (version.count > 0)
      version.rows[at].cell[1 + pick(COLUMNS - 1)] = pick(4);
  }
  version.order = pick(3) == 0 ? pick(COLUMNS) : version.order;
  version.crlf = pick(4) == 0;
  return version;
}

struct merged {
  struct buf out;
  struct commit_report report;
};

static struct merged merge(const struct buf *base, const struct buf *ours,
                           const struct buf *theirs) {
  struct merged merged = {BUF_INIT, COMMIT_REPORT_INIT};
  struct err err = ERR_INIT;

  assert_true(merge3_bytes(TABLE_CONTACTS, base, ours, theirs, &merged.out, &merged.report, &err));
  return merged;
}

static void merged_release(struct merged *merged) {
  buf_release(&merged->out);
  commit_report_release(&merged->report);
}

static int compare_lines(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The parts of the one list in a line, sorted: a list is a set. */
static void sort_list(char *line) {
  char *semicolon = strchr(line, ';'), *at = line, *end, *parts[8];
  size_t count = 0;
  struct buf sorted = BUF_INIT;

  if (semicolon == NULL)
    return;
  for (char *comma = line; comma < semicolon; comma++)
    at = *comma == ',' ? comma + 1 : at;
  end = semicolon + strcspn(semicolon, ",\n");
  for (char *part = at; part < end; part += strcspn(part, ";,\n") + 1)
    parts[count++] = part;
  qsort(parts, count, sizeof *parts, compare_lines);
  for (size_t i = 0; i < count; i++) {
    buf_addc(&sorted, ';');
    buf_add(&sorted, parts[i], strcspn(parts[i], ";,\n"));
  }
  memcpy(at, sorted.data + 1, sorted.len - 1);
  buf_release(&sorted);
}

/* What a file says, whatever its order: one line a row, sorted. */
static char *meaning(const struct buf *text) {
  VEC(char *) lines = VEC_INIT;
  struct buf all = BUF_INIT, out = BUF_INIT;
  struct commit_report report = COMMIT_REPORT_INIT;
  struct buf none = BUF_INIT;
  struct err err = ERR_INIT;

  /* the merge of nothing with it is it, in one layout */
  buf_adds(&none, "id,name,email,tags,cat\n");
  assert_true(
      merge3_bytes(TABLE_CONTACTS, &(struct buf)BUF_INIT, &none, text, &out, &report, &err));
  for (char *at = out.data; at != NULL && *at != '\0';) {
    char *end = strstr(at, "\nc");
    if (end != NULL)
      *end = '\0';
    else
      at[strlen(at) - 1] = '\0'; /* the last line's end */
    sort_list(at);
    *vec_push(&lines) = at;
    at = end != NULL ? end + 1 : NULL;
  }
  qsort(lines.data, lines.len, sizeof *lines.data, compare_lines);
  for (size_t i = 0; i < lines.len; i++)
    buf_addf(&all, "%s\n", lines.data[i]);
  vec_release(&lines);
  buf_release(&out);
  buf_release(&none);
  commit_report_release(&report);
  return buf_detach(&all);
}

static void assert_same_meaning(const struct buf *a, const struct buf *b) {
  char *left = meaning(a), *right = meaning(b);

  assert_string_equal(left, right);
  free(left);
  free(right);
}

struct three {
  struct buf base, ours, theirs;
};

static struct three random_three(void) {
  struct version base = {.count = 0}, ours, theirs;
  struct three three;

  for (unsigned rows = pick(MOST_ROWS); rows > 0; rows--)
    add_row(&base, rows);
  ours = edited(&base, 100);
  theirs = edited(&base, 200);
  three = (struct three){text_of(&base), text_of(&ours), text_of(&theirs)};
  return three;
}

static void three_release(struct three *three) {
  buf_release(&three->base);
  buf_release(&three->ours);
  buf_release(&three->theirs);
}

static void nothing_done_by_one_side_gives_the_other_byte_for_byte(void **state) {
  (void)state;
  for (int i = 0; i < ROUNDS / 4; i++) {
    struct three three = random_three();
    struct merged left = merge(&three.base, &three.ours, &three.base);
    struct merged right = merge(&three.base, &three.base, &three.ours);
    struct merged both = merge(&three.base, &three.ours, &three.ours);
    assert_string_equal(buf_text(&left.out), buf_text(&three.ours));
    assert_string_equal(buf_text(&right.out), buf_text(&three.ours));
    assert_string_equal(buf_text(&both.out), buf_text(&three.ours));
    merged_release(&left);
    merged_release(&right);
    merged_release(&both);
    three_release(&three);
  }
}

static void merging_again_changes_nothing(void **state) {
  (void)state;
  for (int i = 0; i < ROUNDS; i++) {
    struct three three = random_three();
    struct merged once = merge(&three.base, &three.ours, &three.theirs);
    struct merged twice = merge(&three.base, &once.out, &three.theirs);
    struct merged onward = merge(&three.theirs, &once.out, &three.theirs);
    assert_string_equal(buf_text(&onward.out), buf_text(&once.out));
    assert_same_meaning(&twice.out, &once.out);
    merged_release(&once);
    merged_release(&twice);
    merged_release(&onward);
    three_release(&three);
  }
}

static void without_a_conflict_it_does_not_matter_who_merges(void **state) {
  int clean = 0;

  (void)state;
  for (int i = 0; i < ROUNDS; i++) {
    struct three three = random_three();
    struct merged here = merge(&three.base, &three.ours, &three.theirs);
    struct merged there = merge(&three.base, &three.theirs, &three.ours);
    assert_int_equal(here.report.conflicts.list.len, there.report.conflicts.list.len);
    if (here.report.conflicts.list.len == 0) {
      assert_same_meaning(&here.out, &there.out);
      clean++;
    }
    merged_release(&here);
    merged_release(&there);
    three_release(&three);
  }
  assert_true(clean > ROUNDS / 2);
}

/* Each word that a side wrote and the base had not is in the result or among the conflicts. */
static void assert_kept(const struct merged *merged, const struct conflict *conflict) {
  assert_non_null(conflict->there);
  assert_string_not_equal(conflict->after, conflict->there);
  assert_non_null(strstr(buf_text(&merged->out), conflict->id));
}

static void the_other_way_round_a_conflict_has_the_same_two_values(void **state) {
  (void)state;
  for (int i = 0; i < ROUNDS; i++) {
    struct three three = random_three();
    struct merged here = merge(&three.base, &three.ours, &three.theirs);
    struct merged there = merge(&three.base, &three.theirs, &three.ours);
    for (size_t k = 0; k < here.report.conflicts.list.len; k++) {
      const struct conflict *a = &here.report.conflicts.list.data[k], *b = NULL;
      for (size_t j = 0; j < there.report.conflicts.list.len; j++) {
        const struct conflict *other = &there.report.conflicts.list.data[j];
        if (strcmp(a->id, other->id) == 0 && a->field == other->field)
          b = other;
      }
      assert_non_null(b);
      assert_string_equal(a->after, b->there);
      assert_string_equal(a->there, b->after);
      assert_string_equal(a->before, b->before);
      assert_kept(&here, a);
    }
    merged_release(&here);
    merged_release(&there);
    three_release(&three);
  }
}

static bool has_row(const char *lines, unsigned id) {
  char head[16];
  const char *at;

  snprintf(head, sizeof head, "c%u,", id);
  at = strstr(lines, head);
  return at != NULL && (at == lines || at[-1] == '\n');
}

static void no_row_is_lost_that_nobody_took_out(void **state) {
  (void)state;
  for (int i = 0; i < ROUNDS; i++) {
    struct three three = random_three();
    struct merged merged = merge(&three.base, &three.ours, &three.theirs);
    char *base = meaning(&three.base), *ours = meaning(&three.ours);
    char *theirs = meaning(&three.theirs), *all = meaning(&merged.out);
    for (unsigned id = 0; id < 210; id++) {
      bool taken_out = has_row(base, id) && (!has_row(ours, id) || !has_row(theirs, id));
      if ((has_row(ours, id) || has_row(theirs, id)) && !taken_out)
        assert_true(has_row(all, id));
      if (!has_row(ours, id) && !has_row(theirs, id))
        assert_false(has_row(all, id));
    }
    free(base);
    free(ours);
    free(theirs);
    free(all);
    merged_release(&merged);
    three_release(&three);
  }
}

int main(void) {
  const struct CMUnitTest tests[] = {
      cmocka_unit_test(nothing_done_by_one_side_gives_the_other_byte_for_byte),
      cmocka_unit_test(merging_again_changes_nothing),
      cmocka_unit_test(without_a_conflict_it_does_not_matter_who_merges),
      cmocka_unit_test(the_other_way_round_a_conflict_has_the_same_two_values),
      cmocka_unit_test(no_row_is_lost_that_nobody_took_out),
  };

  return cmocka_run_group_tests(tests, NULL, NULL);
}
