# vestibule_add_plugin(<name> VERSION x.y.z [NEEDS <other plugins>] [LINK <libraries>])
# turns the folder it is called in into a plugin; the same in the tree and outside it, after find_package(Vestibule).
#
#   contract/vestibule/*.hpp   vestibule_contract_<name>   what others may include
#   **/*.cpp but plugin.cpp    vestibule_<name>_inside     rules and store, in rooms if there are many; what unit tests link
#   plugin.cpp                 vestibule_plugin_<name>     the file <name>.so the host loads
#   migrations/*.sql           are built in, and so are
#   series/*.sql               for a plugin with a database file of its own for what it measures (vestibule/series.hpp)
#
# The file carries what the loader must know before it opens it as the *names* of exported symbols (README.md, "Tags").

# The first 16 hexadecimal digits of a SHA-256 over the files' names and contents, whatever their order. A change configures anew.
function(vestibule_hash_files out folder)
  set(text "")
  list(SORT ARGN)
  foreach(file ${ARGN})
    file(SHA256 ${file} hash)
    file(RELATIVE_PATH name ${folder} ${file})
    string(APPEND text "${name} ${hash}\n")
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${ARGN})
  string(SHA256 hash "${text}")
  string(SUBSTRING ${hash} 0 16 hash)
  set(${out} ${hash} PARENT_SCOPE)
endfunction()

# What a plugin and a host must have in common: in words (VESTIBULE_BUILT_WITH) and as names of symbols (VESTIBULE_ABI_SYMBOL,
# VESTIBULE_BUILT_WITH_SYMBOL). Needs Vestibule_VERSION and VESTIBULE_HEADERS_HASH, which an installed SDK brings along.
macro(vestibule_identify_build)
  set(words "SDK ${Vestibule_VERSION}.${VESTIBULE_HEADERS_HASH}, ${CMAKE_CXX_COMPILER_ID} ${CMAKE_CXX_COMPILER_VERSION}")
  if(CMAKE_CXX_STANDARD)
    string(APPEND words ", standard ${CMAKE_CXX_STANDARD}")
  else()
    string(APPEND words ", standard 20")
  endif()
  string(APPEND words ", Boost ${Boost_VERSION}, fmt ${fmt_VERSION}")
  if(VESTIBULE_SANITIZE)
    string(REPLACE "," " " sanitizers "${VESTIBULE_SANITIZE}")
    string(APPEND words ", sanitizers ${sanitizers}")
  endif()
  set(VESTIBULE_BUILT_WITH "${words}")
  string(SHA256 hash "${words}")
  string(SUBSTRING ${hash} 0 16 hash)
  set(VESTIBULE_ABI_SYMBOL vestibule_abi_${hash})
  string(REPLACE ", " "$" words "${words}")
  string(REPLACE " " "_" words "${words}")
  set(VESTIBULE_BUILT_WITH_SYMBOL "vestibule_built_with$${words}")
endmacro()

