# What every target of the project has in common, and the one-line way to add a core library.

# A package that core/ finds is known to app/ and tests/ too.
set(CMAKE_FIND_PACKAGE_TARGETS_GLOBAL ON)

add_library(hypnodesk_options INTERFACE)
target_include_directories(hypnodesk_options INTERFACE ${CMAKE_SOURCE_DIR})
target_compile_definitions(hypnodesk_options INTERFACE
  QT_NO_KEYWORDS HYPNODESK_VERSION="${PROJECT_VERSION}")
# -Wno-restrict: GCC 12 warns of impossible string overlaps (its bug 105329).
target_compile_options(hypnodesk_options INTERFACE -Wall -Wextra -Wpedantic -Wno-psabi -Wno-restrict)
if(HYPNODESK_WARNINGS_AS_ERRORS)
  target_compile_options(hypnodesk_options INTERFACE -Werror)
endif()
if(HYPNODESK_SANITIZE)
  target_compile_options(hypnodesk_options INTERFACE -fsanitize=${HYPNODESK_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(hypnodesk_options INTERFACE -fsanitize=${HYPNODESK_SANITIZE})
endif()

# hypnodesk_core_library(<area> SOURCES a.cpp ... [PUBLIC lib ...] [PRIVATE lib ...])
# makes the static library hypnodesk_<area> of the folder core/<area>.
function(hypnodesk_core_library area)
  cmake_parse_arguments(ARG "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(hypnodesk_${area} STATIC ${ARG_SOURCES})
  target_link_libraries(hypnodesk_${area} PUBLIC hypnodesk_options ${ARG_PUBLIC} PRIVATE ${ARG_PRIVATE})
endfunction()
