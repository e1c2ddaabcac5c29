/* A message from a template: in the editor, on standard output, for the clipboard or a mail
   program. mentee never sends. */
#include "page_priv.h"

#include "mentee/engine/privacy.h"
#include "mentee/session/edit_text.h"
#include "mentee/session/templates.h"
#include <string.h>

enum { WRITE_PRINT, WRITE_COPY, WRITE_MAILTO, WRITE_SENT, WRITE_ABOUT };
static const struct option_def options[] = {
    [WRITE_PRINT] = {"print", 0, NULL, false, "on standard output, without the editor"},
    [WRITE_COPY] = {"copy", 0, NULL, false, "onto the terminal's clipboard (OSC 52)"},
    [WRITE_MAILTO] = {"mailto", 0, NULL, false, "as a mailto: address for a mail program"},
    [WRITE_SENT] = {"sent", 0, NULL, false, "it went out: log it, and what it answers is done"},
    [WRITE_ABOUT] = {"about", 0, "NAME|TARGET", false,
                     "whom or what it is about: the other person, or a goal"},
    OPTIONS_END,
};

#define MOST_REASONS 16 /* that one message does */

struct writing {
  const char *contact;         /* the id */
  const struct reason *reason; /* that is answered, or NULL */
  int kind, direction;
  struct buf text; /* "Subject: ...", a blank line, the body */
};

/* The reason of theirs that comes first and that a template answers; or that this one does. */
static const struct reason *answered(struct cli *cli, const struct templates *templates,
                                     const char *contact, const struct template *only) {
  const struct due *due = cli_due(cli);
  const struct record *who = cli_contact(cli, contact);

  for (size_t i = 0; i < due->reasons.len; i++) {
    const struct reason *reason = &due->reasons.data[i];
    const struct template *found = templates_for_rule(templates, reason->rule);
    if (reason->contact == who && found != NULL && (only == NULL || found == only))
      return reason;
  }
  return NULL;
}

/* The other person of an introduction, or the goal that it is for. */
static bool read_about(struct cli *cli, const char *name, struct draft_about *about,
                       struct err *err) {
  struct err none = ERR_INIT;
  const struct record *goal;
  const char *other;

  if (name == NULL)
    return true;
  goal = session_find_row(&cli->session, TABLE_TARGETS, name, &none);
  if (goal != NULL) {
    about->row = goal;
    about->row_table = TABLE_TARGETS;
    return true;
  }
  other = cli_person(cli, name, err);
  about->other = other != NULL ? cli_contact(cli, other) : NULL;
  return other != NULL;
}

static bool begin(struct cli *cli, struct writing *writing, const struct templates *templates,
                  const char *name, const char *about_whom, struct err *err) {
  const struct book *book = session_book(&cli->session);
  const struct template *template = NULL;
  struct draft_about about = {cli_contact(cli, writing->contact), NULL, NULL, TABLE_NONE};
  struct message draft;

  if (name != NULL) {
    template = templates_find(templates, name, err);
    if (template == NULL)
      return false;
  }
  writing->reason = answered(cli, templates, writing->contact, template);
  if (template == NULL)
    template = writing->reason != NULL ? templates_for_rule(templates, writing->reason->rule)
                                       : templates_find(templates, "light_touch", err);
  if (template == NULL)
    return false;
  if (writing->reason != NULL) {
    about.row = writing->reason->row;
    about.row_table = writing->reason->row_table;
  }
  if (!read_about(cli, about_whom, &about, err))
    return false;
  draft_make(&draft, template, book, &about, cli->session.today);
  buf_addf(&writing->text, "Subject: %s\n\n%s", draft.subject, draft.body);
  writing->kind = draft.kind;
  writing->direction = draft.direction;
  draft_release(&draft);
  return true;
}

/* --- holes ---------------------------------------------------------------------------------------
 */

/* "One blank is still empty: [[the specific point]]" */
static const char *holes_text(struct cli *cli, const struct buf *text) {
  size_t len, holes = draft_holes(buf_text(text));
  const char *hole = draft_hole(buf_text(text), &len);

  if (holes == 0)
    return "";
  if (holes == 1)
    return cli_text(cli, "one blank is still empty: %.*s", (int)len, hole);
  return cli_text(cli, "%zu blanks are still empty, the first: %.*s", holes, (int)len, hole);
}

/* Through the editor until nothing is open, or the person has had enough. */
static bool edit(struct cli *cli, struct writing *writing, struct err *err) {
  bool again = true;

  while (again) {
    if (!edit_text(cli->world, cli->session.config.editor, &writing->text, err))
      return false;
    again = draft_holes(buf_text(&writing->text)) > 0;
    if (again) {
      out_sentence(cli, holes_text(cli, &writing->text));
      if (!cli_ask_yes(cli, "Go on writing?  y / n", &again, err))
        return false;
    }
  }
  return true;
}

