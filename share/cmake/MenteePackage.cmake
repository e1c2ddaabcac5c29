# `cpack` in build/package makes the .deb; share/deb does the whole of it.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME mentee)
set(CPACK_PACKAGE_CONTACT "The mentee authors <authors@mentee.invalid>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "keep mentors, sponsors and a professional network close")
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"mentee remembers the people who help you on your way, what you talked about,
and what was promised on either side, and says in time whom it would be good
to write to. It keeps them in plain CSV files.
.
It is a full-screen program for the terminal, a command for each thing that
it does, and a few lines for a login shell.")
set(CPACK_DEBIAN_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_STRIP_FILES ON)

# What Debian wants of a package and an installation by hand does not: gzipped pages, two files of
# its own.
if(MENTEE_DEBIAN)
  set(doc ${CMAKE_INSTALL_DATADIR}/doc/mentee)
  function(mentee_install_gzipped file name destination)
    set(made ${CMAKE_CURRENT_BINARY_DIR}/gz/${name}.gz)
    add_custom_command(OUTPUT ${made} DEPENDS ${file}
      COMMAND mkdir -p ${CMAKE_CURRENT_BINARY_DIR}/gz
      COMMAND gzip -9nc ${file} > ${made} VERBATIM)
    add_custom_target(gz-${name} ALL DEPENDS ${made})
    install(FILES ${made} DESTINATION ${destination})
  endfunction()
  mentee_install_gzipped(${CMAKE_SOURCE_DIR}/man/mentee.1 mentee.1 ${CMAKE_INSTALL_MANDIR}/man1)
  mentee_install_gzipped(${CMAKE_SOURCE_DIR}/man/mentee.5 mentee.5 ${CMAKE_INSTALL_MANDIR}/man5)
  mentee_install_gzipped(${CMAKE_SOURCE_DIR}/share/debian/changelog changelog ${doc})
  install(FILES share/debian/copyright DESTINATION ${doc})
else()
  install(FILES man/mentee.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
  install(FILES man/mentee.5 DESTINATION ${CMAKE_INSTALL_MANDIR}/man5)
endif()
# zsh looks into site-functions; Debian's also into a folder for what packages bring
set(zsh_functions ${CMAKE_INSTALL_DATADIR}/zsh/site-functions)
if(MENTEE_DEBIAN)
  set(zsh_functions ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
endif()
install(FILES share/completions/mentee.bash RENAME mentee
  DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions)
install(FILES share/completions/_mentee DESTINATION ${zsh_functions})
install(FILES share/completions/mentee.fish
  DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/mentee)
install(FILES share/desktop/org.mentee.mentee.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
install(FILES share/desktop/org.mentee.mentee.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
include(CPack)
