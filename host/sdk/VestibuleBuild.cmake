# How everything of ours is compiled: warnings, sanitizers, one precompiled header. Included once, from the top.
option(VESTIBULE_TESTS "Build the tests" ON)
option(VESTIBULE_BENCHES "Build the benches" ON)
option(VESTIBULE_WERROR "Warnings are errors" OFF)
set(VESTIBULE_SANITIZE "" CACHE STRING "Sanitizers, comma separated: address,undefined or thread")
option(VESTIBULE_FUZZER "Compile for libFuzzer; clang only" OFF)

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(fmt REQUIRED)
find_package(PkgConfig REQUIRED)
find_program(VESTIBULE_CCACHE ccache)
if(VESTIBULE_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${VESTIBULE_CCACHE})
endif()

add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual)
if(VESTIBULE_WERROR)
  add_compile_options(-Werror)
endif()
add_compile_definitions(_GLIBCXX_ASSERTIONS BOOST_DLL_USE_STD_FS)
if(VESTIBULE_SANITIZE)
  add_compile_options(-fsanitize=${VESTIBULE_SANITIZE} -fno-omit-frame-pointer)
  add_link_options(-fsanitize=${VESTIBULE_SANITIZE})
  # The check of dynamic types needs type information that libraries and our own plugins keep hidden. And with sanitizers GCC loses
  # sight of what std::regex has set; plain builds keep that warning.
  add_compile_options(-fno-sanitize=vptr)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    add_compile_options(-Wno-maybe-uninitialized)
  endif()
  # What is undefined ends the program: a report in the log of a test that passes is read by nobody.
  if(VESTIBULE_SANITIZE MATCHES undefined)
    add_compile_options(-fno-sanitize-recover=undefined)
  endif()
endif()
if(VESTIBULE_FUZZER)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_compile_options(-fpch-preprocess)
else()
  add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

# The headers nearly every file of ours includes, parsed once. A target asks for it with vestibule_precompiled(target).
file(CONFIGURE OUTPUT ${PROJECT_BINARY_DIR}/precompiled/precompiled.cpp CONTENT "// holds the precompiled header the other targets reuse\n")
add_library(vestibule_precompiled STATIC ${PROJECT_BINARY_DIR}/precompiled/precompiled.cpp)
target_link_libraries(vestibule_precompiled PUBLIC Boost::json fmt::fmt Threads::Threads)
target_precompile_headers(vestibule_precompiled PRIVATE
  <algorithm> <chrono> <functional> <map> <memory> <optional> <string> <string_view> <unordered_map> <vector>
  <boost/describe.hpp> <boost/json.hpp> <fmt/format.h> <tl/expected.hpp>)

function(vestibule_precompiled target)
  target_precompile_headers(${target} REUSE_FROM vestibule_precompiled)
endfunction()
