/*
 * Makes a store of any size, the same bytes every time: gen_store FOLDER PEOPLE [INTERACTIONS]
 * A network as it grows in ten years: few people met often, many met twice; ten interactions a
 * person unless said otherwise; promises nearly all kept; some text with commas and line ends.
 */
#include "mentee/base/date.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#define YEARS 10
#define TODAY_YEAR 2026
#define COUNT(array) (sizeof(array) / sizeof(array)[0])

struct gen {
  const char *folder;
  uint64_t random;
  long people, interactions;
  int today, first_day;
};

static const char *const given[] = {"Henrike", "Søren",  "Ines",  "Lan",    "Bolaji", "Zoë",
                                    "Haruka",  "Tomasz", "Marta", "Rashid", "Priya",  "Owen",
                                    "Adaeze",  "Luís",   "Mei",   "Yusuf"};
static const char *const family[] = {
    "Vandersloot", "Okonkwo", "Larsen", "Togawa", "Marlowe",     "Adeyemi", "Szentgyorgyi",
    "Nowak",       "Haddad",  "Brandt", "Quispe", "Fairweather", "Iyer",    "Castellanos"};
static const char *const orgs[] = {"Larkspur Medical Center", "Northfen University Hospital",
                                   "Calloway Clinic", "Stourmouth, Hart & Sons",
                                   "Tamarack Institute"};
static const char *const disciplines[] = {"rad_onc", "med_onc", "physics", "nursing", "research"};
static const char *const levels[] = {"resident", "early_career", "mid_career", "senior", "staff"};
static const char *const roles[] = {"mentor",       "sponsor",      "peer",         "near_peer",
                                    "collaborator", "acquaintance", "acquaintance", "prospect"};
static const char *const channels[] = {"in_person", "video", "email", "phone"};
static const char *const kinds[] = {"meeting", "coffee", "message", "call", "update", "thank_you"};
static const char *const directions[] = {"neutral", "ask", "give"};
static const char *const subjects[] = {"the fellowship",           "contouring, second round",
                                       "slots for the trial",      "how the move went",
                                       "the \"wait times\" audit", "a paper on re-irradiation"};

/* splitmix64 */
static uint64_t next(struct gen *gen) {
  uint64_t x = gen->random += UINT64_C(0x9e3779b97f4a7c15);

  x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
  x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
  return x ^ (x >> 31);
}

static long below(struct gen *gen, long count) {
  return (long)(next(gen) % (uint64_t)count);
}

#define PICK(gen, words) ((words)[below((gen), (long)COUNT(words))])

/* Few are met often: the square of an even draw. */
static long somebody(struct gen *gen) {
  double draw = (double)(next(gen) >> 11) / 9007199254740992.0;

  return (long)(draw * draw * (double)gen->people) + 1;
}

static const char *day_text(int day, char *text) {
  return date_iso(day, text);
}

static void put_cell(FILE *out, const char *text) {
  if (strpbrk(text, ",\"\n") == NULL) {
    fputs(text, out);
    return;
  }
  putc('"', out);
  for (; *text != '\0'; text++) {
    if (*text == '"')
      putc('"', out);
    putc(*text, out);
  }
  putc('"', out);
}

static FILE *open_file(const struct gen *gen, const char *name, const char *header) {
  char path[4096];
  FILE *out;

  snprintf(path, sizeof path, "%s/%s", gen->folder, name);
  out = fopen(path, "w");
  if (out == NULL) {
    perror(path);
    exit(3);
  }
  chmod(path, 0600);
  fprintf(out, "%s\n", header);
  return out;
}

static void close_file(FILE *out) {
  if (ferror(out) || fclose(out) != 0) {
    perror("gen_store");
    exit(3);
  }
}

static void put_contacts(struct gen *gen) {
  FILE *out = open_file(gen, "contacts.csv",
                        "id,name,sort_name,discipline,level,org,city,email,interests,met_on,source,"
                        "status,birthday,tags,notes,created_at");
  char day[DATE_TEXT_SIZE];

  for (long i = 1; i <= gen->people; i++) {
    const char *first = PICK(gen, given), *last = PICK(gen, family);
    const char *met = day_text(gen->first_day + (int)below(gen, YEARS * 365L), day);
    fprintf(out, "c%07ld,%s %s %ld,\"%s %ld, %s\",%s,%s,", i, first, last, i, last, i, first,
            PICK(gen, disciplines), PICK(gen, levels));
    put_cell(out, PICK(gen, orgs));
    fprintf(out, ",Larkspur,p%ld@example.org,CNS;proton,%s,conference,%s,,%s,", i, met,
            below(gen, 50) == 0 ? "archived" : "active", i % 3 == 0 ? "cns;letters" : "");
    put_cell(out,
             i % 4 == 0 ? "Prefers a one-page agenda, the evening before.\nCalls after nine." : "");
    fprintf(out, ",%s\n", met);
  }
  close_file(out);
}

