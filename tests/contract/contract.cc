#include "tests/contract/contract.h"

#include <google/protobuf/descriptor.pb.h>

#include <fstream>
#include <regex>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/check.h"

namespace zhengping {
namespace {

namespace pb = google::protobuf;

// What is written like a reason and is none: codes of gRPC. (Roles and audits are told by their prefix.)
const std::set<std::string>& CodeNames() {
  static const auto* const names =
      new std::set<std::string>{"INVALID_ARGUMENT",   "NOT_FOUND",           "ALREADY_EXISTS", "PERMISSION_DENIED",
                                "RESOURCE_EXHAUSTED", "FAILED_PRECONDITION", "OUT_OF_RANGE",   "DATA_LOSS"};
  return *names;
}

}  // namespace

Contract::Contract() {
  std::ifstream file(ZP_CONTRACT_IMAGE, std::ios::binary);
  pb::FileDescriptorSet image;
  ZP_CHECK(image.ParseFromIstream(&file), ZP_CONTRACT_IMAGE);
  for (const pb::FileDescriptorProto& proto : image.file()) {
    const pb::FileDescriptor* built = pool_.BuildFile(proto);
    ZP_CHECK(built != nullptr, proto.name());
    if (!absl::StartsWith(built->package(), "zhengping.")) continue;
    for (int i = 0; i < built->service_count(); ++i) {
      services_.push_back(built->service(i));
      for (int j = 0; j < built->service(i)->method_count(); ++j) rpcs_.push_back(built->service(i)->method(j));
    }
  }
}

const pb::FieldDescriptor* FieldAt(const pb::Descriptor& message, absl::string_view path) {
  const pb::Descriptor* place = &message;
  const pb::FieldDescriptor* field = nullptr;
  for (absl::string_view name : absl::StrSplit(path, '.')) {
    field = place == nullptr ? nullptr : place->FindFieldByName(std::string(name));
    if (field == nullptr) return nullptr;
    place = field->message_type();
  }
  return field;
}

std::set<std::string> ReasonsIn(absl::string_view text) {
  static const std::regex pattern("[A-Z][A-Z0-9]*(_[A-Z0-9]+)+");
  const std::string searched(text);
  std::set<std::string> reasons;
  for (std::sregex_iterator it(searched.begin(), searched.end(), pattern), end; it != end; ++it) {
    const std::string word = it->str();
    if (absl::StartsWith(word, "ROLE_") && word != "ROLE_MISSING") continue;
    if (absl::StartsWith(word, "AUDIT_") || CodeNames().count(word) > 0) continue;
    reasons.insert(word);
  }
  return reasons;
}

std::vector<std::string> LinesOf(const std::string& path) {
  std::ifstream file(absl::StrCat(ZP_SOURCE_DIR, "/", path));
  ZP_CHECK(file.good(), path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line[0] != '#') lines.push_back(line);
  }
  return lines;
}

std::set<std::string> PublishedReasons() {
  const std::vector<std::string> lines = LinesOf("tests/contract/reasons.txt");
  return std::set<std::string>(lines.begin(), lines.end());
}

}  // namespace zhengping
