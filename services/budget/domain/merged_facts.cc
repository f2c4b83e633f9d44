#include "services/budget/domain/merged_facts.h"

#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "services/budget/domain/fact_dictionary.h"
#include "services/budget/domain/rule_text.h"

namespace zhengping::budget {
namespace {

using FactsByName = std::map<std::string, Fact>;

FactsByName ByName(const std::vector<Fact>& facts) {
  FactsByName by_name;
  for (const Fact& fact : facts) by_name.emplace(fact.name, fact);
  return by_name;
}

const Fact* Find(const FactsByName& facts, const std::string& name) {
  const auto found = facts.find(name);
  return found == facts.end() ? nullptr : &found->second;
}

FactState StateOf(CellState state) {
  switch (state) {
    case CellState::kMissing:
      return FactState::kMissing;
    case CellState::kValue:
      return FactState::kReported;
    case CellState::kNotApplicable:
      return FactState::kNotApplicable;
  }
  return FactState::kMissing;
}

FactsByName ReportedByName(const std::vector<ReportedFact>& reported) {
  FactsByName by_name;
  for (const ReportedFact& figure : reported) {
    const FactDefinition* definition = FindFact(figure.name);
    if (definition == nullptr) continue;  // CheckReportedFacts refused it
    Fact fact;
    const bool is_open_row = absl::StrContains(definition->name, "*");
    fact.name = is_open_row ? figure.name : definition->name;
    fact.state = StateOf(figure.state);
    fact.value = figure.value;
    fact.unit = definition->unit;
    fact.source = figure.source;
    fact.display_name = definition->display_name;
    by_name.emplace(fact.name, std::move(fact));
  }
  return by_name;
}

class Merger {
 public:
  Merger(const std::vector<Fact>& ledger, const Statement& statement, const std::vector<ReportedFact>& reported)
      : ledger_(ByName(ledger)), statement_(ByName(FactsOf(statement))), reported_(ReportedByName(reported)) {}

  MergedFacts Take() {
    for (const FactDefinition& definition : FactDictionary()) Merge(definition.name, &definition);
    for (const FactsByName* source : {&statement_, &reported_}) {
      for (const auto& [name, fact] : *source) {
        if (merged_.count(name) == 0) Merge(name, FindFact(name));
      }
    }
    CrossCheck("three_public_expenses");
    CrossCheck("operating_expenses");
    CheckOutlay();
    CheckAdjustment();
    FillBasicAdjustment();
    CheckCarryover();
    MergedFacts result;
    for (const std::string& name : order_) result.facts.push_back(std::move(merged_[name]));
    result.notes = std::move(notes_);
    return result;
  }

 private:
  void Merge(const std::string& name, const FactDefinition* definition) {
    const Fact* from_ledger = Find(ledger_, name);
    const Fact* from_statement = Find(statement_, name);
    const Fact* from_report = Find(reported_, name);
    NoteDifference("STATEMENT_DIFFERS_FROM_LEDGER", from_statement, from_ledger);
    NoteDifference("REPORTED_DIFFERS_FROM_LEDGER", from_report, from_ledger);
    NoteDifference("REPORTED_DIFFERS_FROM_STATEMENT", from_report, from_statement);
    order_.push_back(name);
    merged_[name] = Chosen({from_ledger, from_statement, from_report}, name, definition);
  }

  // The first with a value; else the first that says it is not applicable; else the first that says why it is missing.
  static Fact Chosen(std::initializer_list<const Fact*> candidates, const std::string& name,
                     const FactDefinition* definition) {
    for (const Fact* fact : candidates) {
      if (fact != nullptr && fact->has_value()) return *fact;
    }
    for (const Fact* fact : candidates) {
      if (fact != nullptr && fact->state == FactState::kNotApplicable) return *fact;
    }
    for (const Fact* fact : candidates) {
      if (fact != nullptr && !fact->source.empty()) return *fact;
    }
    Fact missing;
    missing.name = name;
    if (definition != nullptr) {
      missing.unit = definition->unit;
      missing.display_name = definition->display_name;
    }
    missing.source = "指标账、基础数据表和决算数均未提供";
    return missing;
  }

  void NoteDifference(const char* reason, const Fact* lesser, const Fact* greater) {
    if (lesser == nullptr || greater == nullptr || !lesser->has_value() || !greater->has_value()) return;
    const Rational difference = NumberOf(*lesser->value) - NumberOf(*greater->value);
    if (difference.is_zero()) return;
    notes_.push_back(IssueOf(Severity::kWarning, reason, lesser->name, FormatQuantity(*lesser->value, lesser->unit),
                             absl::StrCat(greater->display_name, FormatQuantity(*greater->value, greater->unit))));
    notes_.back().place.file = lesser->source;
  }

