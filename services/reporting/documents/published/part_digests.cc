#include "services/reporting/documents/published/part_digests.h"

#include <set>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/json/canonical_json.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

constexpr size_t kMostElements = 5000;
constexpr size_t kMostParts = 50'000;
constexpr int kMostNames = 6;

// What names an element: empty when nothing does.
std::string LabelOf(const json& element) {
  if (!element.is_object()) return "";
  for (const char* key : {"name", "kind", "origin", "path"}) {
    const auto found = element.find(key);
    if (found != element.end() && found->is_string()) return found->get<std::string>();
  }
  return "";
}

class Collector {
 public:
  absl::Status Add(const std::string& path, const json& value, int names) {
    const std::string prefix = path.empty() ? "" : absl::StrCat(path, "/");
    if (value.is_object() && !value.empty() && names < kMostNames) {
      for (const auto& [key, inner] : value.items()) ZP_RETURN_IF_ERROR(Add(prefix + key, inner, names + 1));
      return absl::OkStatus();
    }
    if (value.is_array() && !value.empty() && value.size() <= kMostElements && names < kMostNames) {
      std::set<std::string> taken;
      for (size_t i = 0; i < value.size(); ++i) {
        const std::string label = LabelOf(value[i]);
        const bool is_named = !label.empty() && taken.insert(label).second;
        ZP_RETURN_IF_ERROR(AddPart(absl::StrCat(prefix, is_named ? label : absl::StrCat(i)), value[i]));
      }
      return absl::OkStatus();
    }
    return AddPart(path, value);
  }

  std::map<std::string, std::string> Take() { return std::move(parts_); }

 private:
  absl::Status AddPart(const std::string& path, const json& value) {
    if (parts_.size() == kMostParts) return Invalid({"FILE_MALFORMED"}, "公开的文件不会超过五万个部分");
    const absl::StatusOr<std::string> canonical = CanonicalJson(value);
    if (!canonical.ok()) return Invalid({"FILE_MALFORMED"}, "其中有不会出现在公开文件里的数字");
    std::string name = path;
    for (int copy = 2; parts_.contains(name); ++copy) name = absl::StrCat(path, " (", copy, ")");
    parts_[name] = Sm3Hex(*canonical);
    return absl::OkStatus();
  }

  std::map<std::string, std::string> parts_;
};

}  // namespace

absl::StatusOr<std::map<std::string, std::string>> PartDigests(const json& file) {
  Collector collector;
  ZP_RETURN_IF_ERROR(collector.Add("", file, 0));
  return collector.Take();
}

}  // namespace zhengping::reporting
