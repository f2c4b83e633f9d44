#include "services/budget/domain/fact_dictionary.h"

#include <array>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/budget/domain/statement.h"

namespace zhengping::budget {
namespace {

struct NamedPart {
  const char* suffix;
  const char* display_name;
};

constexpr std::array<NamedPart, 7> kParts = {{{".basic", "基本支出"},
                                              {".project", "项目支出"},
                                              {".unstated", "未列明支出类别"},
                                              {".general_public", "一般公共预算"},
                                              {".government_fund", "政府性基金"},
                                              {".special_account", "财政专户"},
                                              {".other", "其他收入"}}};

constexpr std::array<NamedPart, 5> kOriginParts = {
    {{"superior", "上级"}, {"policy", "政策"}, {"emergency", "突发"}, {"own", "本单位"}, {"unstated", "未注明来源"}}};

constexpr std::array<const char*, 4> kQuarterEnds = {"一季度末", "二季度末", "三季度末", "四季度末"};

struct Measure {
  const char* name;
  const char* display_name;
  const char* definition;
};

constexpr std::array<Measure, 10> kMeasures = {
    {{"initial_budget", "年初预算数", "年初预算合计"},
     {"carryover_in", "上年结转", "上年结转合计"},
     {"supplements", "年中追加", "追加合计"},
     {"reductions", "年中追减", "追减合计"},
     {"transfers_in", "调剂调入", "调入合计"},
     {"transfers_out", "调剂调出", "调出合计"},
     {"recalls", "收回", "收回合计"},
     {"final_budget", "全年预算数", "年初预算+上年结转+追加+调入−追减−调出−收回"},
     {"payments", "全年执行数", "支付−退回"},
     {"balance", "结转结余", "全年预算数−全年执行数"}}};

// `supplements.unstated` are entries without origin; those on quotas without outlay need a name of their own.
std::string PartName(absl::string_view measure, absl::string_view suffix) {
  if (measure == "supplements" && suffix == ".unstated") return "supplements.outlay_unstated";
  return absl::StrCat(measure, suffix);
}

class Maker {
 public:
  void Ledger(std::string name, std::string display_name, std::string unit, std::string definition) {
    Add({std::move(name), std::move(display_name), std::move(unit), FactOrigin::kLedger, std::move(definition)});
  }
  void Statement(std::string name, std::string display_name, std::string unit) {
    Add({std::move(name), std::move(display_name), std::move(unit), FactOrigin::kStatement, "基础数据表填报"});
  }
  std::vector<FactDefinition> Take() { return std::move(definitions_); }

 private:
  void Add(FactDefinition definition) {
    if (names_.insert(definition.name).second) definitions_.push_back(std::move(definition));
  }
  std::vector<FactDefinition> definitions_;
  std::set<std::string> names_;
};

void AddQuarters(Maker& maker, const char* name, const char* display_name) {
  for (size_t i = 0; i < kQuarterEnds.size(); ++i) {
    maker.Ledger(absl::StrCat(name, ".q", i + 1), absl::StrCat(display_name, "（截至", kQuarterEnds[i], "）"), "fen",
                 absl::StrCat("1月1日至", kQuarterEnds[i], "累计"));
  }
}

void AddLedgerFacts(Maker& maker) {
  for (const Measure& measure : kMeasures) {
    maker.Ledger(measure.name, measure.display_name, "fen", measure.definition);
    for (const NamedPart& part : kParts) {
      maker.Ledger(PartName(measure.name, part.suffix),
                   absl::StrCat(measure.display_name, "（", part.display_name, "）"), "fen",
                   absl::StrCat(measure.definition, "，限", part.display_name));
    }
  }
  AddQuarters(maker, "payments", "累计执行数");
  AddQuarters(maker, "supplements", "累计追加");
  for (const NamedPart& part : kOriginParts) {
    maker.Ledger(absl::StrCat("supplements.", part.suffix), absl::StrCat("年中追加（", part.display_name, "）"), "fen",
                 absl::StrCat("调整来源为", part.display_name, "的追加合计"));
  }
  maker.Ledger("supplement_documents", "追加文件数", "documents", "追加分录的不同指标文号数，全部冲销的不计");
  maker.Ledger("quotas", "预算指标数", "quotas", "有未冲销分录的指标数");
  maker.Ledger("special_funds", "专项资金数", "funds", "未冲销分录所属的不同专项资金数");
  maker.Ledger("transfers_between_codes", "科目间调剂", "fen",
               "调入指标的功能科目或部门经济科目与调出指标不同的调入合计");
  maker.Ledger("three_public_expenses.by_economic_code", "三公经费（按经济科目）", "fen",
               "部门经济科目30212、30217、30231、31013、30913的支付−退回");
  maker.Ledger("operating_expenses.by_economic_code", "公用经费（按经济科目）", "fen",
               "基本支出中部门经济科目302的支付−退回");
}

constexpr std::array<const char*, 4> kColumnNames = {"上年决算数", "上年预算数", "本年预算数", "本年决算数"};

void AddStatementFacts(Maker& maker) {
  for (const StatementItem& item : StatementItems()) {
    if (item.item == "fixed_assets" || absl::EndsWith(item.item, ".*")) continue;
    for (const StatementColumn column : kStatementColumns) {
      const std::string& fact = item.facts[static_cast<size_t>(column)];
      if (fact.empty()) continue;
      const bool is_plain = fact == item.item;
      maker.Statement(fact,
                      is_plain ? item.display_name
                               : absl::StrCat(item.display_name, "（", kColumnNames[static_cast<size_t>(column)], "）"),
                      item.unit);
    }
  }
}

std::vector<FactDefinition> MakeDictionary() {
  Maker maker;
  AddLedgerFacts(maker);
  AddStatementFacts(maker);
  return maker.Take();
}

// "project_spending.<row>.budget": what open rows give, under one definition a column.
const FactDefinition* OpenRowFact(absl::string_view name) {
  static const std::vector<FactDefinition>* const definitions = [] {
    auto* made = new std::vector<FactDefinition>();
    constexpr std::array<const char*, 4> kSuffixes = {".prior_actual", ".prior_budget", ".budget", ".actual"};
    for (size_t i = 0; i < kSuffixes.size(); ++i) {
      made->push_back({absl::StrCat("project_spending.*", kSuffixes[i]), absl::StrCat("项目（", kColumnNames[i], "）"),
                       "fen", FactOrigin::kStatement, "基础数据表填报"});
    }
    return made;
  }();
  if (!absl::StartsWith(name, "project_spending.")) return nullptr;
  for (const FactDefinition& definition : *definitions) {
    const absl::string_view suffix = absl::string_view(definition.name).substr(sizeof("project_spending.*") - 1);
    if (absl::EndsWith(name, suffix) && name.size() > sizeof("project_spending.") - 1 + suffix.size())
      return &definition;
  }
  return nullptr;
}

}  // namespace

const std::vector<FactDefinition>& FactDictionary() {
  static const std::vector<FactDefinition>* const dictionary = new std::vector<FactDefinition>(MakeDictionary());
  return *dictionary;
}

const FactDefinition* FindFact(absl::string_view name_or_display_name) {
  for (const FactDefinition& definition : FactDictionary()) {
    if (definition.name == name_or_display_name) return &definition;
  }
  for (const FactDefinition& definition : FactDictionary()) {
    if (definition.display_name == name_or_display_name) return &definition;
  }
  return OpenRowFact(name_or_display_name);
}

}  // namespace zhengping::budget
