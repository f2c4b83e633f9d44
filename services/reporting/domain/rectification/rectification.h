// Rectification (整改): what an evaluation found becomes items to put right, and a year later each says whether its
// figure moved.
//
//   a problem       a finding that is noted or graver: measure and figure are its recommendation and its first figure;
//                   more is worse
//   a lost point    a leaf of the sheet that was scored below its weight: the figure is points ÷ weight; more is better
//
//   未开始 → 整改中 → 已完成 → 已核实          未开始 → 已完成 and 已完成 → 整改中 are allowed too; 已核实 is the end
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_RECTIFICATION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_RECTIFICATION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "common/date/date.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/domain/rectification_item.h"

namespace zhengping::reporting {

// The items of an evaluation, by id. `evaluation` is its id ("2023-1").
std::vector<RectificationItem> ItemsOf(const EvaluationContent& content, const std::string& evaluation);

// What a person may write of an item; empty: stays.
struct ItemChange {
  std::optional<std::string> measure;
  std::optional<std::string> owner;
  std::optional<std::optional<Date>> due_date;  // an empty day takes it away
  std::optional<RectificationState> state;
  std::optional<std::vector<std::string>> evidence;
};

// Refused, with the item unchanged:
//   FIELD_MISSING                 the measure would be empty
//   TEXT_TOO_LONG                 a text above 1,000 characters' bytes (3,000), or more than 50 documents
//   RECTIFICATION_STATE_FORBIDS   that step is not one of the picture above
//   EVIDENCE_MISSING              已完成 and 已核实 name at least one document
absl::Status Apply(const ItemChange& change, RectificationItem& item);

// "未开始" …
std::string StateText(RectificationState state);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_RECTIFICATION_H_
