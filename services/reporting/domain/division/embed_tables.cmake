# Run at build time: writes OUT, which defines zhengping::reporting::ShippedTableTexts() with the text of FILES ('|'
# between them), so that the program needs no file beside it.
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME_WE)
  file(READ "${file}" text)
  string(APPEND entries "      {\"${name}\", R\"zp_text(${text})zp_text\"},\n")
endforeach()
string(CONCAT text
  "#include \"services/reporting/domain/division/division_tables.h\"\n\n"
  "namespace zhengping::reporting {\n\n"
  "std::map<std::string, std::string> ShippedTableTexts() {\n"
  "  return {\n${entries}  };\n"
  "}\n\n"
  "}  // namespace zhengping::reporting\n")
file(WRITE "${OUT}" "${text}")
