#include "services/cli/province/year_plan.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "services/cli/province/random.h"

namespace zhengping::cli {
namespace {

using budget::v1::Origin;

struct BasicItem {
  const char* government_code;
  const char* department_code;
  int64_t permille;  // of basic outlay
  bool is_monthly;
};
// Government and department economic codes as the ministry's comparison table pairs them.
constexpr std::array<BasicItem, 20> kBasicItems = {
    {{"50101", "30101", 300, true}, {"50101", "30102", 200, true}, {"50101", "30103", 60, false},
     {"50102", "30108", 100, true}, {"50102", "30109", 40, true},  {"50102", "30110", 50, true},
     {"50103", "30113", 70, true},  {"50201", "30201", 40, false}, {"50201", "30202", 8, false},
     {"50201", "30205", 6, false},  {"50201", "30206", 10, false}, {"50201", "30207", 6, false},
     {"50201", "30211", 14, false}, {"50201", "30228", 12, false}, {"50201", "30239", 24, true},
     {"50202", "30215", 6, false},  {"50203", "30216", 6, false},  {"50206", "30217", 8, false},
     {"50208", "30231", 16, false}, {"50209", "30213", 24, false}}};

struct ProjectKind {
  const char* name;
  const char* government_code;
  const char* department_code;
};
constexpr std::array<ProjectKind, 16> kProjectKinds = {{{"业务工作经费", "50299", "30299"},
                                                        {"信息系统运行维护", "50209", "30213"},
                                                        {"宣传教育", "50201", "30202"},
                                                        {"基础设施建设", "50302", "31005"},
                                                        {"设备购置", "50306", "31003"},
                                                        {"专项整治", "50299", "30299"},
                                                        {"劳务派遣人员经费", "50205", "30226"},
                                                        {"困难群众救助", "50901", "30306"},
                                                        {"安全生产检查", "50205", "30227"},
                                                        {"人才培养", "50203", "30216"},
                                                        {"规划编制", "50205", "30227"},
                                                        {"设施维修改造", "50209", "30213"},
                                                        {"应急物资储备", "50204", "30218"},
                                                        {"社区服务", "50205", "30227"},
                                                        {"奖励补助", "50999", "30399"},
                                                        {"专家评审", "50205", "30226"}}};

constexpr int64_t kFenOfThousand = 100'000;  // amounts of decisions are whole thousands of yuan

int64_t ToThousands(int64_t fen) { return std::max<int64_t>(fen / kFenOfThousand, 1) * kFenOfThousand; }

// Shares in permille, by conduct.
struct Habits {
  int64_t coarse_line;       // lines without item level
  int64_t other_code;        // lines under 其他 (…99)
  int64_t additions;         // ÷ initial budget
  int64_t recurring;         // additions that come every year
  int64_t funds_in_budget;   // funds that stand in the initial budget
  int64_t undated_fund;      // funds without an expected release date
  int64_t most_late_days;    // days
  int64_t lines_of_project;  // quotas that a project is split into, at most
};
Habits HabitsOf(Conduct conduct) {
  switch (conduct) {
    case Conduct::kWellRun:
      return {.coarse_line = 10,
              .other_code = 30,
              .additions = 40,
              .recurring = 0,
              .funds_in_budget = 700,
              .undated_fund = 0,
              .most_late_days = 0,
              .lines_of_project = 1};
    case Conduct::kUsual:
      return {.coarse_line = 120,
              .other_code = 100,
              .additions = 180,
              .recurring = 400,
              .funds_in_budget = 200,
              .undated_fund = 150,
              .most_late_days = 60,
              .lines_of_project = 2};
    case Conduct::kTroubled:
      break;
  }
  return {.coarse_line = 350,
          .other_code = 250,
          .additions = 480,
          .recurring = 650,
          .funds_in_budget = 0,
          .undated_fund = 400,
          .most_late_days = 180,
          .lines_of_project = 4};
}

class Planner {
 public:
  Planner(const DepartmentProfile& profile, int fiscal_year)
      : profile_(profile),
        habits_(HabitsOf(profile.conduct)),
        year_(fiscal_year),
        random_(Random::For(profile.seed, static_cast<uint64_t>(fiscal_year))),
        lasting_(Random::For(profile.seed, 0)) {
    const int64_t growth = random_.Between(0, 60) + 20 * (fiscal_year % 10);
    budget_fen_ = profile.annual_budget_fen * (1000 + growth) / 1000;
  }

  YearPlan Plan(const std::map<std::string, int64_t>& carried) {
    const int64_t basic_fen = budget_fen_ * lasting_.Between(450, 700) / 1000;
    AddBasicLines(basic_fen);
    AddProjects(budget_fen_ - basic_fen);
    AddAdditions();
    AddFunds();
    CarryOver(carried);
    return std::move(plan_);
  }

