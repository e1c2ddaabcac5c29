/* Everything that help says comes from the records and from the topics below. */
#include "complete_priv.h"
#include "page_priv.h"

#include <string.h>

#define INDENT 26

static const struct topic {
  const char *name, *summary, *text;
} topics[] = {
    {"dates", "how days, times and durations are written",
     "A day is 2026-11-22, today, yesterday, tomorrow, friday, last friday, -3d, +2w, 22 nov or\n"
     "nov 22 2026. A bare weekday, or a day and month, looks back where something happened (log,\n"
     "held, --on, --since) and ahead where it will (plan, later, --by). 3/4 could be two days and\n"
     "is refused.\n"
     "A time is 15:30, 9:05 or 3pm. A duration is 30d, 6w, 3m, 1y or P6W.\n"},
    {"names", "how people are named",
     "A NAME is an id, a full name, or enough of one; case and accents do not matter: bui finds\n"
     "B\xC3\xB9i Th\xE1\xBB\x8B Ng\xE1\xBB\x8D"
     "c Lan. Where two people could be meant, both are "
     "listed and nothing is done.\n"},
    {"line", "the line that log reads",
     "  [day] [kind] [with NAME and NAME]: what > what I promise by day < what they promise by "
     "day\n"
     "\n"
     "All of it is optional. Day, kind and with stand at the front, and the front ends at the\n"
     "first colon. Without a colon they count only where the whole line is front; else all of it\n"
     "is what it was about.\n"
     "Only a > or < with blanks around it counts. A blank at the very front means: take it as it\n"
     "is. Further lines are notes; - reads standard input. Where a meeting was planned for these\n"
     "days, it becomes held.\n"
     "\n"
     "  mentee log lan,tomasz \"tue: trial slots\"\n"
     "  mentee log haruka --no-reply email\n"
     "  mentee log prudence message favour=\"put me forward\" initiator=them\n"},
    {"formats", "what import reads",
     "A FORMAT is seen from the content: vcard (2.1, 3.0, 4.0), linkedin, google, google-old,\n"
     "outlook, thunderbird, ldif, abook, mutt, bbdb, monica, mentee-json, mentee-csv, or csv for\n"
     "any other with a header row.\n"
     "\n"
     "A FIELD of --map is a column of contacts.csv, first or last (parts of a name), or - to "
     "leave\n"
     "a column out; a column goes by its name, or by its number where there is no header. What "
     "has\n"
     "no field of ours is kept in columns of its own.\n"
     "\n"
     "JSON of mentee brings roles, promises and every other table along: ids are kept where they\n"
     "are free, and what is here already is left as it is.\n"},
    {"queries", "choosing people for list and due",
     "A QUERY is words and field:value pairs, all of which must hold:\n"
     "\n"
     "  role:sponsor org:larkspur due:yes -tag:letters quiet:>90d zoe\n"
     "\n"
     "Words match names, organisations, tags and interests, ignoring case and accents;\n"
     "notes:word searches notes; a minus in front means not.\n"},
    {"roles", "the roles, and what may be said of them",
     "A role is a word, then what is said of it, joined by colons in any order:\n"
     "mentor:primary, mentor:ongoing:research, sponsor, near-peer.\n"},
};

bool help_topic(size_t n, const char **name, const char **summary) {
  if (n >= sizeof topics / sizeof topics[0])
    return false;
  *name = topics[n].name;
  *summary = topics[n].summary;
  return true;
}

static const struct topic *topic_find(const char *name) {
  for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
    if (strcmp(topics[i].name, name) == 0)
      return &topics[i];
  return NULL;
}

/* "  left                     right"; the right part on its own line where the left is too long. */
static void out_pair(struct cli *cli, const char *left, const char *right) {
  struct page page = page_of(cli);

  page.indent = INDENT;
  if (text_width(left) > INDENT - 4)
    out_linef(cli, "  %s", left);
  else
    page_label(&page, left);
  page_text(&page, right);
}

