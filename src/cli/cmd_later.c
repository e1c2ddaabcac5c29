/* What z does on the screen: a promise, a meeting or a hello moves to another day. */
#include "cli_priv.h"

#define MOST_DAY_WORDS 3

/* A day, or a length of time from today: 2w is +2w. */
static bool is_day(const struct cli *cli, const char *text, int *day, struct err *err) {
  struct err ignored = ERR_INIT;
  int days;

  if (date_words_parse(text, cli->session.today, DATE_AHEAD, day, err))
    return true;
  if (!date_words_duration(text, &days, &ignored))
    return false;
  *day = cli->session.today + days;
  return true;
}

/* The longest end of the words that is a day; *words is where it begins. */
static bool read_day(struct cli *cli, const struct args *args, size_t *words, int *day,
                     struct err *err) {
  size_t len = args->words.len;

  for (size_t count = MOST_DAY_WORDS; count >= 1; count--) {
    struct err ignored = ERR_INIT;
    if (count < len && is_day(cli, args_join(cli, args, len - count, len), day, &ignored)) {
      *words = len - count;
      return true;
    }
  }
  return is_day(cli, args->words.data[len - 1], day, err);
}

static bool do_it(struct cli *cli, const struct open_thing *thing, int day, struct err *err) {
  switch (thing->kind) {
  case OPEN_PROMISE:
    return session_move_promise(&cli->session, thing->id, day, err);
  case OPEN_MEETING:
    return session_move_meeting(&cli->session, thing->id, day, -1, err);
  case OPEN_REASON:
    return session_later(&cli->session, thing->reason, day, err);
  case OPEN_HELLO:
    break;
  }
  return session_snooze(&cli->session, thing->contact, day, err);
}

/* A second time of one's own: what mends it better than a third. */
static void mention_moved(struct cli *cli, const struct open_thing *thing) {
  const struct record *row =
      thing->kind == OPEN_PROMISE && !thing->theirs
          ? book_find(session_book(&cli->session), TABLE_FOLLOWUPS, thing->id)
          : NULL;

  if (row != NULL && record_number(row, FOLLOWUP_TIMES_MOVED) > 1)
    out_linef(
        cli, "It was moved before. 'mentee let-go' releases it, 'mentee write %s repair' mends it.",
        thing->contact);
}

static bool run(struct cli *cli, const struct args *args, struct err *err) {
  struct open_thing thing;
  size_t words = 0;
  int day;

  if (!args_need(args, &command_later, 2, err) || !cli_open(cli, err) ||
      !read_day(cli, args, &words, &day, err))
    return false;
  if (day < cli->session.today)
    return err_set(err, ERR_USAGE, "%s is past; later is a day to come", cli_day(cli, day));
  if (!open_thing_of_id(cli, args->words.data[0], &thing) &&
      !open_thing_pick(cli, args->words.data[0], args_join(cli, args, 1, words), PICK_OPEN, &thing,
                       err))
    return false;
  if (open_thing_is_closed(cli, &thing))
    return true;
  if (!do_it(cli, &thing, day, err))
    return false;
  out_linef(cli,
            thing.kind == OPEN_HELLO || thing.kind == OPEN_REASON ? "Not before %s: %s."
                                                                  : "Moved to %s: %s.",
            cli_day(cli, day), open_thing_text(cli, &thing));
  mention_moved(cli, &thing);
  cli_tell_commit(cli);
  return true;
}

static const struct option_def options[] = {OPTIONS_END};

const struct command command_later = {
    .name = "later",
    .synopsis = "later NAME [WORDS...] DATE | ID DATE",
    .summary = "a promise, a meeting, a hello or a reminder waits until a day",
    .options = options,
    .table = TABLE_FOLLOWUPS,
    .details = "WORDS choose among what is open with somebody; 'hello' is the hello.\n",
    .examples = "later casimir codebook \"2 dec\"\nlater jane hello +2w\n",
    .run = run,
};
