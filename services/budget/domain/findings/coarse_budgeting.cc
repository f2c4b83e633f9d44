#include "services/budget/domain/findings/coarse_budgeting.h"

#include <algorithm>
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

struct Parts {
  Money initial;
  Part no_item;
  Part no_project;
  Part coarse;
  Part other;
};

Parts PartsOf(const std::vector<QuotaSums>& quotas) {
  Parts parts;
  parts.initial = PartOf(quotas, [](const QuotaRecord&) { return true; }).amount;
  parts.no_item = PartOf(quotas, LacksItem);
  parts.no_project = PartOf(quotas, [](const QuotaRecord& q) { return !LacksItem(q) && LacksProject(q); });
  parts.coarse = PartOf(quotas, [](const QuotaRecord& q) { return LacksItem(q) || LacksProject(q); });
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

std::string CodeText(const std::string& code) { return code.empty() ? "未列" : code; }

std::vector<FindingDetail> DetailsOf(const FindingInput& input, const std::vector<QuotaSums>& quotas) {
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
    detail.selector = SelectQuotas(input, {EntryKind::kInitial}, {quota.id});
    details.push_back(std::move(detail));
  }
  std::stable_sort(details.begin(), details.end(),
                   [](const FindingDetail& a, const FindingDetail& b) { return a.amount > b.amount; });
  return details;
}

std::string SummaryOf(const Finding& finding) {
  const auto text = [&finding](const char* name) { return FormatFigure(*finding.figure(name)); };
  return absl::StrCat("年初预算中，功能科目未到项级的有", text("without_item_amount"), "，项目支出未列具体项目的有",
                      text("without_project_amount"), "，合计", text("coarse_amount"), "，占年初预算的",
                      text("coarse_share"), "；列“其他”科目的占", text("other_codes_share"), "；年中科目间调剂",
                      text("transfers_between_codes"), "。");
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
  finding.details = DetailsOf(input, quotas);
  Conclude(finding, input.settings.coarse_budgeting);
  finding.summary = SummaryOf(finding);
  if (finding.severity != FindingSeverity::kNone) finding.recommendation = RecommendationFor(finding, parts);
  return finding;
}

}  // namespace zhengping::budget
