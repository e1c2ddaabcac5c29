/*
 * People out of a CSV file: the header is found (it may have a preamble before it), the table of
 * the format says what each column holds, and what it does not name is kept under its own name.
 */
#include "csv_foreign_priv.h"
#include "csv_formats_priv.h"
#include "draft_priv.h"
#include "mentee/base/text.h"
#include "mentee/exchange/formula.h"
#include "readers_priv.h"
#include <string.h>

#define HEADER_WITHIN 30 /* rows */
#define MOST_COLUMNS 2000

struct column_use {
  int slot;
  const char *label; /* or the extra column's name */
};

struct csv_people {
  struct reading *reading;
  const struct csv_format *format;
  struct draft draft;
  VEC(struct column_use) columns;
  struct buf label; /* of the next address or number */
  size_t rows;
  size_t unmapped_at; /* where the import's list of them began with this file */
  bool has_header, own_names;
};

/* --- which format --------------------------------------------------------------------------- */

static bool row_has(const struct foreign_row *row, const char *header) {
  for (size_t i = 0; i < row->count; i++) {
    const char *cell = row->cells[i];
    size_t len = row->lengths[i];
    text_trim(&cell, &len);
    if (text_equal_nocase_span(cell, len, header))
      return true;
  }
  return false;
}

static bool has_signs(const struct csv_format *format, const struct foreign_row *row) {
  for (size_t i = 0; i < CSV_MOST_SIGNS && format->signs[i] != NULL; i++)
    if (!row_has(row, format->signs[i]))
      return false;
  return true;
}

struct sniff {
  const struct csv_format *format;
  size_t rows;
};

static bool sniff_row(void *context, const struct foreign_row *row) {
  struct sniff *sniff = context;

  for (const struct csv_format *format = csv_formats; format->word != NULL; format++)
    if (format->signs[0] != NULL && has_signs(format, row)) {
      sniff->format = format;
      return false;
    }
  return ++sniff->rows < HEADER_WITHIN;
}

/* The format that the header says, or NULL where none of them knows it. */
static const struct csv_format *sniff(const struct reading *reading) {
  struct sniff sniff = {NULL, 0};
  struct foreign_csv csv = {
      reading->text, reading->len, csv_foreign_separator(reading->text, reading->len),
      true,          sniff_row,    &sniff};
  struct err ignored = ERR_INIT;

  csv_foreign_read(&csv, reading->name, &ignored);
  return sniff.format;
}

static bool is_format(const struct reading *reading, const char *word) {
  const struct csv_format *format = sniff(reading);

  return format != NULL && strcmp(format->word, word) == 0;
}

/* --- the header ------------------------------------------------------------------------------ */

/* "-" leaves a column out; first and last are the parts of a name. */
static int slot_named(const char *word) {
  if (strcmp(word, "-") == 0)
    return SLOT_DROP;
  if (text_equal_nocase(word, "first"))
    return SLOT_GIVEN;
  if (text_equal_nocase(word, "last"))
    return SLOT_FAMILY;
  return strcmp(word, "id") == 0 ? -1 : table_find_field(&table_defs[TABLE_CONTACTS], word);
}

#define MOST_WORDS (contact_field_count + 2)

static bool unknown_field(const char *word, struct err *err) {
  const char *words[MOST_WORDS] = {"first", "last"}, *near;

  for (int field = 1; field < contact_field_count; field++)
    words[field + 1] = table_defs[TABLE_CONTACTS].fields[field].name;
  near = text_nearest(word, words, contact_field_count + 1);
  return err_set(err, ERR_USAGE, "--map: unknown field '%s'%s%s%s", word,
                 near != NULL ? "; did you mean '" : "", near != NULL ? near : "",
                 near != NULL ? "'?" : "");
}

