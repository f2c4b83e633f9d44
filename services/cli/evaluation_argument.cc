#include "services/cli/evaluation_argument.h"

#include <filesystem>
#include <iostream>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/date/date.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/cli/case_folder.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

absl::StatusOr<Subject> LoadPath(Session& session, const std::string& path) {
  ZP_ASSIGN_OR_RETURN(const reporting::v1::ImportCaseResponse response, SendCase(session, path, {}));
  for (const type::Issue& issue : response.issues()) std::cerr << IssueText(issue) << "\n";
  if (!response.applied()) return NotNow({"CASE_HAS_ERRORS", "PATH"}, absl::StrCat("案卷有错误，未读入：", path));
  return Subject{response.department(), response.fiscal_year()};
}

bool IsPath(const Session& session, const std::string& argument) {
  return session.takes_paths() && std::filesystem::exists(argument);  // a folder, or a workbook
}

}  // namespace

absl::StatusOr<Subject> SubjectOf(Session& session, const std::string& argument, int year) {
  Subject subject;
  if (IsPath(session, argument)) {
    ZP_ASSIGN_OR_RETURN(subject, LoadPath(session, argument));
  } else {
    ZP_ASSIGN_OR_RETURN(subject.department, session.FindDepartment(argument));
  }
  if (year != 0) subject.year = year;
  if (subject.year == 0) return Invalid({"FISCAL_YEAR_MISSING", "--year"}, "须用 --year 说明预算年度，如 --year 2023");
  return subject;
}

absl::StatusOr<reporting::v1::Evaluation> EvaluateSubject(Session& session, const Subject& subject,
                                                          const EvaluationRequest& request) {
  reporting::v1::CreateEvaluationRequest message;
  message.set_parent(subject.department);
  message.set_fiscal_year(subject.year);
  message.set_validate_only(!request.is_stored);
  if (!request.framework.empty()) {
    message.set_framework(absl::StartsWith(request.framework, "frameworks/")
                              ? request.framework
                              : absl::StrCat("frameworks/", request.framework));
  }
  if (!request.as_of.empty()) {
    ZP_ASSIGN_OR_RETURN(const Date day, ParseDate(request.as_of));
    message.mutable_as_of()->set_year(day.year());
    message.mutable_as_of()->set_month(day.month());
    message.mutable_as_of()->set_day(day.day());
  }
  reporting::v1::Evaluation evaluation;
  ZP_RETURN_IF_ERROR(FromGrpcStatus(
      session.reporting().CreateEvaluation(session.NewContext().get(), message, &evaluation), "reporting"));
  return evaluation;
}

absl::StatusOr<std::string> FindEarlier(Session& session, const Subject& subject, const EvaluationRequest& request) {
  reporting::v1::ListEvaluationsRequest message;
  message.set_parent(subject.department);
  message.set_fiscal_year(subject.year);
  reporting::v1::ListEvaluationsResponse response;
  ZP_RETURN_IF_ERROR(
      FromGrpcStatus(session.reporting().ListEvaluations(session.NewContext().get(), message, &response), "reporting"));
  for (const reporting::v1::Evaluation& evaluation : response.evaluations()) {
    const reporting::v1::EvaluationContent& content = evaluation.content();
    if (!content.project().empty()) continue;
    if (DayText(content.as_of()) == request.as_of) return evaluation.name();
  }
  return std::string();
}

absl::StatusOr<reporting::v1::CompareEvaluationsResponse> CompareEvaluations(Session& session, const std::string& name,
                                                                             const std::string& other) {
  reporting::v1::CompareEvaluationsRequest request;
  request.set_name(name);
  request.set_other(other);
  reporting::v1::CompareEvaluationsResponse response;
  ZP_RETURN_IF_ERROR(FromGrpcStatus(
      session.reporting().CompareEvaluations(session.NewContext().get(), request, &response), "reporting"));
  return response;
}

absl::StatusOr<reporting::v1::Evaluation> EvaluateArgument(Session& session, const std::string& argument,
                                                           const EvaluationRequest& request) {
  ZP_ASSIGN_OR_RETURN(const Subject subject, SubjectOf(session, argument, request.year));
  return EvaluateSubject(session, subject, request);
}

absl::StatusOr<std::string> EvaluationOf(Session& session, const std::string& argument,
                                         const EvaluationRequest& request) {
  if (!IsPath(session, argument)) return session.FindEvaluation(argument);
  ZP_ASSIGN_OR_RETURN(const reporting::v1::Evaluation evaluation, EvaluateArgument(session, argument, request));
  return evaluation.name();
}

}  // namespace zhengping::cli
