#include "services/reporting/domain/sheet_check/written_sheet_json.h"

#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {

using nlohmann::json;

std::string SheetToJson(const WrittenSheet& sheet) {
  json rows = json::array();
  for (const WrittenRow& row : sheet.rows) rows.push_back({{"row", row.row}, {"cells", row.cells}});
  const json whole = {{"file", sheet.file}, {"headings", sheet.headings}, {"rows", std::move(rows)}};
  return whole.dump(-1, ' ', /*ensure_ascii=*/false, json::error_handler_t::replace);
}

absl::StatusOr<WrittenSheet> SheetFromJson(absl::string_view text) {
  using Texts = std::map<std::string, std::string>;
  try {
    const json whole = json::parse(text.begin(), text.end());
    WrittenSheet sheet{whole.at("file").get<std::string>(), whole.at("headings").get<Texts>(), {}};
    for (const json& row : whole.at("rows"))
      sheet.rows.push_back({row.at("row").get<int>(), row.at("cells").get<Texts>()});
    return sheet;
  } catch (const json::exception& error) {
    return absl::InternalError(absl::StrCat("stored sheet: ", error.what()));
  }
}

}  // namespace zhengping::reporting