 private:
  size_t AddLine(BudgetLine line, int64_t initial_fen, bool is_monthly) {
    line.code = absl::StrFormat("%s001-%02d-%04d", profile_.code, year_ % 100, plan_.lines.size() + 1);
    plan_.lines.push_back({.line = std::move(line), .initial_fen = initial_fen, .is_monthly = is_monthly});
    return plan_.lines.size() - 1;
  }

  void AddBasicLines(int64_t basic_fen) {
    const size_t count = std::clamp<size_t>(static_cast<size_t>(profile_.entries) / 16, 6, kBasicItems.size());
    for (size_t i = 0; i < count; ++i) {
      const BasicItem& item = kBasicItems[i];
      BudgetLine line;
      line.fund_type = "111";
      line.function_code = absl::StrCat(profile_.function_section, "01");
      line.government_economic_code = item.government_code;
      line.department_economic_code = item.department_code;
      AddLine(std::move(line), ToThousands(basic_fen * item.permille / 1000), item.is_monthly);
    }
  }

  // The projects of a department are the same ones every year.
  BudgetLine ProjectLine(int64_t number) {
    Random own = Random::For(profile_.seed, 1000 + static_cast<uint64_t>(number));
    const ProjectKind& kind = kProjectKinds[static_cast<size_t>(number) % kProjectKinds.size()];
    BudgetLine line;
    line.is_project = true;
    line.fund_type = own.Chance(120) ? "121" : "111";
    line.function_code = absl::StrCat(profile_.function_section, own.Chance(habits_.other_code) ? "99" : "02");
    if (own.Chance(habits_.coarse_line)) line.function_code = profile_.function_section;
    line.government_economic_code = kind.government_code;
    line.department_economic_code = kind.department_code;
    line.project_code = absl::StrFormat("%s%sT%09d", profile_.division.substr(0, 6), profile_.code, number + 1);
    line.project_name = absl::StrCat(kind.name, number < static_cast<int64_t>(kProjectKinds.size())
                                                    ? ""
                                                    : absl::StrCat("（", number / 16 + 1, "）"));
    return line;
  }

  void AddProjects(int64_t project_fen) {
    const int64_t projects = std::clamp<int64_t>(profile_.entries / 25, 2, 120);
    known_projects_ = projects;
    for (int64_t i = 0; i < projects; ++i) {
      const int64_t share_fen = project_fen / projects * random_.Between(500, 1500) / 1000;
      const int64_t pieces = random_.Between(1, habits_.lines_of_project);
      for (int64_t piece = 0; piece < pieces; ++piece) {
        BudgetLine line = ProjectLine(i);
        if (piece > 0)
          line.department_economic_code = kProjectKinds[static_cast<size_t>(i + piece) % 16].department_code;
        AddLine(std::move(line), ToThousands(share_fen / pieces), /*is_monthly=*/false);
      }
    }
  }

  Origin OriginOfAddition() {
    const int64_t draw = random_.Between(0, 99);
    if (draw < 30) return budget::v1::ORIGIN_SUPERIOR;
    if (draw < 50) return budget::v1::ORIGIN_POLICY;
    if (draw < 58) return budget::v1::ORIGIN_EMERGENCY;
    return draw < 90 ? budget::v1::ORIGIN_OWN : budget::v1::ORIGIN_UNSPECIFIED;
  }

  // A part of them is the same every year: same project, nearly the same amount, nearly the same day.
  void AddAdditions() {
    int64_t left_fen = budget_fen_ * habits_.additions / 1000;
    const int64_t count = std::clamp<int64_t>(profile_.entries * habits_.additions / 6000, 1, 100);
    for (int64_t i = 0; i < count; ++i) {
      Random own = Random::For(profile_.seed, 500000 + static_cast<uint64_t>(i));
      const bool recurs = own.Chance(habits_.recurring);
      Random& draws = recurs ? own : random_;
      const int64_t base_fen = std::min(left_fen, left_fen * 2 / (count - i + 1) * draws.Between(500, 1500) / 1000);
      const int64_t project = known_projects_ / 2 + draws.Between(0, known_projects_);  // half of them are new ones
      const int first_day = static_cast<int>(draws.Between(60, 330));
      PlannedAddition addition;
      addition.day = Date::FromYmd(year_, 1, 1)->PlusDays(first_day + static_cast<int>(random_.Between(0, 9)));
      addition.entry.line = AddLine(ProjectLine(project), /*initial_fen=*/0, /*is_monthly=*/false);
      addition.entry.kind = budget::v1::ENTRY_KIND_SUPPLEMENT;
      addition.entry.amount_fen = ToThousands(base_fen * random_.Between(950, 1050) / 1000);
      addition.entry.origin = OriginOfAddition();
      if (recurs) addition.entry.recurring = random_.Chance(700) ? budget::v1::RECURRING_YES : budget::v1::RECURRING_NO;
      addition.entry.note = recurs ? "年度例行追加" : "";
      left_fen = std::max<int64_t>(left_fen - addition.entry.amount_fen, kFenOfThousand);
      plan_.additions.push_back(std::move(addition));
    }
  }

