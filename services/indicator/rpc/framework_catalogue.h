// The frameworks that this release brings (services/indicator/frameworks/*.textproto), compiled and published: they
// never change while the program runs. One that has an error keeps the service from starting.
//
// Immutable; any thread.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_CATALOGUE_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_CATALOGUE_H_

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/indicator/domain/framework.h"

namespace zhengping::indicator {

struct FrameworkText {
  std::string file;  // "hunan-a-2017.textproto"
  std::string text;
};

class FrameworkCatalogue {
 public:
  using Frameworks = std::map<std::string, std::shared_ptr<const CompiledFramework>, std::less<>>;

  // FRAMEWORK_INVALID with every error of every text, one a line; also when two have one name, or a file is not named
  // after its framework.
  static absl::StatusOr<FrameworkCatalogue> FromTexts(const std::vector<FrameworkText>& texts);
  // For main(): the shipped ones and, unless it is empty, those of `own_folder`. Prints the errors to stderr and exits
  // with 1.
  static FrameworkCatalogue ShippedOrExit(const std::string& own_folder = "");

  // By id, "hunan-a-2017"; null when there is none.
  std::shared_ptr<const CompiledFramework> Find(absl::string_view id) const;
  // By resource name, "frameworks/hunan-a-2017". Refused, at `field`: RESOURCE_NAME_MALFORMED, FRAMEWORK_NOT_FOUND.
  absl::StatusOr<std::shared_ptr<const CompiledFramework>> FindByName(absl::string_view name,
                                                                      absl::string_view field) const;

  // By id.
  const Frameworks& frameworks() const { return frameworks_; }

 private:
  explicit FrameworkCatalogue(Frameworks frameworks) : frameworks_(std::move(frameworks)) {}

  Frameworks frameworks_;
};

// As embedded by CMake.
std::vector<FrameworkText> ShippedFrameworkTexts();
// All files *.textproto of a folder, by name. Refused: FRAMEWORKS_UNREADABLE.
absl::StatusOr<std::vector<FrameworkText>> ReadFrameworkTexts(const std::string& folder);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_CATALOGUE_H_