  // The final accounts' figure is the statement's to say; the ledger's codes check it, or stand in for it.
  void CrossCheck(const std::string& stem) {
    const Fact& by_code = merged_[stem + ".by_economic_code"];
    Fact& actual = merged_[stem + ".actual"];
    if (!by_code.has_value()) return;
    if (actual.has_value()) {
      NoteDifference("ECONOMIC_CODES_DIFFER", &by_code, &actual);
      return;
    }
    if (actual.state == FactState::kNotApplicable) return;
    const std::string display_name = actual.display_name;
    actual = by_code;
    actual.name = stem + ".actual";
    actual.display_name = display_name;
    actual.source = by_code.display_name;
  }

  std::optional<Money> MoneyOf(const std::string& name) const {
    const auto found = merged_.find(name);
    if (found == merged_.end() || !found->second.has_value()) return std::nullopt;
    return std::get<Money>(*found->second.value);
  }

  // A note where the ledger's figure, which the statement has under another name, is not the statement's `stated`.
  void NoteOther(const char* reason, const std::string& stated, const char* ledger_name, Money of_ledger) {
    const std::optional<Money> figure = MoneyOf(stated);
    if (!figure || merged_[stated].state == FactState::kDerived || *figure == of_ledger) return;
    notes_.push_back(IssueOf(Severity::kWarning, reason, stated, absl::StrCat(FormatYuan(*figure), "元"),
                             absl::StrCat(ledger_name, FormatYuan(of_ledger), "元")));
    notes_.back().place.file = merged_[stated].source;
  }

  // 项目支出 is everything outside 基本支出. While money without an outlay exists the ledger cannot say how much that
  // is.
  void CheckOutlay() {
    const struct {
      const char* stated;
      const char* measure;
    } checks[] = {{"project_spending.actual", "payments"}, {"project_spending.budget", "initial_budget"}};
    for (const auto& check : checks) {
      const std::string measure = check.measure;
      const Fact* of_ledger = Find(ledger_, measure + ".project");
      if (of_ledger == nullptr || MoneyOf(measure + ".unstated") != Money()) continue;
      NoteOther("OUTLAY_DIFFERS", check.stated, of_ledger->display_name.c_str(), std::get<Money>(*of_ledger->value));
    }
  }

  std::optional<Money> LedgerMoney(const std::string& name) const {
    const Fact* fact = Find(ledger_, name);
    if (fact == nullptr || !fact->has_value()) return std::nullopt;
    return std::get<Money>(*fact->value);
  }

  // 部门基本支出预算调整 where the statement leaves it out and the ledger's sums can say it: every entry has its
  // outlay, and money was transferred into basic spending or out of it. When both happened, a transfer within it, which
  // counts once, cannot be told from two over its border.
  void FillBasicAdjustment() {
    Fact& actual = merged_["budget_adjustment.basic.actual"];
    if (actual.has_value() || actual.state == FactState::kNotApplicable) return;
    for (const char* unstated :
         {"supplements.outlay_unstated", "reductions.unstated", "transfers_in.unstated", "transfers_out.unstated"}) {
      if (LedgerMoney(unstated) != Money()) return;
    }
    const std::optional<Money> in = LedgerMoney("transfers_in.basic"), out = LedgerMoney("transfers_out.basic");
    const std::optional<Money> added = LedgerMoney("supplements.basic"), cut = LedgerMoney("reductions.basic");
    if (!in || !out || !added || !cut || (*in != Money() && *out != Money())) return;
    actual.state = FactState::kDerived;
    actual.value = *added + *cut + *in + *out;
    actual.source = "指标账基本支出的追加、追减与调剂之和";
  }

  void CheckAdjustment() {
    Money adjusted;
    for (const char* name : {"supplements", "reductions", "transfers_in"}) {
      const Fact* fact = Find(ledger_, name);
      if (fact == nullptr) return;
      adjusted += std::get<Money>(*fact->value);
    }
    NoteOther("ADJUSTMENT_DIFFERS", "budget_adjustment.actual", "指标账追加、追减与调剂之和", adjusted);
  }

  // Where last year's ledger is at hand, `balance.prior` is its fact, and whoever brought it has compared them.
  void CheckCarryover() {
    const Fact* carried = Find(ledger_, "carryover_in");
    if (carried == nullptr || Find(ledger_, "balance.prior") != nullptr) return;
    NoteDifference("CARRYOVER_DIFFERS", carried, &merged_["balance.prior"]);
  }

  FactsByName ledger_;
  FactsByName statement_;
  FactsByName reported_;
  std::vector<std::string> order_;
  FactsByName merged_;
  std::vector<Issue> notes_;
};

}  // namespace

MergedFacts MergeFacts(const std::vector<Fact>& ledger, const Statement& statement,
                       const std::vector<ReportedFact>& reported) {
  return Merger(ledger, statement, reported).Take();
}

}  // namespace zhengping::budget
