#include "services/reporting/rpc/freshness.h"

#include "absl/time/time.h"
#include "common/status/status_macros.h"
#include "services/reporting/domain/life.h"

namespace zhengping::reporting {
namespace {

constexpr std::chrono::milliseconds kLongestOnReading{300};  // for each small call
constexpr int64_t kQuietMs = 10000;                          // after a service has not answered

}  // namespace

bool Freshness::IsStale(const Evaluation& evaluation, const client::Outgoing& outgoing) {
  if (evaluation.review.is_stale) return true;
  const int64_t now_ms = absl::ToUnixMillis(clock_.Now());
  if (now_ms < quiet_until_ms_.load()) return false;
  const absl::StatusOr<std::vector<DepartmentYearMark>> heads =
      heads_.Read(evaluation.watermark.marks, outgoing, kLongestOnReading);
  if (!heads.ok()) {
    quiet_until_ms_.store(now_ms + kQuietMs);
    return false;
  }
  if (!HaveMoved(evaluation.watermark, *heads)) return false;
  lives_.NoteHeads(*heads, [](const absl::Status&) {});  // a help to lists; whoever reads it asks again
  return true;
}

absl::StatusOr<std::vector<DepartmentYearMark>> Freshness::Heads(const Evaluation& evaluation,
                                                                 const client::Outgoing& outgoing) {
  ZP_ASSIGN_OR_RETURN(std::vector<DepartmentYearMark> heads, heads_.Read(evaluation.watermark.marks, outgoing));
  if (HaveMoved(evaluation.watermark, heads)) lives_.NoteHeads(heads, [](const absl::Status&) {});
  return heads;
}

}  // namespace zhengping::reporting
