#include "services/indicator/domain/roll_up.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/indicator/domain/unit_conversion.h"

namespace zhengping::indicator {
namespace {

// A project's row and what was achieved there.
struct Member {
  const RollUpPart* part = nullptr;
  const PlanRow* row = nullptr;
  const Observation* observation = nullptr;  // nullptr: none
  Rational factor{1};                        // from its unit to the row's

  bool is_missing(bool is_qualitative) const {
    if (observation == nullptr || observation->state == ObservationState::kMissing) return true;
    return is_qualitative ? !observation->percent.has_value() : !observation->value.has_value();
  }
};

RowKey OfDepartment(RowKey key) {
  key.project.clear();
  return key;
}

// Adds up, or averages by money; empty where a value is not there or nothing weighs.
class Combiner {
 public:
  explicit Combiner(bool is_weighted) : is_weighted_(is_weighted) {}

  void Add(const std::optional<Rational>& value, const std::optional<Rational>& money) {
    is_whole_ = is_whole_ && value.has_value() && (!is_weighted_ || money.has_value());
    if (!is_whole_) return;
    sum_ += is_weighted_ ? *value * *money : *value;
    if (is_weighted_) weights_ += *money;
  }

  std::optional<Rational> Take() const {
    if (!is_whole_) return std::nullopt;
    return is_weighted_ ? Quotient(sum_, weights_) : std::optional<Rational>(sum_);
  }

 private:
  const bool is_weighted_;
  bool is_whole_ = true;
  Rational sum_;
  Rational weights_;
};

class RowRollUp {
 public:
  RowRollUp(const PlanRow* own, std::vector<Member> members, RolledUp& result)
      : own_(own), members_(std::move(members)), result_(result) {}

  void Run(const std::vector<std::string>& absent) {
    row_ = own_ == nullptr ? *members_.front().row : *own_;
    row_.key = OfDepartment(row_.key);
    observation_.key = row_.key;
    observation_.state = ObservationState::kMissing;
    if (!absent.empty()) {
      Tell(Severity::kNote, "ROLL_UP_ROW_ABSENT", absent, "没有这一指标，按其余项目汇总");
    }
    if (own_ == nullptr) AverageWeight();
    const bool agrees = ConvertUnits();
    DropNotApplicable();
    if (agrees && !members_.empty()) Combine();
    if (members_.empty()) observation_.state = ObservationState::kNotApplicable;
    result_.plan.push_back(std::move(row_));
    result_.observations.push_back(std::move(observation_));
  }

 private:
  bool is_qualitative() const { return row_.direction == Direction::kQualitative; }
  bool is_weighted() const { return is_qualitative() || row_.unit == "%"; }

  void AverageWeight() {
    Combiner weight(/*is_weighted=*/true);
    for (const Member& member : members_) weight.Add(member.row->weight, member.part->money);
    row_.weight = weight.Take();
    if (row_.weight && row_.weight->is_zero()) row_.weight.reset();
    result_.has_averaged_weights = true;
  }

  bool ConvertUnits() {
    std::vector<std::string> others;
    for (Member& member : members_) {
      const std::optional<Rational> factor = ConversionFactor(member.row->unit, row_.unit);
      const bool is_alike = member.row->direction == row_.direction && member.row->rule == members_.front().row->rule;
      if (!factor || !is_alike) others.push_back(member.part->project);
      if (factor) member.factor = *factor;
    }
    if (others.empty()) return true;
    Tell(Severity::kWarning, "ROLL_UP_ROWS_DISAGREE", others, "的指标性质、计量单位或评分规则与其他项目不同，不能汇总");
    return false;
  }

  void DropNotApplicable() {
    std::vector<std::string> dropped;
    for (const Member& member : members_) {
      const bool applies =
          member.observation == nullptr || member.observation->state != ObservationState::kNotApplicable;
      if (!applies) dropped.push_back(member.part->project);
    }
    if (dropped.empty()) return;
    members_.erase(std::remove_if(members_.begin(), members_.end(),
                                  [&dropped](const Member& member) {
                                    return std::find(dropped.begin(), dropped.end(), member.part->project) !=
                                           dropped.end();
                                  }),
                   members_.end());
    Tell(Severity::kNote, "ROLL_UP_NOT_APPLICABLE", dropped, "填报为不适用，目标值和完成值都不计入");
  }

  void Combine() {
    const bool has_own_target = own_ != nullptr && own_->effective_target().value.has_value();
    if (!is_qualitative() && !has_own_target) CombineTargets();
    std::vector<std::string> missing;
    std::vector<std::string> without_money;
    for (const Member& member : members_) {
      if (member.is_missing(is_qualitative())) missing.push_back(member.part->project);
      if (!member.part->money) without_money.push_back(member.part->project);
    }
    if (!missing.empty()) {
      return Tell(Severity::kWarning, "ROLL_UP_ACTUAL_MISSING", missing, "没有完成值，这一指标按缺数据处理");
    }
    if (is_weighted() && (!without_money.empty() || !MoneyIsAboveZero())) {
      return Tell(Severity::kWarning, "ROLL_UP_MONEY_MISSING", without_money,
                  "没有支出金额，相对值和定性指标不能按资金加权");
    }
    CombineActuals();
  }

  bool MoneyIsAboveZero() const {
    return std::any_of(members_.begin(), members_.end(),
                       [](const Member& member) { return *member.part->money > Rational(); });
  }

