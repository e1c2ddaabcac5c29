/* People out of other programs' files: read, shown, asked about, then written as one change. */
#include "cli_priv.h"

#include "mentee/session/exchange.h"
#include <string.h>

enum {
  IMPORT_FROM,
  IMPORT_DRY_RUN,
  IMPORT_YES,
  IMPORT_ALL,
  IMPORT_LAX,
  IMPORT_MAP,
  IMPORT_TAG,
  IMPORT_ROLE,
  IMPORT_EVENT
};
static const struct option_def options[] = {
    [IMPORT_FROM] = {"from", 0, "FORMAT", false, "what the files are, where that is not seen"},
    [IMPORT_DRY_RUN] = {"dry-run", 'n', NULL, false, "the preview alone"},
    [IMPORT_YES] = {"yes", 'y', NULL, false, "import without asking; who is unsure stays out"},
    [IMPORT_ALL] = {"all", 0, NULL, false, "every person in the preview"},
    [IMPORT_LAX] = {"lax", 0, NULL, false, "CSV with quotes in odd places, as well as can be"},
    [IMPORT_MAP] = {"map", 0, "COLUMN=FIELD[;...]", false, "which column of a CSV file is what"},
    [IMPORT_TAG] = {"tag", 0, "TAG", false, "for everybody who is new"},
    [IMPORT_ROLE] = {"role", 0, "ROLE", false, "for everybody who is new; without it: none"},
    [IMPORT_EVENT] = {"event", 0, "EVENT", false, "where you met everybody who is new"},
    OPTIONS_END,
};

#define SHOWN_OF_A_KIND 20
#define NAME_WIDTH 26
#define MORE_WIDTH 46

/* --- the preview -------------------------------------------------------------------------------
 */

/* Name, then what is said of it, in columns. */
static void out_person(struct cli *cli, const char *name, const char *more) {
  struct buf line = BUF_INIT;
  const char *mark = cli->ascii ? "..." : "\xE2\x80\xA6";
  int width;

  buf_adds(&line, "  ");
  width = text_clip(&line, name, NAME_WIDTH, mark);
  if (more[0] != '\0') {
    while (width++ < NAME_WIDTH + 1)
      buf_addc(&line, ' ');
    text_clip(&line, more, MORE_WIDTH, mark);
  }
  out_line(cli, buf_text(&line));
  buf_release(&line);
}

static const char *label_of(const struct plan_value *value) {
  return value->field >= 0 ? table_defs[TABLE_CONTACTS].fields[value->field].label : value->column;
}

static void out_new(struct cli *cli, const struct plan_row *row) {
  const char *title = imported_text(row->person, CONTACT_TITLE);
  const char *org = imported_text(row->person, CONTACT_ORG);

  out_person(cli, imported_text(row->person, CONTACT_NAME),
             cli_text(cli, "%s%s%s", title, title[0] != '\0' && org[0] != '\0' ? ", " : "", org));
}

/* Each field that is filled, and each that stays as it is. */
static void out_changed(struct cli *cli, const struct plan *plan, const struct plan_row *row) {
  const char *name = plan_other_name(plan, row);

  for (size_t i = 0; i < row->fills.len; i++, name = "")
    out_person(cli, name,
               cli_text(cli, "+ %s: %s", label_of(&row->fills.data[i]), row->fills.data[i].value));
  for (size_t i = 0; i < row->stays.len; i++, name = "")
    out_person(cli, name,
               cli_text(cli, "= %s: %s, not %s", label_of(&row->stays.data[i]),
                        row->stays.data[i].there, row->stays.data[i].value));
  if (name[0] != '\0')
    out_person(cli, name, "");
}

/* Whom an unsure row may be: "Ada Example (Larkspur)", "Ada Example, earlier in the file". */
static const char *other_text(struct cli *cli, const struct plan *plan,
                              const struct plan_row *row) {
  const char *org = row->contact != NULL ? record_text(row->contact, CONTACT_ORG) : "";

  if (row->contact == NULL)
    return cli_text(cli, "%s, earlier in the file", plan_other_name(plan, row));
  return cli_text(cli, "%s%s%s%s", plan_other_name(plan, row), org[0] != '\0' ? " (" : "", org,
                  org[0] != '\0' ? ")" : "");
}

