#include "services/cli/province/case_files.h"

#include <algorithm>
#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "services/cli/province/random.h"

namespace zhengping::cli {
namespace {

std::string Yuan(int64_t fen) { return absl::StrFormat("%d.%02d", fen / 100, fen % 100); }

// A row of CSV; no cell of ours holds a comma, a quote or a line end.
std::string Row(const std::vector<std::string>& cells) { return absl::StrCat(absl::StrJoin(cells, ","), "\n"); }

std::string KindText(budget::v1::EntryKind kind) {
  constexpr std::array<const char*, 10> kTexts = {"",     "年初预算", "追加", "追减", "",
                                                  "调剂", "上年结转", "收回", "支付", "退回"};
  return kTexts[static_cast<size_t>(kind)];
}
std::string OriginText(budget::v1::Origin origin) {
  constexpr std::array<const char*, 5> kTexts = {"", "上级", "政策", "突发", "本单位"};
  return kTexts[static_cast<size_t>(origin)];
}
std::string RecurringText(budget::v1::Recurring recurring) {
  constexpr std::array<const char*, 3> kTexts = {"", "是", "否"};
  return kTexts[static_cast<size_t>(recurring)];
}

std::string LedgerFile(const DepartmentProfile& profile, const LedgerYear& year) {
  std::string text = Row({"record_id", "agency_code", "bgt_id", "cor_bgt_doc_no", "doc_date", "entry_kind", "amount",
                          "bgt_category", "fund_type_code", "exp_func_code", "gov_bgt_eco_code", "dep_bgt_eco_code",
                          "pro_code", "pro_name", "to_bgt_id", "special_fund", "origin", "recurring", "note"});
  for (const LedgerRecord& record : year.records) {
    for (const LedgerLineEntry& entry : record.entries) {
      if (entry.kind == budget::v1::ENTRY_KIND_TRANSFER_IN) continue;  // its other half says it
      const bool is_transfer = entry.kind == budget::v1::ENTRY_KIND_TRANSFER_OUT;
      const BudgetLine& line = year.lines[entry.line];
      text +=
          Row({record.id, absl::StrCat(profile.code, "001"), line.code, record.document_number, FormatIso(record.day),
               KindText(entry.kind), Yuan(entry.amount_fen), line.is_project ? "项目支出" : "基本支出", line.fund_type,
               line.function_code, line.government_economic_code, line.department_economic_code, line.project_code,
               line.project_name, is_transfer ? year.lines[record.entries.back().line].code : "",
               entry.fund.has_value() ? year.funds[*entry.fund].code : "", OriginText(entry.origin),
               RecurringText(entry.recurring), entry.note});
    }
  }
  return text;
}

std::string SpecialFundsFile(const LedgerYear& year) {
  std::string text = Row({"special_fund", "name", "amount", "approved_date", "expected_release_date", "monthly_need",
                          "needed_date", "needed_amount"});
  for (const PromisedFund& fund : year.funds) {
    for (const FundNeed& need : fund.needs) {
      text += Row({fund.code, fund.name, Yuan(fund.amount_fen), fund.approved ? FormatIso(*fund.approved) : "",
                   fund.expected ? FormatIso(*fund.expected) : "", "", FormatIso(need.day), Yuan(need.amount_fen)});
    }
  }
  return text;
}

// Authorised and paid money of the lines with one of these department economic codes.
struct Sums {
  int64_t initial_fen = 0;
  int64_t paid_fen = 0;
};
Sums SumsOf(const LedgerYear& year, const std::vector<std::string>& codes) {
  Sums sums;
  for (const LedgerRecord& record : year.records) {
    for (const LedgerLineEntry& entry : record.entries) {
      const std::string& code = year.lines[entry.line].department_economic_code;
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) continue;
      if (entry.kind == budget::v1::ENTRY_KIND_INITIAL) sums.initial_fen += entry.amount_fen;
      if (entry.kind == budget::v1::ENTRY_KIND_PAYMENT) sums.paid_fen += entry.amount_fen;
      if (entry.kind == budget::v1::ENTRY_KIND_REFUND) sums.paid_fen -= entry.amount_fen;
    }
  }
  return sums;
}

std::string StatementFile(const DepartmentProfile& profile, const LedgerYear& year, const LedgerYear* prior) {
  std::string text = Row({"item", "prior_actual", "prior_budget", "budget", "actual", "unit"});
  const std::string posts = absl::StrCat(profile.headcount + profile.headcount / 10);
  text += Row({"编制数", posts, "", "", posts, "人"});
  text += Row({"在职人数", absl::StrCat(profile.headcount), "", "", absl::StrCat(profile.headcount), "人"});
  struct Item {
    const char* name;
    std::vector<std::string> codes;
  };
  const std::vector<Item> items = {{"三公经费", {"30212", "30217", "30231", "31013", "30913"}},
                                   {"公务用车购置", {"31013", "30913"}},
                                   {"公务用车运行维护", {"30231"}},
                                   {"因公出国", {"30212"}},
                                   {"公务接待", {"30217"}}};
  for (const Item& item : items) {
    const Sums sums = SumsOf(year, item.codes);
    const Sums before = prior == nullptr ? Sums() : SumsOf(*prior, item.codes);
    text += Row({item.name, prior == nullptr ? "" : Yuan(before.paid_fen),
                 prior == nullptr ? "" : Yuan(before.initial_fen), Yuan(sums.initial_fen), Yuan(sums.paid_fen), "元"});
  }
  return text;
}

struct Target {
  const char* level1;
  const char* level2;
  const char* level3;
  int64_t weight;
};
// Weights add up to the slots of the self-evaluation form: 50, 30, 10.
constexpr std::array<Target, 10> kTargets = {{{"产出指标", "数量指标", "重点工作任务完成项数", 15},
                                              {"产出指标", "数量指标", "服务群众人次", 10},
                                              {"产出指标", "质量指标", "工作任务合格率", 10},
                                              {"产出指标", "时效指标", "按期办结率", 10},
                                              {"产出指标", "成本指标", "成本控制率", 5},
                                              {"效益指标", "经济效益指标", "带动就业人数", 5},
                                              {"效益指标", "社会效益指标", "信访件办结件数", 10},
                                              {"效益指标", "生态效益指标", "环境整治点位数", 5},
                                              {"效益指标", "可持续影响指标", "长效制度建立项数", 10},
                                              {"满意度指标", "服务对象满意度指标", "服务对象满意度", 10}}};

bool IsRate(const Target& target) { return absl::string_view(target.level3).find("率") != absl::string_view::npos; }
bool IsSatisfaction(const Target& target) { return absl::string_view(target.level1) == "满意度指标"; }

void AddPerformanceFiles(const DepartmentProfile& profile, int fiscal_year, std::map<std::string, std::string>& files) {
  std::string plan = Row({"kpi_lv1", "kpi_lv2", "kpi_lv3", "direction", "kpi_val", "unit", "weight", "core"});
  std::string observations = Row({"kpi_lv1", "kpi_lv2", "kpi_lv3", "date", "value", "tier", "percent", "unit", "status",
                                  "evidence", "deviation_reason", "measure"});
  Random random = Random::For(profile.seed, 700000 + static_cast<uint64_t>(fiscal_year));
  for (const Target& target : kTargets) {
    const bool is_percent = IsRate(target) || IsSatisfaction(target);
    const bool is_reverse = absl::string_view(target.level2) == "成本指标";
    const int64_t wanted = is_reverse ? 100 : is_percent ? random.Between(85, 98) : random.Between(12, 400);
    int64_t reached = wanted * random.Between(profile.conduct == Conduct::kTroubled ? 70 : 93, 104) / 100;
    if (is_percent && !is_reverse) reached = std::min<int64_t>(reached, 100);
    const std::string unit = is_percent ? "%" : "个";
    const auto text = [is_percent](int64_t value) { return absl::StrCat(value, is_percent ? "%" : ""); };
    plan += Row({target.level1, target.level2, target.level3, is_reverse ? "<=" : ">=", text(wanted), unit,
                 absl::StrCat(target.weight), "否"});
    observations += Row({target.level1, target.level2, target.level3, absl::StrCat(fiscal_year, "-12-31"),
                         text(reached), "", "", unit, "已报", "演示数据", "", ""});
  }
  files["plan.csv"] = plan;
  files["observations.csv"] = observations;
}

std::string HeadFile(int fiscal_year) {
  return absl::StrCat("{\n  \"framework\": \"self-evaluation-2020\",\n  \"fiscal_year\": ", fiscal_year,
                      ",\n  \"source\": \"zhengping generate 生成的演示数据\",\n"
                      "  \"illustrative\": [\"指标账\", \"基础数据表\", \"专项资金\", \"绩效目标\", \"完成情况\"],\n"
                      "  \"subject\": \"department\"\n}\n");
}

std::string DepartmentFile(const DepartmentProfile& profile) {
  return Row({"mof_div_code", "agency_code", "agency_name", "superior_agency_code", "unit_kind"}) +
         Row({profile.division, profile.code, absl::StrCat(profile.division_display_name, profile.display_name), "",
              "行政单位"});
}

}  // namespace

std::map<std::string, std::string> CaseFilesOf(const DepartmentProfile& profile, const std::vector<LedgerYear>& years) {
  std::map<std::string, std::string> files;
  for (size_t i = 0; i < years.size(); ++i) {
    const bool is_last = i + 1 == years.size();
    const std::string folder = is_last ? "" : absl::StrCat(years[i].fiscal_year, "/");
    files[folder + "case.json"] = HeadFile(years[i].fiscal_year);
    files[folder + "department.csv"] = DepartmentFile(profile);
    files[folder + "ledger.csv"] = LedgerFile(profile, years[i]);
    files[folder + "special_funds.csv"] = SpecialFundsFile(years[i]);
    files[folder + "statement.csv"] = StatementFile(profile, years[i], i == 0 ? nullptr : &years[i - 1]);
  }
  AddPerformanceFiles(profile, years.back().fiscal_year, files);
  return files;
}

}  // namespace zhengping::cli
