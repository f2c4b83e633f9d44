#include "services/cli/ledger_tables.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/money.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using Rows = std::vector<std::vector<std::string>>;
namespace v1 = budget::v1;

constexpr char kUnstated[] = "未列明";

std::string Yuan(int64_t fen) { return FormatYuan(Money::Fen(fen)); }

std::string LastPart(const std::string& name) { return name.substr(name.rfind('/') + 1); }

// Where a list was read; the revision says it again later.
std::string ReadAt(const type::DepartmentYearMark& mark) {
  return absl::StrCat(mark.department(), " ", mark.fiscal_year(), " 年，第 ", mark.revision(), " 版\n");
}

std::string DimensionText(v1::BalanceDimension dimension) {
  static const std::vector<const char*> kTexts = {"",
                                                  "指标",
                                                  "资金性质",
                                                  "收入性质",
                                                  "功能科目（类）",
                                                  "功能科目（款）",
                                                  "功能科目（项）",
                                                  "部门经济科目",
                                                  "政府经济科目",
                                                  "项目",
                                                  "支出类别",
                                                  "季度",
                                                  "预算单位"};
  const auto place = static_cast<size_t>(dimension);
  return place < kTexts.size() ? kTexts[place] : "";
}

std::string KeyText(v1::BalanceDimension dimension, const std::string& key) {
  static const std::vector<std::pair<const char*, const char*>> kWords = {{"general_public", "一般公共预算"},
                                                                          {"government_fund", "政府性基金"},
                                                                          {"special_account", "财政专户"},
                                                                          {"other", "其他收入"},
                                                                          {"basic", "基本支出"},
                                                                          {"project", "项目支出"},
                                                                          {"unstated", kUnstated},
                                                                          {"", kUnstated}};
  const bool has_words = dimension == v1::BALANCE_DIMENSION_OUTLAY || dimension == v1::BALANCE_DIMENSION_INCOME_NATURE;
  for (const auto& [word, text] : kWords) {
    if (key == word && (has_words || key.empty())) return text;
  }
  return LastPart(key);
}

void AddSums(const v1::BalanceSums& sums, v1::BalanceSums& total) {
  total.set_initial_budget_fen(total.initial_budget_fen() + sums.initial_budget_fen());
  total.set_supplements_fen(total.supplements_fen() + sums.supplements_fen());
  total.set_final_budget_fen(total.final_budget_fen() + sums.final_budget_fen());
  total.set_payments_fen(total.payments_fen() + sums.payments_fen());
  total.set_balance_fen(total.balance_fen() + sums.balance_fen());
}

void AddSumCells(const v1::BalanceSums& sums, std::vector<std::string>& row) {
  for (const int64_t fen : {sums.initial_budget_fen(), sums.supplements_fen(), sums.final_budget_fen(),
                            sums.payments_fen(), sums.balance_fen()}) {
    row.push_back(Yuan(fen));
  }
}

const std::vector<std::string>& SumHeadings() {
  static const auto* const headings =
      new std::vector<std::string>{"年初预算（元）", "追加", "全年预算数", "执行数", "余额"};
  return *headings;
}

// `left` columns on the left, all others on the right.
std::vector<Align> AlignsOf(size_t left, size_t all) {
  std::vector<Align> aligns(all, Align::kRight);
  for (size_t i = 0; i < left; ++i) aligns[i] = Align::kLeft;
  return aligns;
}

std::string OutlayText(v1::Outlay outlay) {
  if (outlay == v1::OUTLAY_BASIC) return "基本支出";
  return outlay == v1::OUTLAY_PROJECT ? "项目支出" : kUnstated;
}

std::string ValueText(const type::Fact& fact) {
  if (fact.has_value()) return QuantityText(fact.value(), fact.unit());
  return fact.state() == type::FACT_STATE_NOT_APPLICABLE ? "不适用" : "缺失";
}

}  // namespace

std::string BalancesTable(const std::vector<v1::BalanceDimension>& dimensions,
                          const v1::AggregateBalancesResponse& response) {
  Rows rows(1);
  for (const v1::BalanceDimension dimension : dimensions) rows[0].push_back(DimensionText(dimension));
  rows[0].insert(rows[0].end(), SumHeadings().begin(), SumHeadings().end());
  rows[0].push_back("分录");
  v1::BalanceSums total;
  int64_t entries = 0;
  for (const v1::BalanceGroup& group : response.groups()) {
    std::vector<std::string>& row = rows.emplace_back();
    for (int i = 0; i < group.keys_size(); ++i) {
      row.push_back(KeyText(dimensions[static_cast<size_t>(i)], group.keys(i)));
    }
    AddSumCells(group.sums(), row);
    row.push_back(absl::StrCat(group.entry_count()));
    AddSums(group.sums(), total);
    entries += group.entry_count();
  }
  std::vector<std::string>& last = rows.emplace_back(dimensions.size());
  if (!last.empty()) last[0] = "合计";
  AddSumCells(total, last);
  last.push_back(absl::StrCat(entries));
  return absl::StrCat(ReadAt(response.mark()), FormatTable(rows, AlignsOf(dimensions.size(), rows[0].size())));
}

