// The head row of a department-year and the chain of its changes.
//
//   digest after a change = SM3(digest before ‖ canonical text), text by text in the order: plan, observations, checks
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_HEAD_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_HEAD_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/storage/connection.h"
#include "services/indicator/store/columns.h"

namespace zhengping::indicator {

// Where a department-year stands.
struct YearMark {
  int64_t revision = 0;  // 0: the year holds nothing
  std::string digest;    // empty at revision 0

  friend bool operator==(const YearMark&, const YearMark&) = default;
};

// Revision 0 where there is no row.
absl::StatusOr<YearMark> SelectHead(storage::Connection& connection, const YearKey& key);
// At `revision`; 0: the latest. Refused: REVISION_NOT_FOUND above the latest and below 0, field "revision".
absl::StatusOr<YearMark> SelectMark(storage::Connection& connection, const YearKey& key, int64_t revision);

struct Change {
  YearMark mark;  // after it
  std::string source;
  std::string caller;
  int64_t changed_ms = 0;
};
// When a revision was stored; 0 for revision 0.
absl::StatusOr<int64_t> SelectChangeTime(storage::Connection& connection, const YearKey& key, int64_t revision);
// Of every revision up to and with `revision`.
absl::StatusOr<std::map<int64_t, int64_t>> SelectChangeTimes(storage::Connection& connection, const YearKey& key,
                                                             int64_t revision);

// Adds the change and moves the head.
absl::Status SaveChange(storage::Connection& connection, const YearKey& key, const Change& change);

// The digest after one more text.
std::string ChainDigest(absl::string_view digest, absl::string_view canonical_text);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_YEAR_HEAD_H_
