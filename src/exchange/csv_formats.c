#include "csv_formats_priv.h"

#include "draft_priv.h"
#include "mentee/base/text.h"
#include <string.h>

#define END                                                                                        \
  { NULL, 0, "" }

/* clang-format off */
static const struct csv_column linkedin[] = {
    {"First Name", SLOT_GIVEN, ""}, {"Last Name", SLOT_FAMILY, ""}, {"URL", CONTACT_LINKS, ""},
    {"Email Address", CONTACT_EMAIL, ""}, {"Company", CONTACT_ORG, ""},
    {"Position", CONTACT_TITLE, ""}, {"Connected On", SLOT_DAY_KEPT, ""}, END};

static const struct csv_column google_old[] = {
    {"Name", CONTACT_NAME, ""}, {"Given Name", SLOT_GIVEN, ""},
    {"Additional Name", SLOT_MIDDLE, ""}, {"Family Name", SLOT_FAMILY, ""},
    {"Given Name Yomi", CONTACT_SAID, ""}, {"Name Prefix", SLOT_PREFIX, ""},
    {"Name Suffix", SLOT_SUFFIX, ""}, {"Nickname", CONTACT_CALL_BY, ""},
    {"Birthday", CONTACT_BIRTHDAY, ""}, {"Notes", CONTACT_NOTES, ""}, {"Photo", SLOT_PHOTO, ""},
    {"Group Membership", CSV_GROUPS, ""},
    {"E-mail # - Type", CSV_LABEL, ""}, {"E-mail # - Value", CONTACT_EMAIL, ""},
    {"Phone # - Type", CSV_LABEL, ""}, {"Phone # - Value", CONTACT_PHONE, ""},
    {"Address # - City", CONTACT_CITY, ""},
    {"Organization 1 - Name", CONTACT_ORG, ""}, {"Organization 1 - Title", CONTACT_TITLE, ""},
    {"Organization # - Name", SLOT_SECOND_ORG, ""},
    {"Organization # - Title", SLOT_SECOND_TITLE, ""},
    {"Website # - Value", CONTACT_LINKS, ""}, {"Website # - Type", SLOT_DROP, ""}, END};

static const struct csv_column google_new[] = {
    {"First Name", SLOT_GIVEN, ""}, {"Middle Name", SLOT_MIDDLE, ""},
    {"Last Name", SLOT_FAMILY, ""}, {"Phonetic First Name", CONTACT_SAID, ""},
    {"Name Prefix", SLOT_PREFIX, ""}, {"Name Suffix", SLOT_SUFFIX, ""},
    {"Nickname", CONTACT_CALL_BY, ""},
    {"Organization Name", CONTACT_ORG, ""}, {"Organization Title", CONTACT_TITLE, ""},
    {"Organization Department", SLOT_KEEP, "department"}, {"Birthday", CONTACT_BIRTHDAY, ""},
    {"Notes", CONTACT_NOTES, ""}, {"Photo", SLOT_PHOTO, ""}, {"Labels", CSV_GROUPS, ""},
    {"E-mail # - Label", CSV_LABEL, ""}, {"E-mail # - Value", CONTACT_EMAIL, ""},
    {"Phone # - Label", CSV_LABEL, ""}, {"Phone # - Value", CONTACT_PHONE, ""},
    {"Address # - City", CONTACT_CITY, ""},
    {"Website # - Value", CONTACT_LINKS, ""}, {"Website # - Label", SLOT_DROP, ""}, END};

/* Outlook of the desktop, Outlook.com and Google's imitation of it share their headers. */
static const struct csv_column outlook[] = {
    {"First Name", SLOT_GIVEN, ""}, {"Middle Name", SLOT_MIDDLE, ""},
    {"Last Name", SLOT_FAMILY, ""}, {"Title", SLOT_PREFIX, ""}, {"Suffix", SLOT_SUFFIX, ""},
    {"Nickname", CONTACT_CALL_BY, ""}, {"Company", CONTACT_ORG, ""},
    {"Job Title", CONTACT_TITLE, ""}, {"Department", SLOT_KEEP, "department"},
    {"Web Page", CONTACT_LINKS, ""}, {"Personal Web Page", CONTACT_LINKS, ""},
    {"E-mail Address", CONTACT_EMAIL, ""}, {"E-mail # Address", CONTACT_EMAIL, ""},
    {"E-mail Type", SLOT_DROP, ""}, {"E-mail # Type", SLOT_DROP, ""},
    {"Primary Phone", CONTACT_PHONE, ""}, {"Mobile Phone", CONTACT_PHONE, "mobile"},
    {"Business Phone", CONTACT_PHONE, "work"}, {"Business Phone #", CONTACT_PHONE, "work"},
    {"Home Phone", CONTACT_PHONE, "home"}, {"Home Phone #", CONTACT_PHONE, "home"},
    {"Other Phone", CONTACT_PHONE, "other"}, {"Car Phone", CONTACT_PHONE, "car"},
    {"Business City", CONTACT_CITY, ""}, {"Home City", CONTACT_CITY, ""},
    {"Other City", CONTACT_CITY, ""}, {"Birthday", CONTACT_BIRTHDAY, ""},
    {"Anniversary", SLOT_DAY_KEPT, ""}, {"Notes", CONTACT_NOTES, ""},
    {"Categories", CSV_GROUPS, ""}, END};