  void CombineTargets() {
    Combiner lower(is_weighted());
    Combiner upper(is_weighted());
    std::vector<std::string> missing;
    std::vector<std::string> texts;
    for (const Member& member : members_) {
      const Target& target = member.row->effective_target();
      if (!target.value) missing.push_back(member.part->project);
      const auto scaled = [&member](const std::optional<Rational>& end) {
        return end ? std::optional<Rational>(*end * member.factor) : std::nullopt;
      };
      lower.Add(scaled(target.value), member.part->money);
      upper.Add(scaled(target.upper), member.part->money);
      texts.push_back(absl::StrCat(member.part->project, " ", target.text));
    }
    row_.target = {lower.Take(), row_.direction == Direction::kRange ? upper.Take() : std::nullopt,
                   absl::StrCat("汇总：", absl::StrJoin(texts, "，"))};
    row_.adjusted.reset();
    row_.adjust_reason.clear();
    row_.baseline.reset();
    if (!missing.empty()) {
      Tell(Severity::kWarning, "ROLL_UP_TARGET_MISSING", missing, "的目标值没有数字，汇总后的目标值也没有");
    }
  }

  void CombineActuals() {
    Combiner value(is_weighted());
    std::vector<std::string> sources;
    std::vector<std::string> reasons;
    std::vector<std::string> measures;
    observation_.date = members_.front().observation->date;
    for (const Member& member : members_) {
      const Observation& seen = *member.observation;
      const std::string& project = member.part->project;
      const std::optional<Rational> factor = ConversionFactor(seen.unit, row_.unit);
      if (!is_qualitative() && !factor) {
        return Tell(Severity::kWarning, "ROLL_UP_ROWS_DISAGREE", {project}, "完成值的计量单位与目标值不同，不能汇总");
      }
      value.Add(is_qualitative() ? *seen.percent : *seen.value * *factor, member.part->money);
      const std::string shown = is_qualitative() ? FormatPercent(*seen.percent) : ShowObserved(seen);
      const std::string weighed = is_weighted() ? "（按支出加权）" : "";
      sources.push_back(absl::StrCat(project, " ", shown, weighed));
      if (!seen.deviation_reason.empty()) reasons.push_back(absl::StrCat(project, "：", seen.deviation_reason));
      if (!seen.measure.empty()) measures.push_back(absl::StrCat(project, "：", seen.measure));
      observation_.date = std::max(observation_.date, seen.date);
      observation_.is_lower_bound = observation_.is_lower_bound || seen.is_lower_bound;
      observation_.is_illustrative = observation_.is_illustrative || seen.is_illustrative;
    }
    observation_.state = ObservationState::kReported;
    observation_.source = absl::StrCat("汇总：", absl::StrJoin(sources, "，"));
    observation_.deviation_reason = absl::StrJoin(reasons, "；");
    observation_.measure = absl::StrJoin(measures, "；");
    if (is_qualitative()) {
      observation_.percent = value.Take();
      observation_.reason = observation_.source;
      return;
    }
    observation_.value = value.Take();
    observation_.unit = row_.unit;
  }

  void Tell(Severity severity, const char* reason, const std::vector<std::string>& projects, const char* remedy) {
    Issue issue;
    issue.severity = severity;
    issue.place.field = FormatRowKey(row_.key);
    issue.reason = reason;
    issue.found = absl::StrJoin(projects, "、");
    issue.remedy = absl::StrCat("项目 ", issue.found, remedy);
    result_.issues.push_back(std::move(issue));
  }

  const PlanRow* own_;
  std::vector<Member> members_;
  RolledUp& result_;
  PlanRow row_;
  Observation observation_;
};

}  // namespace

RolledUp RollUp(const std::vector<PlanRow>& plan, const std::vector<Observation>& observations,
                const std::vector<RollUpPart>& parts, Date as_of) {
  const ObservationsOf on_the_day(observations, as_of);
  std::map<std::string, const RollUpPart*> part_of;
  for (const RollUpPart& part : parts) part_of.emplace(part.project, &part);
  std::map<RowKey, const PlanRow*> own;
  std::map<RowKey, std::vector<Member>> members;
  std::vector<RowKey> order;
  for (const PlanRow& row : plan) {
    if (row.key.project.empty() && own.emplace(row.key, &row).second) order.push_back(row.key);
  }
  for (const RollUpPart& part : parts) {
    for (const PlanRow& row : plan) {
      if (row.key.project != part.project || part_of[part.project] != &part) continue;
      const RowKey key = OfDepartment(row.key);
      std::vector<Member>& of_row = members[key];
      if (of_row.empty() && own.count(key) == 0) order.push_back(key);
      of_row.push_back({&part, &row, on_the_day.FindRow(row.key).observation, Rational(1)});
    }
  }
  RolledUp result;
  for (const Observation& observation : observations) {
    // What is rolled up has one observation, that of the projects together.
    const bool is_own = observation.key.project.empty() &&
                        std::none_of(members.begin(), members.end(), [&observation](const auto& of_row) {
                          return CouldMean(observation.key, of_row.first);
                        });
    if (is_own) result.observations.push_back(observation);
  }
  for (const RowKey& key : order) {
    const auto of_row = members.find(key);
    if (of_row == members.end()) {
      result.plan.push_back(*own[key]);
      continue;
    }
    std::vector<std::string> absent;
    for (const auto& [project, part] : part_of) {
      const bool has_row = std::any_of(of_row->second.begin(), of_row->second.end(),
                                       [part = part](const Member& member) { return member.part == part; });
      if (!has_row) absent.push_back(project);
    }
    const auto department = own.find(key);
    RowRollUp(department == own.end() ? nullptr : department->second, of_row->second, result).Run(absent);
  }
  return result;
}

}  // namespace zhengping::indicator
