// Holds the prose of a report against the data of its year (正文核对): every number of it, bound or not, with the
// binding that is proposed for an unbound one, and what is wrong.
//
//   errors    bindings that do not resolve
//   warnings  BOUND_UNIT_DIFFERS        {{城市低保月发放金额}}元 of a figure in 万元
//             NUMBER_CONTRADICTS_DATA   新增就业人员64人, where 新增就业人数 is 46
//             NUMBERS_DIFFER            the same subject with another number elsewhere
//             PARTS_DIFFER_FROM_WHOLE   排查585栋，经营性175栋，非经营性400栋; 其中 parts above their whole
//             CHECK_DIFFERS             a declared check (勾稽关系) of the data that does not hold
//   notes     NUMBER_UNBOUND, NUMBER_WITHOUT_UNIT (收缴土地转让金30278), BOUND_WITHOUT_UNIT, NUMBERS_TOO_MANY
//
// A binding is proposed only where value and unit agree, the name is like the words around the number, and no other of
// the same value is nearly as like: better none than a wrong one. Chapters that plan the next year are not held against
// the data.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_NARRATIVE_CHECK_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_NARRATIVE_CHECK_H_

#include <string>
#include <vector>

#include "common/status/issue.h"
#include "services/reporting/domain/evaluation.h"
#include "services/reporting/domain/narrative.h"

namespace zhengping::reporting {

inline constexpr size_t kMostCheckedNumbers = 2000;  // a long report has some 300

struct CheckedNumber {
  int line = 0;
  std::string text;      // as it prints; empty: a binding that does not resolve
  std::string unit;      // of the bound value, or what stands behind the number
  std::string binding;   // "observation:湘易办推广人次"; empty: unbound
  std::string proposed;  // what could be bound here, "fact:final_budget|万元"; empty: nothing fits beyond doubt
};

struct NarrativeFindings {
  std::vector<CheckedNumber> numbers;  // in the order of the text
  std::vector<Issue> issues;           // place.row is the line
};

NarrativeFindings CheckNarrative(const Narrative& narrative, const EvaluationContent& content);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_NARRATIVE_CHECK_H_
