// The one way through: what budget analysed, what indicator scored and what reporting keeps itself become the content
// of an evaluation and its watermark.
//
//   budget.AnalyzeYear ──▶ YearAnalysis ─┬─ FactsForScoring ──▶ indicator.Score ──▶ Scoring ─┐
//                                        └────────────────────────────────────────────────────┴─▶ Join ──▶ Computed
//   narrative and case head of the department-year ──────────────────────────────────────────────▲
//
// Pure: equal inputs give equal content, so an equal digest.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_EVALUATE_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_EVALUATE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/resource_name/resource_name.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// What is evaluated.
struct Subject {
  DepartmentName department;
  int fiscal_year = 0;
  std::optional<Date> as_of;  // absent: the whole year, and it stays absent
  std::string project;        // pro_code; empty: the department as a whole
};

// What an evaluation was made of.
Subject SubjectOf(const EvaluationContent& content);

// What the budget service read of a department-year.
struct YearAnalysis {
  std::string department_display_name;
  std::vector<Fact> facts;  // names are unique
  std::vector<Finding> findings;
  std::vector<SpecialFund> special_funds;
  std::vector<Issue> data_notes;          // what the ledger and the tables give to note about themselves
  std::vector<DepartmentYearMark> marks;  // every department-year that was read
  std::string settings_hash;
};

// What the indicator service made of it.
struct Scoring {
  Scorecard scorecard;
  std::string framework_hash;
  std::vector<DepartmentYearMark> marks;
};

// What reporting keeps of a department-year itself. One revision for all of it, so that the watermark fixes it.
struct KeptYear {
  int64_t revision = 0;  // 0: nothing is kept
  std::string narrative;
  CaseHead case_head;
  std::string department_display_name;              // as the case gives it; empty: it gave none
  std::vector<RectificationItem> last_years_items;  // by id; of no revision: prose_digest fixes them

  friend bool operator==(const KeptYear&, const KeptYear&) = default;
};

struct Computed {
  EvaluationContent content;
  Watermark watermark;
  std::string content_digest;  // SM3 of the canonical content
};

// What the name of a finding's figure begins with, as a fact.
inline constexpr char kFigurePrefix[] = "finding:";

// The figures of findings as facts, "finding:release_timing.late_funds". One with a single selector keeps it as its
// provenance.
std::vector<Fact> FigureFacts(const std::vector<Finding>& findings);

// All that a formula may name: the facts and the findings' figures.
std::vector<Fact> FactsForScoring(const YearAnalysis& analysis);

// The department's name is the kept one, budget's where none is kept; the watermark's prose_digest fixes which.
Computed Join(const Subject& subject, YearAnalysis analysis, Scoring scoring, const KeptYear& kept);

// SM3 of the canonical content, lower-case hex.
std::string ContentDigest(const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_EVALUATE_H_
