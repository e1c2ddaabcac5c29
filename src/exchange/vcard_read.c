/*
 * vCard 2.1, 3.0 and 4.0 into people. A property that no field of a contact can hold is kept as the
 * line that it was, in the extra column `vcard`, and is written back by export.
 */
#include "vcard_priv.h"

#include "content_line_priv.h"
#include "draft_priv.h"
#include "mentee/base/text.h"
#include "mentee/exchange/formula.h"
#include "readers_priv.h"
#include <string.h>

/* clang-format off */
const struct vcard_property vcard_properties[] = {
    {"FN", VCARD_TEXT, CONTACT_NAME, true, true},
    {"N", VCARD_NAME, SLOT_DROP, false, false}, /* the writer makes it of sort_name */
    {"NICKNAME", VCARD_TEXT, CONTACT_CALL_BY, true, true},
    {"ORG", VCARD_ORG, CONTACT_ORG, false, false}, /* and this of org and department */
    {"TITLE", VCARD_TEXT, CONTACT_TITLE, true, true},
    {"EMAIL", VCARD_URI, CONTACT_EMAIL, true, true},
    {"TEL", VCARD_URI, CONTACT_PHONE, true, true},
    {"ADR", VCARD_ADDRESS, CONTACT_CITY, true, true},
    {"URL", VCARD_TEXT, CONTACT_LINKS, true, true},
    {"X-SOCIALPROFILE", VCARD_TEXT, CONTACT_LINKS, false, false},
    {"X-SOCIAL-PROFILE", VCARD_TEXT, CONTACT_LINKS, false, false},
    {"SOCIALPROFILE", VCARD_TEXT, CONTACT_LINKS, false, false},
    {"BDAY", VCARD_TEXT, CONTACT_BIRTHDAY, true, true},
    {"CATEGORIES", VCARD_LIST, CONTACT_TAGS, true, true},
    {"INTEREST", VCARD_TEXT, CONTACT_INTERESTS, false, true},
    {"PRONOUNS", VCARD_TEXT, CONTACT_PRONOUNS, false, true},
    {"X-PRONOUNS", VCARD_TEXT, CONTACT_PRONOUNS, true, false},
    {"X-PHONETIC-FIRST-NAME", VCARD_TEXT, CONTACT_SAID, false, false},
    {"SORT-STRING", VCARD_TEXT, SLOT_DROP, false, false}, /* N says it better */
    {"NOTE", VCARD_TEXT, CONTACT_NOTES, true, true},
    {"PHOTO", VCARD_PHOTO, SLOT_PHOTO, false, false},
    {"LOGO", VCARD_PHOTO, SLOT_PHOTO, false, false},
    {"SOUND", VCARD_PHOTO, SLOT_PHOTO, false, false},
    {"KEY", VCARD_PHOTO, SLOT_PHOTO, false, false},
    {"X-MS-CARDPICTURE", VCARD_PHOTO, SLOT_PHOTO, false, false},
    {"VERSION", VCARD_DROP, SLOT_DROP, false, false},
    {"PRODID", VCARD_DROP, SLOT_DROP, false, false},
    {"REV", VCARD_DROP, SLOT_DROP, false, false},
    {NULL, VCARD_DROP, SLOT_DROP, false, false},
};
/* clang-format on */

struct vcard_reader {
  struct draft draft;
  struct content_reader lines;
  bool open;            /* within a card */
  unsigned nested;      /* cards within it that are passed over (AGENT of 2.1) */
  bool company, group;  /* the card says that it is no person's */
  bool agent;           /* an AGENT that holds the card which begins on the next line */
  struct buf kept;      /* lines for the column */
  struct map groups;    /* whose property was kept, so that its label is too */
  struct arena names;   /* of these */
  struct buf component; /* scratch */
  struct buf labelled;  /* the group of the last address or number, for its label */
};

static const struct vcard_property *find_property(const struct content_line *line) {
  const struct vcard_property *property = vcard_properties;

  while (property->name != NULL && !content_is(line, property->name))
    property++;
  return property->name != NULL ? property : NULL;
}

/* Whose it is, of the parameters of 2.1; what says how the bytes stood is over. */
static void keep_types(struct buf *out, const struct content_line *line) {
  static const char *const coding[] = {"QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT"};

  for (size_t i = 0; i < line->params.len; i++) {
    const struct content_param *param = &line->params.data[i];
    bool type = text_equal_nocase(param->name, "TYPE") || param->name[0] == '\0';
    for (size_t k = 0; k < sizeof coding / sizeof coding[0]; k++)
      type = type && !text_equal_nocase(param->value, coding[k]);
    if (type && strpbrk(param->value, "\";:\n") == NULL)
      buf_addf(out, ";TYPE=%s", param->value);
  }
}