  // An eighth of the budget or so, each fund needed in two halves.
  void AddFunds() {
    const int64_t funds = std::clamp<int64_t>(profile_.entries / 150, 1, 12);
    for (int64_t i = 0; i < funds; ++i) {
      PromisedFund fund;
      fund.code = absl::StrFormat("ZX%02d", i + 1);
      fund.name = absl::StrCat("专项资金", i + 1, "：", kProjectKinds[static_cast<size_t>(i + 3) % 16].name);
      fund.amount_fen = ToThousands(budget_fen_ / funds / 16 * random_.Between(300, 1700) / 1000) * 2;
      const size_t line = AddLine(ProjectLine(known_projects_ * 2 + i), /*initial_fen=*/0, /*is_monthly=*/false);
      if (random_.Chance(habits_.funds_in_budget)) {
        PromiseInBudget(std::move(fund), line);
      } else {
        PromiseForLater(std::move(fund), line);
      }
    }
  }

  void PromiseInBudget(PromisedFund fund, size_t line) {
    fund.approved = Date::FromYmd(year_, 1, 5);
    fund.expected = Date::FromYmd(year_, 1, 31);
    plan_.lines[line].initial_fen = fund.amount_fen;
    plan_.lines[line].fund = plan_.funds.size();
    NeedInHalves(*fund.expected, fund);
    plan_.funds.push_back(std::move(fund));
  }

  void PromiseForLater(PromisedFund fund, size_t line) {
    const Date approved = Date::FromYmd(year_, 2, 1)->PlusDays(static_cast<int>(random_.Between(0, 60)));
    const Date expected = approved.PlusDays(static_cast<int>(random_.Between(20, 90)));
    fund.approved = approved;
    if (!random_.Chance(habits_.undated_fund)) fund.expected = expected;
    NeedInHalves(expected, fund);
    PlannedAddition release;
    const int late_days = static_cast<int>(random_.Between(-15, habits_.most_late_days));
    release.day = std::min(expected.PlusDays(late_days), *Date::FromYmd(year_, 12, 20));
    release.entry.line = line;
    release.entry.kind = budget::v1::ENTRY_KIND_SUPPLEMENT;
    release.entry.amount_fen = fund.amount_fen;
    release.entry.origin = budget::v1::ORIGIN_SUPERIOR;
    release.entry.fund = plan_.funds.size();
    plan_.funds.push_back(std::move(fund));
    plan_.additions.push_back(std::move(release));
  }

  static void NeedInHalves(Date expected, PromisedFund& fund) {
    const int64_t half_fen = fund.amount_fen / 2;
    fund.needs = {{.day = expected.PlusDays(15), .amount_fen = half_fen},
                  {.day = expected.PlusDays(90), .amount_fen = half_fen}};
  }

  // To the first line of its project, or a line of its own.
  void CarryOver(const std::map<std::string, int64_t>& carried) {
    for (const auto& [project, amount_fen] : carried) {
      const auto same = std::find_if(
          plan_.lines.begin(), plan_.lines.end(),
          [&project = project](const PlannedLine& l) { return l.line.project_code == project && l.initial_fen > 0; });
      if (same != plan_.lines.end()) {
        same->carryover_fen += amount_fen;
        continue;
      }
      BudgetLine line = ProjectLine(0);
      line.project_code = project;
      line.project_name = "上年结转项目";
      plan_.lines[AddLine(std::move(line), /*initial_fen=*/0, /*is_monthly=*/false)].carryover_fen = amount_fen;
    }
  }

  const DepartmentProfile& profile_;
  const Habits habits_;
  const int year_;
  Random random_;   // of this year
  Random lasting_;  // the same every year
  int64_t budget_fen_ = 0;
  int64_t known_projects_ = 0;  // that the initial budget has; higher numbers are new
  YearPlan plan_;
};

}  // namespace

YearPlan PlanYear(const DepartmentProfile& profile, int fiscal_year, const std::map<std::string, int64_t>& carried) {
  return Planner(profile, fiscal_year).Plan(carried);
}

}  // namespace zhengping::cli
