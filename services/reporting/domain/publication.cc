#include "services/reporting/domain/publication.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "common/digest/sm3.h"
#include "services/reporting/domain/content_json.h"
#include "services/reporting/domain/life.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

std::string TimeText(int64_t ms) {
  return absl::FormatTime("%Y-%m-%dT%H:%M:%SZ", absl::FromUnixMillis(ms), absl::UTCTimeZone());
}

std::string Exact(const Rational& value) {
  return value.is_whole() ? value.numerator() : absl::StrCat(value.numerator(), "/", value.denominator());
}

json ActorJson(const Actor& actor, LifeAction action) {
  return {{"name", actor.name}, {"role", std::string(NameOf(RoleFor(action)))}, {"is_proven", actor.is_proven}};
}

std::string NameOfEvaluation(const DepartmentName& department, const std::string& id) {
  return FormatName(ChildName{.parent = department, .id = id}, "evaluations");
}

// What of the envelope follows from what is stored.
json StoredPart(const Evaluation& evaluation) {
  const Review& review = evaluation.review;
  const DepartmentName& department = evaluation.content.department;
  json adjustments = json::array();
  for (const Adjustment& adjustment : review.adjustments) {
    adjustments.push_back({{"path", adjustment.path},
                           {"score", Exact(adjustment.score)},
                           {"reason", adjustment.reason},
                           {"evidence", adjustment.evidence},
                           {"adjuster", ActorJson(adjustment.actor, LifeAction::kAdjust)},
                           {"adjust_time", TimeText(adjustment.time_ms)}});
  }
  return {{"evaluation", FullNameOf(evaluation)},
          {"content_digest", Sm3Hex(CanonicalBytes(ContentToJson(evaluation.content)))},
          {"digest_algorithm", kSm3AlgorithmId},
          {"create_time", TimeText(evaluation.head.create_time_ms)},
          {"release", evaluation.head.release},
          {"watermark", WatermarkToJson(evaluation.watermark)},
          {"adjustments", std::move(adjustments)},
          {"adjusted_total", review.adjusted_total ? Exact(*review.adjusted_total) : ""},
          {"adjusted_grade", review.adjusted_grade},
          {"corrects", review.corrects.empty() ? "" : NameOfEvaluation(department, review.corrects)}};
}

}  // namespace

std::string FullNameOf(const Evaluation& evaluation) {
  return NameOfEvaluation(evaluation.content.department, evaluation.head.id);
}

json PublishedEnvelope(const Evaluation& evaluation, const Actor& publisher, int64_t now_ms) {
  json envelope = StoredPart(evaluation);
  envelope["state"] = "published";
  envelope["publish_time"] = TimeText(now_ms);
  envelope["publisher"] = ActorJson(publisher, LifeAction::kPublish);
  return envelope;
}

absl::Status CheckEnvelope(const json& envelope, const Evaluation& evaluation) {
  const json stored = StoredPart(evaluation);
  for (const auto& [key, value] : stored.items()) {
    // As a reader of the file has it: bytes that are not UTF-8 were replaced in it.
    const json written = json::parse(CanonicalBytes(value));
    if (!envelope.is_object() || !envelope.contains(key) || envelope[key] != written) {
      return absl::InternalError(
          absl::StrCat(FullNameOf(evaluation), ": what is stored is not what was signed: ", key));
    }
  }
  return absl::OkStatus();
}

}  // namespace zhengping::reporting
