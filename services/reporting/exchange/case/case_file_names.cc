#include "services/reporting/exchange/case/case_file_names.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

enum class Scope { kEveryYear, kOwnYear, kNotRead };

struct KnownFile {
  const char* name;
  const char* chinese;
  Scope scope;
};

constexpr KnownFile kKnownFiles[] = {{"case.json", "说明.json", Scope::kEveryYear},
                                     {"department.csv", "单位.csv", Scope::kEveryYear},
                                     {"ledger.csv", "指标账.csv", Scope::kEveryYear},
                                     {"statement.csv", "基础数据表.csv", Scope::kEveryYear},
                                     {"facts.csv", "决算数.csv", Scope::kEveryYear},
                                     {"special_funds.csv", "专项资金.csv", Scope::kEveryYear},
                                     {"plan.csv", "绩效目标.csv", Scope::kOwnYear},
                                     {"observations.csv", "完成情况.csv", Scope::kOwnYear},
                                     {"checks.csv", "勾稽关系.csv", Scope::kOwnYear},
                                     {"narrative.md", "正文.md", Scope::kOwnYear},
                                     {"claimed.csv", "已报自评表.csv", Scope::kOwnYear},
                                     {"framework.xlsx", "评价体系.xlsx", Scope::kOwnYear},
                                     {"framework.textproto", "评价体系.textproto", Scope::kOwnYear},
                                     {"framework.json", "评价体系.json", Scope::kOwnYear}};

// 2022 of "2022/…", taken off; 0 when the path begins with no year.
int ConsumeYear(absl::string_view* path) {
  int year = 0;
  if (path->size() < 6 || (*path)[4] != '/' || !absl::SimpleAtoi(path->substr(0, 4), &year)) return 0;
  if (year < 1900 || year > 2199) return 0;
  path->remove_prefix(5);
  return year;
}

bool IsWorkbook(absl::string_view name) {
  const std::string lower = absl::AsciiStrToLower(name);
  for (const char* ending : {".xlsx", ".xls", ".xlsm", ".et", ".ods"}) {
    if (absl::EndsWith(lower, ending)) return true;
  }
  return false;
}

}  // namespace

CaseFileName ReadCaseFileName(absl::string_view path) {
  absl::string_view rest = path;
  CaseFileName read{.folder_year = ConsumeYear(&rest)};
  if (absl::StrContains(rest, "/")) return read;
  if (IsWorkbook(rest)) read.kind = CaseFileKind::kWorkbook;
  for (const KnownFile& file : kKnownFiles) {
    if (rest != file.name && rest != file.chinese) continue;
    const bool is_read = file.scope == Scope::kEveryYear || (file.scope == Scope::kOwnYear && read.folder_year == 0);
    read.kind = is_read ? CaseFileKind::kRead : CaseFileKind::kNotRead;
    read.name = absl::StrCat(path.substr(0, path.size() - rest.size()), file.name);
  }
  return read;
}

CaseFileName ReadCaseSheetName(absl::string_view folder, absl::string_view sheet) {
  const std::string narrow = HalfWidth(sheet);
  absl::string_view stem = narrow;
  std::string path(folder);
  int year = 0;
  if (folder.empty() && stem.size() > 4 && absl::SimpleAtoi(stem.substr(0, 4), &year)) {
    path = absl::StrCat(stem.substr(0, 4), "/");
    stem.remove_prefix(4);
    absl::ConsumePrefix(&stem, "年");
    while (absl::ConsumePrefix(&stem, " ") || absl::ConsumePrefix(&stem, "-") || absl::ConsumePrefix(&stem, "_")) {
    }
  }
  for (const KnownFile& file : kKnownFiles) {
    const absl::string_view name = file.name;
    const absl::string_view chinese = file.chinese;
    const bool is_meant =
        stem == name.substr(0, name.rfind('.')) || (!chinese.empty() && stem == chinese.substr(0, chinese.rfind('.')));
    if (is_meant) return ReadCaseFileName(absl::StrCat(path, name));
  }
  return {};
}

}  // namespace zhengping::reporting