static void out_unsure(struct cli *cli, const struct plan *plan, const struct plan_row *row) {
  out_person(cli, imported_text(row->person, CONTACT_NAME),
             cli_text(cli, "%s: %s?", row->reason, other_text(cli, plan, row)));
}

/* Somebody who is the same, but in whom the file says something else. */
static bool is_shown(const struct plan_row *row, enum plan_kind kind) {
  return row->kind == kind && (kind != PLAN_SAME || row->stays.len > 0);
}

static void out_kind(struct cli *cli, const struct plan *plan, enum plan_kind kind,
                     const char *heading, size_t most) {
  size_t shown = 0, count = 0;

  for (size_t i = 0; i < plan->rows.len; i++) {
    const struct plan_row *row = &plan->rows.data[i];
    if (!is_shown(row, kind) || count++ >= most)
      continue;
    if (shown++ == 0)
      out_linef(cli, "%s", heading);
    if (kind == PLAN_NEW)
      out_new(cli, row);
    else if (kind == PLAN_UNSURE)
      out_unsure(cli, plan, row);
    else
      out_changed(cli, plan, row);
  }
  if (count > shown)
    out_linef(cli, "  %zu more; --all shows them", count - shown);
}

/* What comes with people, a line a table. */
static void out_extras(struct cli *cli, const struct plan *plan) {
  static const struct {
    enum plan_fate fate;
    const char *word, *said;
  } rest[] = {
      {FATE_THERE, "there", "left alone"},
      {FATE_DIFFERS, "there", "not quite as the file has it; left as they are"},
      {FATE_WAITS, "wait", "of people who are left out; left out too"},
  };

  for (int table = 0; table < TABLE_COUNT; table++)
    if (plan->extra_counts[FATE_NEW][table] > 0)
      out_linef(cli, "%5zu  and      %s", plan->extra_counts[FATE_NEW][table],
                plan->extra_counts[FATE_NEW][table] == 1 ? table_defs[table].row
                                                         : plan_row_words[table]);
  for (size_t i = 0; i < sizeof rest / sizeof rest[0]; i++) {
    struct buf what = BUF_INIT;
    plan_extra_text(plan, rest[i].fate, &what);
    if (what.len > 0)
      out_linef(cli, "%5zu  %-8s %s: %s", plan_extra_count(plan, rest[i].fate), rest[i].word,
                rest[i].said, buf_text(&what));
    buf_release(&what);
  }
}

static void out_counts(struct cli *cli, const struct importing *importing) {
  const struct import *import = &importing->import;
  size_t formulas = 0;

  for (int kind = 0; kind < PLAN_KIND_COUNT; kind++) {
    size_t count = plan_count(&importing->plan, (enum plan_kind)kind);
    if (count > 0)
      out_linef(cli, "%5zu  %-8s %s", count, plan_words[kind], plan_fates[kind]);
  }
  out_extras(cli, &importing->plan);
  if (import->unread_count > 0)
    out_linef(cli, "%5zu  unread   named below", import->unread_count);
  if (import->empty > 0)
    out_linef(cli, "%5zu  empty    nothing in them", import->empty);
  if (import->photos > 0)
    out_linef(cli, "%5zu  pictures left out; mentee keeps none", import->photos);
  for (size_t i = 0; i < import->people.len; i++)
    formulas += import->people.data[i].formula;
  if (formulas > 0)
    out_linef(cli, "%5zu  with what a spreadsheet would compute; it gets an apostrophe", formulas);
  if (import->formulas > 0)
    out_linef(cli, "%5zu  of cells that a spreadsheet would compute; kept as mentee wrote them",
              import->formulas);
}