std::string QuotasTable(const v1::ListQuotasResponse& response) {
  Rows rows = {{"指标", "支出类别", "资金性质", "功能科目", "经济科目", "单位", "项目"}};
  const size_t left = rows[0].size();
  rows[0].insert(rows[0].end(), SumHeadings().begin(), SumHeadings().end());
  v1::BalanceSums total;
  for (const v1::Quota& quota : response.quotas()) {
    const v1::Classification& purpose = quota.classification();
    rows.push_back({quota.external_code(), OutlayText(purpose.outlay()), purpose.fund_type(), purpose.function_code(),
                    purpose.department_economic_code(), purpose.budget_unit(), purpose.project_display_name()});
    AddSumCells(quota.sums(), rows.back());
    AddSums(quota.sums(), total);
  }
  std::vector<std::string>& last = rows.emplace_back(left);
  last[0] = absl::StrCat("合计 ", response.quotas_size(), " 个");
  AddSumCells(total, last);
  return absl::StrCat(ReadAt(response.mark()), FormatTable(rows, AlignsOf(left, rows[0].size())));
}

std::string TransactionsTable(const v1::ListTransactionsResponse& response) {
  Rows rows = {{"业务", "日期", "类型", "金额（元）", "指标", "文号", "记录", "摘要"}};
  for (const v1::Transaction& transaction : response.transactions()) {
    const bool reverses = !transaction.reverses().empty();
    const char* state = reverses ? "（冲销）" : transaction.is_reversed() ? "（已冲销）" : "";
    for (const v1::Entry& entry : transaction.entries()) {
      rows.push_back({LastPart(transaction.name()), DayText(transaction.effective_date()),
                      absl::StrCat(KindText(entry.kind()), state),
                      Yuan(reverses ? -entry.amount_fen() : entry.amount_fen()), LastPart(entry.quota()),
                      transaction.document_number(), absl::StrCat(transaction.source(), ":", transaction.record_id()),
                      entry.note()});
    }
  }
  return absl::StrCat(ReadAt(response.mark()),
                      FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kRight}),
                      response.transactions_size(), " 笔业务\n");
}

std::string ProjectsTable(const v1::ListProjectsResponse& response) {
  Rows rows = {{"项目编码", "名称", "年度"}};
  for (const v1::Project& project : response.projects()) {
    rows.push_back({project.external_code(), project.display_name(), absl::StrJoin(project.fiscal_years(), " ")});
  }
  return FormatTable(rows, {});
}

std::string SpecialFundsTable(const v1::ListSpecialFundsResponse& response) {
  Rows rows = {{"专项资金", "名称", "批复日期", "应下达日期", "金额（元）", "已下达", "下达笔数"}};
  for (const v1::SpecialFund& fund : response.special_funds()) {
    rows.push_back({fund.external_code(), fund.display_name(),
                    fund.has_approved_date() ? DayText(fund.approved_date()) : "未说明",
                    fund.has_expected_release_date() ? DayText(fund.expected_release_date()) : "未说明",
                    Yuan(fund.amount_fen()), Yuan(fund.released_fen()), absl::StrCat(fund.releases_size())});
  }
  return absl::StrCat(ReadAt(response.mark()), FormatTable(rows, AlignsOf(4, rows[0].size())));
}

std::string FactsTable(const v1::GetFactsResponse& response) {
  Rows rows = {{"事实", "名称", "数值", "来源"}};
  int missing = 0;
  for (const type::Fact& fact : response.facts()) {
    if (fact.state() == type::FACT_STATE_MISSING) {
      ++missing;
      continue;
    }
    const std::string source =
        fact.has_provenance() ? absl::StrCat("指标账 ", fact.provenance().entry_count(), " 笔分录") : fact.source();
    rows.push_back({fact.display_name(), fact.name(), ValueText(fact), source});
  }
  std::string text =
      absl::StrCat(ReadAt(response.mark()), FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kRight}));
  if (missing > 0) absl::StrAppend(&text, "另有 ", missing, " 项缺失，-o json 可见\n");
  return text;
}

std::string AuditTable(const v1::AuditFactsResponse& response) {
  std::string text = ReadAt(response.mark());
  if (response.differences_size() == 0) {
    return absl::StrCat(text, response.fact_count(), " 项事实与分录重新汇总的结果一致\n");
  }
  absl::StrAppend(&text, response.fact_count(), " 项事实中有 ", response.differences_size(), " 项不一致\n");
  Rows rows = {{"事实", "保存的数值", "分录", "重新汇总的数值", "分录"}};
  for (const v1::FactDifference& difference : response.differences()) {
    std::vector<std::string>& row = rows.emplace_back();
    row.push_back(difference.name());
    for (const bool is_kept : {true, false}) {
      const bool is_there = is_kept ? difference.has_kept() : difference.has_recomputed();
      const type::Fact& fact = is_kept ? difference.kept() : difference.recomputed();
      row.push_back(is_there ? ValueText(fact) : "没有");
      row.push_back(is_there ? absl::StrCat(fact.provenance().entry_count()) : "");
    }
  }
  return absl::StrCat(text, FormatTable(rows, AlignsOf(1, rows[0].size())));
}

std::string DigestsText(const v1::VerifyDigestsResponse& response) {
  const std::string head = ReadAt(response.mark());
  if (response.is_intact()) {
    return absl::StrCat(head, "摘要链完整：", response.revision_count(), " 个版本全部相符\n",
                        response.mark().digest().empty() ? "" : absl::StrCat("SM3 ", response.mark().digest(), "\n"));
  }
  std::string text = absl::StrCat(head, "摘要链从第 ", response.first_bad_revision(), " 版起不符");
  if (!response.first_bad_transaction().empty()) {
    absl::StrAppend(&text, "：", response.first_bad_transaction());
  }
  return absl::StrCat(text, "\n");
}

}  // namespace zhengping::cli
