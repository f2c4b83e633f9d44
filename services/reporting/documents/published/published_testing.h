// A small published file with every kind of part, for tests.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_PUBLISHED_TESTING_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_PUBLISHED_TESTING_H_

#include <nlohmann/json.hpp>

namespace zhengping::reporting {

inline nlohmann::json SmallFile() {
  return nlohmann::json::parse(R"({
    "content": {
      "department_display_name": "翠园街道",
      "facts": [{"name": "payments.q1", "unit": "fen", "value": {"fen": "12345"}},
                {"name": "payments.q2", "unit": "fen", "value": {"fen": "54321"}}],
      "findings": [{"kind": "release_timing", "is_applicable": true}],
      "fiscal_year": "2023",
      "scorecard": {"nodes": [{"path": "产出指标/数量指标", "score": "9"}, {"path": "效益指标", "score": "8"}],
                    "total": {"grade": "优", "score": "977/10"}},
      "special_funds": []
    },
    "document": {"title": "绩效评价报告"},
    "envelope": {
      "adjusted_grade": "优", "adjusted_total": "95.5",
      "adjustments": [{"path": "产出指标/数量指标", "reason": "佐证不足", "score": "7"}],
      "content_digest": "00", "evaluation": "divisions/430503000/departments/403/evaluations/2023-1",
      "publish_time": "2024-07-01T00:00:00Z", "publisher": {"name": "李审核", "role": "finance_reviewer"},
      "state": "published"
    },
    "figures": [{"origin": "facts/payments.q1", "text": "123.45元"}, {"origin": "facts/payments.q1", "text": "123元"}]
  })");
}

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_PUBLISHED_PUBLISHED_TESTING_H_
