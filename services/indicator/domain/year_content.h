// What is held about a department-year: its plan, observations and checks.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_YEAR_CONTENT_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_YEAR_CONTENT_H_

#include <string>
#include <vector>

#include "common/date/date.h"
#include "services/indicator/domain/consistency.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/plan.h"

namespace zhengping::indicator {

// A goal of the year in words (年度总体目标): the department's, or a project's.
struct YearGoal {
  std::string project;  // pro_code; empty: of the department as a whole
  std::string target;
  std::string whole_term_target;  // 实施期总目标
  std::string achieved;           // 目标实际完成情况
  std::string deviation_reason;   // 偏差原因分析
  std::string measure;            // 改进措施
  std::string source;             // "目标表.xlsx 第 2 行"
  PlatformRecord record;

  friend bool operator==(const YearGoal&, const YearGoal&) = default;
};

// Of one source, or of all together.
struct YearContent {
  std::string framework;  // id of the framework whose slots the plan fits; empty: none was named
  std::vector<PlanRow> plan;
  std::vector<Observation> observations;
  std::vector<CheckRow> checks;
  std::vector<YearGoal> goals;

  friend bool operator==(const YearContent&, const YearContent&) = default;
};

// The sheet of one project, or of the department as a whole (empty): each is a plan of its own.
std::vector<PlanRow> PlanOf(const YearContent& content, const std::string& project);

std::vector<Observation> ByPathAndDay(std::vector<Observation> observations);

// Those that count on a day, as ObservationsOf finds them by their own keys; by path and day.
std::vector<Observation> CountingOn(Date day, const std::vector<Observation>& observations);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_YEAR_CONTENT_H_
