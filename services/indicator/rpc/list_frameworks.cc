#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "common/page_token/page_token.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/framework_life.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/indicator_service.h"

namespace zhengping::indicator {
namespace {

absl::Status CheckFilters(const v1::ListFrameworksRequest& request) {
  const std::string& division = request.division();
  const bool is_code = division.size() == 9 && std::all_of(division.begin(), division.end(), absl::ascii_isdigit);
  if (!division.empty() && !is_code) {
    return Invalid({"DIVISION_MALFORMED", "division"}, "a division is nine digits, for example 430503000");
  }
  const int32_t year = request.fiscal_year();
  if (year == 0 || (year >= kFirstFiscalYear && year <= kLastFiscalYear)) return absl::OkStatus();
  return Invalid({"FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"},
                 absl::StrCat("a fiscal year lies between ", kFirstFiscalYear, " and ", kLastFiscalYear));
}

FrameworkHead HeadOf(const v1::Framework& message) {
  FrameworkHead head{.name = message.name(), .version = message.version(), .division = message.division()};
  head.first_year = message.first_fiscal_year();
  head.last_year = message.last_fiscal_year();
  return head;
}

bool IsWanted(const v1::Framework& framework, const v1::ListFrameworksRequest& request) {
  const FrameworkHead head = HeadOf(framework);
  return (request.state() == v1::Framework::STATE_UNSPECIFIED || request.state() == framework.state()) &&
         HoldsYear(head, request.fiscal_year()) &&
         (request.division().empty() || HoldsDivision(head.division, request.division()));
}

absl::Status List(FrameworkShelf& shelf, const v1::ListFrameworksRequest& request,
                  v1::ListFrameworksResponse& response) {
  const std::vector<std::string> request_fields = {"ListFrameworks", request.division(),
                                                   absl::StrCat(request.fiscal_year()),
                                                   absl::StrCat(static_cast<int>(request.state()))};
  ZP_ASSIGN_OR_RETURN(const int32_t page_size, ParsePageSize(request.page_size(), kUsualPageSize, kMostPageSize));
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> after, ParsePageToken(request.page_token(), request_fields, 1));
  ZP_RETURN_IF_ERROR(CheckFilters(request));
  ZP_ASSIGN_OR_RETURN(std::vector<v1::Framework> all, shelf.List());
  all.erase(std::remove_if(all.begin(), all.end(),
                           [&](const v1::Framework& framework) { return !IsWanted(framework, request); }),
            all.end());
  if (!request.division().empty()) {
    std::sort(all.begin(), all.end(),
              [](const v1::Framework& a, const v1::Framework& b) { return IsMoreSpecific(HeadOf(a), HeadOf(b)); });
  }
  // The last one of the page before is still there unless its draft was changed since: then the list begins anew.
  auto next = all.begin();
  if (!after.empty()) {
    const auto last = std::find_if(all.begin(), all.end(),
                                   [&](const v1::Framework& framework) { return framework.name() == after[0]; });
    if (last != all.end()) next = std::next(last);
  }
  for (; next != all.end() && response.frameworks_size() < page_size; ++next) {
    if (std::next(next) != all.end() && response.frameworks_size() + 1 == page_size) {
      response.set_next_page_token(FormatPageToken({next->name()}, request_fields));
    }
    *response.add_frameworks() = std::move(*next);
  }
  return absl::OkStatus();
}

}  // namespace

grpc::ServerUnaryReactor* IndicatorService::ListFrameworks(grpc::CallbackServerContext* context,
                                                           const v1::ListFrameworksRequest* request,
                                                           v1::ListFrameworksResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    return List(shelf_, *request, *response);
  });
}

}  // namespace zhengping::indicator