# C++ text for the plugin's migrations in `folder`, as raw strings whose delimiter no file contains.
function(vestibule_migrations_text out folder)
  file(GLOB migrations CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/*.sql)
  list(SORT migrations)
  set(text "")
  foreach(file ${migrations})
    file(READ ${file} sql)
    string(SHA256 hash "${sql}")
    string(SUBSTRING ${hash} 0 12 delimiter)
    get_filename_component(base ${file} NAME)
    string(APPEND text "\n      {\"${base}\", R\"${delimiter}(${sql})${delimiter}\"},")
  endforeach()
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${migrations})
  set(${out} "${text}" PARENT_SCOPE)
endfunction()

function(vestibule_add_plugin name)
  cmake_parse_arguments(PARSE_ARGV 1 ARG "" "VERSION" "NEEDS;LINK")
  if(NOT name MATCHES "^[a-z][a-z0-9_]*$" OR NOT ARG_VERSION OR ARG_UNPARSED_ARGUMENTS)
    message(FATAL_ERROR "vestibule_add_plugin(<lower_case_name> VERSION x.y.z [NEEDS ...] [LINK ...]): got '${name} ${ARGN}'")
  endif()
  set(generated ${CMAKE_CURRENT_BINARY_DIR}/generated)
  if(NOT DEFINED VESTIBULE_PLUGIN_DIRECTORY)
    set(VESTIBULE_PLUGIN_DIRECTORY ${PROJECT_BINARY_DIR}/plugins)
  endif()

  # ---- the contract: values and abstract classes, nothing to link but the SDK and the wire's words
  set(contract vestibule_contract_${name})
  add_library(${contract} INTERFACE)
  add_library(Vestibule::contract_${name} ALIAS ${contract})
  file(GLOB_RECURSE contract_headers CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/contract/vestibule/*.hpp)
  if(contract_headers)
    target_sources(${contract} INTERFACE FILE_SET HEADERS BASE_DIRS contract FILES ${contract_headers})
  endif()
  target_link_libraries(${contract} INTERFACE Vestibule::wire Vestibule::sdk)
  vestibule_hash_files(contract_hash ${CMAKE_CURRENT_SOURCE_DIR}/contract ${contract_headers})
  set_target_properties(${contract} PROPERTIES
    VESTIBULE_CONTRACT_HASH ${contract_hash} EXPORT_PROPERTIES VESTIBULE_CONTRACT_HASH EXPORT_NAME contract_${name})

  # ---- the inside: rules and store, and the description the build writes from its arguments
  set(needs "")
  foreach(partner ${ARG_NEEDS})
    string(APPEND needs "\"${partner}\", ")
  endforeach()
  vestibule_migrations_text(migrations migrations)
  vestibule_migrations_text(series series)
  file(CONFIGURE OUTPUT ${generated}/${name}_description.cpp @ONLY CONTENT [=[
// Written by vestibule_add_plugin().
#include "vestibule/plugin.hpp"

extern "C" const vestibule::Description* vestibule_describe_@name@();

extern "C" const vestibule::Description* vestibule_describe_@name@() {
  static const vestibule::Description description{"@name@", "@ARG_VERSION@", {@needs@}, {@migrations@}, {@series@}};
  return &description;
}
]=])
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  list(REMOVE_ITEM sources ${CMAKE_CURRENT_SOURCE_DIR}/plugin.cpp)
  set(inside vestibule_${name}_inside)
  add_library(${inside} STATIC ${sources} ${generated}/${name}_description.cpp)
  target_include_directories(${inside} PUBLIC ${CMAKE_CURRENT_SOURCE_DIR})
  target_link_libraries(${inside} PUBLIC ${contract} ${ARG_LINK})
  foreach(partner ${ARG_NEEDS})
    target_link_libraries(${inside} PUBLIC Vestibule::contract_${partner})
  endforeach()
  if(sources MATCHES "_store\\.cpp")
    target_link_libraries(${inside} PUBLIC soci_core)
  endif()

  # ---- the file the host loads
  set(tags "${VESTIBULE_ABI_SYMBOL};${VESTIBULE_BUILT_WITH_SYMBOL};vestibule_contract_${name}_${contract_hash}")
  foreach(partner ${ARG_NEEDS})
    list(APPEND tags "vestibule_needs_${partner}_$<TARGET_PROPERTY:Vestibule::contract_${partner},VESTIBULE_CONTRACT_HASH>")
  endforeach()
  set(count 0)
  set(declarations "")
  foreach(tag IN LISTS tags)
    math(EXPR count "${count} + 1")
    string(APPEND declarations "VISIBLE extern const char tag_${count} asm(\"${tag}\");\nconst char tag_${count} = 1;\n")
  endforeach()
  file(GENERATE OUTPUT ${generated}/${name}_tags.cpp CONTENT "// Written by vestibule_add_plugin().
#define VISIBLE __attribute__((visibility(\"default\")))
namespace vestibule { struct Description; }

extern \"C\" {
${declarations}
const vestibule::Description* vestibule_describe_${name}();
VISIBLE const vestibule::Description* vestibule_describe() { return vestibule_describe_${name}(); }
}
")
  set(plugin vestibule_plugin_${name})
  add_library(${plugin} MODULE plugin.cpp ${generated}/${name}_tags.cpp)
  target_link_libraries(${plugin} PRIVATE ${inside})
  # Never unloaded (a pointer into a plugin outlives any bookkeeping), and nothing left to resolve while the house runs.
  target_link_options(${plugin} PRIVATE -Wl,-z,nodelete -Wl,-z,now)
  if(NOT VESTIBULE_SANITIZE)
    target_link_options(${plugin} PRIVATE -Wl,--no-undefined)
  endif()
  set_target_properties(${plugin} PROPERTIES PREFIX "" OUTPUT_NAME ${name} LIBRARY_OUTPUT_DIRECTORY ${VESTIBULE_PLUGIN_DIRECTORY})

  foreach(target ${inside} ${plugin})
    target_compile_features(${target} PRIVATE cxx_std_20)
    set_target_properties(${target} PROPERTIES POSITION_INDEPENDENT_CODE ON CXX_EXTENSIONS OFF
      CXX_VISIBILITY_PRESET hidden VISIBILITY_INLINES_HIDDEN ON)
    if(COMMAND vestibule_precompiled)
      vestibule_precompiled(${target})
    endif()
  endforeach()
  if(VESTIBULE_PLUGIN_DIRECTORY STREQUAL "${PROJECT_BINARY_DIR}/plugins")
    install(TARGETS ${plugin} LIBRARY DESTINATION lib/vestibule/plugins COMPONENT vestibule)
    install(TARGETS ${contract} EXPORT VestibuleTargets FILE_SET HEADERS DESTINATION include COMPONENT dev)
  endif()
endfunction()
