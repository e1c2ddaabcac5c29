#include "draft_priv.h"

#include "mentee/base/text.h"
#include "mentee/exchange/formula.h"
#include "mentee/model/book.h"
#include <string.h>

void entry_init(struct draft *draft, struct import *import) {
  memset(draft, 0, sizeof *draft);
  draft->import = import;
  entry_begin(draft, 0);
}

void entry_drop(struct draft *draft) {
  vec_release(&draft->values);
  vec_release(&draft->places);
  buf_release(&draft->scratch);
  map_release(&draft->columns);
  for (int i = 0; i < contact_field_count; i++)
    buf_release(&draft->joined[i]);
}

void entry_begin(struct draft *draft, uint32_t line) {
  draft->line = line;
  draft->formula = draft->ours = false;
  draft->own_id = draft->key = draft->last_column = "";
  draft->values.len = draft->places.len = 0;
  for (int i = 0; i < DRAFT_PARTS; i++)
    draft->part[i] = "";
  for (int i = 0; i < contact_field_count; i++)
    buf_cut(&draft->joined[i], 0);
}

/* --- making a value fit to be kept -------------------------------------------------------------
 */

static void add_code(struct buf *out, uint32_t code, bool lines) {
  if (code == '\r')
    return;
  if ((code == '\n' && !lines) || code == 0xA0 || code == 0x202F) /* a blank that does not break */
    code = ' ';
  if (!lines && (code == ' ' || code == '\t')) { /* one line: runs of blanks are one */
    if (out->len > 0 && out->data[out->len - 1] == ' ')
      return;
    code = ' ';
  }
  if ((code < 0x20 && code != '\n' && code != '\t') || (code >= 0x7f && code < 0xA0))
    code = 0xFFFD;
  text_encode(out, code);
}

/* Valid UTF-8, trimmed, one line unless `lines`, into the scratch buffer. */
static void clean(struct draft *draft, const char *text, size_t len, bool lines) {
  buf_cut(&draft->scratch, 0);
  text_trim(&text, &len);
  while (len > 0) {
    uint32_t code;
    size_t used;
    if (*text == '\0') {
      code = 0xFFFD;
      used = 1;
    } else {
      used = text_decode(text, len, &code);
    }
    add_code(&draft->scratch, code, lines);
    text += used;
    len -= used;
  }
  text = buf_text(&draft->scratch);
  len = draft->scratch.len;
  text_trim(&text, &len);
  if (len > 0 && text > draft->scratch.data)
    memmove(draft->scratch.data, text, len);
  buf_cut(&draft->scratch, len);
}

/* The scratch text, kept; NULL where it is empty or too long. */
static const char *kept(struct draft *draft) {
  struct buf *scratch = &draft->scratch;

  if (scratch->len == 0)
    return NULL;
  if (scratch->len > IMPORT_FIELD_LIMIT) {
    import_note(draft->import, draft->line, "a value longer than 1 MiB was left out");
    return NULL;
  }
  return arena_copy(&draft->import->arena, scratch->data, scratch->len);
}

const char *entry_cleaned(struct draft *draft, const char *text, bool lines) {
  const char *value;

  clean(draft, text, strlen(text), lines);
  value = kept(draft);
  if (value == NULL)
    return "";
  if (!formula_is(value))
    return value;
  draft->formula = true;
  return arena_format(&draft->import->arena, "'%s", value);
}

/* --- values ------------------------------------------------------------------------------------
 */

static struct imported_value *find_value(const struct draft *draft, int field, const char *column) {
  for (size_t i = 0; i < draft->values.len; i++) {
    struct imported_value *value = &draft->values.data[i];
    if (value->field == field && (column == NULL || strcmp(value->column, column) == 0))
      return value;
  }
  return NULL;
}

const char *entry_text(const struct draft *draft, int field) {
  const struct imported_value *value = find_value(draft, field, NULL);

  return value != NULL ? value->value : "";
}

static void put(struct draft *draft, int field, const char *column, const char *value) {
  *vec_push(&draft->values) = (struct imported_value){field, column, value};
}

/* One copy of a column's name for all the people of a file. */
static const char *intern(struct draft *draft, const char *name) {
  char *known = map_find(&draft->columns, name);

  if (known == NULL) {
    known = arena_dup(&draft->import->arena, name);
    map_put(&draft->columns, known, known);
  }
  return known;
}

#define MOST_OF_A_KIND 100

