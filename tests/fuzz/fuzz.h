#ifndef TESTS_FUZZ_H
#define TESTS_FUZZ_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What must hold for every input; a fuzzer wants to see a crash. */
#define FUZZ_CHECK(what)                                                                           \
  do {                                                                                             \
    if (!(what))                                                                                   \
      __builtin_trap();                                                                            \
  } while (0)
#endif