/* --- what becomes of it
 * ---------------------------------------------------------------------------- */

static const char *subject_of(const struct buf *text, size_t *len, const char **body) {
  const char *at = buf_text(text);

  *body = at;
  *len = 0;
  if (strncmp(at, "Subject:", 8) != 0)
    return "";
  at += 8 + strspn(at + 8, " ");
  *len = strcspn(at, "\n");
  *body = at + *len + strspn(at + *len, "\n");
  return at;
}

static void add_encoded(struct buf *out, const char *text, size_t len) {
  static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~@";

  for (size_t i = 0; i < len; i++)
    if (text[i] == '\n')
      buf_adds(out, "%0D%0A");
    else if (strchr(plain, text[i]) != NULL)
      buf_addc(out, text[i]);
    else
      buf_addf(out, "%%%02X", (unsigned)(unsigned char)text[i]);
}

/* A header is one line: a line end in it would begin another header, in the hands of some mail
   program. */
static void add_header(struct buf *out, const char *text, size_t len) {
  for (size_t i = 0; i < len; i++)
    if ((unsigned char)text[i] < 0x20 || text[i] == 0x7f)
      buf_adds(out, "%20");
    else
      add_encoded(out, text + i, 1);
}

/* RFC 6068 */
static void out_mailto(struct cli *cli, const struct writing *writing) {
  const char *at = record_text(cli_contact(cli, writing->contact), CONTACT_EMAIL), *part, *body;
  struct buf url = BUF_INIT;
  size_t len = 0, subject_len;
  const char *subject = subject_of(&writing->text, &subject_len, &body);

  buf_adds(&url, "mailto:");
  if (record_next_part(&at, &part, &len))
    add_header(&url, part, len);
  buf_adds(&url, "?subject=");
  add_header(&url, subject, subject_len);
  buf_adds(&url, "&body=");
  add_encoded(&url, body, strlen(body));
  out_line(cli, buf_text(&url));
  buf_release(&url);
}

static bool hand_out(struct cli *cli, const struct args *args, const struct writing *writing,
                     bool edited, struct err *err) {
  bool copies = args->value[WRITE_COPY] != NULL, mails = args->value[WRITE_MAILTO] != NULL;
  bool open = draft_holes(buf_text(&writing->text)) > 0;

  if (open && (copies || mails)) {
    out_lines(cli, buf_text(&writing->text));
    return err_set(err, ERR_USAGE, "%s", holes_text(cli, &writing->text));
  }
  if (mails)
    out_mailto(cli, writing);
  else if (copies && cli->world->stdout_is_terminal)
    text_clipboard(&cli->out, buf_text(&writing->text), writing->text.len);
  else
    out_lines(cli, buf_text(&writing->text));
  if (copies && cli->world->stdout_is_terminal)
    out_line(cli, "Copied, ready to paste. mentee never sends.");
  if (open && !edited)
    out_complain(cli, "%s", holes_text(cli, &writing->text));
  return true;
}

/* What a message and the reasons that it does are logged as. */
struct sending {
  const struct reason *reasons[MOST_REASONS];
  size_t count;
  struct buf open; /* what may have been done with it, and nobody could be asked */
};

/* A promise that is due may have gone with it: asked at a terminal, said elsewhere. */
static bool take_promises(struct cli *cli, const struct writing *writing, struct sending *sending,
                          struct err *err) {
  const struct record *who = cli_contact(cli, writing->contact);
  const struct due *due = cli_due(cli);

  for (size_t i = 0; i < due->reasons.len && sending->count < MOST_REASONS; i++) {
    const struct reason *reason = &due->reasons.data[i];
    bool yes = false;
    if (reason->contact != who || reason == writing->reason || reason->tier != DUE_NOW ||
        reason_acts(reason->rule)->done != DONE_KEEPS)
      continue;
    if (!cli_can_ask(cli))
      buf_addf(&sending->open, "Still open: %s.  'mentee done %s' keeps it.\n", reason->what,
               record_id(reason->row));
    else if (!cli_ask_yes(cli, cli_text(cli, "Done with it, too: %s?  y / n", reason->what), &yes,
                          err))
      return false;
    if (yes)
      sending->reasons[sending->count++] = reason;
  }
  return true;
}

