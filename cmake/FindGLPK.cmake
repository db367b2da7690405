# GLPK ships neither a pkg-config file nor a CMake package: find it by header and library.
# Result: GLPK_FOUND, GLPK_VERSION, the target GLPK::GLPK.
find_path(GLPK_INCLUDE_DIR glpk.h PATH_SUFFIXES glpk)
find_library(GLPK_LIBRARY glpk)
mark_as_advanced(GLPK_INCLUDE_DIR GLPK_LIBRARY)

if(GLPK_INCLUDE_DIR)
    file(STRINGS "${GLPK_INCLUDE_DIR}/glpk.h" version_lines
        REGEX "^#define GLP_(MAJOR|MINOR)_VERSION")
    string(REGEX REPLACE ".*MAJOR_VERSION[ \t]+([0-9]+).*" "\\1" major "${version_lines}")
    string(REGEX REPLACE ".*MINOR_VERSION[ \t]+([0-9]+).*" "\\1" minor "${version_lines}")
    set(GLPK_VERSION "${major}.${minor}")
endif()

include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(GLPK
    REQUIRED_VARS GLPK_LIBRARY GLPK_INCLUDE_DIR
    VERSION_VAR GLPK_VERSION)

if(GLPK_FOUND AND NOT TARGET GLPK::GLPK)
    add_library(GLPK::GLPK UNKNOWN IMPORTED)
    set_target_properties(GLPK::GLPK PROPERTIES
        IMPORTED_LOCATION "${GLPK_LIBRARY}"
        INTERFACE_INCLUDE_DIRECTORIES "${GLPK_INCLUDE_DIR}")
endif()
