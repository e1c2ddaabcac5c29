#ifndef MENTEE_BASE_BANNED_H
#define MENTEE_BASE_BANNED_H
/*
 * Functions that fail to compile outside src/base: what they do is done by buf,
 * arena, date or the os door, where overflow, locale and the clock are dealt
 * with. Included before everything else by the build (see mentee_room()), after
 * the headers that declare them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#define BANNED(name) mentee_banned_##name##_see_base_banned_h
#undef malloc
#define malloc(size) BANNED(malloc)
#undef calloc
#define calloc(count, size) BANNED(calloc)
#undef realloc
#define realloc(old, size) BANNED(realloc)
#undef strdup
#define strdup(text) BANNED(strdup)
#undef strndup
#define strndup(text, len) BANNED(strndup)
#undef strcpy
#define strcpy(to, from) BANNED(strcpy)
#undef strncpy
#define strncpy(to, from, len) BANNED(strncpy)
#undef strcat
#define strcat(to, from) BANNED(strcat)
#undef strncat
#define strncat(to, from, len) BANNED(strncat)
#undef sprintf
#define sprintf(...) BANNED(sprintf)
#undef vsprintf
#define vsprintf(...) BANNED(vsprintf)
#undef strtok
#define strtok(text, by) BANNED(strtok)
#undef atoi
#define atoi(text) BANNED(atoi)
#undef atol
#define atol(text) BANNED(atol)
#undef localtime
#define localtime(t) BANNED(localtime)
#undef gmtime
#define gmtime(t) BANNED(gmtime)
#undef ctime
#define ctime(t) BANNED(ctime)
#undef asctime
#define asctime(t) BANNED(asctime)
#undef time
#define time(t) BANNED(time)
#undef getenv
#define getenv(name) BANNED(getenv)
#undef strcasecmp
#define strcasecmp(a, b) BANNED(strcasecmp)
#endif
