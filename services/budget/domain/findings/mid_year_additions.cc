#include "services/budget/domain/findings/mid_year_additions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/budget/domain/findings/month_pace.h"
#include "services/budget/domain/findings/recurring_additions.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr char kFourthQuarter[] = "4";
constexpr char kNoEarlierYear[] = "没有以前年度的指标账，无法比较";

// Net of reversals.
struct Scale {
  Money initial;
  Money supplements;
  Money own_year;       // authorised of the year itself: without carry-over, recalls put back
  Money adjusted;       // supplements, reductions and transfers, gross
  Money adjusted_fair;  // of that, origin own or unstated
  std::map<Origin, Money> by_origin;
};

bool IsAdjustment(EntryKind kind) {
  return kind == EntryKind::kSupplement || kind == EntryKind::kReduction || kind == EntryKind::kTransferIn;
}

bool IsOfOwnYear(EntryKind kind) {
  return IsAdjustment(kind) || kind == EntryKind::kInitial || kind == EntryKind::kTransferOut;
}

Scale ScaleOf(const std::vector<EntryView>& entries) {
  Scale scale;
  for (const EntryView& view : entries) {
    const EntryKind kind = view.kind();
    const Money amount = view.amount();
    const Origin origin = view.entry->origin;
    if (kind == EntryKind::kInitial) scale.initial += amount;
    if (IsOfOwnYear(kind)) scale.own_year += DirectionOf(kind) > 0 ? amount : -amount;
    if (IsAdjustment(kind)) {
      scale.adjusted += amount;
      if (origin == Origin::kOwn || origin == Origin::kUnstated) scale.adjusted_fair += amount;
    }
    if (kind == EntryKind::kSupplement) {
      scale.supplements += amount;
      scale.by_origin[origin] += amount;
    }
  }
  return scale;
}

int64_t DocumentsOf(const std::vector<EntryView>& entries) {
  std::map<std::string, int64_t> live;
  for (const EntryView& view : entries) {
    if (view.kind() != EntryKind::kSupplement || view.transaction->document_number.empty()) continue;
    live[view.transaction->document_number] += view.is_reversing() ? -1 : 1;
  }
  return std::count_if(live.begin(), live.end(), [](const auto& document) { return document.second != 0; });
}

// Functions and projects that got supplements, and none of the initial budget.
struct Scope {
  std::set<std::string> functions;
  std::set<std::string> projects;
  Money amount;
  std::vector<std::string> quotas;
};

// Values of `of` on quotas that have money of `kind`; empty values are left out.
std::set<std::string> ValuesWith(const std::vector<QuotaSums>& quotas, EntryKind kind,
                                 std::string Classification::*of) {
  std::set<std::string> values;
  for (const QuotaSums& sums : quotas) {
    const std::string& value = sums.quota->classification.*of;
    if (sums.of(kind) != Money() && !value.empty()) values.insert(value);
  }
  return values;
}

std::set<std::string> Without(const std::set<std::string>& all, const std::set<std::string>& known) {
  std::set<std::string> left;
  std::set_difference(all.begin(), all.end(), known.begin(), known.end(), std::inserter(left, left.end()));
  return left;
}

Scope ScopeOf(const std::vector<QuotaSums>& quotas) {
  const auto added = [&quotas](std::string Classification::*of) {
    return Without(ValuesWith(quotas, EntryKind::kSupplement, of), ValuesWith(quotas, EntryKind::kInitial, of));
  };
  Scope scope;
  scope.functions = added(&Classification::function_code);
  scope.projects = added(&Classification::project);
  for (const QuotaSums& sums : quotas) {
    const Classification& purpose = sums.quota->classification;
    const Money supplements = sums.of(EntryKind::kSupplement);
    const bool is_added = scope.functions.count(purpose.function_code) > 0 || scope.projects.count(purpose.project) > 0;
    if (supplements == Money() || !is_added) continue;
    scope.amount += supplements;
    scope.quotas.push_back(sums.quota->id);
  }
  return scope;
}

// What of the additions could have stood in the initial budget.
struct Avoidable {
  Money amount;
  std::vector<std::string> entries;  // "2023-17/0"

  void Add(const EntryView& view) {
    amount += view.entry->entry.amount;
    entries.push_back(PlaceOf(view));
  }
};

