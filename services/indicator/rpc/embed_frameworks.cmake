# Run at build time: writes OUT, which defines zhengping::indicator::ShippedFrameworkTexts() with the text of FILES ('|'
# between them), so that the program needs no file beside it.
string(REPLACE "|" ";" files "${FILES}")
set(entries "")
foreach(file IN LISTS files)
  get_filename_component(name "${file}" NAME)
  file(READ "${file}" text)
  string(APPEND entries "      {.file = \"${name}\", .text = R\"zp_text(${text})zp_text\"},\n")
endforeach()
string(CONCAT text
  "#include \"services/indicator/rpc/framework_catalogue.h\"\n\n"
  "namespace zhengping::indicator {\n\n"
  "std::vector<FrameworkText> ShippedFrameworkTexts() {\n"
  "  return {\n${entries}  };\n"
  "}\n\n"
  "}  // namespace zhengping::indicator\n")
file(WRITE "${OUT}" "${text}")