static void keep_raw(struct vcard_reader *reader, const struct content_line *line) {
  if (reader->kept.len > 0)
    buf_addc(&reader->kept, '\n');
  if (content_param(line, "CHARSET")[0] == '\0' && text_is_utf8(line->raw, strlen(line->raw)) &&
      !content_has(line, "ENCODING", "QUOTED-PRINTABLE"))
    buf_adds(&reader->kept, line->raw);
  else { /* as it reads when decoded; its ';' may part an address and stay as they are */
    buf_addf(&reader->kept, "%s%s%s", line->group, line->group[0] != '\0' ? "." : "", line->name);
    keep_types(&reader->kept, line);
    buf_addc(&reader->kept, ':');
    for (const char *at = line->value; *at != '\0'; at++)
      if (*at == '\n')
        buf_adds(&reader->kept, "\\n");
      else if (*at != '\r')
        buf_addc(&reader->kept, *at);
  }
  if (line->group[0] != '\0') {
    char *group = arena_dup(&reader->names, line->group);
    map_put(&reader->groups, group, group);
  }
}

/* The next component of a structured value into the scratch buffer; NULL after the last. */
static const char *component(struct vcard_reader *reader, const char *at, char by) {
  buf_cut(&reader->component, 0);
  return content_component(at, by, &reader->component);
}

static void add(struct vcard_reader *reader, int slot) {
  entry_add(&reader->draft, slot, NULL, buf_text(&reader->component), reader->component.len);
}

static void take_name(struct vcard_reader *reader, const char *at) {
  static const int slots[] = {SLOT_FAMILY, SLOT_GIVEN, SLOT_MIDDLE, SLOT_PREFIX, SLOT_SUFFIX};

  for (size_t i = 0; i < sizeof slots / sizeof slots[0] && at != NULL; i++) {
    at = component(reader, at, ';');
    add(reader, slots[i]);
  }
}

/* The city is a field; an address that says more is kept whole, too. */
static void take_address(struct vcard_reader *reader, const struct content_line *line) {
  const char *at = line->value;
  bool more = false;

  for (size_t i = 0; at != NULL; i++) {
    at = component(reader, at, ';');
    if (i == 3)
      add(reader, CONTACT_CITY);
    else
      more = more || reader->component.len > 0;
  }
  if (more)
    keep_raw(reader, line);
}

static void take_org(struct vcard_reader *reader, const char *at) {
  bool second = entry_text(&reader->draft, CONTACT_ORG)[0] != '\0';

  at = component(reader, at, ';');
  add(reader, second ? SLOT_SECOND_ORG : CONTACT_ORG);
  while (at != NULL) {
    at = component(reader, at, ';');
    entry_keep(&reader->draft, "department", buf_text(&reader->component), reader->component.len);
  }
}

static void take_list(struct vcard_reader *reader, const char *at, int slot) {
  while (at != NULL) {
    at = component(reader, at, ',');
    /* Google's group of everybody says nothing */
    if (slot != CONTACT_TAGS || !text_equal_nocase(buf_text(&reader->component), "myContacts"))
      add(reader, slot);
  }
}

/* What a TYPE says of every address, and bare words of 2.1 that are no type. */
static bool is_no_label(const char *word, size_t len) {
  static const char *const words[] = {"internet",
                                      "pref",
                                      "voice",
                                      "text",
                                      "video",
                                      "msg",
                                      "intl",
                                      "dom",
                                      "postal",
                                      "parcel",
                                      "x400",
                                      "base64",
                                      "quoted-printable",
                                      "8bit",
                                      "7bit"};

  if (len == 0 || strspn(word, "0123456789") >= len)
    return true;
  for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
    if (text_equal_nocase_span(word, len, words[i]))
      return true;
  return false;
}

/* Of TYPE=INTERNET,HOME,pref: what says whose address it is; into *label. */
static void type_of(const struct content_line *line, struct buf *label) {
  buf_cut(label, 0);
  for (size_t i = 0; i < line->params.len && label->len == 0; i++) {
    const struct content_param *param = &line->params.data[i];
    const char *at = param->value;
    if (param->name[0] != '\0' && !text_equal_nocase(param->name, "TYPE"))
      continue;
    while (*at != '\0' && label->len == 0) {
      size_t len = strcspn(at, ",");
      if (!is_no_label(at, len))
        buf_add(label, at, len);
      at += len + (at[len] == ',');
    }
  }
}

