# cpack -G DEB makes the Debian package, cpack -G TGZ the tarball that runs from any folder.

set(CPACK_PACKAGE_NAME ${HYPNODESK_PACKAGE})
set(CPACK_PACKAGE_VENDOR "Hypnodesk")
set(CPACK_PACKAGE_CONTACT "${HYPNODESK_MAINTAINER}")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "sleep scoring with a neural network and by hand")
set(CPACK_PACKAGE_FILE_NAME "${HYPNODESK_PACKAGE}-${PROJECT_VERSION}-${CMAKE_SYSTEM_NAME}-${CMAKE_SYSTEM_PROCESSOR}")
set(CPACK_PACKAGE_CHECKSUM SHA256)
set(CPACK_STRIP_FILES ON)
set(CPACK_VERBATIM_VARIABLES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
  OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)

set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Libraries are found by dpkg-shlibdeps; what is opened at run time is not, and is named here.
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
if(HYPNODESK_BUILD_NET)
  # With the reference BLAS a night is scored six to seven times slower.
  list(APPEND depends "libopenblas0-pthread | libopenblas0-openmp | libopenblas0-serial")
endif()
if(HYPNODESK_BUILD_UI)
  # The icon is an SVG file, which a plugin of Qt draws.
  list(APPEND depends libqt6svg6)
  # Qt keeps the words of its own buttons in a package apart.
  set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "qt6-translations-l10n, qt6-wayland, fonts-liberation2 | fonts-liberation, fonts-dejavu-core | fonts-freefont-ttf")
  set(other_package hypno)
else()
  set(other_package hypnodesk)
endif()
list(JOIN depends ", " CPACK_DEBIAN_PACKAGE_DEPENDS)
set(CPACK_DEBIAN_PACKAGE_CONFLICTS ${other_package})
set(CPACK_DEBIAN_PACKAGE_REPLACES ${other_package})
set(CPACK_DEBIAN_PACKAGE_DESCRIPTION
"Opens polysomnograms (EDF, EDF+, BDF), proposes a sleep stage for every
30-second epoch with a neural network that says how sure it is, and makes
it quick to check, correct, compare and export hypnograms. It can learn
from one's own scored nights. All of this happens on this computer.
.
For research use. All automatically scored stages are subject to
verification by a qualified clinician.")

include(CPack)
