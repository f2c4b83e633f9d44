#include "services/budget/domain/findings/scattered_quotas.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/findings/merge_proposal.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr size_t kClassDigits = 3;  // 类

// Money that could stand in one quota.
using Kind = std::tuple<std::string, std::string, Outlay>;

Kind KindOf(const QuotaRecord& quota) {
  const Classification& purpose = quota.classification;
  return {purpose.fund_type, purpose.function_code.substr(0, kClassDigits), purpose.outlay};
}

std::string TextOf(const Kind& kind) {
  const auto& [fund_type, function_class, outlay] = kind;
  return absl::StrCat("资金性质", fund_type.empty() ? "未列" : fund_type, "、功能科目",
                      function_class.empty() ? "未列" : function_class, "类、", std::string(ChineseNameOf(outlay)));
}

struct Quotas {
  std::vector<QuotaSums> all;  // with a size
  std::vector<std::string> small;
  std::vector<std::string> dry;
  std::vector<std::string> stranded;
  std::set<Kind> stranded_kinds;
  Money size;
  Money small_amount;
  Money stranded_amount;
};

Quotas Sort(const FindingInput& input) {
  Quotas quotas;
  std::set<Kind> dry_kinds;
  for (const QuotaSums& sums : SumByQuota(input.entries)) {
    if (sums.size() == Money()) continue;
    quotas.all.push_back(sums);
    quotas.size += sums.size();
    if (sums.size() <= input.settings.small_quota()) {
      quotas.small.push_back(sums.quota->id);
      quotas.small_amount += sums.size();
    }
    if (sums.unspent() == Money()) {
      quotas.dry.push_back(sums.quota->id);
      dry_kinds.insert(KindOf(*sums.quota));
    }
  }
  for (const QuotaSums& sums : quotas.all) {
    if (sums.unspent() <= Money() || dry_kinds.count(KindOf(*sums.quota)) == 0) continue;
    quotas.stranded.push_back(sums.quota->id);
    quotas.stranded_kinds.insert(KindOf(*sums.quota));
    quotas.stranded_amount += sums.unspent();
  }
  return quotas;
}

Rational MedianOf(const std::vector<QuotaSums>& quotas) {
  std::vector<Money> sizes;
  for (const QuotaSums& sums : quotas) sizes.push_back(sums.size());
  std::sort(sizes.begin(), sizes.end());
  const size_t half = sizes.size() / 2;
  if (sizes.size() % 2 == 1) return Rational(sizes[half].fen());
  return *Quotient(Rational(sizes[half - 1].fen()) + Rational(sizes[half].fen()), Rational(2));
}

// The smallest size that at least `quarters` quarters of the quotas do not exceed.
Money QuartileOf(const std::vector<QuotaSums>& quotas, size_t quarters) {
  std::vector<Money> sizes;
  for (const QuotaSums& sums : quotas) sizes.push_back(sums.size());
  std::sort(sizes.begin(), sizes.end());
  return sizes[(sizes.size() * quarters + 3) / 4 - 1];
}

// Every kind but recalls: what a quota's size and what is left of it are made of.
const std::vector<EntryKind>& SizeKinds() {
  static const std::vector<EntryKind>* const kinds =
      new std::vector<EntryKind>{EntryKind::kInitial,    EntryKind::kCarryover, EntryKind::kSupplement,
                                 EntryKind::kTransferIn, EntryKind::kReduction, EntryKind::kTransferOut};
  return *kinds;
}

std::vector<EntryKind> UnspentKinds() {
  std::vector<EntryKind> kinds = SizeKinds();
  kinds.push_back(EntryKind::kPayment);
  kinds.push_back(EntryKind::kRefund);
  return kinds;
}

bool IsYearOver(const FindingInput& input) { return LastDayOf(input) == YearEndOf(input); }