static const struct csv_column thunderbird[] = {
    {"First Name", SLOT_GIVEN, ""}, {"Last Name", SLOT_FAMILY, ""},
    {"Display Name", CONTACT_NAME, ""}, {"Nickname", CONTACT_CALL_BY, ""},
    {"Primary Email", CONTACT_EMAIL, ""}, {"Secondary Email", CONTACT_EMAIL, ""},
    {"Work Phone", CONTACT_PHONE, "work"}, {"Home Phone", CONTACT_PHONE, "home"},
    {"Mobile Number", CONTACT_PHONE, "mobile"}, {"Work City", CONTACT_CITY, ""},
    {"Home City", CONTACT_CITY, ""}, {"Job Title", CONTACT_TITLE, ""},
    {"Department", SLOT_KEEP, "department"}, {"Organization", CONTACT_ORG, ""},
    {"Organisation", CONTACT_ORG, ""}, {"Web Page #", CONTACT_LINKS, ""},
    {"Birth Year", SLOT_BIRTH_YEAR, ""}, {"Birth Month", SLOT_BIRTH_MONTH, ""},
    {"Birth Day", SLOT_BIRTH_DAY, ""}, {"Notes", CONTACT_NOTES, ""}, END};

/* Our own contacts.csv. Fields are found by their names; this is what differs. */
static const struct csv_column own[] = {{"id", CSV_OWN_ID, ""}, END};