/* Lines that follow each other are one paragraph, folded to the terminal. */
static void out_paragraphs(struct cli *cli, const char *text) {
  struct page page = page_of(cli);
  struct buf paragraph = BUF_INIT;

  page.indent = 2;
  while (*text != '\0') {
    size_t len = strcspn(text, "\n");
    buf_addf(&paragraph, "%s%.*s", paragraph.len > 0 ? " " : "", (int)len, text);
    text += len + (text[len] == '\n');
    if (*text != '\0' && *text != '\n')
      continue;
    page_text(&page, buf_text(&paragraph));
    buf_cut(&paragraph, 0);
    if (*text == '\n')
      out_line(cli, "");
    text += *text == '\n';
  }
  buf_release(&paragraph);
}

static void out_forms(struct cli *cli, const char *forms) {
  for (const char *form = forms; *form != '\0';) {
    size_t len = strcspn(form, "\n");
    struct page page = page_of(cli);
    page.indent = 9;
    page_label(&page, "mentee");
    page_textf(&page, "%.*s", (int)len, form);
    form += len + (form[len] == '\n');
  }
}

static void out_options(struct cli *cli, const struct option_def *options) {
  for (const struct option_def *def = options; def->name != NULL && def->help[0] != '\0'; def++) {
    const char *letter = def->letter != 0 ? cli_text(cli, "-%c, ", def->letter) : "";
    const char *argument = def->argument == NULL ? ""
                           : def->optional       ? cli_text(cli, "[=%s]", def->argument)
                                                 : cli_text(cli, " %s", def->argument);
    out_pair(cli, cli_text(cli, "%s--%s%s", letter, def->name, argument), def->help);
  }
}

/* What to begin with; everything else stands below by its name. */
static const char *const first_things[][2] = {
    {"mentee", "the full screen"},
    {"mentee --due --once", "what a login shell says"},
    {"mentee add \"Jane Doe\"", "somebody new"},
    {"mentee log jane \"...\"", "what happened, and what was promised"},
    {"mentee due", "everything that is due, in full"},
};

/* "  what happened   log plan held ..." */
static void out_group(struct cli *cli, size_t *at) {
  const char *group = command_groups[*at];
  struct page page = page_of(cli);
  struct buf names = BUF_INIT;

  page_label(&page, group);
  for (; commands[*at] != NULL && strcmp(command_groups[*at], group) == 0; ++*at)
    buf_addf(&names, "%s%s", names.len > 0 ? " " : "", commands[*at]->name);
  page_text(&page, buf_text(&names));
  buf_release(&names);
}

static void out_everywhere(struct cli *cli) {
  struct page page = page_of(cli);
  struct buf names = BUF_INIT;

  for (const struct option_def *def = global_options; def->name != NULL; def++)
    if (strcmp(def->name, "due") != 0)
      buf_addf(&names, "%s--%s%s%s", names.len > 0 ? ", " : "", def->name,
               def->argument != NULL ? " " : "", def->argument != NULL ? def->argument : "");
  page_label(&page, "everywhere");
  page_text(&page, buf_text(&names));
  buf_release(&names);
}

static void out_topics(struct cli *cli) {
  struct buf text = BUF_INIT;

  buf_adds(&text, "'mentee help COMMAND' says more, 'mentee help commands' a line of each; "
                  "'mentee help' also tells of");
  for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
    buf_addf(&text, "%s %s", i > 0 ? "," : "", topics[i].name);
  out_paragraphs(cli, buf_text(&text));
  buf_release(&text);
}

static void out_overview(struct cli *cli) {
  out_line(cli, "mentee keeps mentors, sponsors and a professional network close.");
  out_line(cli, "");
  for (size_t i = 0; i < sizeof first_things / sizeof first_things[0]; i++)
    out_pair(cli, first_things[i][0], first_things[i][1]);
  out_line(cli, "");
  for (size_t at = 0; commands[at] != NULL;)
    out_group(cli, &at);
  out_everywhere(cli);
  out_line(cli, "");
  out_topics(cli);
}