static void take_uri(struct vcard_reader *reader, const struct content_line *line, int slot) {
  static const char *const schemes[] = {"tel:", "mailto:"};
  const char *value = line->value;

  for (size_t i = 0; i < sizeof schemes / sizeof schemes[0]; i++)
    if (text_equal_nocase_span(value, strnlen(value, strlen(schemes[i])), schemes[i]))
      value += strlen(schemes[i]);
  component(reader, value, '\0');
  type_of(line, &reader->labelled);
  entry_add_labelled(&reader->draft, slot, buf_text(&reader->labelled),
                     buf_text(&reader->component), reader->component.len);
  buf_cut(&reader->labelled, 0);
  buf_adds(&reader->labelled, line->group);
}

/* X-MENTEE-CALL-BY is call_by. References and ids mean nothing in another book. */
static bool take_own(struct vcard_reader *reader, const struct content_line *line) {
  struct buf name = BUF_INIT;
  size_t head = strlen(VCARD_OWN);
  int field;

  if (!text_equal_nocase_span(line->name, strnlen(line->name, head), VCARD_OWN))
    return false;
  for (const char *at = line->name + head; *at != '\0'; at++)
    buf_addc(&name, *at == '-' ? '_' : text_lower(*at));
  field = table_find_field(&table_defs[TABLE_CONTACTS], buf_text(&name));
  component(reader, line->value, '\0');
  /* a name that no property can bear */
  if (strcmp(buf_text(&name), "column") == 0 && content_param(line, "X-NAME")[0] != '\0') {
    buf_cut(&name, 0);
    if (table_find_field(&table_defs[TABLE_CONTACTS], content_param(line, "X-NAME")) >= 0 ||
        formula_is(content_param(line, "X-NAME")))
      entry_column_name(&name, content_param(line, "X-NAME"));
    else
      buf_adds(&name, content_param(line, "X-NAME"));
  }
  if (field > CONTACT_ID)
    add(reader, field);
  else if (field < 0)
    entry_keep(&reader->draft, buf_text(&name), buf_text(&reader->component),
               reader->component.len);
  buf_release(&name);
  return true;
}

/* The id of a contact that we wrote out ourselves. */
static bool take_uid(struct vcard_reader *reader, const struct content_line *line) {
  if (!content_is(line, "UID"))
    return false;
  component(reader, line->value, '\0');
  if (strncmp(buf_text(&reader->component), VCARD_UID, strlen(VCARD_UID)) != 0)
    return false;
  reader->draft.ours = true;
  reader->draft.own_id = reader->draft.key =
      arena_dup(&reader->draft.import->arena, buf_text(&reader->component) + strlen(VCARD_UID));
  return true;
}

/* A second title goes where the second organisation did. */
static int slot_of(const struct vcard_reader *reader, const struct vcard_property *property) {
  if (property->slot == CONTACT_TITLE && reader->draft.places.len > 0 &&
      entry_text(&reader->draft, CONTACT_TITLE)[0] != '\0')
    return SLOT_SECOND_TITLE;
  return property->slot;
}

static void take_known(struct vcard_reader *reader, const struct vcard_property *property,
                       const struct content_line *line) {
  switch (property->form) {
  case VCARD_TEXT:
    component(reader, line->value, '\0');
    add(reader, slot_of(reader, property));
    break;
  case VCARD_LIST:
    take_list(reader, line->value, property->slot);
    break;
  case VCARD_NAME:
    take_name(reader, line->value);
    break;
  case VCARD_ADDRESS:
    take_address(reader, line);
    break;
  case VCARD_ORG:
    take_org(reader, line->value);
    break;
  case VCARD_URI:
    take_uri(reader, line, property->slot);
    break;
  case VCARD_PHOTO:
    reader->draft.import->photos++;
    break;
  case VCARD_DROP:
    break;
  }
}

/* America/New_York is a zone's name; -05:00 is not. */
static bool take_zone(struct vcard_reader *reader, const struct content_line *line) {
  if (!content_is(line, "TZ") || strchr(line->value, '/') == NULL)
    return false;
  component(reader, line->value, '\0');
  add(reader, CONTACT_TZ);
  return true;
}

