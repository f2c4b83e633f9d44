#   zp_fuzz(NAME SOURCES x_fuzz.cc [DEPS t …])
#
# The normal build makes NAME_replay, which feeds every file of tests/data/fuzz/NAME to the entry point once; ctest runs it
# as fuzz.NAME. With clang and ZP_FUZZ=ON, NAME is a libFuzzer program besides:
#
#   cmake -S . -B build-fuzz -G Ninja -DCMAKE_CXX_COMPILER=clang++-14 -DZP_FUZZ=ON -DZP_SANITIZE=address,fuzzer-no-link
#   cmake --build build-fuzz --target csv_fuzz && build-fuzz/bin/csv_fuzz -max_total_time=30 new-corpus tests/data/fuzz/csv_fuzz
option(ZP_FUZZ "Build the libFuzzer programs (needs clang)" OFF)

function(zp_fuzz name)
  if(NOT ZP_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  zp_binary(${name}_replay SOURCES ${ARG_SOURCES} ${CMAKE_SOURCE_DIR}/common/testing/replay_main.cc DEPS ${ARG_DEPS})
  add_test(NAME fuzz.${name} COMMAND ${name}_replay ${CMAKE_SOURCE_DIR}/tests/data/fuzz/${name})
  if(ZP_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
      message(FATAL_ERROR "ZP_FUZZ needs -DCMAKE_CXX_COMPILER=clang++-14: libFuzzer is a part of clang")
    endif()
    zp_binary(${name} SOURCES ${ARG_SOURCES} DEPS ${ARG_DEPS})
    target_compile_options(${name} PRIVATE -fsanitize=fuzzer)
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
  endif()
endfunction()
