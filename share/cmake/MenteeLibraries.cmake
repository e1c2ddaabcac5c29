# The libraries as mentee::NAME. libcsv ships neither a pkg-config file nor a CMake one.

function(mentee_library name header library)
  cmake_parse_arguments(LIB "" "" "ARCHIVES" ${ARGN})
  find_path(${name}_INCLUDE ${header} PATH_SUFFIXES ncursesw REQUIRED)
  if(MENTEE_STATIC_DEPS)
    find_library(${name}_ARCHIVE lib${library}.a)
  endif()
  find_library(${name}_LIBRARY ${library} REQUIRED)
  add_library(mentee::${name} INTERFACE IMPORTED)
  target_include_directories(mentee::${name} SYSTEM INTERFACE ${${name}_INCLUDE})
  if(${name}_ARCHIVE)
    target_link_libraries(mentee::${name} INTERFACE ${${name}_ARCHIVE})
  else()
    target_link_libraries(mentee::${name} INTERFACE ${${name}_LIBRARY})
  endif()
endfunction()

mentee_library(csv csv.h csv)
mentee_library(utf8proc utf8proc.h utf8proc)
mentee_library(confuse confuse.h confuse)
mentee_library(jansson jansson.h jansson)
mentee_library(ncursesw curses.h ncursesw)
mentee_library(tinfo term.h tinfo)
target_link_libraries(mentee::ncursesw INTERFACE mentee::tinfo)
target_compile_definitions(mentee::ncursesw INTERFACE NCURSES_WIDECHAR=1)

# Where the system has libc's archive too, nothing is looked up at start, which is most of what a
# login costs. A package is linked with what its system updates. `-z pack-relative-relocs` is tried
# by running it: the start of an older libc does not know such relocations.
if(MENTEE_STATIC_DEPS)
  file(WRITE ${CMAKE_BINARY_DIR}/try_static.c
    "static int zero;\nint *const pointers[] = {&zero};\nint main(void) { return *pointers[0]; }\n")
  foreach(flags "-static-pie;-Wl,-z,pack-relative-relocs" "-static-pie")
    if(NOT DEFINED MENTEE_STATIC_FLAGS)
      try_run(status built ${CMAKE_BINARY_DIR}/try_static ${CMAKE_BINARY_DIR}/try_static.c
        COMPILE_DEFINITIONS -fPIE LINK_OPTIONS ${flags})
      if(built AND "${status}" STREQUAL "0")
        set(MENTEE_STATIC_FLAGS ${flags} CACHE INTERNAL "How an archive of everything is linked")
      endif()
      unset(status CACHE)
      unset(built CACHE)
    endif()
  endforeach()
endif()
function(mentee_link_statically target)
  # libconfuse could look a user up for a "~", which is never handed to it; without the user database,
  # which an archive cannot bring, it would end the program
  if(MENTEE_STATIC_FLAGS)
    set_target_properties(${target} PROPERTIES MENTEE_STATIC
      "${MENTEE_STATIC_FLAGS};-Wl,--defsym=getpwnam=abort;-Wl,--defsym=getpwuid=abort")
  endif()
endfunction()
