/*
 * Prints, as mdoc, the parts of the manual pages that derive from the program's tables:
 *   man_parts commands | options | tables | settings | keys | acts
 *   man_parts prose    standard input, as `mentee help` prints it, as mdoc
 * make-man.sh puts them between the marks of man/mentee.1 and man/mentee.5.
 */
#include "cli_priv.h"
#include "mentee/model/settings.h"
#include "mentee/model/tables.h"
#include "mentee/tui/keymap.h"

#include <stdio.h>
#include <string.h>

/* --- text ---------------------------------------------------------------------------------- */

static void put_char(uint32_t c, bool literal) {
  if (c == '\\')
    fputs("\\e", stdout);
  else if (c == '-' && literal)
    fputs("\\-", stdout);
  else if (c == '"' && literal)
    fputs("\\(dq", stdout);
  else if (c > 0x7e)
    printf("\\[u%04X]", (unsigned)c);
  else
    putchar((int)c);
}

/* Characters beyond ASCII by number, so that every reader of manual pages can. */
static void put_text(const char *text, size_t len, bool literal) {
  const char *end = text + len;

  while (text < end) {
    uint32_t c;
    size_t size = text_decode(text, (size_t)(end - text), &c);
    put_char(c, literal);
    text += size;
  }
}

#define LINE_WIDTH 78

/* One sentence, in lines that are not longer than an editor's, none of which begins like a
   request. */
static void put_sentence(const char *text, size_t len) {
  while (len > 0) {
    size_t stop = len;
    while (stop > LINE_WIDTH) {
      size_t blank = stop - 1;
      while (blank > 0 && text[blank] != ' ')
        blank--;
      if (blank == 0)
        break;
      stop = blank;
    }
    if (strchr(".'", text[0]) != NULL)
      fputs("\\&", stdout);
    put_text(text, stop, false);
    putchar('\n');
    while (stop < len && text[stop] == ' ')
      stop++;
    text += stop;
    len -= stop;
  }
}

/* Prose as mdoc wants it: each sentence begins a line. */
static void put_prose(const char *text) {
  size_t len = strlen(text), from = 0;

  for (size_t i = 0; i + 1 < len; i++) {
    bool ends =
        strchr(".?!", text[i]) != NULL && text[i + 1] == ' ' && !(i > 0 && text[i - 1] == '.');
    if (!ends)
      continue;
    put_sentence(text + from, i + 1 - from);
    from = i + 1 + strspn(text + i + 1, " ");
  }
  put_sentence(text + from, len - from);
}

/* Lines of help: paragraphs joined, what is indented shown as it stands. */
static void put_help(const char *text) {
  struct buf paragraph = BUF_INIT;
  bool first = true;

  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    if (len == 0 || *text == ' ') {
      put_prose(buf_text(&paragraph));
      buf_cut(&paragraph, 0);
    }
    if (len > 0 && *text == ' ') {
      fputs(".Dl ", stdout);
      put_text(text + strspn(text, " "), len - strspn(text, " "), true);
      putchar('\n');
    } else if (len == 0 && !first) {
      if (text[1] != ' ' && text[1] != '\0')
        puts(".Pp");
    } else if (len > 0) {
      buf_addf(&paragraph, "%s%.*s", paragraph.len > 0 ? " " : "", (int)len, text);
    }
    first = false;
    text += len + (text[len] == '\n');
  }
  put_prose(buf_text(&paragraph));
  buf_release(&paragraph);
}

/* --- how a command is called ----------------------------------------------------------------- */

static bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