/* Every part of a mapping is COLUMN=FIELD. */
static bool check_mapping(const char *mapping, struct err *err) {
  bool ok = true;

  while (ok && mapping != NULL && *mapping != '\0') {
    size_t len = strcspn(mapping, ";");
    const char *equals = memchr(mapping, '=', len);
    struct buf word = BUF_INIT;
    if (equals != NULL)
      buf_add(&word, equals + 1, len - (size_t)(equals + 1 - mapping));
    if (len > 0 && equals == NULL)
      ok = err_set(err, ERR_USAGE, "--map '%.*s': it is COLUMN=FIELD", (int)len, mapping);
    else if (len > 0 && slot_named(buf_text(&word)) < 0)
      ok = unknown_field(buf_text(&word), err);
    buf_release(&word);
    mapping += len + (mapping[len] == ';');
  }
  return ok;
}

/* Columns that go by numbers alone: the file has no header, and its first row is somebody. */
static bool is_by_number(const char *mapping) {
  if (mapping == NULL)
    return false;
  for (; *mapping != '\0'; mapping += strcspn(mapping, ";"), mapping += *mapping == ';') {
    size_t digits = strspn(mapping, "0123456789");
    if (digits == 0 || mapping[digits] != '=')
      return false;
  }
  return true;
}

/* The field that the mapping of the options gives to a column, by its name or number. */
static int mapped_slot(const char *mapping, const char *header, size_t number) {
  struct buf place = BUF_INIT;
  int slot = -1;

  buf_addf(&place, "%zu", number);
  while (mapping != NULL && *mapping != '\0' && slot < 0) {
    size_t len = strcspn(mapping, ";");
    const char *equals = memchr(mapping, '=', len);
    if (equals != NULL) {
      size_t head = (size_t)(equals - mapping);
      if (text_equal_nocase_span(mapping, head, header) ||
          text_equal_nocase_span(mapping, head, buf_text(&place))) {
        char field[64] = "";
        size_t rest = len - head - 1;
        if (rest < sizeof field)
          memcpy(field, equals + 1, rest);
        slot = slot_named(field);
      }
    }
    mapping += len + (mapping[len] == ';');
  }
  buf_release(&place);
  return slot;
}

/* Is the column's name a field's own? Only for our file and for one that no format knows. */
static int own_field(const struct csv_people *people, const char *header) {
  int field = people->own_names ? table_find_field(&table_defs[TABLE_CONTACTS], header) : -1;
  struct buf name = BUF_INIT;

  if (field < 0 && people->own_names) {
    for (const char *at = header; *at != '\0'; at++)
      buf_addc(&name, text_lower(*at));
    field = table_find_field(&table_defs[TABLE_CONTACTS], buf_text(&name));
  }
  buf_release(&name);
  return field;
}

static bool is_own(const struct csv_format *format) {
  return strcmp(format->word, "mentee-csv") == 0;
}

static const char *extra_name(struct csv_people *people, const char *header) {
  struct buf name = BUF_INIT;
  const char *kept;

  /* our own columns keep their names, unless a spreadsheet would compute them */
  if (is_own(people->format) && header[0] != '\0' && !formula_is(header))
    buf_adds(&name, header);
  else
    entry_column_name(&name, header);
  kept = arena_dup(&people->reading->import->arena, buf_text(&name));
  buf_release(&name);
  return kept;
}

static struct column_use use_of(struct csv_people *people, const char *header, size_t number) {
  int slot = mapped_slot(people->reading->options->mapping, header, number);
  const struct csv_column *column = csv_column_find(people->format, header);

  if (slot >= 0)
    return (struct column_use){slot, ""};
  if (column != NULL &&
      (column->slot == SLOT_DAY_KEPT || (column->slot == SLOT_KEEP && column->label[0] == '\0')))
    return (struct column_use){column->slot, extra_name(people, header)};
  if (column != NULL)
    return (struct column_use){column->slot, column->label};
  slot = own_field(people, header);
  if (slot > CONTACT_ID) /* an id of another program's is nothing of ours */
    return (struct column_use){slot, ""};
  if (header[0] != '\0' && people->format->signs[0] == NULL)
    *vec_push(&people->reading->import->unmapped) =
        arena_dup(&people->reading->import->arena, header);
  return (struct column_use){SLOT_KEEP, extra_name(people, header)};
}