static void out_unread(struct cli *cli, const struct importing *importing, size_t most) {
  const struct import *import = &importing->import;

  if (import->unread.len > 0)
    out_line(cli, "Unread");
  for (size_t i = 0; i < import->unread.len && i < most; i++) {
    const struct import_note *note = &import->unread.data[i];
    if (note->line > 0)
      out_linef(cli, "  %s:%u: %s", note->file, note->line, note->text);
    else
      out_linef(cli, "  %s: %s", note->file, note->text);
  }
  if (import->unread_count > most)
    out_linef(cli, "  %zu more", import->unread_count - most);
}

static void out_preview(struct cli *cli, const struct importing *importing, bool all) {
  size_t most = all ? (size_t)-1 : SHOWN_OF_A_KIND;

  out_linef(cli, "%s: read as %s, %s", importing->name, importing->import.said,
            importing->import.charset);
  out_counts(cli, importing);
  out_kind(cli, &importing->plan, PLAN_UNSURE, "Unsure", most);
  out_kind(cli, &importing->plan, PLAN_CHANGED, "Changed", most);
  out_kind(cli, &importing->plan, PLAN_SAME, "Known, and said differently in the file", most);
  out_kind(cli, &importing->plan, PLAN_NEW, "New", most);
  out_unread(cli, importing, most);
}

/* --- questions at a terminal -------------------------------------------------------------------
 */

static bool ask_unsure(struct cli *cli, struct plan *plan, struct err *err) {
  for (size_t i = 0; i < plan->rows.len; i++) {
    const struct plan_row *row = &plan->rows.data[i];
    const char *answer;
    if (row->kind != PLAN_UNSURE)
      continue;
    answer = cli_ask(cli,
                     cli_text(cli, "Is %s the same as %s (%s)?  y/n, Enter leaves out",
                              imported_text(row->person, CONTACT_NAME), other_text(cli, plan, row),
                              row->reason),
                     err);
    if (answer == NULL)
      return false;
    if (answer[0] == 'y' || answer[0] == 'Y')
      plan_decide(plan, i, PLAN_SAME_PERSON);
    else if (answer[0] == 'n' || answer[0] == 'N')
      plan_decide(plan, i, PLAN_SOMEBODY_ELSE);
  }
  return true;
}

/* "Jo Ferris", "jo:mentor": one a line until an empty one. A name that is not understood is said
   and asked again: the import itself is done. */
static bool ask_who_matters(struct cli *cli, struct err *err) {
  const char *question = "Who of these matters?  NAME[:ROLE], one a line; Enter ends";

  for (;;) {
    struct role_spec role = {ROLE_PROSPECT, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY};
    const char *line = cli_ask(cli, question, err), *colon, *id;
    struct err bad = ERR_INIT;
    if (line == NULL || line[0] == '\0')
      return line != NULL;
    question = "And who else?  Enter ends";
    colon = strchr(line, ':');
    if (colon != NULL) {
      role.role = WORD_EMPTY;
      if (!role_spec_parse(colon + 1, &role, &bad)) {
        out_complain(cli, "%s", bad.text);
        continue;
      }
      line = arena_copy(&cli->arena, line, (size_t)(colon - line));
    }
    id = cli_person(cli, line, &bad);
    if (id == NULL || !session_begin_role(&cli->session, id, &role, cli->session.today, &bad))
      out_complain(cli, "%s", bad.text);
    else
      out_linef(cli, "%s: %s.", record_text(cli_contact(cli, id), CONTACT_NAME),
                words_spoken(&words_role, role.role));
  }
}

/* Columns that nobody knows, and what they hold; the answers become a mapping. */
static const char *ask_mapping(struct cli *cli, const struct import *import, struct err *err) {
  struct buf mapping = BUF_INIT;

  out_line(cli, "What is in these columns? name, first, last, email, phone, org, title, notes ...");
  out_line(cli, "A - leaves the column out, Enter keeps it under its own name.");
  for (size_t i = 0; i < import->unmapped.len; i++) {
    const char *column = import->unmapped.data[i];
    const char *answer = cli_ask(cli, cli_text(cli, "%s?", column), err);
    if (answer == NULL) {
      buf_release(&mapping);
      return NULL;
    }
    if (answer[0] != '\0')
      buf_addf(&mapping, "%s=%s;", column, answer);
  }
  return cli_keep(cli, &mapping);
}

