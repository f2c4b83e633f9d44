// The frameworks (评价体系) that were stored in this installation, with who changed them.
//
// A content is opaque here: the rpc layer says what it means. Its etag is SM3 over state and content, so that whoever
// read one content never writes over another. Thread-safe; every call blocks: worker threads only.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_FRAMEWORK_STORE_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_FRAMEWORK_STORE_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/storage/database.h"
#include "services/indicator/domain/framework_life.h"
#include "services/indicator/store/request_rows.h"

namespace zhengping::indicator {

struct StoredFramework {
  FrameworkHead head;
  std::string content;
  std::string etag;          // set by the store
  int64_t published_ms = 0;  // set by the store
};

struct FrameworkChange {
  std::string caller;
  FrameworkState state = FrameworkState::kDraft;  // after it
  std::string etag;
  int64_t changed_ms = 0;
};

// What one write makes of a framework; empty where there is none. Pure: it may run twice. The head's name stays.
using FrameworkDecision = std::function<absl::StatusOr<StoredFramework>(const std::optional<StoredFramework>& before)>;

class FrameworkStore {
 public:
  explicit FrameworkStore(storage::Database& database) : database_(database) {}

  absl::StatusOr<std::optional<StoredFramework>> Read(const std::string& name);
  // Without contents, by name.
  absl::StatusOr<std::vector<StoredFramework>> List();
  // Published and retired ones, with contents, by name.
  absl::StatusOr<std::vector<StoredFramework>> ReadPublished();
  // In the order in which they were made.
  absl::StatusOr<std::vector<FrameworkChange>> Changes(const std::string& name);

  // Reads, decides and writes in one transaction, and answers what then stands; what is as it was is not written. A
  // request id that was answered with the same `content_digest` gets what stands now, undecided. Refused, beside what
  // `decide` refuses: ETAG_STALE, field "etag", when `expected_etag` is not empty and not the one that stands (where
  // none stands too); REQUEST_ID_REUSED; FRAMEWORKS_TOO_MANY above kMostFrameworks.
  absl::StatusOr<StoredFramework> Change(const std::string& name, const std::string& expected_etag,
                                         const FrameworkDecision& decide, const RequestStamp& stamp,
                                         const std::string& content_digest);

 private:
  storage::Database& database_;
};

// What Change sets.
std::string FrameworkEtag(FrameworkState state, absl::string_view content);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_FRAMEWORK_STORE_H_
