#include "services/reporting/domain/division/division_run.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"

namespace zhengping::reporting {

AfterFailure DecideAfter(const absl::Status& status, int tries, bool others_go) {
  if (absl::IsUnavailable(status)) {
    return others_go && tries >= kMostTriesOfUnreachable ? AfterFailure::kFailed : AfterFailure::kWait;
  }
  if (absl::IsResourceExhausted(status)) {
    return tries < kMostTriesOfSlow ? AfterFailure::kWait : AfterFailure::kFailed;
  }
  if (absl::IsAborted(status) || absl::IsCancelled(status) || absl::IsDeadlineExceeded(status)) {
    return tries < kMostTriesOfSlow ? AfterFailure::kLater : AfterFailure::kFailed;
  }
  return AfterFailure::kFailed;
}

std::chrono::milliseconds WaitAfter(int waits) {
  const int doublings = std::clamp(waits - 1, 0, 5);
  return std::min(std::chrono::milliseconds(1000 << doublings), std::chrono::milliseconds(30000));
}

std::string RequestIdOfRun(absl::string_view operation) {
  std::string hex = Sm3Hex(operation).substr(0, 32);
  hex[12] = '8';  // version
  hex[16] = 'a';  // variant
  const absl::string_view view = hex;
  return absl::StrCat(view.substr(0, 8), "-", view.substr(8, 4), "-", view.substr(12, 4), "-", view.substr(16, 4), "-",
                      view.substr(20));
}

}  // namespace zhengping::reporting
