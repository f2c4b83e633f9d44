#include "services/budget/domain/facts.h"

#include <optional>
#include <utility>

#include "absl/container/inlined_vector.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/status/refusal.h"
#include "services/budget/domain/fact_dictionary.h"
#include "services/budget/domain/limits.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

struct MeasureKinds {
  const char* name;
  std::vector<EntryKind> kinds;  // the first one's direction is the positive one
};

const std::vector<MeasureKinds>& Measures() {
  static const std::vector<MeasureKinds>* const measures = [] {
    auto* made = new std::vector<MeasureKinds>{
        {"initial_budget", {EntryKind::kInitial}},
        {"carryover_in", {EntryKind::kCarryover}},
        {"supplements", {EntryKind::kSupplement}},
        {"reductions", {EntryKind::kReduction}},
        {"transfers_in", {EntryKind::kTransferIn}},
        {"transfers_out", {EntryKind::kTransferOut}},
        {"recalls", {EntryKind::kRecall}},
        {"final_budget",
         {EntryKind::kInitial, EntryKind::kCarryover, EntryKind::kSupplement, EntryKind::kTransferIn,
          EntryKind::kReduction, EntryKind::kTransferOut, EntryKind::kRecall}},
        {"payments", {EntryKind::kPayment, EntryKind::kRefund}}};
    MeasureKinds balance = {"balance", (*made)[7].kinds};
    balance.kinds.push_back(EntryKind::kPayment);
    balance.kinds.push_back(EntryKind::kRefund);
    made->push_back(std::move(balance));
    return made;
  }();
  return *measures;
}

EntryCondition KindCondition(const std::vector<EntryKind>& kinds) {
  EntryCondition condition = {EntryField::kEntryKind, {}};
  for (const EntryKind kind : kinds) condition.values.push_back(std::string(NameOf(kind)));
  return condition;
}

constexpr absl::string_view kOutlaySuffixes[] = {".unstated", ".basic", ".project"};
constexpr absl::string_view kNatureSuffixes[] = {".general_public", ".government_fund", ".special_account", ".other"};
constexpr absl::string_view kOriginSuffixes[] = {".unstated", ".superior", ".policy", ".emergency", ".own"};

}  // namespace

void LiveKeys::Count(Counts& counts, absl::string_view key, bool is_reversing) {
  const auto found = counts.try_emplace(key, 0).first;
  found->second += is_reversing ? -1 : 1;
  if (found->second == 0) counts.erase(found);
}

void LiveKeys::AddEntry(const LedgerEntry& entry, const Transaction& transaction) {
  const bool is_reversing = !transaction.reverses.empty();
  Count(quotas_, entry.quota, is_reversing);
  if (!entry.special_fund.empty()) Count(special_funds_, entry.special_fund, is_reversing);
  if (entry.entry.kind != EntryKind::kSupplement || transaction.document_number.empty()) return;
  Count(documents_, transaction.document_number, is_reversing);
}

void LiveKeys::Add(const EntryView& view) { AddEntry(*view.entry, *view.transaction); }

void LiveKeys::Add(const Transaction& transaction) {
  for (const LedgerEntry& entry : transaction.entries) AddEntry(entry, transaction);
}

void FactFold::Count(const EntryView& view) {
  const Classification& purpose = view.quota->classification;
  const EntryKind kind = view.kind();
  const Money amount = view.amount();
  const Money effect = DirectionOf(kind) > 0 ? amount : -amount;
  const size_t quarter = static_cast<size_t>(view.transaction->effective_date.quarter() - 1);
  ++entries_;
  cells_[static_cast<size_t>(kind)][static_cast<size_t>(purpose.outlay)]
        [static_cast<size_t>(IncomeNatureOf(purpose.fund_type))]
            .Add(amount);
  if (!view.entry->special_fund.empty()) named_funds_.Add(effect);
  if (kind == EntryKind::kSupplement) {
    supplements_by_quarter_[quarter].Add(amount);
    supplements_by_origin_[static_cast<size_t>(view.entry->origin)].Add(amount);
    if (!view.transaction->document_number.empty()) documented_.Add(amount);
  }
  if (kind == EntryKind::kTransferIn && view.is_code_transfer) code_transfers_.Add(amount);
  if (kind != EntryKind::kPayment && kind != EntryKind::kRefund) return;
  const Money paid = -effect;
  const std::string& code = purpose.department_economic_code;
  paid_by_quarter_[quarter].Add(paid);
  if (code.empty()) paid_without_code_.Add(paid);
  if (IsThreePublicCode(code)) three_public_paid_.Add(paid);
  if (absl::StartsWith(code, "302") && purpose.outlay == Outlay::kBasic) operating_paid_.Add(paid);
}

