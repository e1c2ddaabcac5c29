/* People into other programs' files. */
#include "cli_priv.h"

#include "mentee/session/exchange.h"
#include <string.h>

enum { EXPORT_TO, EXPORT_OUTPUT, EXPORT_NOTES };
static const struct option_def options[] = {
    [EXPORT_TO] = {"to", 0, "FORMAT", false, "see below"},
    [EXPORT_OUTPUT] = {"output", 'o', "FILE", false,
                       "instead of standard output; FOLDER/ for cards"},
    [EXPORT_NOTES] = {"notes", 0, NULL, false, "your notes on people too; without it they stay"},
    OPTIONS_END,
};

static void out_bytes(struct cli *cli, const struct buf *text) {
  if (cli->world->stdout_is_terminal) /* bytes of the data do not reach a terminal as they are */
    out_lines(cli, buf_text(text));
  else
    buf_add(&cli->out, buf_text(text), text->len);
}

static bool ends_in_slash(const char *path) {
  size_t len = strlen(path);

  return len > 0 && path[len - 1] == '/';
}

static const char *without_slash(struct cli *cli, const char *path) {
  size_t len = strlen(path);

  while (len > 1 && path[len - 1] == '/')
    len--;
  return arena_copy(&cli->arena, path, len);
}

static bool export(struct cli *cli, const struct export_request *request, const char *output,
                   struct export_result *result, struct err *err) {
  const struct session *session = &cli->session;

  if (output == NULL || strcmp(output, "-") == 0)
    return session_export(session, request, result, err);
  if (ends_in_slash(output))
    return session_export_cards(session, request, without_slash(cli, output), result, err);
  return session_export_to(session, request, output, result, err);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct export_result result = {BUF_INIT, 0, false};
  struct export_request request = {args->value[EXPORT_TO], "", args->value[EXPORT_NOTES] != NULL};
  const char *output = args->value[EXPORT_OUTPUT];
  bool to_output = output == NULL || strcmp(output, "-") == 0, ok;

  if (request.format == NULL)
    return err_set(err, ERR_USAGE, "export --to which format? 'mentee help export' lists them");
  if (!cli_open_reading(cli, err))
    return false;
  request.query = args_join(cli, args, 0, args->words.len);
  ok = export(cli, &request, output, &result, err);
  if (ok && to_output)
    out_bytes(cli, &result.text);
  else if (ok)
    out_linef(cli, "%zu %s exported to %s.", result.people,
              result.people == 1 ? "person" : "people", output);
  if (ok && result.notes_stayed && !to_output)
    out_line(cli, "Your notes on them stayed here; --notes takes them along.");
  buf_release(&result.text);
  return ok;
}

const struct command command_export = {
    .name = "export",
    .synopsis = "export [QUERY...] --to FORMAT [-o FILE]",
    .summary = "people into other programs' files",
    .options = options,
    .details =
        "FORMAT is vcard (4.0), vcard3 (3.0), ics (planned meetings, promises and reminders),\n"
        "json (every table), csv (safe to open in a spreadsheet), csv-faithful, abook or mutt.\n"
        "json read by 'mentee import' into an empty store is the same store, but for what stayed\n"
        "here: private notes, and without --notes every note.\n"
        "With -o FOLDER/ a vcard goes one card a file, as khard and vdirsyncer keep them. QUERY\n"
        "is as in 'mentee list'; without one everybody goes. Notes on an interaction that is\n"
        "marked private never leave.\n",
    .examples = "export --to vcard -o contacts.vcf\n"
                "export tag:sno-2026 --to csv -o sno.csv\n"
                "export --to ics -o mentee.ics\n",
    .outside = true,
    .run = run,
};