/* KIND of 4.0 and X-ABShowAs of Apple are kept lines like any other, but say what the card is. */
static void take_kind(struct vcard_reader *reader, const struct content_line *line) {
  if (content_is(line, "X-ABShowAs"))
    reader->company = reader->company || text_equal_nocase(line->value, "COMPANY");
  if (content_is(line, "KIND") || content_is(line, "X-ADDRESSBOOKSERVER-KIND")) {
    reader->company = reader->company || text_equal_nocase(line->value, "org");
    reader->group = reader->group || text_equal_nocase(line->value, "group");
  }
}

static void take_property(struct vcard_reader *reader, const struct content_line *line) {
  const struct vcard_property *property = find_property(line);

  take_kind(reader, line);
  if (line->broken) {
    import_note(reader->draft.import, line->line, "is no property of a card");
  } else if (content_is(line, "AGENT") && line->value_len == 0) {
    reader->agent = true;
  } else if (content_is(line, "X-ABLabel")) {
    if (line->group[0] == '\0' || map_find(&reader->groups, line->group) != NULL)
      keep_raw(reader, line);
    else if (strcmp(line->group, buf_text(&reader->labelled)) == 0)
      entry_label_last(&reader->draft, line->value);
  } else if (property != NULL) {
    take_known(reader, property, line);
  } else if (line->value_len > 0 && !take_own(reader, line) && !take_uid(reader, line) &&
             !take_zone(reader, line)) {
    keep_raw(reader, line);
  }
}

static void begin_card(struct vcard_reader *reader, uint32_t line) {
  reader->open = true;
  reader->nested = 0;
  reader->agent = reader->company = reader->group = false;
  buf_cut(&reader->kept, 0);
  buf_cut(&reader->labelled, 0);
  map_release(&reader->groups);
  arena_release(&reader->names);
  entry_begin(&reader->draft, line);
}

/* A card that is shown as a company may still be somebody's, who then has a name of their own. */
static bool is_nobody(const struct vcard_reader *reader) {
  const struct draft *draft = &reader->draft;

  return reader->group || (reader->company && draft->part[SLOT_GIVEN - SLOT_GIVEN][0] == '\0' &&
                           draft->part[SLOT_FAMILY - SLOT_GIVEN][0] == '\0');
}

static void end_card(struct vcard_reader *reader) {
  if (!reader->open)
    return;
  reader->open = false;
  if (is_nobody(reader)) {
    import_note(reader->draft.import, reader->draft.line, "%s, not a person: %s",
                reader->group ? "is a list of people" : "is an organisation",
                entry_text(&reader->draft, CONTACT_NAME));
    return;
  }
  if (reader->kept.len > 0)
    entry_keep(&reader->draft, VCARD_COLUMN, reader->kept.data, reader->kept.len);
  entry_end(&reader->draft);
}

/* BEGIN and END. A card that begins within another is its AGENT where that was said; else the END
   of the card before it is missing. */
static bool take_frame(struct vcard_reader *reader, const struct content_line *line) {
  bool begins = content_is(line, "BEGIN"), ends = content_is(line, "END");

  if ((!begins && !ends) || !text_equal_nocase(line->value, "VCARD"))
    return false;
  if (begins && reader->open && (reader->agent || reader->nested > 0)) {
    reader->nested++;
    reader->agent = false;
  } else if (begins) {
    end_card(reader);
    begin_card(reader, line->line);
  } else if (reader->nested > 0) {
    reader->nested--;
  } else {
    end_card(reader);
  }
  return true;
}

bool vcard_read(struct reading *reading, struct err *err) {
  struct vcard_reader reader;
  const struct content_line *line;

  (void)err;
  memset(&reader, 0, sizeof reader);
  entry_init(&reader.draft, reading->import);
  content_reader_init(&reader.lines, reading->text, reading->len);
  while ((line = content_next(&reader.lines)) != NULL &&
         reading_progress(reading, reader.lines.at)) {
    if (!take_frame(&reader, line) && reader.open && reader.nested == 0)
      take_property(&reader, line);
  }
  end_card(&reader);
  if (reader.lines.guessed)
    reading->charset = "windows-1252";
  content_reader_release(&reader.lines);
  entry_drop(&reader.draft);
  buf_release(&reader.kept);
  buf_release(&reader.component);
  buf_release(&reader.labelled);
  map_release(&reader.groups);
  arena_release(&reader.names);
  return true;
}

bool vcard_is(const struct reading *reading) {
  return reading_begins(reading, "BEGIN:VCARD");
}
