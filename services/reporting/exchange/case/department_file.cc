#include "services/reporting/exchange/case/department_file.h"

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

std::optional<DepartmentName> ReadName(RowReader& reader, const std::string& agency_code) {
  const std::string division_code = reader.RequiredCode("mof_div_code");
  if (division_code.empty() || agency_code.empty()) return std::nullopt;
  const absl::StatusOr<std::string> division = ParseDivisionName(absl::StrCat("divisions/", division_code), "");
  if (!division.ok()) {
    reader.Wrong("mof_div_code", "DIVISION_CODE_MALFORMED", "财政区划应为 9 位或 6 位数字，如 430503000");
    return std::nullopt;
  }
  const absl::StatusOr<DepartmentName> name =
      ParseDepartmentName(absl::StrCat("divisions/", *division, "/departments/", IdFromExternalCode(agency_code)), "");
  if (name.ok()) return *name;
  reader.Wrong("agency_code", "AGENCY_CODE_MALFORMED", "单位代码应为 1 至 21 位的字母、数字或连字符，如 403");
  return std::nullopt;
}

}  // namespace

const std::vector<ColumnSpec>& DepartmentColumns() {
  static const std::vector<ColumnSpec> kColumns = {{"mof_div_code", {"财政区划"}, Presence::kRequired},
                                                   {"agency_code", {"单位代码"}, Presence::kRequired},
                                                   {"agency_name", {"单位名称"}, Presence::kRequired},
                                                   {"superior_agency_code", {"上级单位代码"}},
                                                   {"unit_kind", {"单位类型", "单位性质"}}};
  return kColumns;
}

std::optional<CaseDepartment> ReadDepartment(const CaseTable& table, std::vector<Issue>& issues) {
  const std::vector<Row>& rows = table.table().rows;
  if (rows.size() != 1) {
    const int row = rows.size() > 1 ? rows[1].number : 0;
    issues.push_back({Severity::kError,
                      {.file = table.table().name, .row = row},
                      "DEPARTMENT_ROWS",
                      absl::StrCat(rows.size()),
                      "单位表应恰有一行：案卷是一个部门的"});
  }
  if (rows.empty()) return std::nullopt;
  RowReader reader(table, rows.front(), issues);
  CaseDepartment department{.agency_code = reader.RequiredCode("agency_code"),
                            .display_name = reader.RequiredText("agency_name"),
                            .superior_agency_code = reader.Code("superior_agency_code"),
                            .unit_kind = reader.Code("unit_kind"),
                            .place = reader.place()};
  const std::optional<DepartmentName> name = ReadName(reader, department.agency_code);
  if (!name.has_value()) return std::nullopt;
  department.name = *name;
  return department;
}

}  // namespace zhengping::reporting
