// Findings (存在的问题) and special funds, as the budget service measured them and evaluations keep them.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_FINDING_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_FINDING_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "services/reporting/domain/fact.h"

namespace zhengping::reporting {

// Graver is greater. kUnassessed: the finding does not apply, or its first figure is missing.
enum class FindingSeverity { kUnassessed, kNone, kNoted, kSerious, kGrave };

struct FindingFigure {
  std::string name;
  std::string display_name;
  std::string definition;
  FactState state = FactState::kMissing;
  std::optional<Quantity> value;
  std::string unit;
  std::string why_missing;  // in Chinese; empty where there is a value
  std::vector<EntrySelector> entries;

  friend bool operator==(const FindingFigure&, const FindingFigure&) = default;
};

struct FindingDetail {
  std::string subject;
  std::string display_name;
  std::string text;
  Money amount;
  std::optional<EntrySelector> entries;

  friend bool operator==(const FindingDetail&, const FindingDetail&) = default;
};

struct FindingThresholds {
  std::string figure;
  Rational noted;
  Rational serious;
  Rational grave;
  std::string source;  // a document, or 本系统默认值，无文件依据

  friend bool operator==(const FindingThresholds&, const FindingThresholds&) = default;
};

// One figure as it was and as it would have been; a side without a value cannot be computed.
struct SimulatedFigure {
  std::string name;  // a fact's, "finding:release_timing.late_funds"; with ".prior" last year's
  std::string display_name;
  std::optional<Quantity> before;
  std::optional<Quantity> after;
  std::string unit;

  friend bool operator==(const SimulatedFigure&, const SimulatedFigure&) = default;
};

struct Recommendation {
  std::string title;
  std::string text;
  std::string assumption = {};                // of the simulation; empty: not simulated
  std::vector<SimulatedFigure> effects = {};  // of the simulation, the main ones first
  std::vector<FindingDetail> changes = {};    // what it changed, the largest first; without entries
  int change_count = 0;                       // all of them; the list may be cut

  friend bool operator==(const Recommendation&, const Recommendation&) = default;
};

struct Finding {
  std::string kind;  // "release_timing"
  std::string display_name;
  bool is_applicable = false;
  std::string inapplicability_reason;
  FindingSeverity severity = FindingSeverity::kUnassessed;
  std::vector<FindingFigure> figures;  // the first decides the severity
  std::optional<FindingThresholds> thresholds;
  std::string summary;
  std::vector<FindingDetail> details;
  int detail_count = 0;
  std::optional<Recommendation> recommendation;

  friend bool operator==(const Finding&, const Finding&) = default;
};

struct FundRelease {
  std::string document_number;
  Date release_date;
  Money amount;

  friend bool operator==(const FundRelease&, const FundRelease&) = default;
};

struct SpecialFund {
  std::string name;  // resource name
  std::string display_name;
  Money amount;
  std::optional<Date> approved_date;
  std::optional<Date> expected_release_date;
  std::vector<FundRelease> releases;
  Money released;

  friend bool operator==(const SpecialFund&, const SpecialFund&) = default;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_FINDING_H_
