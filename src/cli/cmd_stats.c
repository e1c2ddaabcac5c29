/* What the book amounts to. */
#include "page_priv.h"

#include "mentee/engine/stats.h"

#define GAPS_SHOWN 5
#define BAR_MOST 30

static void out_counts(struct page *page, const struct stats *stats) {
  page_label(page, "People");
  page_textf(page, "%d, of whom %d paused; %d more are kept in memory", stats->people,
             stats->paused, stats->gone);
  page_label(page, "Mentors");
  page_textf(page, "%d, of whom %d outside your own program", stats->mentors,
             stats->mentors_elsewhere);
  page_label(page, "Touches");
  page_textf(page, "%d, of which %d in the last year", stats->touches, stats->this_year);
  page_label(page, "In 90 days");
  page_textf(page, "asked %d, gave %d, neither %d", stats->asks, stats->gives, stats->neither);
  page_label(page, "Promises");
  page_textf(page, "%d of yours open, %d of theirs", stats->open_mine, stats->open_theirs);
  page_label(page, "Kept");
  page_textf(page, "%d doors, %d letters, %d events", stats->doors, stats->letters, stats->events);
}

static void add_bar(struct buf *out, int count, const char *mark) {
  for (int i = 0; i < count; i++)
    buf_adds(out, mark);
}

/* A month a line: light, real and deep touches, each its own mark. */
static void out_months(struct cli *cli, const struct stats *stats) {
  static const char *const utf8[] = {"\xE2\x96\x82", "\xE2\x96\x85", "\xE2\x96\x88"};
  static const char *const ascii[] = {".", "o", "O"};
  const char *const *marks = cli->ascii ? ascii : utf8;
  int most = BAR_MOST;

  out_line(cli, "");
  if (stats->touches == 0) {
    out_line(cli, "  Nothing logged yet; 'mentee log' records the first conversation.");
    return;
  }
  for (int i = 0; i < STATS_MONTHS; i++) {
    const struct stats_month *month = &stats->months[i];
    int total = month->light + month->real + month->deep;
    most = total > most ? total : most;
  }
  for (int i = 0; i < STATS_MONTHS; i++) {
    const struct stats_month *month = &stats->months[i];
    struct date_civil civil = date_to_civil(month->first);
    struct buf bar = BUF_INIT;
    add_bar(&bar, month->light * BAR_MOST / most, marks[0]);
    add_bar(&bar, month->real * BAR_MOST / most, marks[1]);
    add_bar(&bar, month->deep * BAR_MOST / most, marks[2]);
    out_linef(cli, "  %s %d  %3d%s%s", date_month_short(civil.month), civil.year,
              month->light + month->real + month->deep, bar.len > 0 ? "  " : "", buf_text(&bar));
    buf_release(&bar);
  }
  out_linef(cli, "  %s in passing  %s a talk  %s a long talk", marks[0], marks[1], marks[2]);
}

static void out_gaps(struct cli *cli, const struct stats *stats) {
  struct page page = page_of(cli);

  page.indent = 2;
  if (stats->gaps.len > 0)
    out_line(cli, "");
  for (size_t i = 0; i < stats->gaps.len && i < GAPS_SHOWN; i++) {
    const struct stats_gap *gap = &stats->gaps.data[i];
    const char *id = record_id(gap->contact);
    page_textf(&page, "%s: every %d days, really %d.  mentee edit %s cadence_days=%d",
               cli_called(cli, id), gap->interval, gap->median, id,
               gap->median > 730 ? 730 : gap->median);
  }
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct stats stats;
  struct page page;

  if (!args_at_most(args, &command_stats, 0, err) || !cli_open_reading(cli, err))
    return false;
  page = page_of(cli);
  stats_compute(&stats, session_book(&cli->session), &cli_due(cli)->cadence);
  out_counts(&page, &stats);
  out_months(cli, &stats);
  out_gaps(cli, &stats);
  stats_release(&stats);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_stats = {
    .name = "stats",
    .synopsis = "stats",
    .summary = "counts, two years month by month, and intervals that are not kept",
    .options = options,
    .details =
        "An interval that is longer in truth is no fault: it can be changed to what it is.\n",
    .examples = "stats\n",
    .run = run,
};
