# The functions that every CMakeLists.txt of this tree uses:
#
#   zp_add_parts(folder …)                             add_subdirectory for those of the list that are there
#   zp_library(NAME SOURCES a.cc … [DEPS t …])         a folder is a library; the alias replaces the first _ by ::
#   zp_grpc_library(NAME SOURCES a.cc … [DEPS t …])    the same, for rpc/ and clients/: uses the precompiled gRPC header
#   zp_binary(NAME SOURCES main.cc [DEPS t …])         a program, left in build/bin
#   zp_tests(LIBRARY stem …)                           stem_test.cc … become one gtest program for the folder
#   zp_grpc_tests(LIBRARY stem …)                      the same with the precompiled gRPC header
#   zp_migrations(LIBRARY FILES migrations/0001_x.sql …) puts SQL files into the library as zhengping::<first word>::Migrations()
#   zp_embedded_tables(HEADER h FUNCTION zhengping::x::F TABLES t …) puts tables/t.txt … into the calling folder's ${embedded_tables}
#   zp_proto_library(NAME DIR d PROTOS p … [DEPS t …]) generated into the build tree
#   zp_fuzz(NAME SOURCES x_fuzz.cc [DEPS t …])         replays the corpus in ctest; with ZP_FUZZ a libFuzzer program (fuzz.cmake)

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)

# A release without checks would be another program than the one tested: NDEBUG stays undefined.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1")

find_program(ZP_CCACHE ccache)
if(ZP_CCACHE)
  # What ccache must be told so that it may keep objects that were compiled with a precompiled header.
  set(CMAKE_CXX_COMPILER_LAUNCHER ${CMAKE_COMMAND} -E env
      CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${ZP_CCACHE})
endif()

