#include "services/indicator/domain/fact.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "absl/types/span.h"

namespace zhengping::indicator {
namespace {

struct Word {
  absl::string_view name;
  absl::string_view chinese;
  absl::string_view english;
  absl::string_view unit = "fen";
};

// Folded from the ledger; each may carry one of kParts.
constexpr Word kLedgerFacts[] = {
    {"initial_budget", "年初预算数", "initial budget"},
    {"carryover_in", "上年结转", "carried over from last year"},
    {"supplements", "年中追加", "supplements of the year"},
    {"reductions", "年中追减", "reductions of the year"},
    {"transfers_in", "调剂调入", "transferred in"},
    {"transfers_out", "调剂调出", "transferred out"},
    {"recalls", "收回", "recalled"},
    {"final_budget", "全年预算数", "final budget of the year"},
    {"payments", "全年执行数", "spending of the year"},
    {"balance", "结转结余", "balance left at the year's end"},
};
constexpr Word kParts[] = {
    {"basic", "基本支出", "basic"},
    {"project", "项目支出", "project"},
    {"unstated", "未列明支出类别", "outlay not stated"},
    {"general_public", "一般公共预算", "general public budget"},
    {"government_fund", "政府性基金", "government funds"},
    {"special_account", "财政专户", "special account"},
    {"other", "其他收入", "other income"},
};
// Summed up from January on.
constexpr Word kByQuarter[] = {{"payments", "累计执行数", "spending"}, {"supplements", "累计追加", "supplements"}};
constexpr Word kQuarters[] = {{"q1", "截至一季度末", "to the end of quarter 1"},
                              {"q2", "截至二季度末", "to the end of quarter 2"},
                              {"q3", "截至三季度末", "to the end of quarter 3"},
                              {"q4", "截至四季度末", "to the end of quarter 4"}};
constexpr Word kOrigins[] = {{"superior", "上级", "from above"},
                             {"policy", "政策", "by policy"},
                             {"emergency", "突发", "for emergencies"},
                             {"own", "本单位", "own request"},
                             {"unstated", "未注明来源", "origin not stated"}};
constexpr Word kPlainFacts[] = {
    {"supplement_documents", "追加文件数", "supplement documents", "documents"},
    {"quotas", "预算指标数", "budget quotas", "quotas"},
    {"transfers_between_codes", "科目间调剂", "transfers between codes"},
    {"special_funds", "专项资金数", "special funds", "funds"},
    {"authorized_headcount", "编制数", "authorised posts", "persons"},
    {"authorized_headcount.prior", "编制数（上年决算数）", "authorised posts (actual of last year)", "persons"},
    {"actual_headcount", "在职人数", "staff in post", "persons"},
    {"actual_headcount.prior", "在职人数（上年决算数）", "staff in post (actual of last year)", "persons"},
    {"building_area.approved", "楼堂馆所面积（本年预算数）", "building area (budget of the year)", "square_meters"},
    {"building_area.actual", "楼堂馆所面积（本年决算数）", "building area (actual of the year)", "square_meters"},
    {"building_investment.approved", "楼堂馆所投资（本年预算数）", "building investment (budget of the year)"},
    {"building_investment.actual", "楼堂馆所投资（本年决算数）", "building investment (actual of the year)"},
    {"fixed_assets.total", "固定资产", "fixed assets"},
    {"fixed_assets.total.prior", "固定资产（上年决算数）", "fixed assets (actual of last year)"},
    {"fixed_assets.in_use", "在用固定资产", "fixed assets in use"},
    {"fixed_assets.in_use.prior", "在用固定资产（上年决算数）", "fixed assets in use (actual of last year)"},
    {"supplements.outlay_unstated", "年中追加（未列明支出类别）", "supplements of the year (outlay not stated)"},
    {"three_public_expenses.by_economic_code", "三公经费（按经济科目）", "three public expenses (by economic code)"},
    {"operating_expenses.by_economic_code", "公用经费（按经济科目）", "operating expenses (by economic code)"},
    {"priority_projects.payments", "重点项目支出（本年决算数）", "spending on priority projects (actual of the year)"},
    {"priority_projects.budget", "重点项目支出（本年预算数）", "spending on priority projects (budget of the year)"},
    {"priority_projects.prior_budget", "重点项目支出（上年预算数）",
     "spending on priority projects (budget of last year)"},
    {"priority_projects.prior_actual", "重点项目支出（上年决算数）",
     "spending on priority projects (actual of last year)"},
    {"balance.prior", "结转结余（上年决算数）", "balance left (actual of last year)"},
};
// Rows of the basic data table; each with one of kColumns.
constexpr Word kStatementRows[] = {
    {"three_public_expenses", "三公经费", "three public expenses"},
    {"three_public_expenses.abroad", "因公出国（境）费", "travel abroad"},
    {"three_public_expenses.vehicles", "公务用车购置和维护经费", "official vehicles"},
    {"three_public_expenses.vehicle_purchase", "公务用车购置费", "purchase of official vehicles"},
    {"three_public_expenses.vehicle_running", "公务用车运行维护费", "running of official vehicles"},
    {"three_public_expenses.reception", "公务接待费", "official receptions"},
    {"operating_expenses", "公用经费", "operating expenses"},
    {"operating_expenses.office", "办公经费", "office expenses"},
    {"operating_expenses.utilities_travel", "水费、电费、差旅费", "water, electricity and travel"},
    {"operating_expenses.meetings_training", "会议费、培训费", "meetings and training"},
    {"project_spending", "项目支出", "project spending"},
    {"project_spending.operations", "业务工作经费", "operations"},
    {"project_spending.maintenance", "运行维护经费", "maintenance"},
    {"procurement", "政府采购金额", "government procurement"},
    {"budget_adjustment", "部门整体支出预算调整", "budget adjustment of the department"},
    {"budget_adjustment.basic", "部门基本支出预算调整", "adjustment of its basic budget"},
};
// Its other rows are the department's: any well-formed name.
constexpr absl::string_view kOpenRow = "project_spending.";
constexpr Word kColumns[] = {{"prior_actual", "上年决算数", "actual of last year"},
                             {"prior_budget", "上年预算数", "budget of last year"},
                             {"budget", "本年预算数", "budget of the year"},
                             {"actual", "本年决算数", "actual of the year"}};
constexpr absl::string_view kFindingKinds[] = {"coarse_budgeting", "mid_year_additions", "release_timing",
                                               "scattered_quotas"};

bool IsWord(absl::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return absl::ascii_islower(static_cast<unsigned char>(c)) || absl::ascii_isdigit(static_cast<unsigned char>(c)) ||
           c == '_';
  });
}