void AddSizes(const FindingInput& input, const Quotas& quotas, std::vector<Figure>& figures) {
  const int64_t count = static_cast<int64_t>(quotas.all.size());
  const int64_t small = static_cast<int64_t>(quotas.small.size());
  std::vector<std::string> all;
  for (const QuotaSums& sums : quotas.all) all.push_back(sums.quota->id);
  const EntrySelector all_entries = SelectQuotas(input, SizeKinds(), all);
  const EntrySelector small_entries = SelectQuotas(input, SizeKinds(), quotas.small);
  Figure share = {"small_quota_share",
                  "小额指标占比",
                  "小额指标数÷指标数",
                  "percent",
                  *Quotient(Rational(small), Rational(count)),
                  "",
                  {small_entries, all_entries}};
  figures.push_back(std::move(share));
  figures.push_back(WithSelectors(CountFigure("quotas", "指标数", "有预算的指标数", "quotas", count), {all_entries}));
  figures.push_back(WithSelectors(
      CountFigure("small_quotas", "小额指标数",
                  absl::StrCat("全年预算（加回收回）不超过", FormatProseMoney(input.settings.small_quota()), "的指标数",
                               SourceNote(input.settings.small_quota_amount)),
                  "quotas", small),
      {small_entries}));
  figures.push_back(WithSelectors(
      MoneyFigure("small_amount", "小额指标金额", "小额指标的全年预算合计", quotas.small_amount), {small_entries}));
  figures.push_back({"median_size",
                     "指标金额中位数",
                     "各指标全年预算（加回收回）的中位数",
                     "fen",
                     MedianOf(quotas.all),
                     "",
                     {all_entries}});
  const auto add_quartile = [&](const char* name, const char* display_name, const char* definition, size_t quarters) {
    const Money size = QuartileOf(quotas.all, quarters);
    figures.push_back({name, display_name, definition, "fen", Rational(size.fen()), "", {all_entries}});
  };
  add_quartile("lower_quartile_size", "指标金额下四分位数", "至少四分之一的指标不超过的最小金额", 1);
  add_quartile("upper_quartile_size", "指标金额上四分位数", "至少四分之三的指标不超过的最小金额", 3);
  figures.push_back({"mean_size",
                     "指标平均金额",
                     "全年预算（加回收回）合计÷指标数",
                     "fen",
                     *Quotient(Rational(quotas.size.fen()), Rational(count)),
                     "",
                     {all_entries}});
}

void AddStranded(const FindingInput& input, const Quotas& quotas, std::vector<Figure>& figures) {
  const char* definition = "同类（资金性质、功能科目类、支出类别相同）指标中已有指标用完而本指标未用完的余额（收回前）";
  if (!IsYearOver(input)) {
    const std::string why = absl::StrCat("截至", FormatChinese(*input.scope.as_of), "年度尚未结束");
    figures.push_back(MissingFigure("stranded_amount", "沉淀资金", definition, "fen", why));
    figures.push_back(MissingFigure("stranded_quotas", "沉淀指标数", "有沉淀资金的指标数", "quotas", why));
    figures.push_back(MissingFigure("dry_quotas", "用完的指标数", "余额（收回前）为0的指标数", "quotas", why));
    figures.push_back(MissingFigure("stranded_share", "沉淀资金占比", "沉淀资金÷全年预算（加回收回）", "percent", why));
    return;
  }
  const EntrySelector stranded = SelectQuotas(input, UnspentKinds(), quotas.stranded);
  figures.push_back(
      WithSelectors(MoneyFigure("stranded_amount", "沉淀资金", definition, quotas.stranded_amount), {stranded}));
  figures.push_back(WithSelectors(CountFigure("stranded_quotas", "沉淀指标数", "有沉淀资金的指标数", "quotas",
                                              static_cast<int64_t>(quotas.stranded.size())),
                                  {stranded}));
  figures.push_back(WithSelectors(CountFigure("dry_quotas", "用完的指标数", "余额（收回前）为0的指标数", "quotas",
                                              static_cast<int64_t>(quotas.dry.size())),
                                  {SelectQuotas(input, UnspentKinds(), quotas.dry)}));
  figures.push_back(WithSelectors(ShareFigure("stranded_share", "沉淀资金占比", "沉淀资金÷全年预算（加回收回）",
                                              quotas.stranded_amount, quotas.size),
                                  {stranded}));
}

// A transaction's entries by what they are on.
using KindsOfTransaction = std::map<Kind, std::set<std::string>>;  // quotas of each kind

// Quotas that each transaction has live entries of `entry_kind` on.
std::map<absl::string_view, KindsOfTransaction> ByTransaction(const std::vector<EntryView>& live,
                                                              EntryKind entry_kind) {
  std::map<absl::string_view, KindsOfTransaction> by_transaction;
  for (const EntryView& view : live) {
    if (view.kind() == entry_kind) by_transaction[view.transaction_id][KindOf(*view.quota)].insert(view.quota->id);
  }
  return by_transaction;
}