find_package(Threads REQUIRED)
find_package(PkgConfig REQUIRED)
find_package(absl REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(SQLite3 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(pugixml CONFIG REQUIRED)
pkg_check_modules(libzip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(libxml2 REQUIRED IMPORTED_TARGET libxml-2.0)
pkg_check_modules(libpq REQUIRED IMPORTED_TARGET libpq)
pkg_check_modules(p11kit REQUIRED IMPORTED_TARGET p11-kit-1)
find_package(GTest REQUIRED)
include(GoogleTest)

set(ZP_SANITIZE "" CACHE STRING "Sanitizers for every target of this build, as -fsanitize takes them")
# A designated initialiser leaves out what keeps its default, on purpose.
set(ZP_WARNINGS -Wall -Wextra -Wconversion -Wswitch-enum -Wno-missing-field-initializers -Werror)

function(zp_compile_options target)
  target_compile_options(${target} PRIVATE ${ZP_WARNINGS})
  if(ZP_SANITIZE)
    target_compile_options(${target} PRIVATE -fsanitize=${ZP_SANITIZE} -fno-sanitize-recover=all)
    target_link_options(${target} PUBLIC -fsanitize=${ZP_SANITIZE})
  endif()
endfunction()

# The list fixes the order; a folder without a CMakeLists.txt is left out.
function(zp_add_parts)
  foreach(folder ${ARGN})
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/${folder}/CMakeLists.txt)
      add_subdirectory(${folder})
    endif()
  endforeach()
endfunction()

function(zp_library name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_library(${name} STATIC ${ARG_SOURCES})
  string(FIND ${name} _ first)
  string(SUBSTRING ${name} 0 ${first} part)
  math(EXPR rest "${first} + 1")
  string(SUBSTRING ${name} ${rest} -1 folder)
  set(alias ${part}::${folder})
  add_library(${alias} ALIAS ${name})
  target_include_directories(${name} PUBLIC ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PUBLIC ${ARG_DEPS})
  zp_compile_options(${name})
endfunction()

# One header, compiled once, serves every file that speaks gRPC: such a file then takes 6 s instead of 11.
function(zp_grpc_library name)
  zp_library(${name} ${ARGN})
  target_link_libraries(${name} PUBLIC zp_grpc_pch)
  target_precompile_headers(${name} REUSE_FROM zp_grpc_pch)
endfunction()

function(zp_binary name)
  cmake_parse_arguments(ARG "" "" "SOURCES;DEPS" ${ARGN})
  add_executable(${name} ${ARG_SOURCES})
  target_include_directories(${name} PRIVATE ${CMAKE_SOURCE_DIR})
  target_link_libraries(${name} PRIVATE ${ARG_DEPS})
  zp_compile_options(${name})
endfunction()

# Extra libraries that only the tests need follow DEPS.
function(zp_tests library)
  if(NOT ZP_BUILD_TESTS)
    return()
  endif()
  cmake_parse_arguments(ARG "WITH_PCH" "" "DEPS" ${ARGN})
  set(sources "")
  foreach(stem ${ARG_UNPARSED_ARGUMENTS})
    list(APPEND sources ${stem}_test.cc)
  endforeach()
  add_executable(${library}_test ${sources})
  target_include_directories(${library}_test PRIVATE ${CMAKE_SOURCE_DIR})
  target_compile_definitions(${library}_test PRIVATE ZP_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
  target_link_libraries(${library}_test PRIVATE ${library} ${ARG_DEPS} common::testing GTest::gmock GTest::gtest_main)
  zp_compile_options(${library}_test)
  if(ARG_WITH_PCH)
    target_precompile_headers(${library}_test REUSE_FROM zp_grpc_pch)
  else()
    target_compile_options(${library}_test PRIVATE -O0)  # a third off the build; what is tested stays optimised
  endif()
  set(properties "")
  if(common::temp_database IN_LIST ARG_DEPS)
    set(properties PROPERTIES FIXTURES_REQUIRED postgres)
  endif()
  gtest_discover_tests(${library}_test TEST_PREFIX ${library}. DISCOVERY_MODE PRE_TEST ${properties})
endfunction()

# Each gtest runs in a process of its own under ctest; one PostgreSQL server serves all of them and ends with ctest.
set(ZP_POSTGRES_PLACE ${CMAKE_BINARY_DIR}/postgres-server)
function(zp_postgres_fixture)
  add_test(NAME common_storage.PostgresServer COMMAND ${CMAKE_SOURCE_DIR}/common/testing/postgres_cluster share ${ZP_POSTGRES_PLACE})
  set_tests_properties(common_storage.PostgresServer PROPERTIES FIXTURES_SETUP postgres)
endfunction()

# The same, for tests that speak gRPC.
function(zp_grpc_tests library)
  zp_tests(${library} WITH_PCH ${ARGN})
endfunction()

# Sets ${embedded_tables} to a source file that defines FUNCTION, declared in HEADER, with the texts of the tables in their
# order, so that a binary needs no file beside it.
function(zp_embedded_tables)
  cmake_parse_arguments(ARG "" "HEADER;FUNCTION" "TABLES" ${ARGN})
  string(REGEX MATCH "^(.*)::([A-Za-z]+)$" whole ${ARG_FUNCTION})
  set(namespace ${CMAKE_MATCH_1})
  set(function ${CMAKE_MATCH_2})
  set(texts "")
  foreach(table ${ARG_TABLES})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS tables/${table}.txt)
    file(READ tables/${table}.txt text)
    string(APPEND texts "      R\"table(${text})table\",\n")
  endforeach()
  file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/embedded_tables.cc @ONLY CONTENT
"#include \"@ARG_HEADER@\"

namespace @namespace@ {

const std::vector<std::string>& @function@() {
  static const auto* const texts = new std::vector<std::string>{
@texts@  };
  return *texts;
}

}  // namespace @namespace@
")
  set(embedded_tables ${CMAKE_CURRENT_BINARY_DIR}/embedded_tables.cc PARENT_SCOPE)
endfunction()

function(zp_proto_library name)
  cmake_parse_arguments(ARG "WITH_GRPC" "DIR;ROOT" "PROTOS;DEPS" ${ARGN})
  if(NOT ARG_ROOT)
    set(ARG_ROOT ${CMAKE_SOURCE_DIR}/protos)
  endif()
  set(out ${CMAKE_BINARY_DIR}/protos)
  file(MAKE_DIRECTORY ${out})
  set(generated "")
  set(kept "")
  foreach(proto ${ARG_PROTOS})
    set(stem ${ARG_DIR}/${proto})
    string(REGEX REPLACE "\\.proto$" "" stem ${stem})
    # A file that holds a service and no message is named by nobody, so that the linker would leave it out, and with it the
    # service's descriptor, which reflection and the rules of access read.
    if(proto MATCHES "_service\\.proto$")
      string(REPLACE "_" "_5f" symbol ${ARG_DIR}/${proto})
      string(REPLACE "/" "_2f" symbol ${symbol})
      string(REPLACE "." "_2e" symbol ${symbol})
      list(APPEND kept LINKER:--undefined=descriptor_table_${symbol})
    endif()
    set(files ${out}/${stem}.pb.cc ${out}/${stem}.pb.h)
    set(grpc_flags "")
    if(ARG_WITH_GRPC OR proto MATCHES "_service\\.proto$")
      list(APPEND files ${out}/${stem}.grpc.pb.cc ${out}/${stem}.grpc.pb.h)
      set(grpc_flags --grpc_out=${out} --plugin=protoc-gen-grpc=$<TARGET_FILE:gRPC::grpc_cpp_plugin>)
    endif()
    add_custom_command(
      OUTPUT ${files}
      COMMAND protobuf::protoc -I ${ARG_ROOT} -I ${CMAKE_SOURCE_DIR}/protos -I ${ZP_GOOGLE_PROTOS} --cpp_out=${out} ${grpc_flags}
              ${ARG_ROOT}/${ARG_DIR}/${proto}
      DEPENDS ${ARG_ROOT}/${ARG_DIR}/${proto}
      VERBATIM)
    list(APPEND generated ${files})
  endforeach()
  add_library(${name} STATIC ${generated})
  target_include_directories(${name} SYSTEM PUBLIC ${out})
  target_link_libraries(${name} PUBLIC protobuf::libprotobuf gRPC::grpc++ ${ARG_DEPS})
  target_link_options(${name} INTERFACE ${kept})
  # Generated code is not ours to warn about; -O1 halves its compile time, and it is not where time goes at run time.
  target_compile_options(${name} PRIVATE -w -O1)
endfunction()

# The version is the number that a file's name starts with; common/storage/migration.h says what becomes of the text.
function(zp_migrations library)
  cmake_parse_arguments(ARG "" "" "FILES" ${ARGN})
  string(REGEX REPLACE "_.*$" "" owner ${library})
  set(out ${CMAKE_CURRENT_BINARY_DIR}/${library}_migrations.cc)
  set(files "")
  foreach(file ${ARG_FILES})
    list(APPEND files ${CMAKE_CURRENT_SOURCE_DIR}/${file})
  endforeach()
  list(JOIN files "|" joined)
  add_custom_command(
    OUTPUT ${out}
    COMMAND ${CMAKE_COMMAND} -DOUT=${out} -DNAMESPACE=zhengping::${owner} -DFILES=${joined}
            -P ${CMAKE_SOURCE_DIR}/common/cmake/embed_migrations.cmake
    DEPENDS ${files} ${CMAKE_SOURCE_DIR}/common/cmake/embed_migrations.cmake
    VERBATIM)
  target_sources(${library} PRIVATE ${out})
  target_link_libraries(${library} PUBLIC common_storage)
endfunction()

include(fuzz)