/* --- the command -------------------------------------------------------------------------------
 */

struct import_run {
  struct import_options options;
  struct plan_gifts gifts;
  struct importing importing;
  bool told;     /* a line of progress stands on the terminal */
  int64_t since; /* the reading began; 0: not yet */
  struct cli *cli;
};

#define QUIET_NS INT64_C(300000000)

/* On standard error, so that a pipe gets none of it; only for what takes a while. Ctrl-C stops it
   as it stops any command. */
static bool tell_progress(void *context, enum import_step step, size_t done, size_t total) {
  struct import_run *run = context;
  struct os *os = run->cli->world->os;
  int64_t now = os->now_ns(os->self);

  if (run->since == 0)
    run->since = now;
  if (now - run->since < QUIET_NS || total == 0 || !cli_can_ask(run->cli))
    return true;
  run->told = true;
  out_progress(run->cli, step == IMPORT_READING ? "reading" : "comparing", done, total);
  return true;
}

static bool read_options(struct cli *cli, const struct args *args, struct import_run *run,
                         struct err *err) {
  struct role_spec role = {WORD_EMPTY, WORD_EMPTY, WORD_EMPTY, WORD_EMPTY};
  const char *event = args->value[IMPORT_EVENT];

  run->cli = cli;
  run->options = (struct import_options){args->value[IMPORT_FROM], args->value[IMPORT_LAX] != NULL,
                                         args->value[IMPORT_MAP], tell_progress, run};
  run->gifts = (struct plan_gifts)PLAN_GIFTS_INIT;
  if (args->value[IMPORT_TAG] != NULL)
    run->gifts.tag = args->value[IMPORT_TAG];
  if (event != NULL) {
    const struct record *row = session_find_row(&cli->session, TABLE_EVENTS, event, err);
    if (row == NULL)
      return false;
    run->gifts.event_id = arena_dup(&cli->arena, record_id(row));
  }
  if (args->value[IMPORT_ROLE] == NULL)
    return true;
  if (!role_spec_parse(args->value[IMPORT_ROLE], &role, err))
    return false;
  run->gifts.role = role.role;
  return true;
}

static bool read_files(struct cli *cli, const struct args *args, struct import_run *run,
                       struct err *err) {
  bool ok = session_import_read(&cli->session, args->words.data, args->words.len, &run->options,
                                &run->importing, err);

  if (run->told)
    out_progress(cli, "", 0, 0);
  return ok;
}

/* Once more with answers, where a column of a CSV file is known to nobody. */
static bool read_with_questions(struct cli *cli, const struct args *args, struct import_run *run,
                                struct err *err) {
  bool ok = read_files(cli, args, run, err);

  if (run->importing.import.unmapped.len == 0 || run->options.mapping != NULL ||
      args->value[IMPORT_YES] != NULL || args->value[IMPORT_DRY_RUN] != NULL || !cli_can_ask(cli))
    return ok;
  run->options.mapping = ask_mapping(cli, &run->importing.import, err);
  if (run->options.mapping == NULL || run->options.mapping[0] == '\0')
    return ok;
  importing_release(&run->importing);
  *err = (struct err)ERR_INIT;
  return read_files(cli, args, run, err);
}

static const char *people_text(struct cli *cli, size_t count) {
  return cli_text(cli, "%zu %s", count, count == 1 ? "person" : "people");
}

/* "18 people", "18 people and 352 rows", "2 rows". */
static const char *amount_text(struct cli *cli, size_t people, size_t rows) {
  const char *more = cli_text(cli, "%zu %s", rows, rows == 1 ? "row" : "rows");

  if (rows == 0)
    return people_text(cli, people);
  return people > 0 ? cli_text(cli, "%s and %s", people_text(cli, people), more) : more;
}

/* Somebody is new, and nobody has a role. */
static bool asks_for_roles(const struct import_run *run, size_t fresh) {
  return fresh > 0 && run->gifts.role < 0 &&
         run->importing.plan.extra_counts[FATE_NEW][TABLE_ROLES] == 0;
}