static bool is_word(char c) {
  return is_upper(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

/* One piece of a synopsis as a macro; its length. */
static size_t put_piece(const char *at) {
  size_t len = 0;

  while (is_word(at[len]))
    len++;
  if (strncmp(at, "--", 2) == 0) {
    printf("Fl ");
    put_text(at + 1, len - 1, true);
  } else if (len > 0) {
    printf("%s ", is_upper(at[0]) ? "Ar" : "Cm");
    put_text(at, len, true);
  } else if (at[0] == '[' || at[0] == ']') {
    printf(at[0] == '[' ? "Oo" : "Oc");
    len = 1;
  } else {
    len = strncmp(at, "...", 3) == 0 ? 3 : 1;
    printf("%.*s", (int)len, at);
  }
  return len;
}

/* "log NAME[,NAME...]": pieces without a blank between them are joined by Ns. Returns what follows
   the form. */
static const char *put_form(const char *at) {
  bool joined = false;

  while (*at != '\0' && *at != '\n') {
    if (*at == ' ') {
      at++;
      joined = false;
      continue;
    }
    /* mdoc itself joins what closes a sentence or a bracket */
    if (joined && (strchr("],:;.!?", *at) == NULL || strncmp(at, "...", 3) == 0))
      printf(" Ns");
    putchar(' ');
    at += put_piece(at);
    joined = true;
  }
  putchar('\n');
  return *at == '\n' ? at + 1 : at;
}

/* Each of its forms, a line each, that begins with the macro. */
static void put_synopsis(const char *at, const char *macro) {
  do {
    fputs(macro, stdout);
    at = put_form(at);
  } while (*at != '\0');
}

static void put_options(const struct option_def *options) {
  if (options[0].name == NULL || options[0].help[0] == '\0')
    return;
  puts(".Pp\n.Bl -tag -width Ds -compact");
  for (const struct option_def *def = options; def->name != NULL && def->help[0] != '\0'; def++) {
    printf(".It");
    if (def->letter != 0)
      printf(" Fl %c ,", def->letter);
    printf(" Fl ");
    putchar('-');
    put_text(def->name, strlen(def->name), true);
    if (def->argument != NULL && def->optional)
      printf(" Ns Oo = Ns Ar %s Oc", def->argument);
    else if (def->argument != NULL) {
      printf(" Ar ");
      put_text(def->argument, strlen(def->argument), true);
    }
    putchar('\n');
    put_prose(def->help);
  }
  puts(".El");
}

static void put_examples(const char *at) {
  if (*at == '\0')
    return;
  puts(".Pp");
  while (*at != '\0') {
    size_t len = strcspn(at, "\n");
    fputs(".Dl $ mentee ", stdout);
    put_text(at, len, true);
    putchar('\n');
    at += len + (at[len] == '\n');
  }
}

static void put_commands(void) {
  puts(".Bl -tag -width Ds");
  for (const struct command *const *command = commands; *command != NULL; command++) {
    struct buf summary = BUF_INIT;
    put_synopsis((*command)->synopsis, ".It");
    buf_adds(&summary, (*command)->summary);
    summary.data[0] = (char)(summary.data[0] - (summary.data[0] >= 'a' ? 'a' - 'A' : 0));
    buf_addc(&summary, '.');
    put_prose(buf_text(&summary));
    buf_release(&summary);
    if ((*command)->details[0] != '\0')
      puts(".Pp");
    put_help((*command)->details);
    put_options((*command)->options);
    put_examples((*command)->examples);
  }
  puts(".El");
}

/* --- the files -------------------------------------------------------------------------------- */

static const char *type_text(const struct field *field, struct buf *out) {
  static const char *const names[] = {
      [FIELD_ID] = "id",
      [FIELD_TEXT] = "text",
      [FIELD_NOTE] = "text of several lines",
      [FIELD_DATE] = "date",
      [FIELD_TIME] = "time",
      [FIELD_NUMBER] = "number",
      [FIELD_WORD] = "word",
      [FIELD_LIST] = "list",
      [FIELD_REF] = "id of",
      [FIELD_PEOPLE] = "list of ids or names of",
      [FIELD_YES] = "yes, no",
      [FIELD_BIRTHDAY] = "MM-DD or YYYY-MM-DD",
  };

  buf_cut(out, 0);
  if (field->type == FIELD_WORD)
    for (int i = 0; i < field->words->count; i++)
      buf_addf(out, "%s%s", i > 0 ? ", " : "", words_word(field->words, i));
  else
    buf_adds(out, names[field->type]);
  if (field->ref != TABLE_NONE)
    buf_addf(out, " %s", table_defs[field->ref].file);
  return buf_text(out);
}

static void put_tables(void) {
  struct buf text = BUF_INIT;

  for (int t = 0; t < TABLE_COUNT; t++) {
    const struct table_def *def = &table_defs[t];
    printf(".Ss %s\nOne %s a row.\n.Pp\n.Bl -tag -width Ds -compact\n", def->file, def->row);
    for (int f = 0; f < def->field_count; f++) {
      const struct field *field = &def->fields[f];
      printf(".It Li %s\n", field->name);
      if (field->help[0] != '\0') {
        put_text(field->help, strlen(field->help), false);
        puts(":");
      }
      put_prose(type_text(field, &text));
    }
    puts(".El");
  }
  buf_release(&text);
}

/* "30", "04:00", "monday" */
static void put_value(int setting, int value) {
  struct buf text = BUF_INIT;

  settings_format((enum setting)setting, value, &text);
  fputs(buf_text(&text), stdout);
  buf_release(&text);
}

/* "(7 to 730; 30 where it is not set)", "(monday, sunday; monday where it is not set)" */
/* "(7 to 730; 30 where it is not set)", "(one of monday, sunday; monday where it is not set)" */
static void put_range(int setting) {
  const struct setting_def *def = &setting_defs[setting];

  printf(def->type == SETTING_WORD ? "(one of\n" : "(");
  for (int i = def->least; def->type == SETTING_WORD && i <= def->most; i++) {
    put_value(setting, i);
    puts(i < def->most ? "," : ";");
  }
  if (def->type != SETTING_WORD) {
    put_value(setting, def->least);
    printf(" to ");
    put_value(setting, def->most);
    printf("; ");
  }
  put_value(setting, def->standard);
  printf(" where it is not set)\n");
}

static void put_settings(void) {
  struct buf text = BUF_INIT;

  puts(".Bl -tag -width Ds -compact");
  for (int i = 0; i < SETTING_COUNT; i++) {
    const struct setting_def *def = &setting_defs[i];
    printf(".It Li %s\n", def->key);
    buf_cut(&text, 0);
    buf_addf(&text, "%s%s%s", def->label, def->help[0] != '\0' ? ": " : "", def->help);
    put_prose(buf_text(&text));
    put_range(i);
  }
  puts(".El");
  buf_release(&text);
}

/* --- the keys ------------------------------------------------------------------------------- */

static int put_keys_of(const struct keymap *keymap, enum act act, int before) {
  struct buf key = BUF_INIT;
  int n = 0;

  for (; keymap_key(keymap, act, n, &key); n++) {
    if (before + n > 0)
      fputs(" , Li ", stdout);
    fputs("\\&", stdout); /* a dot is a key, not the end of a sentence */
    put_text(buf_text(&key), key.len, true);
    buf_cut(&key, 0);
  }
  if (n == 0) { /* without a key it has a command */
    fputs(":", stdout);
    put_text(act_defs[act].name, strlen(act_defs[act].name), true);
  }
  buf_release(&key);
  return before + (n > 0 ? n : 1);
}

/* As help has it: an act without a line of its own stands in the line above. */
static void put_keys(const struct keymap *keymap) {
  puts(".Bl -tag -width Ds -compact");
  for (int act = 0; act < ACT_COUNT;) {
    const struct act_def *def = &act_defs[act];
    int count;
    fputs(".It Li ", stdout);
    count = put_keys_of(keymap, (enum act)act, 0);
    for (act++; act < ACT_COUNT && act_defs[act].help[0] == '\0' &&
                act_defs[act].group == def->group && def->help[0] != '\0';
         act++)
      count = put_keys_of(keymap, (enum act)act, count);
    putchar('\n');
    put_prose(def->help[0] != '\0' ? def->help : def->word[0] != '\0' ? def->word : def->name);
  }
  puts(".El");
}

static void put_acts(const struct keymap *keymap) {
  puts(".Bl -tag -width Ds -compact");
  for (int act = 0; act < ACT_COUNT; act++) {
    fputs(".It Li ", stdout);
    put_text(act_defs[act].name, strlen(act_defs[act].name), true);
    fputs("\n.Li ", stdout);
    put_keys_of(keymap, (enum act)act, 0);
    putchar('\n');
  }
  puts(".El");
}

static void put_keymap(void (*put)(const struct keymap *)) {
  struct keymap keymap;

  keymap_init(&keymap);
  put(&keymap);
  keymap_release(&keymap);
}

static void put_input(void) {
  struct buf text = BUF_INIT;
  char bytes[4096];
  size_t len;

  while ((len = fread(bytes, 1, sizeof bytes, stdin)) > 0)
    buf_add(&text, bytes, len);
  put_help(buf_text(&text));
  buf_release(&text);
}

int main(int argc, char **argv) {
  const char *part = argc == 2 ? argv[1] : "";

  if (strcmp(part, "commands") == 0)
    put_commands();
  else if (strcmp(part, "options") == 0)
    put_options(global_options);
  else if (strcmp(part, "tables") == 0)
    put_tables();
  else if (strcmp(part, "settings") == 0)
    put_settings();
  else if (strcmp(part, "keys") == 0)
    put_keymap(put_keys);
  else if (strcmp(part, "acts") == 0)
    put_keymap(put_acts);
  else if (strcmp(part, "prose") == 0)
    put_input();
  else
    return 2;
  return 0;
}
