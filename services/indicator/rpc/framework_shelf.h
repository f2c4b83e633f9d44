// All frameworks by one name space: those that the program brings and those that are stored, of any state. Every call
// blocks: worker threads only.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_SHELF_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_SHELF_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/store/framework_store.h"
#include "zhengping/indicator/v1/framework.pb.h"

namespace google::protobuf {
class Message;
}  // namespace google::protobuf

namespace zhengping::indicator {

class FrameworkShelf {
 public:
  FrameworkShelf(FrameworkStore& store, FrameworkCatalogue& catalogue) : store_(store), catalogue_(catalogue) {}

  // Puts what was published into the catalogue. INTERNAL when one of them no longer compiles to the hash under which it
  // was published: a score under it would not be the score that was given.
  absl::Status LoadPublished();

  // By resource name. Refused, at `field`: RESOURCE_NAME_MALFORMED, FRAMEWORK_NOT_FOUND.
  absl::StatusOr<v1::Framework> Read(absl::string_view name, absl::string_view field);
  // Without trees, by name.
  absl::StatusOr<std::vector<v1::Framework>> List();
  // Whether the id stands for a framework, of whatever state.
  absl::StatusOr<bool> IsTaken(const std::string& id);

  // As FrameworkStore::Change, and what is published then scores from the time of the answer on.
  absl::StatusOr<v1::Framework> Change(const std::string& id, const std::string& expected_etag,
                                       const FrameworkDecision& decide, const RequestStamp& stamp,
                                       const std::string& content_digest);

 private:
  FrameworkStore& store_;
  FrameworkCatalogue& catalogue_;
};

// SM3 of the method and of the request without its request_id.
std::string RequestDigest(absl::string_view method, const google::protobuf::Message& request);

// The id of "frameworks/x". Refused: RESOURCE_NAME_MALFORMED.
absl::StatusOr<std::string> FrameworkIdOf(absl::string_view name, absl::string_view field);

absl::Status FrameworkNotFound(absl::string_view id, absl::string_view field);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FRAMEWORK_SHELF_H_