/* Under the name where it is free and `first` is 1, else name_2 ...; nothing where the value stands
   there already. */
static void keep_numbered(struct draft *draft, const char *name, int first, const char *value) {
  struct buf column = BUF_INIT;

  for (int n = first; n <= MOST_OF_A_KIND; n++) {
    const struct imported_value *taken;
    buf_cut(&column, 0);
    buf_adds(&column, name);
    if (n > 1)
      buf_addf(&column, "_%d", n);
    taken = find_value(draft, -1, buf_text(&column));
    if (taken == NULL) {
      draft->last_column = intern(draft, buf_text(&column));
      put(draft, -1, draft->last_column, value);
    }
    if (taken == NULL || text_equal_nocase(taken->value, value)) {
      buf_release(&column);
      return;
    }
  }
  buf_release(&column);
  import_note(draft->import, draft->line, "has more than %d values of '%s'", MOST_OF_A_KIND, name);
}

void entry_keep(struct draft *draft, const char *column, const char *text, size_t len) {
  const char *value;

  clean(draft, text, len, true);
  value = kept(draft);
  if (value != NULL)
    keep_numbered(draft, column, 1, value);
}

static bool list_has(const char *list, const char *part, size_t len) {
  while (*list != '\0') {
    size_t one = strcspn(list, ";");
    if (one == len && memcmp(list, part, len) == 0)
      return true;
    list += one + (list[one] == ';');
  }
  return false;
}

#define LIST_LIMIT ((size_t)64 << 10)

/* Parts of a list are separated by ; in a cell. */
static void join(struct draft *draft, int field, const char *value) {
  struct buf *list = &draft->joined[field];

  if (list->len + strlen(value) > LIST_LIMIT) {
    import_note(draft->import, draft->line, "has more than 64 KiB of %s",
                table_defs[TABLE_CONTACTS].fields[field].name);
    return;
  }
  while (*value != '\0') {
    size_t len = strcspn(value, ";"), trimmed = len;
    const char *part = value;
    text_trim(&part, &trimmed);
    if (trimmed > 0 && !list_has(buf_text(list), part, trimmed)) {
      if (list->len > 0)
        buf_addc(list, ';');
      buf_add(list, part, trimmed);
    }
    value += len + (value[len] == ';');
  }
}

static void add_lines(struct draft *draft, int field, const char *value) {
  struct buf *lines = &draft->joined[field];

  if (strcmp(buf_text(lines), value) == 0)
    return;
  if (lines->len > 0)
    buf_addc(lines, '\n');
  buf_adds(lines, value);
}

static void end_joined(struct draft *draft) {
  for (int i = 0; i < contact_field_count; i++) {
    struct buf *joined = &draft->joined[i];
    if (joined->len > IMPORT_FIELD_LIMIT)
      import_note(draft->import, draft->line, "a value longer than 1 MiB was left out");
    else if (joined->len > 0)
      put(draft, i, NULL, arena_copy(&draft->import->arena, joined->data, joined->len));
  }
}

/* "0/0/00" and the like are how a program says that there is none. */
static bool says_no_day(const char *text) {
  return text[strspn(text, "0/-. ")] == '\0';
}

static void add_day(struct draft *draft, int field, const char *column, const char *value) {
  struct buf iso = BUF_INIT;
  bool read = field >= 0 ? birthday_read(value, &iso) : day_read(value, &iso);

  if (read)
    value = arena_copy(&draft->import->arena, buf_text(&iso), iso.len);
  if (read && field >= 0 && find_value(draft, field, NULL) == NULL)
    put(draft, field, NULL, value);
  else if (!says_no_day(value) &&
           !text_equal_nocase(value, field >= 0 ? entry_text(draft, field) : ""))
    keep_numbered(draft, column, 1, value);
  buf_release(&iso);
}

static void add_field(struct draft *draft, int field, const char *value) {
  const struct field *def = &table_defs[TABLE_CONTACTS].fields[field];

  if (def->type == FIELD_LIST)
    join(draft, field, value);
  else if (def->type == FIELD_NOTE)
    add_lines(draft, field, value);
  else if (def->type == FIELD_BIRTHDAY)
    add_day(draft, field, "birthday_as_written", value);
  else if (find_value(draft, field, NULL) == NULL) {
    draft->last_column = def->name;
    put(draft, field, NULL, value);
  } else if (!text_equal_nocase(entry_text(draft, field), value))
    keep_numbered(draft, def->name, 2, value);
}

