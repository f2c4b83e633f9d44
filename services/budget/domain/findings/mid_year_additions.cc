#include "services/budget/domain/findings/mid_year_additions.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

constexpr int kMonths = 12;

// What a recurring addition is known by: its project, or its codes where it has none. Empty where it has neither: what
// says nothing about itself cannot be found again.
std::string KeyOf(const QuotaRecord& quota) {
  const Classification& purpose = quota.classification;
  if (!purpose.project.empty()) return absl::StrCat("project:", purpose.project);
  if (purpose.function_code.empty() && purpose.department_economic_code.empty()) return "";
  return absl::StrCat("codes:", purpose.function_code, "/", purpose.department_economic_code);
}

// Net of reversals.
struct Scale {
  Money initial;
  Money supplements;
  std::map<Origin, Money> by_origin;
};

Scale ScaleOf(const std::vector<EntryView>& entries) {
  Scale scale;
  for (const EntryView& view : entries) {
    if (view.kind() == EntryKind::kInitial) scale.initial += view.amount();
    if (view.kind() != EntryKind::kSupplement) continue;
    scale.supplements += view.amount();
    scale.by_origin[view.entry->origin] += view.amount();
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

// Distance of the months' payments from a plan that spends 1/12 of the initial budget a month.
struct Pace {
  int last_month = 0;  // the last one whose end has been reached
  int month = 0;       // of the largest distance
  Rational distance;   // of the initial budget
};

int LastWholeMonth(const FindingInput& input) {
  if (!input.scope.as_of) return kMonths;
  const Date as_of = *input.scope.as_of;
  if (as_of.year() != input.year.fiscal_year) return as_of.year() > input.year.fiscal_year ? kMonths : 0;
  return as_of.PlusDays(1).month() != as_of.month() ? as_of.month() : as_of.month() - 1;
}

Pace PaceOf(const FindingInput& input, Money initial) {
  std::array<Money, kMonths> paid{};
  for (const EntryView& view : input.entries) {
    const bool is_paid = view.kind() == EntryKind::kPayment || view.kind() == EntryKind::kRefund;
    if (!is_paid) continue;
    const size_t month = static_cast<size_t>(view.transaction->effective_date.month() - 1);
    paid[month] += view.kind() == EntryKind::kPayment ? view.amount() : -view.amount();
  }
  Pace pace;
  pace.last_month = LastWholeMonth(input);
  Money cumulative;
  for (int month = 1; month <= pace.last_month; ++month) {
    cumulative += paid[static_cast<size_t>(month - 1)];
    // |paid − initial × month / 12| / initial
    const Rational done = *Quotient(Rational(cumulative.fen()), Rational(initial.fen()));
    const Rational planned = *Quotient(Rational(month), Rational(kMonths));
    const Rational distance = done < planned ? planned - done : done - planned;
    if (distance > pace.distance) {
      pace.distance = distance;
      pace.month = month;
    }
  }
  return pace;
}

struct Recurring {
  int years = 0;  // earlier years at hand
  Money amount;
  std::vector<std::string> quotas;
};

Recurring RecurringOf(const FindingInput& input, const std::vector<QuotaSums>& quotas) {
  std::set<std::string> before;
  Recurring recurring;
  for (const LedgerYear& year : input.earlier) {
    const int back = input.year.fiscal_year - year.fiscal_year;
    if (back < 1 || back > input.settings.lookback() || year.transactions.empty()) continue;
    ++recurring.years;
    for (const QuotaSums& sums : SumByQuota(EntriesOf(year, {.conditions = input.scope.conditions}))) {
      if (sums.of(EntryKind::kSupplement) != Money()) before.insert(KeyOf(*sums.quota));
    }
  }
  for (const QuotaSums& sums : quotas) {
    const Money supplements = sums.of(EntryKind::kSupplement);
    const std::string key = KeyOf(*sums.quota);
    if (supplements == Money() || key.empty() || before.count(key) == 0) continue;
    recurring.amount += supplements;
    recurring.quotas.push_back(sums.quota->id);
  }
  return recurring;
}

constexpr const char* kOriginFigures[] = {"additions_unstated", "additions_superior", "additions_policy",
                                          "additions_emergency", "additions_own"};

class Additions {
 public:
  explicit Additions(const FindingInput& input)
      : input_(input),
        quotas_(SumByQuota(input.entries)),
        scale_(ScaleOf(input.entries)),
        scope_(ScopeOf(quotas_)),
        supplements_(Select({SelectKinds({EntryKind::kSupplement})})),
        initial_(Select({SelectKinds({EntryKind::kInitial})})) {}

  Finding Take() {
    if (scale_.initial <= Money()) {
      return Inapplicable(FindingKind::kMidYearAdditions,
                          absl::StrCat("年初预算为", FormatProseMoney(scale_.initial), "，年中追加",
                                       FormatProseMoney(scale_.supplements), "，基数为0，追加率无法计算"));
    }
    recurring_ = RecurringOf(input_, quotas_);
    finding_.kind = FindingKind::kMidYearAdditions;
    AddScale();
    AddScope();
    AddPace();
    AddRecurring();
    AddDetails();
    finding_.parameters = {input_.settings.lookback_years};
    Conclude(finding_, input_.settings.mid_year_additions);
    finding_.summary = Summary();
    if (finding_.severity != FindingSeverity::kNone) finding_.recommendation = Recommend();
    return std::move(finding_);
  }

 private:
  EntrySelector Select(std::vector<EntryCondition> conditions) const {
    return SelectorOver(input_.year, input_.scope, std::move(conditions), input_.entries);
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
    for (const Origin origin :
         {Origin::kSuperior, Origin::kPolicy, Origin::kEmergency, Origin::kOwn, Origin::kUnstated}) {
      const std::string name(ChineseNameOf(origin));
      Add(MoneyFigure(kOriginFigures[static_cast<size_t>(origin)], absl::StrCat("追加（", name, "）"),
                      absl::StrCat("调整来源为“", name, "”的追加"), scale_.by_origin[origin]),
          {Select({SelectKinds({EntryKind::kSupplement}), {EntryField::kOrigin, {std::string(NameOf(origin))}}})});
    }
    const Money discretionary = scale_.by_origin[Origin::kOwn] + scale_.by_origin[Origin::kUnstated];
    Add(ShareFigure("discretionary_rate", "自主追加率", "本单位及未注明来源的追加÷年初预算数（不含上级、政策、突发）",
                    discretionary, scale_.initial),
        {Select({SelectKinds({EntryKind::kSupplement}), {EntryField::kOrigin, {"OWN", ""}}}), initial_});
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
    const Pace pace = PaceOf(input_, scale_.initial);
    const char* definition = "各月末累计执行数与“年初预算÷12×月数”之差的最大值÷年初预算数";
    const EntrySelector paid = Select({SelectKinds({EntryKind::kPayment, EntryKind::kRefund})});
    if (pace.last_month == 0) {
      const std::string why = absl::StrCat("截至", FormatChinese(*input_.scope.as_of), "尚无完整月份");
      Add(MissingFigure("pace_distance", "进度偏离", definition, "percent", why), {});
      Add(MissingFigure("pace_month", "偏离最大的月份", "进度偏离最大的月份", "month", why), {});
      return;
    }
    Figure distance = {"pace_distance", "进度偏离", definition, "percent", pace.distance, "", {}};
    Add(std::move(distance), {paid, initial_});
    if (pace.month == 0) {
      Add(MissingFigure("pace_month", "偏离最大的月份", "进度偏离最大的月份", "month", "各月均无偏离"), {});
    } else {
      Add(CountFigure("pace_month", "偏离最大的月份", "进度偏离最大的月份", "month", pace.month), {});
    }
  }

  void AddRecurring() {
    const char* definition = "本年追加中，同一项目（无项目的按功能科目和部门经济科目）在以前年度也有追加的金额";
    if (recurring_.years == 0) {
      const char* why = "没有以前年度的指标账，无法比较";
      Add(MissingFigure("recurring_amount", "经常性追加", definition, "fen", why), {});
      Add(MissingFigure("recurring_share", "经常性追加占比", "经常性追加÷年中追加", "percent", why), {});
      return;
    }
    const EntrySelector selector = SelectQuotas(input_, {EntryKind::kSupplement}, recurring_.quotas);
    Add(MoneyFigure("recurring_amount", "经常性追加", definition, recurring_.amount), {selector});
    Add(ShareFigure("recurring_share", "经常性追加占比", "经常性追加÷年中追加", recurring_.amount, scale_.supplements),
        {selector, supplements_});
  }

  // A quota with supplements is a thing that was added.
  void AddDetails() {
    const std::set<std::string> recurring(recurring_.quotas.begin(), recurring_.quotas.end());
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
      if (recurring.count(quota.id) > 0) absl::StrAppend(&detail.text, "，以前年度也有追加");
      detail.amount = supplements;
      detail.selector = SelectQuotas(input_, {EntryKind::kSupplement}, {quota.id});
      finding_.details.push_back(std::move(detail));
    }
    std::stable_sort(finding_.details.begin(), finding_.details.end(),
                     [](const FindingDetail& a, const FindingDetail& b) { return a.amount > b.amount; });
  }

  std::string Text(const char* name) const { return FormatFigure(*finding_.figure(name)); }

  std::string Summary() const {
    std::string text =
        absl::StrCat("年初预算", FormatProseMoney(scale_.initial), "，年中以", Text("supplement_documents"), "文件追加",
                     Text("supplements"), "，追加率", Text("addition_rate"), "；其中年初未安排的功能科目",
                     Text("new_functions"), "、项目", Text("new_projects"), "，涉及", Text("new_scope_amount"));
    const Figure& distance = *finding_.figure("pace_distance");
    const Figure& month = *finding_.figure("pace_month");
    if (distance.value && month.value) {
      absl::StrAppend(&text, "；执行进度与按年初预算均衡安排的计划最多相差年初预算的", FormatFigure(distance), "（",
                      FormatFigure(month), "末）");
    }
    if (finding_.figure("recurring_amount")->value) {
      absl::StrAppend(&text, "；以前年度也有的经常性追加", Text("recurring_amount"), "，占追加的",
                      Text("recurring_share"));
    }
    return absl::StrCat(text, "。");
  }

  Recommendation Recommend() const {
    Recommendation recommendation;
    recommendation.title = "将经常性、可预见的追加纳入年初预算";
    if (finding_.figure("recurring_amount")->value && recurring_.amount > Money()) {
      const Money left = scale_.supplements - recurring_.amount;
      const Figure after = ShareFigure("", "", "", left, scale_.initial + recurring_.amount);
      recommendation.text = absl::StrCat("编制年初预算时，将以前年度已发生的经常性追加事项", Text("recurring_amount"),
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
  Recurring recurring_;
  EntrySelector supplements_;
  EntrySelector initial_;
  Finding finding_;
};

}  // namespace

Finding MeasureMidYearAdditions(const FindingInput& input) { return Additions(input).Take(); }

}  // namespace zhengping::budget