static bool names_somebody(int slot) {
  return slot == CONTACT_NAME || slot == SLOT_GIVEN || slot == SLOT_FAMILY ||
         slot == CONTACT_EMAIL || slot == CONTACT_CALL_BY;
}

static bool read_header(struct csv_people *people, const struct foreign_row *row) {
  bool names = false;

  people->columns.len = 0;
  for (size_t i = 0; i < row->count; i++) {
    struct buf header = BUF_INIT;
    const char *cell = row->cells[i];
    size_t len = row->lengths[i];
    text_trim(&cell, &len);
    buf_add(&header, cell, len);
    *vec_push(&people->columns) = use_of(people, buf_text(&header), i + 1);
    names = names || names_somebody(people->columns.data[i].slot);
    buf_release(&header);
  }
  return names;
}

/* Takes the row as the header where one of its columns can name somebody. Which columns nobody
   knows is said of that row, or, where there is none, of the first. */
static bool take_header(struct csv_people *people, const struct foreign_row *row) {
  struct import *import = people->reading->import;
  size_t before = import->unmapped.len;
  bool names;

  if (row->count > MOST_COLUMNS)
    return false;
  names = read_header(people, row);
  if (!names && people->rows > 0) {
    import->unmapped.len = before;
  } else if (names && people->rows > 0) {
    size_t fresh = import->unmapped.len - before;
    for (size_t i = 0; i < fresh; i++)
      import->unmapped.data[people->unmapped_at + i] = import->unmapped.data[before + i];
    import->unmapped.len = people->unmapped_at + fresh;
  }
  return names;
}

/* --- the rows --------------------------------------------------------------------------------- */

static bool is_noise(const struct csv_format *format, const char *cell, size_t len) {
  for (const char *const *noise = format->noise; *noise != NULL; noise++)
    if (text_equal_nocase_span(cell, len, *noise))
      return true;
  return false;
}

/* Google's own groups: everybody is in them. */
static void add_groups(struct csv_people *people, const char *text, size_t len) {
  const char *end = text + len;

  while (text < end) {
    size_t part = strcspn(text, ";"), one;
    const char *group = text;
    if (part > (size_t)(end - text))
      part = (size_t)(end - text);
    one = part;
    text_trim(&group, &one);
    if (one >= 2 && memcmp(group, "* ", 2) == 0) {
      group += 2;
      one -= 2;
    }
    if (!text_equal_nocase_span(group, one, "myContacts") &&
        !text_equal_nocase_span(group, one, "My Contacts") &&
        !text_equal_nocase_span(group, one, "Other Contacts"))
      entry_add(&people->draft, CONTACT_TAGS, NULL, group, one);
    text += part + (text + part < end);
  }
}

static void add_value(struct csv_people *people, const struct column_use *use, const char *text,
                      size_t len) {
  const char *label = use->label;

  if (use->slot == CSV_GROUPS)
    add_groups(people, text, len);
  else if (use->slot == CSV_OWN_ID)
    people->draft.own_id = people->draft.key =
        arena_copy(&people->reading->import->arena, text, len);
  else if (use->slot == SLOT_KEEP || use->slot == SLOT_DAY_KEPT)
    entry_add(&people->draft, use->slot, use->label, text, len);
  else {
    people->draft.ours = people->draft.ours || use->slot == CONTACT_CREATED_AT;
    if (people->label.len > 0)
      label = buf_text(&people->label);
    entry_add_labelled(&people->draft, use->slot, label, text, len);
  }
}

