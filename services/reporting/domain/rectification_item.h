// An item to put right (整改事项) and how it stands a year later, as plain values: an evaluation's content keeps the
// second. rectification/ makes them.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_ITEM_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_ITEM_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/rational/rational.h"

namespace zhengping::reporting {

enum class RectificationState { kOpen, kInProgress, kDone, kVerified };

struct RectificationItem {
  std::string id;          // "2023-release-timing"; "2023-row-" and 12 digits of the SM3 of the path
  int fiscal_year = 0;     // of the evaluation
  std::string evaluation;  // its id, "2023-1"
  std::string subject;     // the finding's kind, or the leaf's path
  bool is_finding = false;
  std::string display_name;
  std::string problem;              // as the evaluation stated it
  std::string figure_name;          // of a finding: its first figure's
  std::string figure_display_name;  // "得分率" of a leaf
  std::optional<Rational> figure;   // money in fen
  std::string figure_unit;          // "fen", "percent", …
  std::string measure;
  std::string owner;
  std::optional<Date> due_date;
  RectificationState state = RectificationState::kOpen;
  std::vector<std::string> evidence;
  int64_t step = 1;  // moves with every change; the etag
  int64_t update_time_ms = 0;

  friend bool operator==(const RectificationItem&, const RectificationItem&) = default;
};

enum class RectificationVerdict { kBetter, kWorse, kSame, kUnknown };

struct RectificationFollowUp {
  std::string item;  // id
  std::string display_name;
  std::string measure;
  RectificationState state = RectificationState::kOpen;
  std::string figure_display_name;
  std::string figure_unit;
  std::optional<Rational> figure_then;
  std::optional<Rational> figure_now;
  RectificationVerdict verdict = RectificationVerdict::kUnknown;
  std::string text;  // all of it in one sentence

  friend bool operator==(const RectificationFollowUp&, const RectificationFollowUp&) = default;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_RECTIFICATION_ITEM_H_
