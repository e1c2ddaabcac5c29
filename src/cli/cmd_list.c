/* People, one a line: aligned for reading, or as cells for scripts. */
#include "grid_priv.h"
#include "json_person_priv.h"
#include "list_priv.h"

#include "mentee/store/csv_writer.h"
#include <stdlib.h>
#include <string.h>

enum { LIST_COLUMNS, LIST_SORT, LIST_ALL, LIST_TSV, LIST_CSV, LIST_JSON, LIST_JSONL };
static const struct option_def options[] = {
    [LIST_COLUMNS] = {"columns", 0, "COLUMN,...", false, "role, last, next, every, or any field"},
    [LIST_SORT] = {"sort", 0, "COLUMN", false, "name by default; =-COLUMN turns it round"},
    [LIST_ALL] = {"all", 0, NULL, false, "archived and deceased people too"},
    [LIST_TSV] = {"tsv", 0, NULL, false, "cells as the files hold them, with tabs between"},
    [LIST_CSV] = {"csv", 0, NULL, false, "the same as CSV, with a header"},
    [LIST_JSON] = {"json", 0, NULL, false, "one array of objects, as mentee(5) gives them"},
    [LIST_JSONL] = {"jsonl", 0, NULL, false, "the same, an object a line"},
    OPTIONS_END,
};

struct row {
  const struct record *contact;
  struct list_key key;
};

struct listing {
  struct cli *cli;
  const struct due *due;
  VEC(struct list_column) columns;
  VEC(struct row) rows;
};

static void listing_release(struct listing *listing) {
  vec_release(&listing->columns);
  vec_release(&listing->rows);
}

static bool add_columns(struct listing *listing, const char *names, struct err *err) {
  while (*names != '\0') {
    size_t len = strcspn(names, ",");
    const char *name = arena_copy(&listing->cli->arena, names, len);
    struct list_column column;
    if (len > 0 && !list_column_find(name, &column, err))
      return false;
    if (len > 0)
      *vec_push(&listing->columns) = column;
    names += len + (names[len] == ',');
  }
  return listing->columns.len > 0 || err_set(err, ERR_USAGE, "--columns: which?");
}

static int by_key(const void *left, const void *right) {
  const struct row *a = left, *b = right;

  return list_key_compare(&a->key, &b->key);
}

static void turn_round(struct listing *listing) {
  struct row *rows = listing->rows.data;

  for (size_t i = 0, j = listing->rows.len; i + 1 < j; i++) {
    struct row swap = rows[i];
    rows[i] = rows[--j];
    rows[j] = swap;
  }
}

static bool sort(struct listing *listing, const char *by, struct err *err) {
  bool reverse = by[0] == '-';
  struct list_column column;

  if (!list_column_find(by + reverse, &column, err))
    return err_within(err, "--sort");
  for (size_t i = 0; i < listing->rows.len; i++)
    listing->rows.data[i].key =
        list_key(listing->cli, listing->due, listing->rows.data[i].contact, &column);
  if (listing->rows.len > 0)
    qsort(listing->rows.data, listing->rows.len, sizeof(struct row), by_key);
  if (reverse)
    turn_round(listing);
  return true;
}

static const char *cell(struct listing *listing, size_t row, size_t column, bool spoken) {
  struct buf text = BUF_INIT;

  list_cell(listing->cli, listing->due, listing->rows.data[row].contact,
            &listing->columns.data[column], spoken, &text);
  return cli_keep(listing->cli, &text);
}

static void out_cells(struct listing *listing) {
  VEC(const char *) cells = VEC_INIT;

  for (size_t i = 0; i < listing->rows.len; i++) {
    cells.len = 0;
    for (size_t j = 0; j < listing->columns.len; j++)
      *vec_push(&cells) = cell(listing, i, j, false);
    out_tsv(listing->cli, cells.data, cells.len);
  }
  vec_release(&cells);
}

