// The frameworks that can score, compiled: those that the program brings (services/indicator/frameworks/*.textproto) or
// finds in the folder of the installation, which never change while it runs and are without error or keep it from
// starting; and those that were published in this installation, which are added as they are published. A retired one
// stays: what was scored under it can be scored again, and nothing else.
//
// Any thread. Not copyable: one service, one catalogue.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_CATALOGUE_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_CATALOGUE_H_

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <set>
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

  // With these as what the program brings.
  explicit FrameworkCatalogue(Frameworks shipped) : shipped_(std::move(shipped)) {}

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

  // Those that the program brings, by id.
  const Frameworks& shipped() const { return shipped_; }
  bool IsShipped(absl::string_view id) const { return shipped_.find(id) != shipped_.end(); }

  // Refused when it is retired, at `field`: FRAMEWORK_RETIRED (FAILED_PRECONDITION), which names what took its place:
  // of those that stand in this installation the most specific one for the same division or of the same name but for
  // its version.
  absl::Status CheckInUse(const Framework& framework, absl::string_view field) const;

  // One that was published in this installation. It stands before a shipped one of its name, which a later release may
  // bring: evaluations were made under it.
  void Add(std::shared_ptr<const CompiledFramework> published);
  void Retire(const std::string& id);

 private:
  struct Published {
    mutable std::mutex mutex;
    Frameworks frameworks;
    std::set<std::string, std::less<>> retired;
  };

  Frameworks shipped_;
  std::unique_ptr<Published> published_ = std::make_unique<Published>();
};

// As embedded by CMake.
std::vector<FrameworkText> ShippedFrameworkTexts();
// All files *.textproto of a folder, by name. Refused: FRAMEWORKS_UNREADABLE.
absl::StatusOr<std::vector<FrameworkText>> ReadFrameworkTexts(const std::string& folder);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_CATALOGUE_H_