/* An org or title beside the first: a row of affiliations. */
static void add_place(struct draft *draft, int slot, const char *value) {
  struct imported_place *last =
      draft->places.len > 0 ? &draft->places.data[draft->places.len - 1] : NULL;

  if (slot == SLOT_SECOND_ORG || last == NULL || last->title[0] != '\0') {
    *vec_push(&draft->places) = (struct imported_place){"", ""};
    last = &draft->places.data[draft->places.len - 1];
  }
  if (slot == SLOT_SECOND_ORG)
    last->org = value;
  else
    last->title = value;
}

void entry_add(struct draft *draft, int slot, const char *column, const char *text, size_t len) {
  bool lines = slot == SLOT_KEEP || (slot < contact_field_count &&
                                     table_defs[TABLE_CONTACTS].fields[slot].type == FIELD_NOTE);
  const char *value;

  if (slot == SLOT_PHOTO)
    draft->import->photos += len > 0;
  if (slot == SLOT_PHOTO || slot == SLOT_DROP)
    return;
  clean(draft, text, len, lines);
  value = kept(draft);
  if (value == NULL)
    return;
  if (slot < contact_field_count)
    add_field(draft, slot, value);
  else if (slot < SLOT_PARTS_END)
    draft->part[slot - SLOT_GIVEN] = value;
  else if (slot == SLOT_SECOND_ORG || slot == SLOT_SECOND_TITLE)
    add_place(draft, slot, value);
  else if (slot == SLOT_DAY_KEPT)
    add_day(draft, -1, column, value);
  else
    keep_numbered(draft, column, 1, value);
}

/* "* Home" is home, preferred; "_$!<Other>!$_" is what Apple makes of a word of its own. */
static void clean_label(struct buf *out, const char *label) {
  size_t len = strlen(label);

  if (len > 8 && strncmp(label, "_$!<", 4) == 0 && strcmp(label + len - 4, ">!$_") == 0) {
    label += 4;
    len -= 8;
  }
  while (len > 0 && (*label == '*' || *label == ' ')) {
    label++;
    len--;
  }
  /* cards say cell where people say mobile */
  if (text_equal_nocase_span(label, len, "cell") || text_equal_nocase_span(label, len, "iphone")) {
    buf_adds(out, "mobile");
    return;
  }
  for (size_t i = 0; i < len; i++)
    buf_addc(out, text_lower(label[i]));
}

void entry_label_last(struct draft *draft, const char *label) {
  struct buf column = BUF_INIT, word = BUF_INIT;

  clean_label(&word, label);
  buf_addf(&column, "%s_label", draft->last_column);
  if (draft->last_column[0] != '\0' && word.len > 0 &&
      find_value(draft, -1, buf_text(&column)) == NULL) {
    const char *value;
    clean(draft, buf_text(&word), word.len, false);
    value = kept(draft);
    if (value != NULL)
      put(draft, -1, intern(draft, buf_text(&column)), value);
  }
  draft->last_column = "";
  buf_release(&column);
  buf_release(&word);
}

void entry_add_labelled(struct draft *draft, int slot, const char *label, const char *text,
                        size_t len) {
  draft->last_column = "";
  entry_add(draft, slot, NULL, text, len);
  if (label[0] != '\0' && (slot == CONTACT_EMAIL || slot == CONTACT_PHONE))
    entry_label_last(draft, label);
}

/* An extra column must not pass for a field, nor for one of our numbered ones. */
static bool is_our_name(const char *name) {
  return table_find_field(&table_defs[TABLE_CONTACTS], name) >= 0 ||
         strncmp(name, "email_", 6) == 0 || strncmp(name, "phone_", 6) == 0;
}

void entry_column_name(struct buf *out, const char *name) {
  size_t start = out->len;
  bool gap = false;

  for (; *name != '\0'; name++) {
    char c = text_lower(*name);
    bool word = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
    if (word && gap && out->len > start)
      buf_addc(out, '_');
    if (word)
      buf_addc(out, c);
    gap = !word;
  }
  if (out->len == start)
    buf_adds(out, "column");
  if (is_our_name(buf_text(out) + start))
    buf_adds(out, "_as_read");
}

/* --- the end of a person -----------------------------------------------------------------------
 */

static const char *part(const struct draft *draft, int slot) {
  return draft->part[slot - SLOT_GIVEN];
}

static void add_word(struct buf *out, const char *word) {
  if (word[0] == '\0')
    return;
  if (out->len > 0)
    buf_addc(out, ' ');
  buf_adds(out, word);
}