static void out_csv(struct listing *listing) {
  struct buf *out = &listing->cli->out;
  size_t count = listing->columns.len;

  for (size_t j = 0; j < count; j++)
    buf_addf(out, "%s%s", listing->columns.data[j].name, j + 1 < count ? "," : "\n");
  for (size_t i = 0; i < listing->rows.len; i++)
    for (size_t j = 0; j < count; j++) {
      csv_write_cell(out, cell(listing, i, j, false), count == 1);
      buf_addc(out, j + 1 < count ? ',' : '\n');
    }
}

static void out_table(struct listing *listing) {
  struct grid grid = GRID_INIT(listing->cli);

  for (size_t j = 0; j < listing->columns.len; j++)
    grid_column(&grid, listing->columns.data[j].heading, listing->columns.data[j].right);
  for (size_t i = 0; i < listing->rows.len; i++)
    for (size_t j = 0; j < listing->columns.len; j++)
      grid_cell(&grid, cell(listing, i, j, true));
  grid_out(&grid, false);
  grid_release(&grid);
}

static bool find_rows(struct listing *listing, const char *query, bool all, struct err *err) {
  const struct book *book = session_book(&listing->cli->session);
  struct matches matches = MATCHES_INIT;
  bool ok = query_contacts(book, listing->due, NULL, query, all, &matches, err);

  for (size_t i = 0; ok && i < matches.list.len; i++)
    vec_push(&listing->rows)->contact = matches.list.data[i];
  if (ok && query[0] != '\0' && matches.list.len == 0)
    ok = err_set(err, ERR_MISSING, "nobody is like '%s'", query);
  matches_release(&matches);
  return ok;
}

static void out_json(struct listing *listing, bool lines) {
  struct json json;

  json_begin(&json, &listing->cli->out, lines);
  for (size_t i = 0; i < listing->rows.len; i++)
    json_person(&json, session_book(&listing->cli->session), listing->due,
                listing->rows.data[i].contact, false);
  json_end(&json);
}

static void out_listing(struct listing *listing, const struct args *args) {
  if (args->value[LIST_JSON] != NULL || args->value[LIST_JSONL] != NULL)
    out_json(listing, args->value[LIST_JSONL] != NULL);
  else if (args->value[LIST_TSV] != NULL)
    out_cells(listing);
  else if (args->value[LIST_CSV] != NULL)
    out_csv(listing);
  else if (listing->rows.len > 0)
    out_table(listing);
  else
    out_line(listing->cli, "Nobody here yet; 'mentee add NAME' begins.");
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct listing listing = {cli, NULL, VEC_INIT, VEC_INIT};
  const char *columns = args->value[LIST_COLUMNS], *by = args->value[LIST_SORT];
  struct due due;
  bool ok;

  if (!cli_open_reading(cli, err))
    return false;
  due_compute_all(&due, session_book(&cli->session), &cli->session.settings, cli->session.today);
  listing.due = &due;
  ok = add_columns(&listing, columns != NULL ? columns : "name,role,org,last", err) &&
       find_rows(&listing, args_join(cli, args, 0, args->words.len), args->value[LIST_ALL] != NULL,
                 err) &&
       sort(&listing, by != NULL ? by : "name", err);
  if (ok)
    out_listing(&listing, args);
  listing_release(&listing);
  due_release(&due);
  return ok;
}

const struct command command_list = {
    .name = "list",
    .synopsis = "list [QUERY...] [--columns COLUMN,...] [--sort COLUMN] [--all] "
                "[--tsv|--csv|--json|--jsonl]",
    .summary = "your people, one a line",
    .options = options,
    .details =
        "'mentee help queries' says what QUERY can be. The columns are name, role, org and last;\n"
        "every field of contacts.csv can be one, and so can next (when a hello is due) and\n"
        "every (how often).\n",
    .examples = "list\nlist role:mentor --sort last\nlist --columns name,email --tsv\n",
    .run = run,
};
