# Run by zp_migrations at build time: writes OUT, which defines NAMESPACE::Migrations() with the text of FILES ('|' between them).
# A file's name is its version and its name: 0001_ledger.sql.
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(stem "${file}" NAME_WE)
  if(NOT stem MATCHES "^0*([1-9][0-9]*)_([a-z0-9_]+)$")
    message(FATAL_ERROR "${file}: a migration is named like 0001_ledger.sql")
  endif()
  set(version "${CMAKE_MATCH_1}")
  set(name "${CMAKE_MATCH_2}")
  file(READ "${file}" sql)
  string(APPEND entries "      {.version = ${version}, .name = \"${name}\", .sql = R\"zp_sql(${sql})zp_sql\"},\n")
endforeach()
string(CONCAT text
  "#include <vector>\n\n"
  "#include \"common/storage/migration.h\"\n\n"
  "namespace ${NAMESPACE} {\n\n"
  "std::vector<::zhengping::storage::Migration> Migrations() {\n"
  "  return {\n${entries}  };\n"
  "}\n\n"
  "}  // namespace ${NAMESPACE}\n")
file(WRITE "${OUT}" "${text}")
