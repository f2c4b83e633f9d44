#include "services/indicator/rpc/framework_catalogue.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <sstream>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/resource_name/resource_name.h"
#include "common/status/issue.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/domain/framework_life.h"
#include "services/indicator/rpc/framework_messages.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace zhengping::indicator {
namespace {

// Warnings and notes are the author's business, not the operator's.
void AppendErrors(const std::string& file, const std::vector<Issue>& issues, std::string& errors) {
  for (Issue issue : issues) {
    if (issue.severity != Severity::kError) continue;
    issue.place.file = file;
    absl::StrAppend(&errors, FormatIssue(issue), " [", issue.reason, " ", issue.place.field, "]\n");
  }
}

absl::Status Unreadable(const std::string& path) {
  return Invalid({"FRAMEWORKS_UNREADABLE", "frameworks"},
                 absl::StrCat("--frameworks names a folder of textprotos; ", path, " cannot be read"));
}

absl::StatusOr<FrameworkCatalogue> ShippedAndOwn(const std::string& own_folder) {
  std::vector<FrameworkText> texts = ShippedFrameworkTexts();
  if (!own_folder.empty()) {
    ZP_ASSIGN_OR_RETURN(std::vector<FrameworkText> own, ReadFrameworkTexts(own_folder));
    std::move(own.begin(), own.end(), std::back_inserter(texts));
  }
  return FrameworkCatalogue::FromTexts(texts);
}

}  // namespace

absl::StatusOr<FrameworkCatalogue> FrameworkCatalogue::FromTexts(const std::vector<FrameworkText>& texts) {
  Frameworks frameworks;
  std::string errors;
  for (const FrameworkText& text : texts) {
    v1::Framework message;
    std::vector<Issue> issues;
    if (!ParseFrameworkText(text.text, message, issues)) {
      AppendErrors(text.file, issues, errors);
      continue;
    }
    CompileResult result = CompileMessage(message);
    AppendErrors(text.file, result.issues, errors);
    if (result.compiled == nullptr) continue;
    const std::string& id = result.compiled->framework().name;
    if (absl::StripSuffix(text.file, ".textproto") != id) {
      absl::StrAppend(&errors, text.file, ": the framework inside is named ", id, "\n");
    } else if (!frameworks.emplace(id, result.compiled).second) {
      absl::StrAppend(&errors, text.file, ": there are two frameworks of this name\n");
    }
  }
  if (!errors.empty()) return Invalid({"FRAMEWORK_INVALID", ""}, errors);
  return FrameworkCatalogue(std::move(frameworks));
}

FrameworkCatalogue FrameworkCatalogue::ShippedOrExit(const std::string& own_folder) {
  absl::StatusOr<FrameworkCatalogue> catalogue = ShippedAndOwn(own_folder);
  if (catalogue.ok()) return *std::move(catalogue);
  std::cerr << "the frameworks cannot be used:\n" << catalogue.status().message() << "\n";
  std::exit(1);
}

absl::StatusOr<std::vector<FrameworkText>> ReadFrameworkTexts(const std::string& folder) {
  std::error_code error;
  std::vector<FrameworkText> texts;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".textproto") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file.good()) return Unreadable(entry.path().string());
    texts.push_back({entry.path().filename().string(), text.str()});
  }
  if (error) return Unreadable(folder);
  std::sort(texts.begin(), texts.end(), [](const FrameworkText& a, const FrameworkText& b) { return a.file < b.file; });
  return texts;
}

std::shared_ptr<const CompiledFramework> FrameworkCatalogue::Find(absl::string_view id) const {
  {
    const std::lock_guard<std::mutex> lock(published_->mutex);
    const auto published = published_->frameworks.find(id);
    if (published != published_->frameworks.end()) return published->second;
  }
  const auto shipped = shipped_.find(id);
  return shipped == shipped_.end() ? nullptr : shipped->second;
}

void FrameworkCatalogue::Add(std::shared_ptr<const CompiledFramework> published) {
  const std::lock_guard<std::mutex> lock(published_->mutex);
  published_->frameworks[published->framework().name] = std::move(published);
}

void FrameworkCatalogue::Retire(const std::string& id) {
  const std::lock_guard<std::mutex> lock(published_->mutex);
  published_->retired.insert(id);
}

absl::Status FrameworkCatalogue::CheckInUse(const Framework& framework, absl::string_view field) const {
  const FrameworkHead retired = HeadOf(framework);
  std::optional<FrameworkHead> successor;
  {
    const std::lock_guard<std::mutex> lock(published_->mutex);
    if (published_->retired.find(framework.name) == published_->retired.end()) return absl::OkStatus();
    for (const auto& [id, other] : published_->frameworks) {
      if (published_->retired.find(id) != published_->retired.end()) continue;
      const FrameworkHead head = HeadOf(other->framework());
      if (!Succeeds(head, retired)) continue;
      if (!successor.has_value() || IsMoreSpecific(head, *successor)) successor = head;
    }
  }
  return NotNow(
      {"FRAMEWORK_RETIRED", std::string(field)},
      absl::StrCat(framework.name, " is retired; what was evaluated under it stays, new evaluations are made ",
                   successor.has_value() ? absl::StrCat("under frameworks/", successor->name)
                                         : "under another one: ListFrameworks names those that there are"));
}

absl::StatusOr<std::shared_ptr<const CompiledFramework>> FrameworkCatalogue::FindByName(absl::string_view name,
                                                                                        absl::string_view field) const {
  ZP_ASSIGN_OR_RETURN(const std::vector<std::string> parts, MatchName("frameworks/*", name, field));
  std::shared_ptr<const CompiledFramework> framework = Find(parts[0]);
  if (framework == nullptr) {
    return Absent({"FRAMEWORK_NOT_FOUND", std::string(field)},
                  absl::StrCat("there is no framework ", parts[0], "; ListFrameworks names those that there are"));
  }
  return framework;
}

}  // namespace zhengping::indicator
