// The protos of the suite as protoc sees them, with their comments: what the contract tests walk over. A service is
// found by itself; nothing here names one.
#ifndef ZHENGPING_TESTS_CONTRACT_CONTRACT_H_
#define ZHENGPING_TESTS_CONTRACT_CONTRACT_H_

#include <google/protobuf/descriptor.h>

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping {

class Contract {
 public:
  // Reads the image that tests/contract/CMakeLists.txt has protoc make. Aborts when it cannot: then nothing was tested.
  Contract();

  // The RPCs of all services below package zhengping, in the order of the files.
  const std::vector<const google::protobuf::MethodDescriptor*>& rpcs() const { return rpcs_; }
  const std::vector<const google::protobuf::ServiceDescriptor*>& services() const { return services_; }

 private:
  google::protobuf::DescriptorPool pool_;
  std::vector<const google::protobuf::ServiceDescriptor*> services_;
  std::vector<const google::protobuf::MethodDescriptor*> rpcs_;
};

// The comment that stands before an element, without its slashes; line feeds become blanks.
template <typename Descriptor>
std::string CommentOf(const Descriptor& descriptor) {
  google::protobuf::SourceLocation location;
  if (!descriptor.GetSourceLocation(&location)) return "";
  for (char& character : location.leading_comments) {
    if (character == '\n') character = ' ';
  }
  return location.leading_comments;
}

// The field at the end of a path such as "transaction.name", below `message`; null when there is none.
const google::protobuf::FieldDescriptor* FieldAt(const google::protobuf::Descriptor& message, absl::string_view path);

// The words of a text that have the form of a reason (UPPER_SNAKE of at least two words) and are not the name of a
// code, an audit or a role.
std::set<std::string> ReasonsIn(absl::string_view text);

// The lines of a file below the source tree, without empty ones and those that begin with #.
std::vector<std::string> LinesOf(const std::string& path);

// tests/contract/reasons.txt.
std::set<std::string> PublishedReasons();

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_CONTRACT_CONTRACT_H_
