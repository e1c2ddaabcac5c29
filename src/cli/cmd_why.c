/* Why somebody is, or is not, in the list: the clock's numbers, and every rule about them. */
#include "page_priv.h"

#include "mentee/engine/why.h"
#include <stdlib.h>

#define TEXT_COLUMN 18
#define NARROW 64

/* Those that speak, those that will by their day, those that are silent; each in the rules' order.
 */
static int by_day(const void *left, const void *right) {
  const struct why_rule *a = left, *b = right;
  int order = (a->day == DATE_NONE) - (b->day == DATE_NONE);

  if (order == 0)
    order = (a->day > b->day) - (a->day < b->day);
  return order != 0 ? order : (int)a->rule - (int)b->rule;
}

static void out_why(struct cli *cli, struct why *why) {
  struct page page = page_of(cli);
  struct buf text = BUF_INIT;

  buf_addf(&text, "%s  %s\n", record_text(why->contact, CONTACT_NAME), record_id(why->contact));
  why_clock_text(why, &text);
  buf_addc(&text, '\n');
  qsort(why->rules.data, why->rules.len, sizeof *why->rules.data, by_day);
  for (size_t i = 0; i < why->rules.len; i++)
    why_rule_text(why, &why->rules.data[i], &text);
  page_hanging(&page, buf_text(&text), page.columns < NARROW ? 2 : TEXT_COLUMN);
  buf_release(&text);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  const char *contact;
  struct why why;

  if (!args_need(args, &command_why, 1, err) || !cli_open_reading(cli, err))
    return false;
  contact = cli_person(cli, args_join(cli, args, 0, args->words.len), err);
  if (contact == NULL)
    return false;
  why_compute(&why, session_book(&cli->session), &cli->session.settings, cli->session.today,
              cli_contact(cli, contact));
  out_why(cli, &why);
  why_release(&why);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_why = {
    .name = "why",
    .synopsis = "why NAME",
    .summary = "why somebody is, or is not, in the list",
    .options = options,
    .details =
        "The numbers of the clock, then every rule about this person: what it says today, the day\n"
        "it will speak if nothing else happens, or what it watches while it is silent. The "
        "settings\n"
        "that a rule reads stand in brackets.\n",
    .examples = "why lan\n",
    .run = run,
};