static void out_commands(struct cli *cli) {
  for (const struct command *const *command = commands; *command != NULL; command++)
    out_pair(cli, cli_text(cli, "mentee %s", (*command)->name), (*command)->summary);
  for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
    out_pair(cli, cli_text(cli, "mentee help %s", topics[i].name), topics[i].summary);
  out_line(cli, "");
  out_line(cli, "Everywhere:");
  out_options(cli, global_options);
}

static void out_command(struct cli *cli, const struct command *command) {
  out_forms(cli, command->synopsis);
  out_linef(cli, "    %s", command->summary);
  if (command->options[0].name != NULL && command->options[0].help[0] != '\0')
    out_line(cli, "");
  out_options(cli, command->options);
  if (command->details[0] != '\0')
    out_line(cli, "");
  out_paragraphs(cli, command->details);
  if (command->examples[0] != '\0')
    out_line(cli, "");
  for (const char *at = command->examples; *at != '\0';) {
    size_t len = strcspn(at, "\n");
    out_linef(cli, "  $ mentee %.*s", (int)len, at);
    at += len + (at[len] == '\n');
  }
}

static void out_words(struct cli *cli, const char *label, const struct words *list) {
  struct page page = page_of(cli);
  struct buf line = BUF_INIT;

  for (int i = 0; i < list->count; i++)
    buf_addf(&line, "%s%s", i > 0 ? ", " : "", words_word(list, i));
  page_label(&page, label);
  page_text(&page, buf_text(&line));
  buf_release(&line);
}

static void out_topic(struct cli *cli, const struct topic *topic) {
  out_lines(cli, topic->text);
  if (strcmp(topic->name, "roles") != 0)
    return;
  out_line(cli, "");
  out_words(cli, "roles", &words_role);
  out_words(cli, "facets", &words_facet);
  out_words(cli, "rank", &words_rank);
  out_words(cli, "phase", &words_phase);
}

static bool unknown(const char *name, struct err *err) {
  const char *names[sizeof topics / sizeof topics[0]];
  const char *near;

  for (size_t i = 0; i < sizeof topics / sizeof topics[0]; i++)
    names[i] = topics[i].name;
  near = text_nearest(name, names, sizeof topics / sizeof topics[0]);
  if (near == NULL)
    return command_unknown(name, err);
  return err_set(err, ERR_USAGE, "no help on '%s'; did you mean '%s'?", name, near);
}

enum { HELP_COMPLETE };
static const struct option_def options[] = {
    [HELP_COMPLETE] = {"complete", 0, "SHELL", false, ""},
    OPTIONS_END,
};

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const struct command *command;
  const struct topic *topic;

  if (args->value[HELP_COMPLETE] != NULL)
    return args_need(args, &command_help, 1, err) &&
           complete(cli, args->value[HELP_COMPLETE], args->words.data[0],
                    args->words.len > 1 ? args->words.data[1] : "", err);
  if (!args_at_most(args, &command_help, 1, err))
    return false;
  if (args->words.len == 0) {
    out_overview(cli);
    return true;
  }
  if (strcmp(args->words.data[0], "commands") == 0) {
    out_commands(cli);
    return true;
  }
  command = command_find(args->words.data[0]);
  topic = topic_find(args->words.data[0]);
  if (command == NULL && topic == NULL)
    return unknown(args->words.data[0], err);
  if (command != NULL)
    out_command(cli, command);
  else
    out_topic(cli, topic);
  return true;
}

const struct command command_help = {
    .name = "help",
    .synopsis = "help [COMMAND|TOPIC]",
    .summary = "what there is, and how it is used",
    .options = options,
    .details = "",
    .examples = "help log\nhelp dates\n",
    .run = run,
};
