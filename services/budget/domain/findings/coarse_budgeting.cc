#include "services/budget/domain/findings/coarse_budgeting.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::budget {
namespace {

constexpr size_t kItemLevelDigits = 7;         // 类3 款5 项7
constexpr char kOtherFunctionClass[] = "229";  // 其他支出

bool LacksItem(const QuotaRecord& quota) { return quota.classification.function_code.size() < kItemLevelDigits; }

bool LacksProject(const QuotaRecord& quota) {
  return quota.classification.outlay == Outlay::kProject && quota.classification.project.empty();
}

bool IsOther(const QuotaRecord& quota) {
  const std::string& function = quota.classification.function_code;
  return absl::EndsWith(function, "99") || absl::StartsWith(function, kOtherFunctionClass) ||
         absl::EndsWith(quota.classification.department_economic_code, "99");
}

// Initial budget of the quotas that `holds` picks.
struct Part {
  Money amount;
  std::vector<std::string> quotas;
};

template <typename Holds>
Part PartOf(const std::vector<QuotaSums>& quotas, Holds holds) {
  Part part;
  for (const QuotaSums& sums : quotas) {
    const Money initial = sums.of(EntryKind::kInitial);
    if (initial == Money() || !holds(*sums.quota)) continue;
    part.amount += initial;
    part.quotas.push_back(sums.quota->id);
  }
  return part;
}

// Initial budget of one function code.
struct Item {
  std::string code;
  Money amount;
};

// The largest first; of equal ones the lower code.
std::vector<Item> ItemsOf(const std::vector<QuotaSums>& quotas) {
  std::map<std::string, Money> by_code;
  for (const QuotaSums& sums : quotas)
    by_code[sums.quota->classification.function_code] += sums.of(EntryKind::kInitial);
  std::vector<Item> items;
  for (const auto& [code, amount] : by_code) {
    if (amount != Money()) items.push_back({code, amount});
  }
  std::stable_sort(items.begin(), items.end(), [](const Item& a, const Item& b) { return a.amount > b.amount; });
  return items;
}

struct Parts {
  Money initial;
  Part no_item;
  Part no_project;
  Part coarse;
  Part fine;
  Part other;
};

Parts PartsOf(const std::vector<QuotaSums>& quotas) {
  Parts parts;
  parts.initial = PartOf(quotas, [](const QuotaRecord&) { return true; }).amount;
  parts.no_item = PartOf(quotas, LacksItem);
  parts.no_project = PartOf(quotas, [](const QuotaRecord& q) { return !LacksItem(q) && LacksProject(q); });
  parts.coarse = PartOf(quotas, [](const QuotaRecord& q) { return LacksItem(q) || LacksProject(q); });
  parts.fine = PartOf(quotas, [](const QuotaRecord& q) { return !LacksItem(q) && !LacksProject(q); });
  parts.other = PartOf(quotas, IsOther);
  return parts;
}

Money SumOf(const std::vector<QuotaSums>& quotas, Money (QuotaSums::*value)() const) {
  Money sum;
  for (const QuotaSums& sums : quotas) sum += (sums.*value)();
  return sum;
}

std::vector<Figure> FiguresOf(const FindingInput& input, const std::vector<QuotaSums>& quotas, const Parts& parts) {
  const auto select = [&input](const Part& part) { return SelectQuotas(input, {EntryKind::kInitial}, part.quotas); };
  const EntrySelector initial =
      SelectorOver(input.year, input.scope, {SelectKinds({EntryKind::kInitial})}, input.entries);
  const EntrySelector between =
      SelectorOver(input.year, input.scope,
                   {SelectKinds({EntryKind::kTransferIn}), {EntryField::kCodeTransfer, {"true"}}}, input.entries);
  return {
      WithSelectors(
          ShareFigure("coarse_share", "未细化预算占比", "未细化预算÷年初预算数", parts.coarse.amount, parts.initial),
          {select(parts.coarse), initial}),
      WithSelectors(MoneyFigure("coarse_amount", "未细化预算",
                                "年初预算中功能科目未到项级，或项目支出未列具体项目的金额", parts.coarse.amount),
                    {select(parts.coarse)}),
      WithSelectors(MoneyFigure("without_item_amount", "功能科目未到项级的预算", "功能科目代码不足7位的年初预算",
                                parts.no_item.amount),
                    {select(parts.no_item)}),
      WithSelectors(MoneyFigure("without_project_amount", "未列具体项目的项目支出预算",
                                "功能科目已到项级、属项目支出而未列项目的年初预算", parts.no_project.amount),
                    {select(parts.no_project)}),
      WithSelectors(ShareFigure("other_codes_share", "“其他”科目占比", "“其他”科目预算÷年初预算数", parts.other.amount,
                                parts.initial),
                    {select(parts.other), initial}),
      WithSelectors(MoneyFigure("other_codes_amount", "“其他”科目预算",
                                "功能科目末级为99或属229类，或部门经济科目末级为99的年初预算", parts.other.amount),
                    {select(parts.other)}),
      WithSelectors(MoneyFigure("transfers_between_codes", "科目间调剂",
                                "年中在不同功能科目或部门经济科目之间调剂的金额", between.sum),
                    {between}),
      WithSelectors(ShareFigure("transfers_between_codes_share", "科目间调剂占比", "科目间调剂÷全年预算数", between.sum,
                                SumOf(quotas, &QuotaSums::authorized)),
                    {between}),
  };
}

// How much of the initial budget the largest lines hold. There is an initial budget, and so a line.
void AddConcentration(const FindingInput& input, const std::vector<QuotaSums>& quotas, const Parts& parts,
                      std::vector<Figure>& figures) {
  const EntrySelector initial =
      SelectorOver(input.year, input.scope, {SelectKinds({EntryKind::kInitial})}, input.entries);
  const std::vector<Item> items = ItemsOf(quotas);
  const EntrySelector largest = SelectorOver(
      input.year, input.scope, {SelectKinds({EntryKind::kInitial}), {EntryField::kFunctionCode, {items.front().code}}},
      input.entries);
  figures.push_back(WithSelectors(ShareFigure("largest_item_share", "最大功能科目占比",
                                              "年初预算最多的功能科目÷年初预算数", items.front().amount, parts.initial),
                                  {largest, initial}));
  Rational squares;
  for (const Item& item : items) squares += Rational(item.amount.fen()) * Rational(item.amount.fen());
  figures.push_back({"concentration_index",
                     "功能科目集中度",
                     "各功能科目占年初预算比例的平方和，全部集中于一个科目时为1",
                     "",
                     *Quotient(squares, Rational(parts.initial.fen()) * Rational(parts.initial.fen())),
                     "",
                     {initial}});
  const QuotaSums& quota = *std::max_element(quotas.begin(), quotas.end(), [](const QuotaSums& a, const QuotaSums& b) {
    return a.of(EntryKind::kInitial) < b.of(EntryKind::kInitial);
  });
  figures.push_back(WithSelectors(ShareFigure("largest_quota_share", "最大指标占比", "年初预算最多的指标÷年初预算数",
                                              quota.of(EntryKind::kInitial), parts.initial),
                                  {SelectQuotas(input, {EntryKind::kInitial}, {quota.quota->id}), initial}));
}

// What had to move to another code, of coarse lines and of the rest.
void AddPrice(const FindingInput& input, const Parts& parts, std::vector<Figure>& figures) {
  const auto add = [&](const char* name, const char* display_name, const char* definition, const Part& part) {
    const EntrySelector moved = SelectorOver(input.year, input.scope,
                                             {SelectKinds({EntryKind::kTransferOut}),
                                              {EntryField::kCodeTransfer, {"true"}},
                                              {EntryField::kQuota, part.quotas}},
                                             input.entries);
    figures.push_back(WithSelectors(ShareFigure(name, display_name, definition, moved.sum, part.amount),
                                    {moved, SelectQuotas(input, {EntryKind::kInitial}, part.quotas)}));
  };
  add("coarse_transfer_rate", "未细化预算的科目间调出率", "从未细化指标调往其他科目的金额÷未细化预算", parts.coarse);
  add("fine_transfer_rate", "已细化预算的科目间调出率", "从其余有年初预算的指标调往其他科目的金额÷其余年初预算",
      parts.fine);
}

std::string CodeText(const std::string& code) { return code.empty() ? "未列" : code; }

std::vector<FindingDetail> DetailsOf(const std::vector<QuotaSums>& quotas) {
  std::vector<FindingDetail> details;
  for (const QuotaSums& sums : quotas) {
    const QuotaRecord& quota = *sums.quota;
    const Money initial = sums.of(EntryKind::kInitial);
    if (initial == Money() || !(LacksItem(quota) || LacksProject(quota))) continue;
    FindingDetail detail;
    detail.subject = quota.id;
    detail.display_name = ProseNameOf(quota);
    detail.text = absl::StrCat("年初预算", FormatProseMoney(initial), "，");
    if (LacksItem(quota)) {
      absl::StrAppend(&detail.text, "功能科目", CodeText(quota.classification.function_code), "未到项级");
    }
    if (LacksProject(quota)) absl::StrAppend(&detail.text, LacksItem(quota) ? "，" : "", "属项目支出而未列项目");
    detail.amount = initial;
    details.push_back(std::move(detail));
  }
  return details;
}

std::string SummaryOf(const Finding& finding) {
  const auto text = [&finding](const char* name) { return FormatFigure(*finding.figure(name)); };
  return absl::StrCat("年初预算中，功能科目未到项级的有", text("without_item_amount"), "，项目支出未列具体项目的有",
                      text("without_project_amount"), "，合计", text("coarse_amount"), "，占年初预算的",
                      text("coarse_share"), "；列“其他”科目的占", text("other_codes_share"), "；最大的功能科目占",
                      text("largest_item_share"), "；年中科目间调剂", text("transfers_between_codes"), "。");
}

Recommendation RecommendationFor(const Finding& finding, const Parts& parts) {
  Recommendation recommendation;
  recommendation.title = "细化预算管理，提升预算编制质量";
  recommendation.text =
      absl::StrCat("编制年初预算时将", parts.coarse.quotas.size(), "个指标、", FormatProseMoney(parts.coarse.amount),
                   "预算细化到功能科目的项级和具体项目，压减“其他”科目预算",
                   FormatFigure(*finding.figure("other_codes_amount")), "，减少年中科目间调剂，提高资金使用效益。");
  return recommendation;
}

}  // namespace

bool IsCoarse(const QuotaRecord& quota) { return LacksItem(quota) || LacksProject(quota); }

Finding MeasureCoarseBudgeting(const FindingInput& input) {
  const std::vector<QuotaSums> quotas = SumByQuota(input.entries);
  const Parts parts = PartsOf(quotas);
  if (parts.initial <= Money()) {
    return Inapplicable(FindingKind::kCoarseBudgeting,
                        absl::StrCat("年初预算为", FormatProseMoney(parts.initial), "，无从衡量其细化程度"));
  }
  Finding finding;
  finding.kind = FindingKind::kCoarseBudgeting;
  finding.figures = FiguresOf(input, quotas, parts);
  AddConcentration(input, quotas, parts, finding.figures);
  AddPrice(input, parts, finding.figures);
  finding.details = DetailsOf(quotas);
  Conclude(finding, input.settings.coarse_budgeting);
  SelectDetailQuotas(input, {EntryKind::kInitial}, finding);
  finding.summary = SummaryOf(finding);
  if (finding.severity != FindingSeverity::kNone) finding.recommendation = RecommendationFor(finding, parts);
  return finding;
}

}  // namespace zhengping::budget