EntrySelector SelectPlaces(const FindingInput& input, EntryKind kind, std::vector<std::string> places) {
  return SelectorOver(input.year, input.scope, {SelectKinds({kind}), {EntryField::kEntry, std::move(places)}},
                      input.entries);
}

void AddTransfers(const FindingInput& input, const std::vector<EntryView>& live, std::vector<Figure>& figures) {
  const auto given = ByTransaction(live, EntryKind::kTransferOut);
  int64_t transfers = 0;
  std::vector<std::string> within;
  for (const EntryView& view : live) {
    if (view.kind() != EntryKind::kTransferIn) continue;
    ++transfers;
    const auto givers = given.find(view.transaction_id);
    if (givers != given.end() && givers->second.count(KindOf(*view.quota)) > 0) within.push_back(PlaceOf(view));
  }
  const EntrySelector in =
      SelectorOver(input.year, input.scope, {SelectKinds({EntryKind::kTransferIn})}, input.entries);
  figures.push_back(WithSelectors(
      CountFigure("transfers", "指标间调剂笔数", "调入分录数，冲销的不计", "transfers", transfers), {in}));
  figures.push_back(WithSelectors(MoneyFigure("transfers_amount", "指标间调剂金额", "调入合计", in.sum), {in}));
  const int64_t count = static_cast<int64_t>(within.size());
  const EntrySelector inside = SelectPlaces(input, EntryKind::kTransferIn, std::move(within));
  figures.push_back(WithSelectors(CountFigure("transfers_within_kind", "同类指标间调剂笔数",
                                              "同一笔业务中从同类指标调出的调入分录数", "transfers", count),
                                  {inside}));
  figures.push_back(WithSelectors(
      MoneyFigure("transfers_within_kind_amount", "同类指标间调剂金额", "同类指标间的调入合计", inside.sum), {inside}));
}

void AddPayments(const FindingInput& input, const Quotas& quotas, const std::vector<EntryView>& live,
                 std::vector<Figure>& figures) {
  const auto drawn = ByTransaction(live, EntryKind::kPayment);
  std::vector<std::string> all;
  std::vector<std::string> split;
  std::set<absl::string_view> transactions;
  for (const EntryView& view : live) {
    if (view.kind() != EntryKind::kPayment) continue;
    all.push_back(PlaceOf(view));
    if (drawn.at(view.transaction_id).at(KindOf(*view.quota)).size() < 2) continue;
    split.push_back(PlaceOf(view));
    transactions.insert(view.transaction_id);
  }
  const Rational count(static_cast<int64_t>(all.size()));
  Money paid;
  for (const EntryView& view : live) {
    if (view.kind() == EntryKind::kPayment) paid += view.amount();
  }
  const EntrySelector payments =
      SelectorOver(input.year, input.scope, {SelectKinds({EntryKind::kPayment})}, input.entries);
  figures.push_back(WithSelectors(
      CountFigure("payments", "支付笔数", "支付分录数，冲销的不计", "payments", static_cast<int64_t>(all.size())),
      {payments}));
  Figure mean = MissingFigure("mean_payment", "平均每笔支付", "支付合计÷支付笔数", "fen", "没有支付");
  if (!all.empty()) {
    mean.value = *Quotient(Rational(paid.fen()), count);
    mean.why_missing.clear();
  }
  figures.push_back(WithSelectors(std::move(mean), {payments}));
  figures.push_back({"payments_per_quota",
                     "平均每个指标支付笔数",
                     "支付笔数÷指标数",
                     "payments",
                     *Quotient(count, Rational(static_cast<int64_t>(quotas.all.size()))),
                     "",
                     {payments}});
  const EntrySelector parts = SelectPlaces(input, EntryKind::kPayment, std::move(split));
  figures.push_back(
      WithSelectors(CountFigure("split_payments", "拆分支付笔数", "一笔支付业务从多个同类指标列支的业务数", "payments",
                                static_cast<int64_t>(transactions.size())),
                    {parts}));
  figures.push_back(WithSelectors(
      MoneyFigure("split_payments_amount", "拆分支付金额", "拆分支付从同类指标列支的金额", parts.sum), {parts}));
}