constexpr const char* kOriginFigures[] = {"additions_unstated", "additions_superior", "additions_policy",
                                          "additions_emergency", "additions_own"};

class Additions {
 public:
  explicit Additions(const FindingInput& input)
      : input_(input),
        quotas_(SumByQuota(input.entries)),
        scale_(ScaleOf(input.entries)),
        scope_(ScopeOf(quotas_)),
        judged_(JudgeAdditions(input)),
        supplements_(Select({SelectKinds({EntryKind::kSupplement})})),
        initial_(Select({SelectKinds({EntryKind::kInitial})})) {}

  Finding Take() {
    if (scale_.initial <= Money()) {
      return Inapplicable(FindingKind::kMidYearAdditions,
                          absl::StrCat("年初预算为", FormatProseMoney(scale_.initial), "，年中追加",
                                       FormatProseMoney(scale_.supplements), "，基数为0，追加率无法计算"));
    }
    finding_.kind = FindingKind::kMidYearAdditions;
    AddScale();
    AddAnatomy();
    AddScope();
    AddPace();
    AddAvoidable();
    AddDetails();
    finding_.parameters = {input_.settings.lookback_years, input_.settings.recurring_tolerance};
    finding_.keywords = {input_.settings.foreseeable_keywords};
    Conclude(finding_, input_.settings.mid_year_additions);
    SelectDetailQuotas(input_, {EntryKind::kSupplement}, finding_);
    finding_.summary = Summary();
    if (finding_.severity != FindingSeverity::kNone) finding_.recommendation = Recommend();
    return std::move(finding_);
  }

 private:
  EntrySelector Select(std::vector<EntryCondition> conditions) const {
    return SelectorOver(input_.year, input_.scope, std::move(conditions), input_.entries);
  }

  EntrySelector Select(const Avoidable& part) const {
    return Select({SelectKinds({EntryKind::kSupplement}), {EntryField::kEntry, part.entries}});
  }

  void Add(Figure figure, std::vector<EntrySelector> selectors) {
    finding_.figures.push_back(WithSelectors(std::move(figure), std::move(selectors)));
  }

  void AddScale() {
    Add(ShareFigure("addition_rate", "追加率", "年中追加÷年初预算数", scale_.supplements, scale_.initial),
        {supplements_, initial_});
    Add(MoneyFigure("supplements", "年中追加", "追加合计", scale_.supplements), {supplements_});
    Add(CountFigure("supplement_documents", "追加文件数", "追加的不同指标文号数", "documents",
                    DocumentsOf(input_.entries)),
        {Select({SelectKinds({EntryKind::kSupplement}), {EntryField::kDocumentNumber, {"*"}}})});
    const char* definition = "年初预算数÷（年初预算+追加−追减±调剂），不含上年结转，收回不扣减";
    const EntrySelector own_year =
        Select({SelectKinds({EntryKind::kInitial, EntryKind::kSupplement, EntryKind::kTransferIn, EntryKind::kReduction,
                             EntryKind::kTransferOut})});
    if (scale_.own_year > Money()) {
      Add(ShareFigure("predictability", "年初可预见度", definition, scale_.initial, scale_.own_year),
          {initial_, own_year});
    } else {
      Add(MissingFigure("predictability", "年初可预见度", definition, "percent",
                        absl::StrCat("当年预算为", FormatProseMoney(scale_.own_year), "，无法计算")),
          {});
    }
  }

  void AddAnatomy() {
    for (const Origin origin :
         {Origin::kSuperior, Origin::kPolicy, Origin::kEmergency, Origin::kOwn, Origin::kUnstated}) {
      const std::string name(ChineseNameOf(origin));
      Add(MoneyFigure(kOriginFigures[static_cast<size_t>(origin)], absl::StrCat("追加（", name, "）"),
                      absl::StrCat("调整来源为“", name, "”的追加"), scale_.by_origin[origin]),
          {Select({SelectKinds({EntryKind::kSupplement}), {EntryField::kOrigin, {std::string(NameOf(origin))}}})});
    }
    const EntryCondition own = {EntryField::kOrigin, {"OWN", ""}};
    const EntryCondition adjustments =
        SelectKinds({EntryKind::kSupplement, EntryKind::kTransferIn, EntryKind::kReduction});
    const Money discretionary = scale_.by_origin[Origin::kOwn] + scale_.by_origin[Origin::kUnstated];
    Add(ShareFigure("discretionary_rate", "自主追加率", "本单位及未注明来源的追加÷年初预算数（不含上级、政策、突发）",
                    discretionary, scale_.initial),
        {Select({SelectKinds({EntryKind::kSupplement}), own}), initial_});
    Add(ShareFigure("adjustment_rate", "预算调整率", "（追加+追减+调剂）÷年初预算数，三者均按发生额相加",
                    scale_.adjusted, scale_.initial),
        {Select({adjustments}), initial_});
    Add(ShareFigure("fair_adjustment_rate", "预算调整率（剔除政策、突发、上级交办）",
                    "来源为本单位或未注明的（追加+追减+调剂）÷年初预算数", scale_.adjusted_fair, scale_.initial),
        {Select({adjustments, own}), initial_});
  }

