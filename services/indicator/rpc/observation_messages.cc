#include "services/indicator/rpc/observation_messages.h"

#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "services/indicator/domain/framework.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/indicator_messages.h"
#include "services/indicator/rpc/value_messages.h"
#include "zhengping/indicator/v1/observation.pb.h"

namespace zhengping::indicator {
namespace {

ObservationState StateFrom(v1::Observation::State state, const FieldPath& field, std::vector<Issue>& issues) {
  if (state == v1::Observation::STATE_REPORTED) return ObservationState::kReported;
  if (state == v1::Observation::STATE_MISSING) return ObservationState::kMissing;
  if (state == v1::Observation::STATE_NOT_APPLICABLE) return ObservationState::kNotApplicable;
  issues.push_back(
      FieldIssue(field, "OBSERVATION_STATE", absl::StrCat(static_cast<int>(state)), "状态是 已报、缺失、不适用 之一"));
  return ObservationState::kMissing;
}

v1::Observation::State MessageOf(ObservationState state) {
  switch (state) {
    case ObservationState::kReported:
      return v1::Observation::STATE_REPORTED;
    case ObservationState::kMissing:
      return v1::Observation::STATE_MISSING;
    case ObservationState::kNotApplicable:
      return v1::Observation::STATE_NOT_APPLICABLE;
  }
  return v1::Observation::STATE_UNSPECIFIED;
}

std::vector<ObservedPart> PartsFrom(const v1::Observation& message, const FieldPath& field,
                                    std::vector<Issue>& issues) {
  std::vector<ObservedPart> parts;
  if (message.parts_size() > kMostParts) {
    issues.push_back(FieldIssue(field, "OBSERVATION_PARTS", absl::StrCat(message.parts_size()),
                                absl::StrCat("一个完成情况最多 ", kMostParts, " 个分项")));
    return parts;
  }
  for (int i = 0; i < message.parts_size(); ++i) {
    const v1::ObservedPart& part = message.parts(i);
    const std::string place = absl::StrCat(field.Format(), "[", i, "]");
    ObservedPart observed;
    observed.name = part.display_name();
    CheckLength(observed.name, kMostNameBytes, place + ".display_name", issues);
    if (part.has_is_met()) observed.is_met = part.is_met();
    if (part.has_value()) observed.value = FromMessage(part.value(), place + ".value", issues);
    if (part.seen_case() == v1::ObservedPart::SEEN_NOT_SET || observed.name.empty()) {
      issues.push_back(FieldIssue(place, "OBSERVATION_PARTS", observed.name, "分项应有名称，并写明是否达成或完成值"));
    }
    parts.push_back(std::move(observed));
  }
  return parts;
}

std::vector<EvidenceDocument> DocumentsFrom(const v1::Observation& message, const FieldPath& field,
                                            std::vector<Issue>& issues) {
  std::vector<EvidenceDocument> documents;
  if (message.documents_size() > kMostDocuments) {
    issues.push_back(FieldIssue(field, "EVIDENCE_TOO_MANY", absl::StrCat(message.documents_size()),
                                absl::StrCat("一个完成情况最多 ", kMostDocuments, " 份佐证材料")));
    return documents;
  }
  for (const v1::EvidenceDocument& document : message.documents()) {
    documents.push_back({document.display_name(), absl::AsciiStrToLower(document.sm3())});
  }
  return documents;
}

v1::ObservationRecord::Standing MessageOf(Standing standing) {
  switch (standing) {
    case Standing::kCounts:
      return v1::ObservationRecord::STANDING_COUNTS;
    case Standing::kCorrected:
      return v1::ObservationRecord::STANDING_CORRECTED;
    case Standing::kWithdrawn:
      return v1::ObservationRecord::STANDING_WITHDRAWN;
    case Standing::kOutweighed:
      return v1::ObservationRecord::STANDING_OUTWEIGHED;
  }
  return v1::ObservationRecord::STANDING_UNSPECIFIED;
}

}  // namespace

Observation FromMessage(const v1::Observation& message, int fiscal_year, const FieldPath& field,
                        std::vector<Issue>& issues) {
  Observation observation;
  ReadMessage(message, fiscal_year, field, issues, observation);
  return observation;
}

void ReadMessage(const v1::Observation& message, int fiscal_year, const FieldPath& field, std::vector<Issue>& issues,
                 Observation& observation) {
  ReadMessage(message.key(), field + ".key", issues, observation.key);
  observation.date = Date::FromYmd(fiscal_year, 12, 31).value_or(Date());
  if (message.has_observed_date()) {
    observation.date =
        FromMessage(message.observed_date(), field + ".observed_date", issues).value_or(observation.date);
  }
  observation.state = StateFrom(message.state(), field + ".state", issues);
  observation.value.reset();
  if (message.has_value()) observation.value = FromMessage(message.value(), field + ".value", issues);
  observation.is_lower_bound = message.is_lower_bound();
  observation.tier = message.tier();
  observation.percent.reset();
  if (message.has_percent()) observation.percent = FromMessage(message.percent(), field + ".percent", issues);
  observation.reason = message.reason();
  observation.parts = PartsFrom(message, field + ".parts", issues);
  observation.text = message.text();
  observation.unit = message.unit();
  observation.source = message.source();
  observation.evidence = message.evidence();
  observation.deviation_reason = message.deviation_reason();
  observation.measure = message.measure();
  observation.is_illustrative = message.is_illustrative();
  observation.documents = DocumentsFrom(message, field + ".documents", issues);
  CheckLength(observation.tier, kMostNameBytes, field + ".tier", issues);
  CheckLength(observation.unit, kMostNameBytes, field + ".unit", issues);
  CheckLength(observation.reason, kMostTextBytes, field + ".reason", issues);
  CheckLength(observation.text, kMostTextBytes, field + ".text", issues);
  CheckLength(observation.source, kMostTextBytes, field + ".source", issues);
  CheckLength(observation.evidence, kMostTextBytes, field + ".evidence", issues);
  CheckLength(observation.deviation_reason, kMostTextBytes, field + ".deviation_reason", issues);
  CheckLength(observation.measure, kMostTextBytes, field + ".measure", issues);
}

void ToMessage(const Observation& observation, v1::Observation& message) {
  ToMessage(observation.key, *message.mutable_key());
  ToMessage(observation.date, *message.mutable_observed_date());
  message.set_state(MessageOf(observation.state));
  if (observation.value.has_value()) {
    const bool is_percent = observation.unit == "%";
    ToMessage(*observation.value, is_percent ? FormatPercent(*observation.value) : FormatShort(*observation.value),
              *message.mutable_value());
  }
  message.set_is_lower_bound(observation.is_lower_bound);
  message.set_tier(observation.tier);
  if (observation.percent.has_value()) {
    ToMessage(*observation.percent, FormatPercent(*observation.percent), *message.mutable_percent());
  }
  message.set_reason(observation.reason);
  for (const ObservedPart& part : observation.parts) {
    v1::ObservedPart& out = *message.add_parts();
    out.set_display_name(part.name);
    if (part.is_met.has_value()) out.set_is_met(*part.is_met);
    if (part.value.has_value()) ToMessage(*part.value, FormatShort(*part.value), *out.mutable_value());
  }
  message.set_text(observation.text);
  message.set_unit(observation.unit);
  message.set_source(observation.source);
  message.set_evidence(observation.evidence);
  message.set_deviation_reason(observation.deviation_reason);
  message.set_measure(observation.measure);
  message.set_is_illustrative(observation.is_illustrative);
  for (const EvidenceDocument& document : observation.documents) {
    v1::EvidenceDocument& out = *message.add_documents();
    out.set_display_name(document.name);
    out.set_sm3(document.sm3);
  }
}

void ToMessage(const RecordedObservation& recorded, int64_t recorded_ms, v1::Observation& message) {
  ToMessage(recorded.observation, message);
  v1::ObservationRecord& record = *message.mutable_record();
  record.set_revision(recorded.revision);
  record.mutable_record_time()->set_seconds(recorded_ms / 1000);
  record.mutable_record_time()->set_nanos(static_cast<int32_t>(recorded_ms % 1000) * 1'000'000);
  record.set_filed_by(recorded.filed_by);
  record.set_standing(MessageOf(recorded.standing));
}

}  // namespace zhengping::indicator