// Stranded money leads: it is money. Quotas that are only small keep the order of their ids.
std::vector<FindingDetail> DetailsOf(const FindingInput& input, const Quotas& quotas) {
  const std::set<std::string> small(quotas.small.begin(), quotas.small.end());
  const std::set<std::string> stranded(quotas.stranded.begin(), quotas.stranded.end());
  std::vector<FindingDetail> details;
  for (const QuotaSums& sums : quotas.all) {
    const QuotaRecord& quota = *sums.quota;
    const bool is_stranded = IsYearOver(input) && stranded.count(quota.id) > 0;
    if (!is_stranded && small.count(quota.id) == 0) continue;
    FindingDetail detail;
    detail.subject = quota.id;
    detail.display_name = ProseNameOf(quota);
    detail.text = absl::StrCat("全年预算", FormatProseMoney(sums.size()));
    if (small.count(quota.id) > 0) absl::StrAppend(&detail.text, "，属小额指标");
    if (is_stranded) {
      absl::StrAppend(&detail.text, "，余", FormatProseMoney(sums.unspent()), "，而同类（", TextOf(KindOf(quota)),
                      "）已有指标用完");
      detail.amount = sums.unspent();
    }
    details.push_back(std::move(detail));
  }
  return details;
}

std::string SummaryOf(const Finding& finding, const FindingInput& input) {
  const auto text = [&finding](const char* name) { return FormatFigure(*finding.figure(name)); };
  std::string summary =
      absl::StrCat("全年预算分散在", text("quotas"), "指标中，其中不超过",
                   FormatProseMoney(input.settings.small_quota()), "的小额指标", text("small_quotas"), "，占",
                   text("small_quota_share"), "；指标金额中位数", text("median_size"), "，平均", text("mean_size"));
  if (finding.figure("stranded_amount")->value) {
    absl::StrAppend(&summary, "；年末", text("stranded_quotas"), "指标沉淀", text("stranded_amount"),
                    "，而同类指标中已有用完的");
  }
  absl::StrAppend(&summary, "；年中为此调剂", text("transfers"), "、", text("transfers_amount"));
  if (std::get<int64_t>(*finding.figure("split_payments")->value) > 0) {
    absl::StrAppend(&summary, "，", text("split_payments"), "支付须从多个同类指标拆分列支，涉及",
                    text("split_payments_amount"));
  }
  absl::StrAppend(&summary, "。");
  return summary;
}

// The merge proposal in figures; what it would have changed is simulated (scattered_simulation.h).
Recommendation RecommendationFor(const FindingInput& input, const Finding& finding) {
  const std::vector<MergeGroup> groups = ProposeMerges(input);
  int64_t merged = 0;
  for (const MergeGroup& group : groups) merged += static_cast<int64_t>(group.quotas.size());
  const int64_t left = merged - static_cast<int64_t>(groups.size());
  Recommendation recommendation;
  recommendation.title = "统筹合并相关预算指标";
  recommendation.text =
      "对同一单位、资金性质、功能科目、支出类别和经济科目类的指标适当统筹合并（专项资金和三公经费指标除外）";
  if (!groups.empty()) {
    const int64_t quotas = std::get<int64_t>(*finding.figure("quotas")->value);
    absl::StrAppend(&recommendation.text, "：", merged, "个指标可合并为", groups.size(), "个，指标数由", quotas,
                    "个减至", quotas - left, "个");
  }
  absl::StrAppend(&recommendation.text, "，减少指标间调剂，提高资金使用效率。");
  return recommendation;
}

}  // namespace

Finding MeasureScatteredQuotas(const FindingInput& input) {
  const Quotas quotas = Sort(input);
  if (quotas.all.size() < 2) {
    return Inapplicable(FindingKind::kScatteredQuotas,
                        absl::StrCat("有预算的指标只有", quotas.all.size(), "个，不存在分散问题"));
  }
  Finding finding;
  finding.kind = FindingKind::kScatteredQuotas;
  AddSizes(input, quotas, finding.figures);
  AddStranded(input, quotas, finding.figures);
  const std::vector<EntryView> live = LiveEntriesAmong(input.entries);
  AddTransfers(input, live, finding.figures);
  AddPayments(input, quotas, live, finding.figures);
  finding.details = DetailsOf(input, quotas);
  finding.parameters = {input.settings.small_quota_amount};
  Conclude(finding, input.settings.scattered_quotas);
  SelectDetailQuotas(input, SizeKinds(), finding);
  finding.summary = SummaryOf(finding, input);
  if (finding.severity != FindingSeverity::kNone) finding.recommendation = RecommendationFor(input, finding);
  return finding;
}

}  // namespace zhengping::budget