static bool log_it(struct cli *cli, const struct writing *writing, struct err *err) {
  struct sending sending = {{NULL}, 0, BUF_INIT};
  bool ok;
  struct log_entry entry = LOG_ENTRY_INIT;
  const char *people[1] = {writing->contact}, *body;
  size_t len;
  const char *subject = subject_of(&writing->text, &len, &body);

  if (writing->reason != NULL && reason_acts(writing->reason->rule)->done == DONE_DATES)
    sending.reasons[sending.count++] = writing->reason;
  entry.people = people;
  entry.people_count = 1;
  entry.kind = writing->kind;
  entry.channel = CHANNEL_EMAIL;
  entry.depth = DEPTH_LIGHT;
  entry.direction = writing->direction;
  entry.subject = arena_copy(&cli->arena, subject, len);
  ok = take_promises(cli, writing, &sending, err) &&
       session_sent(&cli->session, &entry, sending.reasons, sending.count, "", err);
  if (ok) {
    out_undoable(cli,
                 cli_text(cli, "Logged as sent to %s today.", cli_called(cli, writing->contact)));
    out_lines(cli, buf_text(&sending.open));
    cli_tell_commit(cli);
  }
  buf_release(&sending.open);
  return ok;
}

/* What should not go out as it is. */
static void mention(struct cli *cli, const struct writing *writing) {
  const char *question = privacy_ask_outgoing(buf_text(&writing->text));
  const struct record *contact = cli_contact(cli, writing->contact);
  const struct facts *facts = &cli_due(cli)->cadence.facts[contact->index];

  if (question != NULL)
    out_complain(cli, "%s", question);
  if (facts->status == STATUS_DO_NOT_CONTACT)
    out_complain(cli, "%s is not to be contacted", cli_called(cli, writing->contact));
  else if (facts_are_quiet(facts, cli->session.today))
    out_complain(cli, "%s asked for no contact until %s", cli_called(cli, writing->contact),
                 cli_day(cli, facts->quiet_until));
}

static bool write_to(struct cli *cli, const struct args *args, struct writing *writing,
                     struct err *err) {
  bool edits =
      cli_can_ask(cli) && args->value[WRITE_PRINT] == NULL && args->value[WRITE_SENT] == NULL;
  bool sent = args->value[WRITE_SENT] != NULL;

  if (edits && !edit(cli, writing, err))
    return false;
  mention(cli, writing);
  if (!sent && !hand_out(cli, args, writing, edits, err))
    return false;
  if (edits && draft_holes(buf_text(&writing->text)) == 0 &&
      !cli_ask_yes(cli, "Log it as sent today?  y / n", &sent, err))
    return false;
  return !sent || log_it(cli, writing, err);
}

static void out_templates(struct cli *cli, const struct templates *templates) {
  struct page page = page_of(cli);

  page.indent = 26;
  for (size_t i = 0; i < templates->list.len; i++) {
    page_label(&page, templates->list.data[i].id);
    page_text(&page, templates->list.data[i].use);
  }
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct writing writing = {NULL, NULL, WORD_EMPTY, WORD_EMPTY, BUF_INIT};
  struct templates templates;
  struct err problem = ERR_INIT;
  bool ok = true;

  if (!args_at_most(args, &command_write, 2, err) || !cli_open(cli, err))
    return false;
  session_templates(&cli->session, &templates, &problem);
  if (problem.kind != ERR_NONE)
    out_complain(cli, "%s", problem.text);
  if (args->words.len == 0) {
    out_templates(cli, &templates);
  } else {
    writing.contact = cli_person(cli, args->words.data[0], err);
    ok = writing.contact != NULL &&
         begin(cli, &writing, &templates, args->words.len > 1 ? args->words.data[1] : NULL,
               args->value[WRITE_ABOUT], err) &&
         write_to(cli, args, &writing, err);
  }
  buf_release(&writing.text);
  templates_release(&templates);
  return ok;
}

const struct command command_write = {
    .name = "write",
    .synopsis =
        "write [NAME [TEMPLATE]] [--print] [--copy] [--mailto] [--sent] [--about NAME|TARGET]",
    .summary = "a message from a template; mentee never sends",
    .options = options,
    .details =
        "Without TEMPLATE it is the one that answers what is due with them; without NAME the\n"
        "templates are listed. At a terminal it opens in $VISUAL or $EDITOR, elsewhere it is\n"
        "printed. A [[blank]] is yours to fill: while one is open the text is neither copied\n"
        "nor handed to a mail program. Notes never get into a message. Your own templates\n"
        "lie in the folder templates beside mentee.conf.\n",
    .examples = "write\nwrite haruka --print\nwrite tomasz thank_you --sent\n"
                "write renwick introduction_request --about northfen\n",
    .run = run,
};
