/* Hellos spread over the weeks, beside what has its day already. */
#include "page_priv.h"

#include "mentee/engine/week.h"

#define NAME_WIDTH 27
#define WEEKS_IN_FULL 2

static const char *day_text(struct cli *cli, const struct week_item *item) {
  char text[DATE_TEXT_SIZE];

  if (item->day == DATE_NONE)
    return "any day";
  return cli_text(cli, "%.3s %d", date_weekday_short(item->day, text),
                  date_to_civil(item->day).day);
}

/* "16-22 Nov", "30 Nov-6 Dec" */
static const char *span_text(struct cli *cli, const struct week *week) {
  struct date_civil first = date_to_civil(week->first);
  char from[DATE_TEXT_SIZE], to[DATE_TEXT_SIZE];

  date_short(week->first, from);
  date_short(week->last, to);
  if (first.month == date_to_civil(week->last).month)
    return cli_text(cli, "%d\xE2\x80\x93%s", first.day, to);
  return cli_text(cli, "%s\xE2\x80\x93%s", from, to);
}

static const char *room_text(struct cli *cli, const struct week_plan *plan,
                             const struct week *week) {
  if (week->full)
    return "full";
  return cli_text(cli, "room for %d", plan->capacity - week->planned);
}

#define DAY_WIDTH 11 /* and two blanks in front */

/* On a narrow screen the name stands before the text. */
static void out_narrow_item(struct page page, const struct week_item *item) {
  page.indent = DAY_WIDTH;
  page_label(&page, day_text(page.cli, item));
  page_textf(&page, "%s: %s", item->name, item->text);
}

static void out_item(struct cli *cli, const struct week_item *item) {
  struct buf name = BUF_INIT;
  int width = text_clip(&name, item->name, NAME_WIDTH - 1, cli->ascii ? "~" : "\xE2\x80\xA6");

  out_linef(cli, "  %-8s %s%*s%s", day_text(cli, item), buf_text(&name), NAME_WIDTH - width, "",
            item->text);
  buf_release(&name);
}

static void out_full_week(struct page *page, const struct week_plan *plan, size_t index) {
  static const char *const labels[WEEKS_IN_FULL] = {"This week", "Next week"};
  const struct week *week = &plan->weeks.data[index];

  page_both(page, cli_text(page->cli, "%s  %s", labels[index], span_text(page->cli, week)),
            room_text(page->cli, plan, week));
  for (size_t i = 0; i < week->items.len; i++)
    if (page_is_narrow(page))
      out_narrow_item(*page, &week->items.data[i]);
    else
      out_item(page->cli, &week->items.data[i]);
  if (week->items.len == 0)
    out_line(page->cli, "  nothing planned");
  out_line(page->cli, "");
}

static void out_short_week(struct page *page, const struct week_plan *plan,
                           const struct week *week) {
  struct cli *cli = page->cli;
  struct buf line = BUF_INIT;
  const char *span = span_text(cli, week);

  buf_addf(&line, "%s%*s", span, text_width(span) < 15 ? 15 - text_width(span) : 1, "");
  for (size_t i = 0; i < week->people.len; i++)
    buf_addf(&line, "%s%s", i > 0 ? ", " : "", cli_called(cli, record_id(week->people.data[i])));
  page_both(page, buf_text(&line), room_text(cli, plan, week));
  buf_release(&line);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct week_plan plan;
  struct page page;

  if (!args_at_most(args, &command_week, 0, err) || !cli_open_reading(cli, err))
    return false;
  page = page_of(cli);
  week_plan(&plan, session_book(&cli->session), &cli->session.settings, cli_due(cli));
  for (size_t i = 0; i < plan.weeks.len; i++)
    if (i < WEEKS_IN_FULL)
      out_full_week(&page, &plan, i);
    else if (i < WEEKS_AT_LEAST || plan.weeks.data[i].people.len > 0)
      out_short_week(&page, &plan, &plan.weeks.data[i]);
  week_plan_release(&plan);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_week = {
    .name = "week",
    .synopsis = "week",
    .summary = "this week and the next ones, levelled",
    .options = options,
    .details =
        "Hellos are spread so that no week has more than capacity.touches_per_week; meetings "
        "count,\n"
        "promises and blocks stand beside them.\n",
    .examples = "week\n",
    .run = run,
};
