/* Doors that people opened, goals, where people work, who knows whom. */
#include "entity_priv.h"

static const struct option_def options[] = {
    {"tsv", 0, NULL, false, "list: every field, with tabs between"},
    {"all", 0, NULL, false, "list: every column that holds something"},
    OPTIONS_END,
};

static const struct entity opportunities = {
    .command = &command_opportunity,
    .table = TABLE_OPPORTUNITIES,
    .who = OPPORTUNITY_CONTACT_ID,
    .what = OPPORTUNITY_WHAT,
    .by = OPPORTUNITY_OPENED_ON,
    .none = "No doors yet; 'mentee opportunity add NAME WHAT' keeps the first.",
    .whom = -1,
    .goal = -1,
};

static bool run_opportunity(struct cli *cli, const struct args *args, struct err *err) {
  return entity_run(cli, &opportunities, args, err);
}

const struct command command_opportunity = {
    .name = "opportunity",
    .synopsis = "opportunity add NAME WHAT... [FIELD=VALUE...]\n"
                "opportunity list [WORDS...]\n"
                "opportunity set ID FIELD=VALUE...",
    .summary = "what somebody opened for you",
    .options = options,
    .table = TABLE_OPPORTUNITIES,
    .details =
        "It was offered today unless opened_on= and stage= say otherwise; kind= says what it "
        "is,\n"
        "asked_for=yes that you asked. delivered_on, reported_on and thanked_on are days.\n",
    .examples = "opportunity add achterberg panel in Denver my_deadline=\"15 jan\"\n"
                "opportunity list panel\n",
    .run = run_opportunity,
};

static const struct entity targets = {
    .command = &command_target,
    .table = TABLE_TARGETS,
    .who = -1,
    .what = TARGET_NAME,
    .by = TARGET_DECIDE_BY,
    .none = "No goals yet; 'mentee target add NAME' makes the first.",
    .whom = -1,
    .goal = -1,
};

static bool run_target(struct cli *cli, const struct args *args, struct err *err) {
  return entity_run(cli, &targets, args, err);
}

const struct command command_target = {
    .name = "target",
    .synopsis = "target add NAME... [FIELD=VALUE...]\n"
                "target list [WORDS...]\n"
                "target set ID FIELD=VALUE...",
    .summary = "programs, jobs and awards that you aim at",
    .options = options,
    .table = TABLE_TARGETS,
    .details = "ID can be enough of the name. kind= and status= take words; decide_by= and "
               "decided_on= are\n"
               "days.\n",
    .examples = "target add Northfen Hospital kind=fellowship decide_by=\"1 feb\"\n"
                "target set northfen status=applying\n",
    .run = run_target,
};

static const struct entity affiliations = {
    .command = &command_affiliation,
    .table = TABLE_AFFILIATIONS,
    .who = AFFILIATION_CONTACT_ID,
    .what = AFFILIATION_ORG,
    .by = -1,
    .none = "No places yet; 'mentee affiliation add NAME WHERE' keeps the first.",
    .whom = -1,
    .goal = -1,
};

static bool run_affiliation(struct cli *cli, const struct args *args, struct err *err) {
  return entity_run(cli, &affiliations, args, err);
}

const struct command command_affiliation = {
    .name = "affiliation",
    .synopsis = "affiliation add NAME WHERE... [FIELD=VALUE...]\n"
                "affiliation list [WORDS...]\n"
                "affiliation set ID FIELD=VALUE...",
    .summary = "where somebody works, and worked",
    .options = options,
    .table = TABLE_AFFILIATIONS,
    .details =
        "site= is the building, program= the training program; from_on and to_on are days.\n",
    .examples = "affiliation add seun Meridian Proton Center from_on=2024-07-01\n"
                "affiliation list northfen\n",
    .run = run_affiliation,
};

static const struct entity links = {
    .command = &command_link,
    .table = TABLE_LINKS,
    .who = LINKS_FROM_CONTACT,
    .what = -1,
    .by = -1,
    .none = "Nobody is linked yet; 'mentee link add NAME knows NAME' makes the first.",
    .whom = LINKS_TO_CONTACT,
    .goal = LINKS_TO_TARGET,
};

static bool run_link(struct cli *cli, const struct args *args, struct err *err) {
  return entity_run(cli, &links, args, err);
}

const struct command command_link = {
    .name = "link",
    .synopsis = "link add NAME HOW... NAME|TARGET [FIELD=VALUE...]\n"
                "link list [WORDS...]\n"
                "link set ID FIELD=VALUE...",
    .summary = "who knows whom",
    .options = options,
    .table = TABLE_LINKS,
    .details = "HOW is knows, introduced, worked with, trained at, works at, colleague or "
               "advocated.\n",
    .examples = "link add seun worked with laurier\n"
                "link add renwick knows saether\n",
    .run = run_link,
};
