# mentee_room(NAME LINKS ...): src/NAME/*.c become one archive. Rooms above base do not see the
# functions that banned.h lists.
function(mentee_room name)
  cmake_parse_arguments(ROOM "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.c)
  add_library(mentee_${name} STATIC ${sources})
  target_link_libraries(mentee_${name} PUBLIC mentee_flags)
  foreach(link IN LISTS ROOM_LINKS)
    if(TARGET mentee_${link})
      target_link_libraries(mentee_${name} PUBLIC mentee_${link})
    else()
      target_link_libraries(mentee_${name} PRIVATE ${link})
    endif()
  endforeach()
  if(NOT name STREQUAL base)
    target_compile_options(mentee_${name} PRIVATE
      -include ${CMAKE_SOURCE_DIR}/include/mentee/base/banned.h)
  endif()
endfunction()