/* One cell, which may hold several values. */
static void take_cell(struct csv_people *people, const struct column_use *use, const char *cell,
                      size_t len) {
  const char *by = people->format->joined_by;

  text_trim(&cell, &len);
  if (use->slot == CSV_LABEL) {
    buf_cut(&people->label, 0);
    buf_add(&people->label, cell, len);
    return;
  }
  while (len > 0) {
    const char *next = by != NULL ? strstr(cell, by) : NULL;
    size_t one;
    if (next != NULL && next + strlen(by) > cell + len)
      next = NULL; /* its blank at the end was trimmed */
    one = next != NULL ? (size_t)(next - cell) : len;
    if (!is_noise(people->format, cell, one))
      add_value(people, use, cell, one);
    if (next == NULL)
      break;
    len -= one + strlen(by);
    cell = next + strlen(by);
  }
  buf_cut(&people->label, 0);
}

static void take_row(struct csv_people *people, const struct foreign_row *row) {
  static const struct column_use beyond = {SLOT_KEEP, "beyond_the_header"};

  entry_begin(&people->draft, row->line);
  for (size_t i = 0; i < row->count; i++)
    take_cell(people, i < people->columns.len ? &people->columns.data[i] : &beyond, row->cells[i],
              row->lengths[i]);
  entry_end(&people->draft);
}

static bool on_row(void *context, const struct foreign_row *row) {
  struct csv_people *people = context;

  if (!reading_progress(people->reading, row->end))
    return false;
  if (people->has_header) {
    take_row(people, row);
  } else if (has_signs(people->format, row)) {
    people->has_header = take_header(people, row);
    if (people->has_header && is_by_number(people->reading->options->mapping))
      take_row(people, row);
  }
  return people->has_header || ++people->rows < HEADER_WITHIN;
}

/* What can be done about a file that is not strict. */
static void say_lax(struct err *err, bool lax) {
  struct buf text = BUF_INIT;

  if (lax)
    return;
  buf_addf(&text, "%s; nothing was taken, --lax reads it as well as can be", err->text);
  err_set(err, ERR_DATA, "%s", buf_text(&text));
  buf_release(&text);
}

static bool read_as(struct reading *reading, const char *word, struct err *err) {
  struct csv_people people;
  struct foreign_csv csv = {
      reading->text,         reading->len, csv_foreign_separator(reading->text, reading->len),
      reading->options->lax, on_row,       &people};
  bool ok;

  if (!check_mapping(reading->options->mapping, err))
    return false;
  memset(&people, 0, sizeof people);
  people.reading = reading;
  people.unmapped_at = reading->import->unmapped.len;
  people.format = csv_formats;
  while (strcmp(people.format->word, word) != 0)
    people.format++;
  people.own_names = people.format->signs[0] == NULL || is_own(people.format);
  entry_init(&people.draft, reading->import);
  ok = csv_foreign_read(&csv, reading->name, err);
  if (!ok)
    say_lax(err, csv.lax);
  else if (!people.has_header && !reading->stopped)
    ok = err_set(err, ERR_DATA,
                 "%s: no column of it says a name; --map 'Column=name;Other=email' does, or "
                 "--map '1=name;2=email' where there is no header",
                 reading->name);
  entry_drop(&people.draft);
  vec_release(&people.columns);
  buf_release(&people.label);
  return ok;
}

/* --- one pair of functions a row of formats.c --------------------------------------------------
 */

#define CSV_READER(name, word)                                                                     \
  bool name##_is(const struct reading *reading) {                                                  \
    return is_format(reading, word);                                                               \
  }                                                                                                \
  bool name##_read(struct reading *reading, struct err *err) {                                     \
    return read_as(reading, word, err);                                                            \
  }
CSV_READERS(CSV_READER)

/* Whatever has rows of more than one cell. */
bool csv_any_is(const struct reading *reading) {
  char separator = csv_foreign_separator(reading->text, reading->len);

  return reading->options->mapping != NULL ||
         memchr(reading->text, separator, reading->len < 4096 ? reading->len : 4096) != NULL;
}

bool csv_any_read(struct reading *reading, struct err *err) {
  return read_as(reading, "csv", err);
}