  void AddScope() {
    const EntrySelector added = SelectQuotas(input_, {EntryKind::kSupplement}, scope_.quotas);
    const auto of = [this](EntryField field, const std::set<std::string>& values) {
      return Select({SelectKinds({EntryKind::kSupplement}), {field, {values.begin(), values.end()}}});
    };
    Add(CountFigure("new_functions", "年初未安排的功能科目数", "有追加而无年初预算的功能科目数", "codes",
                    static_cast<int64_t>(scope_.functions.size())),
        {of(EntryField::kFunctionCode, scope_.functions)});
    Add(CountFigure("new_projects", "年初未安排的项目数", "有追加而无年初预算的项目数", "projects",
                    static_cast<int64_t>(scope_.projects.size())),
        {of(EntryField::kProject, scope_.projects)});
    Add(MoneyFigure("new_scope_amount", "年初未安排事项的追加", "用于年初未安排的功能科目或项目的追加", scope_.amount),
        {added});
    Add(ShareFigure("new_scope_share", "年初未安排事项占追加比例", "年初未安排事项的追加÷年中追加", scope_.amount,
                    scale_.supplements),
        {added, supplements_});
  }

  void AddPace() {
    const MonthPace pace = MonthPaceOf(input_, scale_.initial);
    AddDistance(pace, pace.paid, "pace_distance", "执行进度偏离", "pace_month", "执行偏离最大的月份",
                "各月末累计执行数与“年初预算÷12×月数”之差的最大值÷年初预算数",
                Select({SelectKinds({EntryKind::kPayment, EntryKind::kRefund})}));
    AddDistance(pace, pace.authorized, "authorized_pace_distance", "资金到位偏离", "authorized_pace_month",
                "资金到位偏离最大的月份",
                "年初预算按月均衡使用时，各月末累计的（追加−追减±调剂−收回）的最大值（按绝对值）÷年初预算数",
                Select({SelectKinds({EntryKind::kSupplement, EntryKind::kTransferIn, EntryKind::kReduction,
                                     EntryKind::kTransferOut, EntryKind::kRecall})}));
    const char* definition = "10月至12月的追加÷年中追加";
    if (LastDayOf(input_) < YearEndOf(input_)) {
      Add(MissingFigure("additions_q4_share", "第四季度追加占比", definition, "percent",
                        PeriodText(input_) + "年度尚未结束"),
          {});
      return;
    }
    const EntrySelector late =
        Select({SelectKinds({EntryKind::kSupplement}), {EntryField::kQuarter, {kFourthQuarter}}});
    Add(ShareFigure("additions_q4_share", "第四季度追加占比", definition, late.sum, scale_.supplements),
        {late, supplements_});
  }

  void AddDistance(const MonthPace& pace, const PaceDistance& distance, const char* name, const char* display_name,
                   const char* month_name, const char* month_display_name, const char* definition,
                   EntrySelector entries) {
    const std::string of_month = absl::StrCat(display_name, "最大的月份");
    if (pace.last_month == 0) {
      const std::string why = PeriodText(input_) + "尚无完整月份";
      Add(MissingFigure(name, display_name, definition, "percent", why), {});
      Add(MissingFigure(month_name, month_display_name, of_month, "month", why), {});
      return;
    }
    Add({name, display_name, definition, "percent", distance.distance, "", {}}, {std::move(entries), initial_});
    if (distance.month == 0) {
      Add(MissingFigure(month_name, month_display_name, of_month, "month", "各月均无偏离"), {});
    } else {
      Add(CountFigure(month_name, month_display_name, of_month, "month", distance.month), {});
    }
  }

