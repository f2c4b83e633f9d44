#include "services/indicator/rpc/framework_import.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/framework_reading.h"
#include "services/indicator/rpc/stored_framework_messages.h"
#include "services/indicator/rpc/taken_name.h"
#include "services/indicator/rpc/value_messages.h"

namespace zhengping::indicator {
namespace {

using Outcome = v1::ImportFrameworkResponse;

absl::StatusOr<FrameworkReading> Read(const v1::ImportFrameworkRequest& request) {
  if (request.text().empty() == request.workbook().empty()) {
    return Invalid({"FRAMEWORK_CHOICE", "text"}, "a framework comes either as a text or as a workbook");
  }
  ZP_RETURN_IF_ERROR(CheckFrameworkSize(request.text(), "text"));
  ZP_RETURN_IF_ERROR(CheckFrameworkSize(request.workbook(), "workbook"));
  if (!request.workbook().empty()) return ReadFrameworkBytes(request.workbook(), request.framework_id());
  return ReadFrameworkText(request.text(), request.framework_id());
}

// What stands under the name, if anything does.
struct Standing {
  std::optional<v1::Framework> message;
  bool is_draft = false;
};

absl::StatusOr<Standing> ReadStanding(FrameworkShelf& shelf, const std::string& name) {
  const absl::StatusOr<v1::Framework> message = shelf.Read(name, "name");
  if (absl::IsNotFound(message.status())) return Standing();
  if (!message.ok()) return message.status();
  return Standing{*message, message->state() == v1::Framework::STATE_DRAFT};
}

class Import {
 public:
  Import(FrameworkShelf& shelf, const v1::ImportFrameworkRequest& request, RequestStamp stamp)
      : shelf_(shelf), request_(request), stamp_(std::move(stamp)) {}

  absl::Status Run(v1::ImportFrameworkResponse& response) {
    ZP_ASSIGN_OR_RETURN(FrameworkReading reading, Read(request_));
    absl::StatusOr<StoredFramework> draft = DraftFrom(reading.message);
    if (reading.is_read && !draft.ok() && !HasErrors(reading.issues)) {
      reading.issues.push_back(FieldIssue(
          "name", "FRAMEWORK_NAME", reading.message.name(),
          "应写明体系的名称：frameworks/ 加小写字母、数字和连字符，最长 63 个字符，如 frameworks/daxiang-2024"));
    }
    Standing standing;
    if (draft.ok()) {
      ZP_ASSIGN_OR_RETURN(standing, ReadStanding(shelf_, reading.message.name()));
    }
    if (standing.message.has_value() && !IsSame(*standing.message, reading)) {
      const bool may_replace = standing.is_draft && !request_.publish();
      if (!may_replace && reading.compiled != nullptr) {
        ZP_ASSIGN_OR_RETURN(Issue issue,
                            NameTaken(shelf_, draft->head.name, *standing.message, reading.compiled->framework()));
        reading.issues.push_back(std::move(issue));
      }
    }
    for (const Issue& issue : reading.issues) {
      if (response.issues_size() < static_cast<int>(kMostIssues)) ToMessage(issue, *response.add_issues());
    }
    const bool hinders = HasErrors(reading.issues) && (request_.publish() || reading.compiled != nullptr);
    if (!reading.is_read || !draft.ok() || hinders) {
      if (reading.is_read) *response.mutable_framework() = std::move(reading.message);
      return absl::OkStatus();
    }
    return Store(*draft, reading, standing, response);
  }

 private:
  static bool IsSame(const v1::Framework& standing, const FrameworkReading& reading) {
    if (reading.compiled != nullptr) {
      const CompileResult compiled = CompileMessage(standing);
      return compiled.compiled != nullptr && compiled.compiled->content_hash() == reading.compiled->content_hash();
    }
    return WithoutOutput(standing).SerializeAsString() == reading.message.SerializeAsString();
  }

  absl::Status Store(StoredFramework after, const FrameworkReading& reading, const Standing& standing,
                     v1::ImportFrameworkResponse& response) {
    const bool is_same = standing.message.has_value() && IsSame(*standing.message, reading);
    const bool stays = is_same && (!standing.is_draft || !request_.publish());
    response.set_outcome(!standing.message.has_value() ? Outcome::OUTCOME_CREATED
                         : stays                       ? Outcome::OUTCOME_UNCHANGED
                                                       : Outcome::OUTCOME_CHANGED);
    if (stays) {
      *response.mutable_framework() = *standing.message;
      return absl::OkStatus();
    }
    if (request_.publish()) {
      after.head.state = FrameworkState::kPublished;
      after.head.content_hash = reading.compiled->content_hash();
    }
    if (request_.validate_only()) {
      ZP_ASSIGN_OR_RETURN(*response.mutable_framework(), MessageOf(after));
      return absl::OkStatus();
    }
    const std::string etag = standing.message.has_value() ? standing.message->etag() : "";
    const auto decide = [after, etag](const std::optional<StoredFramework>& before) -> absl::StatusOr<StoredFramework> {
      if ((before.has_value() ? before->etag : "") == etag) return after;
      return Stale({"ETAG_STALE", ""}, "the framework was changed while this one was read; import it again");
    };
    ZP_ASSIGN_OR_RETURN(*response.mutable_framework(),
                        shelf_.Change(after.head.name, "", decide, stamp_, RequestDigest("ImportFramework", request_)));
    return absl::OkStatus();
  }

  FrameworkShelf& shelf_;
  const v1::ImportFrameworkRequest& request_;
  const RequestStamp stamp_;
};

}  // namespace

absl::Status ImportFramework(FrameworkShelf& shelf, const v1::ImportFrameworkRequest& request,
                             const RequestStamp& stamp, v1::ImportFrameworkResponse& response) {
  return Import(shelf, request, stamp).Run(response);
}

}  // namespace zhengping::indicator
