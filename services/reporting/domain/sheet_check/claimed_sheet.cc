#include "services/reporting/domain/sheet_check/claimed_sheet.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {

std::string ClaimedRow::name() const {
  if (kind != ClaimedKind::kIndicator) return item;
  std::string joined;
  for (const std::string* part : {&goal, &level1, &level2, &level3}) {
    if (!part->empty()) absl::StrAppend(&joined, joined.empty() ? "" : "/", *part);
  }
  return joined;
}

std::string PlainName(const std::string& name) {
  std::string plain = absl::StrReplaceAll(HalfWidth(name), {{" ", ""},
                                                            {"“", ""},
                                                            {"”", ""},
                                                            {"\"", ""},
                                                            {"「", ""},
                                                            {"」", ""},
                                                            {"《", ""},
                                                            {"》", ""},
                                                            {"其中:", ""},
                                                            {"其中", ""}});
  const size_t open = plain.rfind('(');
  if (open != std::string::npos && open > 0 && absl::EndsWith(plain, ")")) {
    const absl::string_view inner = absl::string_view(plain).substr(open + 1);
    const bool is_unit = absl::StrContains(inner, "分") || absl::StrContains(inner, "%") ||
                         absl::StrContains(inner, "元") || inner.find_first_of("0123456789") == 0;
    if (is_unit) plain.resize(open);
  }
  absl::string_view stem = plain;
  if (stem.size() > absl::string_view("指标").size()) absl::ConsumeSuffix(&stem, "指标");
  return std::string(stem);
}

}  // namespace zhengping::reporting
