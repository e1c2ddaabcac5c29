/* Who do I know there, now or before, and who knows them. */
#include "page_priv.h"

#include "mentee/engine/who.h"

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  static const char *const labels[] = {
      [WHO_NOW] = "Now", [WHO_BEFORE] = "Before", [WHO_KNOWS] = "Knows", [WHO_TARGET] = "Linked"};
  struct page page;
  struct who who;
  int last = -1;
  bool ok;

  if (!args_need(args, &command_who, 1, err) || !cli_open_reading(cli, err))
    return false;
  page = page_of(cli);
  page.indent = 10;
  ok = who_is_there(&who, session_book(&cli->session), args_join(cli, args, 0, args->words.len),
                    cli->session.today, err);
  if (ok && who.target != NULL)
    out_line(cli, record_text(who.target, TARGET_NAME));
  for (size_t i = 0; ok && i < who.people.len; i++) {
    const struct who_person *person = &who.people.data[i];
    if ((int)person->tie != last)
      page_label(&page, labels[person->tie]);
    last = (int)person->tie;
    page_textf(&page, "%s: %s", record_text(person->contact, CONTACT_NAME), person->how);
  }
  if (ok && who.people.len == 0)
    out_line(cli, "Nobody that you know, yet.");
  cli->status = ok && who.people.len == 0;
  who_release(&who);
  return ok;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_who = {
    .name = "who",
    .synopsis = "who PLACE|TARGET",
    .summary = "whom you know there, and who knows them",
    .options = options,
    .details = "Reads where people work and worked, and who is linked with whom. PLACE can be part "
               "of it.\n",
    .examples = "who northfen\nwho larkspur\n",
    .run = run,
};