static const char *keep_buf(struct draft *draft, struct buf *buf) {
  const char *text = arena_copy(&draft->import->arena, buf_text(buf), buf->len);

  buf_release(buf);
  return text;
}

/* "Ada Example" of Example and Ada: it will be sorted so in any case. */
static bool is_last_word(const char *name, const char *family, const char *given) {
  size_t len = strlen(name), family_len = strlen(family), given_len = strlen(given);

  return strpbrk(family, " \t\n") == NULL && given_len > 0 && len == given_len + 1 + family_len &&
         memcmp(name, given, given_len) == 0 && name[given_len] == ' ' &&
         strcmp(name + given_len + 1, family) == 0;
}

/* Where the family name is not the last word of the name, how it is sorted must be kept. */
static void end_sort_name(struct draft *draft, const char *name) {
  struct buf sorted = BUF_INIT, derived = BUF_INIT, given = BUF_INIT, both = BUF_INIT;

  if (part(draft, SLOT_FAMILY)[0] == '\0' || entry_text(draft, CONTACT_SORT_NAME)[0] != '\0')
    return;
  add_word(&given, part(draft, SLOT_GIVEN));
  add_word(&given, part(draft, SLOT_MIDDLE));
  buf_addf(&both, "%s%s%s", part(draft, SLOT_FAMILY), given.len > 0 ? ", " : "", buf_text(&given));
  contact_sort_spelling(buf_text(&both), &sorted);
  contact_derive_sort_name(name, &derived);
  if (strcmp(buf_text(&sorted), buf_text(&derived)) != 0 &&
      !is_last_word(name, part(draft, SLOT_FAMILY), buf_text(&given)))
    put(draft, CONTACT_SORT_NAME, NULL, keep_buf(draft, &sorted));
  buf_release(&sorted);
  buf_release(&derived);
  buf_release(&given);
  buf_release(&both);
}

/* Where a row has no name: what else could stand for one. */
static const char *stand_in(const struct draft *draft) {
  static const int fields[] = {CONTACT_CALL_BY, CONTACT_EMAIL, CONTACT_PHONE};

  for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
    if (entry_text(draft, fields[i])[0] != '\0')
      return entry_text(draft, fields[i]);
  return NULL;
}

/* MD, PhD, FASTRO, M.D.: at least two capitals, and short. */
static bool is_credential(const char *word, size_t len) {
  size_t capitals = 0;

  for (size_t i = 0; i < len; i++) {
    bool small = word[i] >= 'a' && word[i] <= 'z', capital = word[i] >= 'A' && word[i] <= 'Z';
    capitals += capital;
    if (!small && !capital && word[i] != '.' && word[i] != '-')
      return false;
  }
  return capitals >= 2 && len <= 8;
}

/* Where people write their degrees behind the family name: "Voss, MD, PhD". */
static void split_credentials(struct draft *draft) {
  const char *family = part(draft, SLOT_FAMILY), *comma = strchr(family, ',');
  struct buf found = BUF_INIT;

  if (comma == NULL || comma == family || part(draft, SLOT_SUFFIX)[0] != '\0')
    return;
  for (const char *at = comma; *at != '\0';) {
    size_t skip = strspn(at, ", "), len = strcspn(at + skip, ", ");
    if (len > 0 && !is_credential(at + skip, len)) {
      buf_release(&found);
      return;
    }
    if (len > 0) {
      buf_adds(&found, found.len > 0 ? " " : "");
      buf_add(&found, at + skip, len);
    }
    at += skip + len;
  }
  if (found.len == 0) /* a comma that nothing follows */
    return;
  draft->part[SLOT_FAMILY - SLOT_GIVEN] =
      arena_copy(&draft->import->arena, family, (size_t)(comma - family));
  draft->part[SLOT_SUFFIX - SLOT_GIVEN] = keep_buf(draft, &found);
}

