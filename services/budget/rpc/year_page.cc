#include "services/budget/rpc/year_page.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::budget {

std::string YearPage::NextToken(int64_t read_revision, const std::string& last) const {
  return FormatPageToken({absl::StrCat(read_revision), last}, token_fields);
}

absl::Status CheckRevision(int64_t revision, absl::string_view field) {
  if (revision >= 0) return absl::OkStatus();
  return Absent({"REVISION_NOT_FOUND", std::string(field), ""}, "revisions count from 1; 0 asks for the latest");
}

absl::StatusOr<YearPage> MakeYearPage(const std::string& method, const std::string& parent, int32_t fiscal_year,
                                      int64_t revision, std::optional<Date> as_of, int32_t page_size,
                                      const std::string& page_token, const std::vector<std::string>& further) {
  YearPage page;
  ZP_ASSIGN_OR_RETURN(page.key.department, ParseDepartmentName(parent, "parent"));
  ZP_RETURN_IF_ERROR(CheckFiscalYear(fiscal_year, "fiscal_year"));
  ZP_RETURN_IF_ERROR(CheckRevision(revision, "revision"));
  page.key.fiscal_year = fiscal_year;
  page.revision = revision;
  page.as_of = as_of;
  ZP_ASSIGN_OR_RETURN(page.size, ParsePageSize(page_size, kUsualPageSize, kMostPageSize));
  page.token_fields = {method, parent, absl::StrCat(fiscal_year), absl::StrCat(revision),
                       as_of.has_value() ? FormatIso(*as_of) : ""};
  page.token_fields.insert(page.token_fields.end(), further.begin(), further.end());
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> token, ParsePageToken(page_token, page.token_fields, 2));
  if (token.empty()) return page;
  if (!absl::SimpleAtoi(token[0], &page.revision) || page.revision < 0) {
    return Invalid({"PAGE_TOKEN_MALFORMED", "page_token", ""}, "a page token as the page before gave it");
  }
  page.after = token[1];
  return page;
}

}  // namespace zhengping::budget
