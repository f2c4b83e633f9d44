// A framework as a file brings it, text or workbook, read and checked as a whole.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_READING_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_READING_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/indicator/domain/framework.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace zhengping::indicator {

struct FrameworkReading {
  std::vector<Issue> issues;                          // with the lines of a textproto as rows
  bool is_read = false;                               // false: the file is no framework at all, and there is no message
  v1::Framework message;                              // without what the service sets itself
  std::shared_ptr<const CompiledFramework> compiled;  // null when there are errors
};

// FRAMEWORK_TOO_LARGE, field `field`, above kMostFrameworkTextBytes.
absl::Status CheckFrameworkSize(const std::string& bytes, const char* field);

// Textproto or JSON. `id` names a framework that has no name of its own; FRAMEWORK_NAME_DISAGREES when it has another.
// An empty id asks for nothing.
FrameworkReading ReadFrameworkText(const std::string& text, const std::string& id);
// A workbook with the sheet 评价体系; issues have the sheet as file.
FrameworkReading ReadFrameworkBytes(const std::string& workbook, const std::string& id);
// The same checks of a message.
FrameworkReading ReadFrameworkMessage(const v1::Framework& message);

// A framework that a request brings with it. FRAMEWORK_INVALID, field `field`, with the first error.
absl::StatusOr<std::shared_ptr<const CompiledFramework>> CompileOwn(const v1::Framework& message,
                                                                    absl::string_view field);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_READING_H_