static bool end_name(struct draft *draft) {
  struct buf name = BUF_INIT;

  split_credentials(draft);

  if (part(draft, SLOT_SUFFIX)[0] != '\0')
    add_field(draft, CONTACT_CREDENTIALS, part(draft, SLOT_SUFFIX));
  if (part(draft, SLOT_PREFIX)[0] != '\0')
    keep_numbered(draft, "name_prefix", 1, part(draft, SLOT_PREFIX));
  if (entry_text(draft, CONTACT_NAME)[0] == '\0') {
    add_word(&name, part(draft, SLOT_GIVEN));
    add_word(&name, part(draft, SLOT_MIDDLE));
    add_word(&name, part(draft, SLOT_FAMILY));
    if (name.len == 0 && stand_in(draft) != NULL)
      buf_adds(&name, stand_in(draft));
    if (name.len > 0)
      put(draft, CONTACT_NAME, NULL, keep_buf(draft, &name));
  }
  if (entry_text(draft, CONTACT_NAME)[0] == '\0')
    return false;
  end_sort_name(draft, entry_text(draft, CONTACT_NAME));
  return true;
}

static void end_birthday(struct draft *draft) {
  const char *year = part(draft, SLOT_BIRTH_YEAR), *month = part(draft, SLOT_BIRTH_MONTH),
             *day = part(draft, SLOT_BIRTH_DAY);
  struct buf text = BUF_INIT;

  if (month[0] != '\0' && day[0] != '\0') {
    buf_addf(&text, "%s%s%s%s-%s%s", year[0] != '\0' ? year : "-", "-",
             strlen(month) == 1 ? "0" : "", month, strlen(day) == 1 ? "0" : "", day);
    add_day(draft, CONTACT_BIRTHDAY, "birthday_as_written",
            arena_copy(&draft->import->arena, buf_text(&text), text.len));
  } else if (year[0] != '\0') {
    keep_numbered(draft, "birth_year", 1, year);
  }
  buf_release(&text);
}

static void neutralise(struct draft *draft) {
  for (size_t i = 0; i < draft->values.len; i++) {
    struct imported_value *value = &draft->values.data[i];
    if (!formula_is(value->value))
      continue;
    value->value = arena_format(&draft->import->arena, "'%s", value->value);
    draft->formula = true;
  }
  for (size_t i = 0; i < draft->places.len; i++) {
    struct imported_place *place = &draft->places.data[i];
    if (formula_is(place->org))
      place->org = arena_format(&draft->import->arena, "'%s", place->org);
    if (formula_is(place->title))
      place->title = arena_format(&draft->import->arena, "'%s", place->title);
  }
}

bool entry_is_empty(const struct draft *draft) {
  for (int i = 0; i < DRAFT_PARTS; i++)
    if (draft->part[i][0] != '\0')
      return false;
  for (int i = 0; i < contact_field_count; i++)
    if (draft->joined[i].len > 0)
      return false;
  return draft->values.len == 0 && draft->places.len == 0;
}

static void note_nameless(const struct draft *draft) {
  const char *org = entry_text(draft, CONTACT_ORG);

  import_note(draft->import, draft->line, "has no name%s%s%s", org[0] != '\0' ? " (" : "", org,
              org[0] != '\0' ? ")" : "");
}

/* Fields in the order of contacts.csv, then extra columns as they came. */
static struct imported_value *sorted_values(const struct draft *draft, struct arena *arena) {
  struct imported_value *values = arena_alloc(arena, draft->values.len * sizeof *values);
  size_t count = 0;

  for (int field = 0; field < contact_field_count; field++)
    for (size_t i = 0; i < draft->values.len; i++)
      if (draft->values.data[i].field == field)
        values[count++] = draft->values.data[i];
  for (size_t i = 0; i < draft->values.len; i++)
    if (draft->values.data[i].field < 0)
      values[count++] = draft->values.data[i];
  return values;
}

static struct imported_place *copy_places(const struct draft *draft, struct arena *arena) {
  struct imported_place *places;

  if (draft->places.len == 0)
    return NULL;
  places = arena_alloc(arena, draft->places.len * sizeof *places);
  memcpy(places, draft->places.data, draft->places.len * sizeof *places);
  return places;
}

void entry_end(struct draft *draft) {
  struct arena *arena = &draft->import->arena;
  struct imported *person;

  if (entry_is_empty(draft)) {
    draft->import->empty++;
    return;
  }
  end_birthday(draft);
  end_joined(draft);
  if (!end_name(draft)) {
    note_nameless(draft);
    return;
  }
  neutralise(draft);
  person = vec_push(&draft->import->people);
  *person = (struct imported){sorted_values(draft, arena),
                              copy_places(draft, arena),
                              draft->values.len,
                              draft->places.len,
                              draft->own_id,
                              draft->key,
                              draft->import->file_number,
                              draft->line,
                              draft->formula,
                              draft->ours,
                              false};
}
