# One interface target holds every flag, so that rooms, program and tests are compiled alike.
add_library(mentee_flags INTERFACE)
target_compile_definitions(mentee_flags INTERFACE _XOPEN_SOURCE=700)
target_compile_options(mentee_flags INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
  -Wvla -Wundef -Werror -ffile-prefix-map=${CMAKE_SOURCE_DIR}/=)
if(CMAKE_C_COMPILER_ID MATCHES Clang)
  # gcc says it too, but not of an enum that becomes an int
  target_compile_options(mentee_flags INTERFACE -Wno-sign-conversion)
endif()
target_include_directories(mentee_flags INTERFACE ${CMAKE_SOURCE_DIR}/include)

if(MENTEE_SANITIZE)
  set(sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
  target_compile_options(mentee_flags INTERFACE ${sanitizers})
  target_link_options(mentee_flags INTERFACE ${sanitizers})
endif()
if(MENTEE_HARDEN)
  target_compile_options(mentee_flags INTERFACE -fstack-protector-strong -fstack-clash-protection
    -fcf-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fPIE)
  target_link_options(mentee_flags INTERFACE -Wl,-z,relro,-z,now
    $<IF:$<BOOL:$<TARGET_PROPERTY:MENTEE_STATIC>>,$<TARGET_PROPERTY:MENTEE_STATIC>,-pie>)
endif()
if(MENTEE_FUZZ)
  target_compile_options(mentee_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(MENTEE_COVERAGE)
  target_compile_options(mentee_flags INTERFACE --coverage)
  target_link_options(mentee_flags INTERFACE --coverage)
endif()