static void out_rows_done(struct cli *cli, size_t rows) {
  if (rows > 0)
    out_linef(cli, "%zu %s added.", rows, rows == 1 ? "row" : "rows");
}

static void out_done(struct cli *cli, const struct import_run *run, size_t fresh, size_t changed) {
  if (fresh > 0)
    out_linef(cli, "%s added%s.", people_text(cli, fresh),
              changed > 0 ? cli_text(cli, ", %zu changed", changed) : "");
  else if (changed > 0)
    out_linef(cli, "%s changed.", people_text(cli, changed));
  out_rows_done(cli, importing_rows(&run->importing));
  if (asks_for_roles(run, fresh) && !cli_can_ask(cli))
    out_line(cli, "Who of these matters? Nobody has a role yet, and without one nothing is ever "
                  "due: mentee role NAME ROLE.");
}

static bool write_it(struct cli *cli, struct import_run *run, struct err *err) {
  size_t fresh = plan_count(&run->importing.plan, PLAN_NEW);
  size_t changed = plan_count(&run->importing.plan, PLAN_CHANGED);

  if (!session_import_write(&cli->session, &run->importing, &run->gifts, err))
    return false;
  out_done(cli, run, fresh, changed);
  cli_tell_commit(cli);
  return !asks_for_roles(run, fresh) || !cli_can_ask(cli) || ask_who_matters(cli, err);
}

static bool carry_on(struct cli *cli, const struct args *args, struct import_run *run,
                     struct err *err) {
  bool yes = args->value[IMPORT_YES] != NULL;
  const char *amount;

  out_preview(cli, &run->importing, args->value[IMPORT_ALL] != NULL);
  if (!yes && args->value[IMPORT_DRY_RUN] == NULL && cli_can_ask(cli) &&
      !ask_unsure(cli, &run->importing.plan, err))
    return false;
  amount = amount_text(cli, importing_count(&run->importing), importing_rows(&run->importing));
  if (importing_count(&run->importing) + importing_rows(&run->importing) == 0) {
    bool nobody = run->importing.import.people.len + run->importing.import.rows.len == 0;
    out_line(cli, nobody ? "Nobody is in it." : "There is nothing to import.");
    cli->status = nobody;
    return true;
  }
  if (args->value[IMPORT_DRY_RUN] == NULL && !yes && cli_can_ask(cli) &&
      !cli_ask_yes(cli, cli_text(cli, "Import %s?  y/N", amount), &yes, err))
    return false;
  if (yes && args->value[IMPORT_DRY_RUN] == NULL)
    return write_it(cli, run, err);
  out_linef(cli, "Nothing has been written%s.",
            cli_can_ask(cli) || args->value[IMPORT_DRY_RUN] != NULL
                ? ""
                : cli_text(cli, "; --yes imports %s", amount));
  return true;
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct import_run run = {.told = false};
  bool ok;

  if (!args_need(args, &command_import, 1, err) || !cli_open(cli, err))
    return false;
  importing_init(&run.importing);
  ok = read_options(cli, args, &run, err) && read_with_questions(cli, args, &run, err) &&
       carry_on(cli, args, &run, err);
  importing_release(&run.importing);
  return ok;
}

const struct command command_import = {
    .name = "import",
    .synopsis = "import FILE... [--from FORMAT] [--dry-run] [--yes]",
    .summary = "people out of other programs' files",
    .options = options,
    .details =
        "Shows first who is new, changed (only empty fields are filled), the same, or perhaps\n"
        "somebody you have; then asks. All of it is one change, or none; the same file twice\n"
        "changes nothing. What mentee has no field for is kept. A folder means every .vcf in it;\n"
        "- is standard input. 'mentee help formats' says what is read.\n",
    .examples = "import Connections.csv\n"
                "import contacts.vcf --yes --tag sno-2026\n"
                "import people.csv --map \"Wer=name;Post=email\"\n",
    .outside = true,
    .run = run,
};