absl::Status FactFold::Apply(absl::Span<const EntryView> views, LiveKeys& live) {
  if (entries_ + static_cast<int64_t>(views.size()) > kMaxEntriesPerYear) {
    return NotNow({"YEAR_FULL", "entries", ""},
                  absl::StrCat("a department-year holds at most ", kMaxEntriesPerYear, " entries"));
  }
  for (const EntryView& view : views) {
    const Money amount = view.entry->entry.amount;
    if (amount <= Money() || amount.fen() > kMaxAmountFen) {
      return Invalid({"AMOUNT_OUT_OF_RANGE", "amount_fen", ""},
                     absl::StrCat("an amount lies between 1 and ", kMaxAmountFen, " fen"));
    }
  }
  for (const EntryView& view : views) {
    Count(view);
    live.Add(view);
  }
  supplement_documents_ = live.documents();
  quotas_ = live.quotas();
  special_funds_ = live.special_funds();
  return absl::OkStatus();
}

absl::Status FactFold::Apply(const Transaction& transaction, absl::Span<const QuotaRecord* const> quotas,
                             LiveKeys& live) {
  absl::InlinedVector<EntryView, 4> views;
  for (size_t i = 0; i < transaction.entries.size(); ++i) {
    views.push_back({absl::string_view(), 0, &transaction, &transaction.entries[i], quotas[i], false});
  }
  MarkCodeTransfers(absl::MakeSpan(views));
  return Apply(views, live);
}

// Turns a fold into facts.
class LedgerFacts {
 public:
  LedgerFacts(const FactFold& fold, const FactScope& scope) : fold_(fold), scope_(scope) {}

  std::vector<Fact> Take() {
    for (const MeasureKinds& measure : Measures()) AddMeasure(measure);
    AddQuarters("payments", {EntryKind::kPayment, EntryKind::kRefund}, fold_.paid_by_quarter_);
    AddQuarters("supplements", {EntryKind::kSupplement}, fold_.supplements_by_quarter_);
    AddOrigins();
    AddCounts();
    AddCodes();
    return std::move(facts_);
  }

 private:
  using Conditions = std::vector<EntryCondition>;

  EntrySelector SelectorOf(Conditions conditions, const Tally& tally) const {
    EntrySelector selector;
    selector.department = scope_.department;
    selector.fiscal_year = scope_.fiscal_year;
    selector.revision = scope_.revision;
    selector.as_of = scope_.scope.as_of;
    selector.conditions = scope_.scope.conditions;
    selector.conditions.insert(selector.conditions.end(), conditions.begin(), conditions.end());
    selector.entry_count = tally.entries;
    selector.sum = tally.sum;
    return selector;
  }

  Fact& Add(const std::string& name, Quantity value, Conditions conditions, const Tally& tally) {
    const FactDefinition* definition = FindFact(name);
    ZP_CHECK(definition != nullptr, absl::StrCat("not in the dictionary: ", name));
    Fact fact;
    fact.name = name;
    fact.state = FactState::kDerived;
    fact.value = std::move(value);
    fact.unit = definition->unit;
    fact.display_name = definition->display_name;
    fact.provenance = SelectorOf(std::move(conditions), tally);
    facts_.push_back(std::move(fact));
    return facts_.back();
  }

  void AddSum(const std::string& name, Conditions conditions, const Tally& tally) {
    Add(name, tally.sum, std::move(conditions), tally);
  }

  static void Miss(Fact& fact, std::string why) {
    fact.state = FactState::kMissing;
    fact.value.reset();
    fact.source = std::move(why);
  }

  // The sum over the measure's kinds in the cells that `is_in` picks by (outlay, nature).
  template <typename Picks>
  Tally SumOf(const MeasureKinds& measure, Picks is_in) const {
    Tally sum;
    for (const EntryKind kind : measure.kinds) {
      const bool same_way = DirectionOf(kind) == DirectionOf(measure.kinds.front());
      for (size_t outlay = 0; outlay < FactFold::kOutlayCount; ++outlay) {
        for (size_t nature = 0; nature < FactFold::kNatureCount; ++nature) {
          if (!is_in(outlay, nature)) continue;
          const Tally& cell = fold_.cells_[static_cast<size_t>(kind)][outlay][nature];
          sum.sum += same_way ? cell.sum : -cell.sum;
          sum.entries += cell.entries;
        }
      }
    }
    return sum;
  }

