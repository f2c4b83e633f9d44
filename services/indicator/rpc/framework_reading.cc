#include "services/indicator/rpc/framework_reading.h"

#include <algorithm>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "services/indicator/exchange/framework_table.h"
#include "services/indicator/limits.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/framework_places.h"
#include "services/indicator/rpc/stored_framework_messages.h"
#include "services/indicator/rpc/value_messages.h"

namespace zhengping::indicator {
namespace {

void GiveName(const std::string& id, FrameworkReading& reading) {
  if (id.empty()) return;
  const std::string name = FrameworkResourceName(id);
  if (reading.message.name().empty()) {
    reading.message.set_name(name);
  } else if (reading.message.name() != name) {
    reading.issues.push_back(FieldIssue("name", "FRAMEWORK_NAME_DISAGREES", reading.message.name(),
                                        absl::StrCat("与指定的名称 ", name, " 不一致，应为同一个名称")));
  }
}

void Compile(FrameworkReading& reading) {
  reading.is_read = true;
  reading.message = WithoutOutput(std::move(reading.message));
  CompileResult result = CompileMessage(reading.message);
  reading.issues.insert(reading.issues.end(), result.issues.begin(), result.issues.end());
  if (!HasErrors(reading.issues)) reading.compiled = std::move(result.compiled);
}

}  // namespace

absl::Status CheckFrameworkSize(const std::string& bytes, const char* field) {
  if (bytes.size() <= kMostFrameworkTextBytes) return absl::OkStatus();
  return Invalid({"FRAMEWORK_TOO_LARGE", field},
                 absl::StrCat("a framework's file has at most ", kMostFrameworkTextBytes, " bytes"));
}

FrameworkReading ReadFrameworkText(const std::string& text, const std::string& id) {
  FrameworkReading reading;
  FrameworkPlaces places;
  if (!ParseFrameworkText(text, reading.message, reading.issues, &places)) {
    reading.message.Clear();
    return reading;
  }
  GiveName(id, reading);
  Compile(reading);
  places.SetRows(reading.message, reading.issues);
  return reading;
}

FrameworkReading ReadFrameworkBytes(const std::string& bytes, const std::string& id) {
  FrameworkReading reading;
  const FrameworkWorkbook workbook = ReadFrameworkWorkbook(bytes);
  reading.issues = workbook.issues;
  if (!workbook.is_read) return reading;
  ToMessage(workbook.framework, reading.message);
  if (workbook.framework.name.empty()) reading.message.clear_name();
  GiveName(id, reading);
  // What follows from a cell that could not be read is not told beside it.
  std::set<std::pair<std::string, int>> unread;
  for (const Issue& issue : reading.issues) {
    if (issue.severity == Severity::kError) unread.emplace(issue.place.file, issue.place.row);
  }
  Compile(reading);
  PlaceInWorkbook(workbook, reading.issues);
  const auto follows = [&unread](const Issue& issue) {
    return !issue.place.field.empty() && unread.count({issue.place.file, issue.place.row}) > 0;
  };
  reading.issues.erase(std::remove_if(reading.issues.begin(), reading.issues.end(), follows), reading.issues.end());
  return reading;
}

FrameworkReading ReadFrameworkMessage(const v1::Framework& message) {
  FrameworkReading reading;
  reading.message = message;
  Compile(reading);
  return reading;
}

absl::StatusOr<std::shared_ptr<const CompiledFramework>> CompileOwn(const v1::Framework& message,
                                                                    absl::string_view field) {
  CompileResult result = CompileMessage(message);
  if (result.compiled != nullptr) return std::move(result.compiled);
  for (const Issue& issue : result.issues) {
    if (issue.severity != Severity::kError) continue;
    return Invalid({"FRAMEWORK_INVALID", std::string(field)},
                   absl::StrCat(issue.place.field, ": ", issue.reason, ": ", issue.remedy));
  }
  return absl::InternalError("a framework without an error did not compile");
}

}  // namespace zhengping::indicator