static void put_roles(struct gen *gen) {
  FILE *out = open_file(gen, "roles.csv", "id,contact_id,role,facet,rank,phase,from_on,to_on,why");
  char day[DATE_TEXT_SIZE];
  long id = 0;

  for (long i = 1; i <= gen->people; i++)
    for (long n = i % 5 == 0 ? 2 : 1; n > 0; n--) {
      const char *role = PICK(gen, roles);
      bool mentor = strcmp(role, "mentor") == 0;
      fprintf(out, "r%07ld,c%07ld,%s,,%s,%s,%s,,\n", ++id, i, role, mentor ? "secondary" : "",
              mentor ? "trial" : "", day_text(gen->first_day + (int)below(gen, YEARS * 365L), day));
    }
  close_file(out);
}

static void put_affiliations(struct gen *gen) {
  FILE *out = open_file(gen, "affiliations.csv", "id,contact_id,org,site,title,from_on,to_on");
  char day[DATE_TEXT_SIZE];

  for (long i = 1; i <= gen->people; i += 2) {
    fprintf(out, "a%07ld,c%07ld,", i, i);
    put_cell(out, PICK(gen, orgs));
    fprintf(out, ",,Professor,%s,\n",
            day_text(gen->first_day + (int)below(gen, YEARS * 365L), day));
  }
  close_file(out);
}

static void put_interactions(struct gen *gen) {
  FILE *out = open_file(gen, "interactions.csv",
                        "id,on_date,time,minutes,people,channel,kind,direction,initiator,depth,"
                        "status,subject,decisions,notes");
  char day[DATE_TEXT_SIZE];

  for (long i = 1; i <= gen->interactions; i++) {
    int on = gen->first_day + (int)((double)i * YEARS * 365 / (double)(gen->interactions + 1));
    fprintf(out, "i%07ld,%s,,30,c%07ld", i, day_text(on, day), somebody(gen));
    if (below(gen, 12) == 0)
      fprintf(out, ";c%07ld", somebody(gen));
    fprintf(out, ",%s,%s,%s,me,%s,held,", PICK(gen, channels), PICK(gen, kinds),
            PICK(gen, directions), below(gen, 3) == 0 ? "light" : "real");
    put_cell(out, PICK(gen, subjects));
    fputs(",,", out);
    put_cell(out, i % 3 == 0 ? "Long talk, good mood.\nSend the draft before it is perfect." : "");
    putc('\n', out);
  }
  close_file(out);
}

static void put_followups(struct gen *gen) {
  FILE *out = open_file(gen, "followups.csv",
                        "id,contact_id,direction,kind,what,made_on,due_on,done_on,outcome");
  char made[DATE_TEXT_SIZE], due[DATE_TEXT_SIZE];

  for (long i = 1; i <= gen->people; i++) {
    int on = gen->first_day + (int)((double)i * YEARS * 365 / (double)(gen->people + 1));
    bool open = on > gen->today - 20;
    fprintf(out, "f%07ld,c%07ld,%s,send,", i, somebody(gen), i % 3 == 0 ? "they_owe" : "i_owe");
    put_cell(out, PICK(gen, subjects));
    day_text(on, made);
    day_text(on + 10, due);
    fprintf(out, ",%s,%s,%s,%s\n", made, due, open ? "" : due, open ? "open" : "kept");
  }
  close_file(out);
}

static void put_settings(struct gen *gen) {
  FILE *out = open_file(gen, "settings.csv", "key,value");

  fputs("schema,1\nme.name,Ines Marlowe-Adeyemi\n", out);
  close_file(out);
}

int main(int argc, char **argv) {
  struct gen gen = {.random = 20261120};

  if (argc < 3 || argc > 4) {
    fprintf(stderr, "usage: gen_store FOLDER PEOPLE [INTERACTIONS]\n");
    return 2;
  }
  gen.folder = argv[1];
  gen.people = strtol(argv[2], NULL, 10);
  gen.interactions = argc > 3 ? strtol(argv[3], NULL, 10) : gen.people * 10;
  if (gen.people < 1 || gen.interactions < 0) {
    fprintf(stderr, "gen_store: at least one person\n");
    return 2;
  }
  gen.today = date_from_civil(TODAY_YEAR, 11, 20);
  gen.first_day = gen.today - YEARS * 365;
  mkdir(gen.folder, 0700);
  put_contacts(&gen);
  put_roles(&gen);
  put_affiliations(&gen);
  put_interactions(&gen);
  put_followups(&gen);
  put_settings(&gen);
  return 0;
}
