// Any bytes are read without a crash, and a table that was read is the same after it was written and read again.
#include <cstdint>

#include "common/spreadsheet/csv.h"
#include "common/status/check.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  using namespace zhengping;
  std::vector<Issue> issues;
  const std::optional<Table> table =
      ReadCsv("fuzz.csv", absl::string_view(reinterpret_cast<const char*>(bytes), size), issues);
  ZP_CHECK(table.has_value() != HasErrors(issues), "either a table or what is wrong");
  if (!table) return 0;
  for (const char separator : {',', '\t'}) {
    const std::optional<Table> again =
        ReadCsv("fuzz.csv", FormatCsv(*table, {.separator = separator, .has_byte_order_mark = true}), issues);
    ZP_CHECK(again.has_value() && again->headings == table->headings, FormatCsv(*table));
    ZP_CHECK(again->heading_row == table->heading_row && again->rows.size() == table->rows.size(), FormatCsv(*table));
    for (size_t i = 0; i < table->rows.size(); ++i) {
      ZP_CHECK(again->rows[i].number == table->rows[i].number && again->rows[i].cells == table->rows[i].cells,
               FormatCsv(*table));
    }
  }
  return 0;
}