  void AddAvoidable() {
    Avoidable recurring;
    Avoidable foreseeable;
    Avoidable disagreed;
    for (const JudgedAddition& addition : judged_.additions) {
      if (addition.is_recurring()) recurring.Add(addition.view);
      if (addition.is_foreseeable()) foreseeable.Add(addition.view);
      if (addition.is_avoidable()) avoidable_.Add(addition.view);
      if (judged_.DiffersFromFlag(addition)) disagreed.Add(addition.view);
    }
    AddPart("recurring_amount", "recurring_share", "经常性追加",
            absl::StrCat("以前年度同一项目（无项目的按功能科目和部门经济科目）也有、金额相近的追加",
                         SourceNote(input_.settings.recurring_tolerance), SourceNote(input_.settings.lookback_years)),
            recurring, judged_.years_at_hand > 0);
    AddPart("foreseeable_amount", "foreseeable_share", "可预见追加",
            absl::StrCat("备注含可预见事项关键词且非突发的追加（关键词：", input_.settings.foreseeable_keywords.source,
                         "）"),
            foreseeable, true);
    AddPart("avoidable_amount", "avoidable_share", "经常性或可预见追加", "经常性追加与可预见追加之和，重复的只计一次",
            avoidable_, judged_.years_at_hand > 0);
    const char* definition = "台账的“是否经常性”标注与以前年度账面不一致的追加笔数";
    const char* amount_definition = "台账的“是否经常性”标注与以前年度账面不一致的追加金额";
    if (judged_.years_at_hand == 0) {
      Add(MissingFigure("flag_disagreements", "经常性标注不符的笔数", definition, "entries", kNoEarlierYear), {});
      Add(MissingFigure("flag_disagreement_amount", "经常性标注不符的金额", amount_definition, "fen", kNoEarlierYear),
          {});
      return;
    }
    Add(CountFigure("flag_disagreements", "经常性标注不符的笔数", definition, "entries",
                    static_cast<int64_t>(disagreed.entries.size())),
        {Select(disagreed)});
    Add(MoneyFigure("flag_disagreement_amount", "经常性标注不符的金额", amount_definition, disagreed.amount),
        {Select(disagreed)});
  }

  void AddPart(const char* amount_name, const char* share_name, const char* display_name, std::string definition,
               const Avoidable& part, bool is_known) {
    const std::string share_display_name = absl::StrCat(display_name, "占比");
    std::string share_definition = absl::StrCat(display_name, "÷年中追加");
    if (!is_known) {
      Add(MissingFigure(amount_name, display_name, std::move(definition), "fen", kNoEarlierYear), {});
      Add(MissingFigure(share_name, share_display_name, std::move(share_definition), "percent", kNoEarlierYear), {});
      return;
    }
    const EntrySelector selector = Select(part);
    Add(MoneyFigure(amount_name, display_name, std::move(definition), part.amount), {selector});
    Add(ShareFigure(share_name, share_display_name, std::move(share_definition), part.amount, scale_.supplements),
        {selector, supplements_});
  }

  // What is said about a quota's additions besides their amounts.
  struct Remarks {
    Money recurring;
    std::set<std::string> words;
    bool is_marked_recurring = false;      // and no earlier year shows it
    bool is_marked_not_recurring = false;  // and one does
  };

  std::map<std::string, Remarks> RemarksByQuota() const {
    std::map<std::string, Remarks> by_quota;
    for (const JudgedAddition& addition : judged_.additions) {
      Remarks& remarks = by_quota[addition.view.quota->id];
      if (addition.is_recurring()) remarks.recurring += addition.view.entry->entry.amount;
      if (addition.is_foreseeable()) remarks.words.insert(addition.foreseen_by);
      if (!judged_.DiffersFromFlag(addition)) continue;
      (addition.is_recurring() ? remarks.is_marked_not_recurring : remarks.is_marked_recurring) = true;
    }
    return by_quota;
  }