/* What people call a column, in the languages in which programs write their headers. */
static const struct csv_column any[] = {
    {"Full Name", CONTACT_NAME, ""}, {"Display Name", CONTACT_NAME, ""},
    {"Vollständiger Name", CONTACT_NAME, ""}, {"Nom complet", CONTACT_NAME, ""},
    {"First Name", SLOT_GIVEN, ""}, {"First", SLOT_GIVEN, ""}, {"Given Name", SLOT_GIVEN, ""},
    {"Forename", SLOT_GIVEN, ""}, {"Vorname", SLOT_GIVEN, ""}, {"Prénom", SLOT_GIVEN, ""},
    {"Nombre", SLOT_GIVEN, ""}, {"Voornaam", SLOT_GIVEN, ""},
    {"Middle Name", SLOT_MIDDLE, ""}, {"Weitere Vornamen", SLOT_MIDDLE, ""},
    {"Last Name", SLOT_FAMILY, ""}, {"Last", SLOT_FAMILY, ""}, {"Surname", SLOT_FAMILY, ""},
    {"Family Name", SLOT_FAMILY, ""}, {"Nachname", SLOT_FAMILY, ""}, {"Nom", SLOT_FAMILY, ""},
    {"Apellidos", SLOT_FAMILY, ""}, {"Achternaam", SLOT_FAMILY, ""},
    {"Suffix", SLOT_SUFFIX, ""}, {"Nickname", CONTACT_CALL_BY, ""},
    {"Nick Name", CONTACT_CALL_BY, ""}, {"Salutation", SLOT_PREFIX, ""},
    {"E-mail", CONTACT_EMAIL, ""}, {"Mail", CONTACT_EMAIL, ""},
    {"Email Address", CONTACT_EMAIL, ""}, {"E-mail Address", CONTACT_EMAIL, ""},
    {"E-Mail-Adresse", CONTACT_EMAIL, ""}, {"Adresse e-mail", CONTACT_EMAIL, ""},
    {"Correo electrónico", CONTACT_EMAIL, ""}, {"E-mailadres", CONTACT_EMAIL, ""},
    {"Email #", CONTACT_EMAIL, ""}, {"email_#", CONTACT_EMAIL, ""}, {"phone_#", CONTACT_PHONE, ""}, {"E-mail #", CONTACT_EMAIL, ""},
    {"E-Mail #: Adresse", CONTACT_EMAIL, ""},
    {"Telephone", CONTACT_PHONE, ""}, {"Phone Number", CONTACT_PHONE, ""},
    {"Tel", CONTACT_PHONE, ""}, {"Telefon", CONTACT_PHONE, ""}, {"Téléphone", CONTACT_PHONE, ""},
    {"Phone #", CONTACT_PHONE, ""}, {"Mobile", CONTACT_PHONE, "mobile"},
    {"Mobile Phone Number", CONTACT_PHONE, "mobile"}, {"Mobile Phone", CONTACT_PHONE, "mobile"}, {"Cell", CONTACT_PHONE, "mobile"},
    {"Mobiltelefon", CONTACT_PHONE, "mobile"}, {"Work Phone", CONTACT_PHONE, "work"},
    {"Telefon geschäftlich", CONTACT_PHONE, "work"}, {"Home Phone", CONTACT_PHONE, "home"},
    {"Telefon privat", CONTACT_PHONE, "home"},
    {"Organization", CONTACT_ORG, ""}, {"Organisation", CONTACT_ORG, ""},
    {"Company", CONTACT_ORG, ""}, {"Institution", CONTACT_ORG, ""}, {"Employer", CONTACT_ORG, ""},
    {"Affiliation", CONTACT_ORG, ""}, {"Hospital", CONTACT_ORG, ""}, {"Firma", CONTACT_ORG, ""},
    {"Account Name", CONTACT_ORG, ""}, {"Associated Company", CONTACT_ORG, ""},
    {"Company Name", CONTACT_ORG, ""},
    {"Société", CONTACT_ORG, ""}, {"Empresa", CONTACT_ORG, ""}, {"Bedrijf", CONTACT_ORG, ""},
    {"Job Title", CONTACT_TITLE, ""}, {"Position", CONTACT_TITLE, ""}, {"Role", CONTACT_TITLE, ""},
    {"Fonction", CONTACT_TITLE, ""}, {"Puesto", CONTACT_TITLE, ""}, {"Functie", CONTACT_TITLE, ""},
    {"Department", SLOT_KEEP, "department"}, {"Abteilung", SLOT_KEEP, "department"},
    {"Town", CONTACT_CITY, ""}, {"Mailing City", CONTACT_CITY, ""}, {"Ort", CONTACT_CITY, ""}, {"Ville", CONTACT_CITY, ""},
    {"URL", CONTACT_LINKS, ""}, {"Website", CONTACT_LINKS, ""}, {"Web Page", CONTACT_LINKS, ""},
    {"LinkedIn", CONTACT_LINKS, ""}, {"LinkedIn URL", CONTACT_LINKS, ""},
    {"Website URL", CONTACT_LINKS, ""}, {"Webseite", CONTACT_LINKS, ""},
    {"Birth Date", CONTACT_BIRTHDAY, ""}, {"Birthdate", CONTACT_BIRTHDAY, ""}, {"Date of Birth", CONTACT_BIRTHDAY, ""},
    {"Geburtstag", CONTACT_BIRTHDAY, ""}, {"Anniversaire", CONTACT_BIRTHDAY, ""},
    {"Note", CONTACT_NOTES, ""}, {"Comments", CONTACT_NOTES, ""}, {"Notizen", CONTACT_NOTES, ""},
    {"Tag", CONTACT_TAGS, ""}, {"Categories", CSV_GROUPS, ""}, {"Labels", CSV_GROUPS, ""},
    {"Category", CSV_GROUPS, ""}, {"Kategorien", CSV_GROUPS, ""}, END};
/* clang-format on */

static const char *const no_noise[] = {NULL};
/* What Outlook writes into every row. */
static const char *const outlook_noise[] = {"0/0/00", "00/00/00",    "Normal",
                                            "False",  "Unspecified", NULL};

const struct csv_format csv_formats[] = {
    {"mentee-csv", {"id", "name"}, own, NULL, no_noise},
    {"linkedin", {"First Name", "Last Name", "Connected On"}, linkedin, NULL, no_noise},
    {"google", {"E-mail 1 - Label", "First Name"}, google_new, " ::: ", no_noise},
    {"google-old", {"Given Name", "Group Membership"}, google_old, " ::: ", no_noise},
    {"thunderbird", {"Primary Email", "Display Name"}, thunderbird, NULL, no_noise},
    {"outlook", {"First Name", "E-mail Address", "Job Title"}, outlook, NULL, outlook_noise},
    {"csv", {NULL}, any, NULL, no_noise},
    {NULL, {NULL}, NULL, NULL, NULL},
};

/* `#` in the pattern takes one or more digits. */
static bool header_matches(const char *pattern, const char *header) {
  for (; *pattern != '\0'; pattern++) {
    if (*pattern == '#') {
      size_t digits = strspn(header, "0123456789");
      if (digits == 0)
        return false;
      header += digits;
    } else if (text_lower(*pattern) != text_lower(*header++)) {
      return false;
    }
  }
  return *header == '\0';
}

const struct csv_column *csv_column_find(const struct csv_format *format, const char *header) {
  for (const struct csv_column *column = format->columns; column->header != NULL; column++)
    if (header_matches(column->header, header))
      return column;
  return NULL;
}
