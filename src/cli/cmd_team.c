/* Who looks after which side, and what a friend would say of it. */
#include "page_priv.h"

#include "mentee/engine/health.h"
#include "mentee/engine/team.h"

enum { TEAM_ALL, TEAM_TSV };
static const struct option_def options[] = {
    [TEAM_ALL] = {"all", 0, NULL, false, "every thought, and what is well"},
    [TEAM_TSV] = {"tsv", 0, NULL, false, "check, ids, figures and sentence, with tabs between"},
    OPTIONS_END,
};

#define LABEL_WIDTH 15
#define TOUCH_WIDTH 32

static const char *names(struct cli *cli, const struct record *const *people, size_t count) {
  struct buf text = BUF_INIT;

  for (size_t i = 0; i < count; i++)
    buf_addf(&text, "%s%s", i > 0 ? ", " : "", cli_called(cli, record_id(people[i])));
  return cli_keep(cli, &text);
}

/* One column, where two do not fit. */
static void out_narrow_map(struct page *page, const struct team *team) {
  page->indent = LABEL_WIDTH + 2;
  for (size_t i = 0; i < team->rows.len; i++) {
    const struct team_row *row = &team->rows.data[i];
    const char *touch = names(page->cli, row->in_touch.data, row->in_touch.len);
    const char *quiet = names(page->cli, row->quiet.data, row->quiet.len);

    page_label(page, row->label);
    page_text(page, touch[0] != '\0' || quiet[0] != '\0' ? touch : "\xC2\xB7");
    if (quiet[0] != '\0')
      page_textf(page, "quiet for a while: %s", quiet);
  }
}

static void out_map(struct cli *cli, const struct team *team) {
  struct page page = page_of(cli);

  if (page_is_narrow(&page)) {
    out_narrow_map(&page, team);
    return;
  }
  out_linef(cli, "  %-*s%-*s%s", LABEL_WIDTH, "Your team", TOUCH_WIDTH, "in touch",
            "quiet for a while");
  for (size_t i = 0; i < team->rows.len; i++) {
    const struct team_row *row = &team->rows.data[i];
    const char *touch = names(cli, row->in_touch.data, row->in_touch.len);
    const char *quiet = names(cli, row->quiet.data, row->quiet.len);
    int pad = TOUCH_WIDTH - text_width(touch);

    if (touch[0] == '\0' && quiet[0] == '\0')
      out_linef(cli, "  %-*s\xC2\xB7", LABEL_WIDTH, row->label);
    else if (quiet[0] == '\0')
      out_linef(cli, "  %-*s%s", LABEL_WIDTH, row->label, touch);
    else
      out_linef(cli, "  %-*s%s%*s%s", LABEL_WIDTH, row->label, touch, pad > 1 ? pad : 1, "", quiet);
  }
}

static void out_thought(struct page *page, const struct thought *thought) {
  out_line(page->cli, "");
  page_text(page, thought->sentence);
}

static void out_thoughts(struct cli *cli, const struct health *health, bool all) {
  size_t shown = all || health->order.len < HEALTH_AT_A_TIME ? health->order.len : HEALTH_AT_A_TIME;
  struct page page = page_of(cli);

  page.indent = 2;
  for (size_t i = 0; i < shown; i++)
    out_thought(&page, health->order.data[i]);
  for (size_t i = 0; all && i < health->thoughts.len; i++)
    if (!health->thoughts.data[i].speaks)
      out_thought(&page, &health->thoughts.data[i]);
  if (shown < health->order.len) {
    out_line(cli, "");
    out_linef(cli, "  %zu more; --all shows them.", health->order.len - shown);
  }
}

static void out_thought_tsv(struct cli *cli, const struct thought *thought) {
  const char *cells[] = {health_check_name(thought->check), thought->ids, thought->figures,
                         thought->sentence};

  out_tsv(cli, cells, 4);
}

static void out_tsv_thoughts(struct cli *cli, const struct health *health, bool all) {
  for (size_t i = 0; all && i < health->thoughts.len; i++)
    out_thought_tsv(cli, &health->thoughts.data[i]);
  for (size_t i = 0; !all && i < health->order.len && i < HEALTH_AT_A_TIME; i++)
    out_thought_tsv(cli, health->order.data[i]);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  bool all = args->value[TEAM_ALL] != NULL;
  const struct cadence *cadence;
  struct health health;
  struct team team;

  if (!args_at_most(args, &command_team, 0, err) || !cli_open_reading(cli, err))
    return false;
  cadence = &cli_due(cli)->cadence;
  health_compute(&health, session_book(&cli->session), &cli->session.settings, cadence);
  team_map(&team, session_book(&cli->session), cadence);
  if (args->value[TEAM_TSV] != NULL) {
    out_tsv_thoughts(cli, &health, all);
  } else {
    out_map(cli, &team);
    out_thoughts(cli, &health, all);
  }
  team_release(&team);
  health_release(&health);
  return true;
}

const struct command command_team = {
    .name = "team",
    .synopsis = "team [--all] [--tsv]",
    .summary = "who looks after which side, and three thoughts about it",
    .options = options,
    .details = "The thoughts name somebody and one next step, the easiest first. In --tsv the ids "
               "are joined\n"
               "by ; and so are the figures, each key=value.\n",
    .examples = "team\nteam --all --tsv\n",
    .run = run,
};