  // A quota with supplements is a thing that was added.
  void AddDetails() {
    const std::map<std::string, Remarks> by_quota = RemarksByQuota();
    const std::set<std::string> added(scope_.quotas.begin(), scope_.quotas.end());
    for (const QuotaSums& sums : quotas_) {
      const Money supplements = sums.of(EntryKind::kSupplement);
      if (supplements == Money()) continue;
      const QuotaRecord& quota = *sums.quota;
      FindingDetail detail;
      detail.subject = quota.id;
      detail.display_name = ProseNameOf(quota);
      detail.text = absl::StrCat("年初预算", FormatProseMoney(sums.of(EntryKind::kInitial)), "，年中追加",
                                 FormatProseMoney(supplements));
      if (added.count(quota.id) > 0) absl::StrAppend(&detail.text, "，年初未安排");
      const auto remarks = by_quota.find(quota.id);
      if (remarks != by_quota.end()) detail.text += TextOf(remarks->second, supplements);
      detail.amount = supplements;
      finding_.details.push_back(std::move(detail));
    }
  }

  static std::string TextOf(const Remarks& remarks, Money supplements) {
    std::string text;
    if (remarks.recurring > Money()) {
      absl::StrAppend(&text, "，",
                      remarks.recurring == supplements ? "" : absl::StrCat("其中", FormatProseMoney(remarks.recurring)),
                      "以前年度也有同类追加");
    }
    if (!remarks.words.empty()) absl::StrAppend(&text, "，备注有“", absl::StrJoin(remarks.words, "”“"), "”，可预见");
    if (remarks.is_marked_recurring) absl::StrAppend(&text, "，台账标注为经常性而以前年度账面没有同类追加");
    if (remarks.is_marked_not_recurring) absl::StrAppend(&text, "，台账标注为非经常性而以前年度账面有同类追加");
    return text;
  }

  std::string Text(const char* name) const { return FormatFigure(*finding_.figure(name)); }
  bool HasValue(const char* name) const { return finding_.figure(name)->value.has_value(); }

  std::string Summary() const {
    std::string text =
        absl::StrCat("年初预算", FormatProseMoney(scale_.initial), "，年中以", Text("supplement_documents"), "文件追加",
                     Text("supplements"), "，追加率", Text("addition_rate"));
    if (HasValue("predictability")) absl::StrAppend(&text, "，年初可预见度", Text("predictability"));
    absl::StrAppend(&text, "，剔除政策、突发和上级交办后的预算调整率", Text("fair_adjustment_rate"),
                    "；其中年初未安排的功能科目", Text("new_functions"), "、项目", Text("new_projects"), "，涉及",
                    Text("new_scope_amount"));
    if (HasValue("pace_month")) {
      absl::StrAppend(&text, "；执行进度与按年初预算均衡安排的计划最多相差年初预算的", Text("pace_distance"), "（",
                      Text("pace_month"), "末）");
    }
    if (HasValue("additions_q4_share")) absl::StrAppend(&text, "，第四季度追加占", Text("additions_q4_share"));
    if (HasValue("recurring_amount")) {
      absl::StrAppend(&text, "；以前年度也有的经常性追加", Text("recurring_amount"), "，占追加的",
                      Text("recurring_share"), "，连同可预见的共", Text("avoidable_amount"));
    }
    return absl::StrCat(text, "。");
  }

  Recommendation Recommend() const {
    Recommendation recommendation;
    recommendation.title = "将经常性、可预见的追加纳入年初预算";
    if (avoidable_.amount > Money()) {
      const Money left = scale_.supplements - avoidable_.amount;
      const Figure after = ShareFigure("", "", "", left, scale_.initial + avoidable_.amount);
      recommendation.text =
          absl::StrCat("编制年初预算时，将经常性和可预见的追加事项", FormatProseMoney(avoidable_.amount),
                       "纳入部门年初预算；按本年数据测算，追加率可由", Text("addition_rate"), "降至",
                       FormatFigure(after), "，减少年中预算项目的追加。");
    } else {
      recommendation.text =
          absl::StrCat("编制年初预算时，将经常性和可预见的追加事项纳入部门年初预算，减少年中追加（本年",
                       Text("supplements"), "），对年初未安排的项目", Text("new_projects"), "提前研究论证。");
    }
    return recommendation;
  }

  const FindingInput& input_;
  std::vector<QuotaSums> quotas_;
  Scale scale_;
  Scope scope_;
  JudgedAdditions judged_;
  Avoidable avoidable_;
  EntrySelector supplements_;
  EntrySelector initial_;
  Finding finding_;
};

}  // namespace

Finding MeasureMidYearAdditions(const FindingInput& input) { return Additions(input).Take(); }

}  // namespace zhengping::budget