  void AddMeasure(const MeasureKinds& measure) {
    const EntryCondition kinds = KindCondition(measure.kinds);
    AddSum(measure.name, {kinds}, SumOf(measure, [](size_t, size_t) { return true; }));
    for (const Outlay outlay : {Outlay::kBasic, Outlay::kProject, Outlay::kUnstated}) {
      const size_t index = static_cast<size_t>(outlay);
      const bool is_taken = absl::string_view(measure.name) == "supplements" && outlay == Outlay::kUnstated;
      const absl::string_view suffix = is_taken ? ".outlay_unstated" : kOutlaySuffixes[index];
      AddSum(absl::StrCat(measure.name, suffix), {kinds, {EntryField::kOutlay, {std::string(NameOf(outlay))}}},
             SumOf(measure, [index](size_t o, size_t) { return o == index; }));
    }
    for (const IncomeNature nature : kIncomeNatures) {
      const size_t index = static_cast<size_t>(nature);
      AddSum(absl::StrCat(measure.name, kNatureSuffixes[index]),
             {kinds, {EntryField::kIncomeNature, {std::string(NameOf(nature))}}},
             SumOf(measure, [index](size_t, size_t n) { return n == index; }));
    }
  }

  // Cumulative from January. A quarter that begins after the day looked at has not begun: it is missing, not equal to
  // the one before.
  void AddQuarters(const char* name, const std::vector<EntryKind>& kinds,
                   const std::array<Tally, FactFold::kQuarters>& by_quarter) {
    Tally sum;
    EntryCondition quarters = {EntryField::kQuarter, {}};
    for (size_t i = 0; i < by_quarter.size(); ++i) {
      sum.sum += by_quarter[i].sum;
      sum.entries += by_quarter[i].entries;
      quarters.values.push_back(absl::StrCat(i + 1));
      Fact& fact = Add(absl::StrCat(name, ".q", i + 1), sum.sum, {KindCondition(kinds), quarters}, sum);
      const std::optional<Date> begin = Date::FromYmd(scope_.fiscal_year, static_cast<int>(3 * i + 1), 1);
      if (scope_.scope.as_of && begin && *begin > *scope_.scope.as_of) {
        Miss(fact, absl::StrCat("截至", FormatChinese(*scope_.scope.as_of), "该季度尚未开始"));
      }
    }
  }

  void AddOrigins() {
    const EntryCondition kind = KindCondition({EntryKind::kSupplement});
    for (const Origin origin :
         {Origin::kSuperior, Origin::kPolicy, Origin::kEmergency, Origin::kOwn, Origin::kUnstated}) {
      const size_t index = static_cast<size_t>(origin);
      AddSum(absl::StrCat("supplements", kOriginSuffixes[index]),
             {kind, {EntryField::kOrigin, {std::string(NameOf(origin))}}}, fold_.supplements_by_origin_[index]);
    }
  }

  void AddCounts() {
    const MeasureKinds& balance = Measures().back();
    Add("supplement_documents", fold_.supplement_documents_,
        {KindCondition({EntryKind::kSupplement}), {EntryField::kDocumentNumber, {"*"}}}, fold_.documented_);
    Add("quotas", fold_.quotas_, {KindCondition(balance.kinds)}, SumOf(balance, [](size_t, size_t) { return true; }));
    Add("special_funds", fold_.special_funds_, {{EntryField::kSpecialFund, {"*"}}}, fold_.named_funds_);
  }

  void AddCodes() {
    AddSum("transfers_between_codes", {KindCondition({EntryKind::kTransferIn}), {EntryField::kCodeTransfer, {"true"}}},
           fold_.code_transfers_);
    const EntryCondition paid = KindCondition({EntryKind::kPayment, EntryKind::kRefund});
    EntryCondition codes = {EntryField::kEconomicCode, {}};
    for (const absl::string_view code : kThreePublicCodes) codes.values.emplace_back(code);
    AddSum("three_public_expenses.by_economic_code", {paid, codes}, fold_.three_public_paid_);
    MissWithoutCodes(facts_.back());
    AddSum("operating_expenses.by_economic_code",
           {paid, {EntryField::kOutlay, {"BASIC"}}, {EntryField::kEconomicCode, {"302*"}}}, fold_.operating_paid_);
    MissWithoutCodes(facts_.back());
  }

  void MissWithoutCodes(Fact& fact) const {
    const Money uncoded = fold_.paid_without_code_.sum;
    if (uncoded == Money()) return;
    Miss(fact, absl::StrCat("有", FormatYuan(uncoded), "元支付未列部门经济科目，无法按科目汇总"));
  }

  const FactFold& fold_;
  const FactScope& scope_;
  std::vector<Fact> facts_;
};

std::vector<Fact> FactsOf(const FactFold& fold, const FactScope& scope) {
  if (fold.entries() == 0) return {};
  return LedgerFacts(fold, scope).Take();
}

FactFold Fold(const LedgerYear& year, const EntryScope& scope) {
  FactFold fold;
  LiveKeys live;
  const absl::Status status = fold.Apply(EntriesOf(year, scope), live);
  ZP_CHECK(status.ok(), status.message());
  return fold;
}

std::vector<Fact> LedgerFactsOf(const LedgerYear& year, const EntryScope& scope) {
  return FactsOf(Fold(year, scope), {year.department, year.fiscal_year, year.revision, scope});
}

}  // namespace zhengping::budget