// A fact as the dictionary has it.
struct Entry {
  std::string chinese;
  std::string english;
  absl::string_view unit;
};
using Dictionary = std::map<std::string, Entry, std::less<>>;

Entry EntryOf(const Word& fact) { return {std::string(fact.chinese), std::string(fact.english), fact.unit}; }

Entry EntryOf(const Word& fact, const Word& part) {
  return {absl::StrCat(fact.chinese, "（", part.chinese, "）"), absl::StrCat(fact.english, " (", part.english, ")"),
          fact.unit};
}

void AddEach(const Word& fact, absl::Span<const Word> parts, Dictionary& dictionary) {
  for (const Word& part : parts) {
    dictionary.emplace(absl::StrCat(fact.name, ".", part.name), EntryOf(fact, part));
  }
}

const Dictionary& ClosedDictionary() {
  static const Dictionary* const dictionary = [] {
    auto* made = new Dictionary();
    for (const Word& fact : kPlainFacts) made->emplace(fact.name, EntryOf(fact));
    for (const Word& fact : kLedgerFacts) {
      made->emplace(fact.name, EntryOf(fact));
      // `supplements.unstated` are entries without origin; those on quotas without outlay are .outlay_unstated.
      if (fact.name == "supplements") AddEach(fact, kOrigins, *made);
      AddEach(fact, kParts, *made);
    }
    for (const Word& fact : kByQuarter) AddEach(fact, kQuarters, *made);
    for (const Word& row : kStatementRows) AddEach(row, kColumns, *made);
    return made;
  }();
  return *dictionary;
}

// "project_spending.p7.budget" is "p7（本年预算数）".
std::optional<Entry> FindOpenRow(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, kOpenRow)) return std::nullopt;
  const size_t dot = name.rfind('.');
  if (dot == absl::string_view::npos || !IsWord(name.substr(0, dot))) return std::nullopt;
  const absl::string_view own = name.substr(0, dot);
  for (const Word& column : kColumns) {
    if (column.name == name.substr(dot + 1)) return EntryOf({own, own, own}, column);
  }
  return std::nullopt;
}

std::optional<Entry> FindEntry(absl::string_view name) {
  const Dictionary& closed = ClosedDictionary();
  const auto found = closed.find(name);
  return found == closed.end() ? FindOpenRow(name) : std::optional<Entry>(found->second);
}

bool IsFindingFigure(absl::string_view name) {
  if (!absl::ConsumePrefix(&name, "finding:")) return false;
  const size_t dot = name.find('.');
  if (dot == absl::string_view::npos || !IsWord(name.substr(dot + 1))) return false;
  return std::find(std::begin(kFindingKinds), std::end(kFindingKinds), name.substr(0, dot)) != std::end(kFindingKinds);
}

}  // namespace

FactSet::FactSet(std::vector<Fact> facts) : facts_(std::move(facts)) {
  position_.reserve(facts_.size());
  for (size_t i = 0; i < facts_.size(); ++i) position_[facts_[i].name] = static_cast<int>(i);
}

const Fact* FactSet::Find(absl::string_view name) const {
  const auto found = position_.find(name);
  return found == position_.end() ? nullptr : &facts_[static_cast<size_t>(found->second)];
}

bool IsKnownFact(absl::string_view name) { return IsFindingFigure(name) || FindEntry(name).has_value(); }

std::string FactDisplayName(absl::string_view name, Language language) {
  std::optional<Entry> entry = FindEntry(name);
  if (!entry) return "";
  return language == Language::kChinese ? std::move(entry->chinese) : std::move(entry->english);
}

std::string FactUnit(absl::string_view name) {
  const std::optional<Entry> entry = FindEntry(name);
  return entry ? std::string(entry->unit) : "";
}

std::vector<std::string> ClosedFactNames() {
  std::vector<std::string> names;
  for (const auto& [name, entry] : ClosedDictionary()) names.push_back(name);
  return names;
}

}  // namespace zhengping::indicator
