// An evaluation (部门整体支出绩效评价): what was read, what came out, and the marks by which it can be had again.
//
//   content    digested: department, facts, findings, scorecard, source. No revision, id or time of ours stands in it
//              (the selectors of facts name revisions; the canonical form leaves them out).
//   watermark  what was read: with the same watermark and release the content has the same bytes.
//   head       name, state, time: the envelope.
//   review     what reviewers changed beside the score, and how the evaluation stands to data and to other versions.
//
// Plain values. The content never changes once it is stored; documents are written from it and from nothing else.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_EVALUATION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_EVALUATION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/date/date.h"
#include "common/resource_name/resource_name.h"
#include "services/reporting/domain/adjustment.h"
#include "services/reporting/domain/fact.h"
#include "services/reporting/domain/finding.h"
#include "services/reporting/domain/rectification_item.h"
#include "services/reporting/domain/scorecard.h"

namespace zhengping::reporting {

// One department-year that was read in one service.
struct DepartmentYearMark {
  std::string service;     // "budget", "indicator"
  std::string department;  // resource name
  int fiscal_year = 0;
  int64_t revision = 0;
  std::string digest;

  friend auto operator<=>(const DepartmentYearMark&, const DepartmentYearMark&) = default;
  friend bool operator==(const DepartmentYearMark&, const DepartmentYearMark&) = default;
};

struct Watermark {
  std::vector<DepartmentYearMark> marks;  // sorted
  std::string framework_hash;
  std::string settings_hash;
  int64_t narrative_revision = 0;  // 0: there is no narrative
  // SM3 of the words that no other mark fixes: the department's name as used, the prose, the case head.
  std::string prose_digest;

  friend bool operator==(const Watermark&, const Watermark&) = default;
};

// What the case says about itself, kept beside the narrative.
struct CaseHead {
  std::string framework;                         // "frameworks/self-evaluation-2020"; empty: not named
  std::string source;                            // where the figures come from
  std::vector<std::string> illustrative_tables;  // in Chinese, as documents print them

  friend bool operator==(const CaseHead&, const CaseHead&) = default;
};

struct EvaluationContent {
  DepartmentName department;
  std::string department_display_name;
  int fiscal_year = 0;
  std::optional<Date> as_of;
  std::string project;
  std::vector<Fact> facts;  // sorted by name
  std::vector<Finding> findings;
  std::vector<SpecialFund> special_funds;
  std::vector<Issue> data_notes;  // a reported figure that the ledger contradicts, and the like
  Scorecard scorecard;
  CaseHead case_head;
  std::string narrative;                             // the text as it stood, bindings unresolved; empty: none
  std::vector<RectificationFollowUp> rectification;  // how last year's items stand, by id
};

// The life of an evaluation; life.h has the picture.
enum class EvaluationState { kDraft, kSubmitted, kReturned, kReviewed, kPublished, kCorrected };

struct EvaluationHead {
  std::string id;  // "2023-1": the year and a number within it
  EvaluationState state = EvaluationState::kDraft;
  int64_t create_time_ms = 0;  // since 1970-01-01 UTC
  std::string release;         // of the suite
  std::string content_digest;  // SM3 of the canonical content
  int64_t step = 1;            // moves with every change of state; the etag
};

// What stands beside the content and may change. Adjustments are in force one a path, in the order of their coming.
struct Review {
  std::vector<Adjustment> adjustments;
  std::optional<Rational> adjusted_total;  // empty: there are no adjustments
  std::string adjusted_grade;              // of that total; empty: none, or not known
  bool is_stale = false;                   // data that the watermark marks has changed since, as far as is known
  std::string corrects;                    // "2023-1": the evaluation that this one corrects; empty: a first version
};

struct Evaluation {
  EvaluationHead head;
  Watermark watermark;
  EvaluationContent content;
  Review review;
  std::string published_file;  // as it was signed (documents/published/signed_file.h); empty: never published
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_EVALUATION_H_
