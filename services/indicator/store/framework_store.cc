#include "services/indicator/store/framework_store.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/indicator/limits.h"

namespace zhengping::indicator {
namespace {

#define ZP_HEAD_COLUMNS                                                                                                \
  "framework, state, etag, content_hash, display_name, version, division, first_year, last_year, source, is_library, " \
  "published_ms"

constexpr char kSelect[] = "SELECT " ZP_HEAD_COLUMNS ", content FROM frameworks WHERE framework = $1";
constexpr char kSelectHeads[] = "SELECT " ZP_HEAD_COLUMNS " FROM frameworks ORDER BY framework";
constexpr char kSelectPublished[] =
    "SELECT " ZP_HEAD_COLUMNS ", content FROM frameworks WHERE state <> 1 ORDER BY framework";
constexpr char kCount[] = "SELECT COUNT(*) FROM frameworks";

constexpr char kSave[] =
    "INSERT INTO frameworks (" ZP_HEAD_COLUMNS
    ", content) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) "
    "ON CONFLICT (framework) DO UPDATE SET state = excluded.state, etag = excluded.etag, "
    "content_hash = excluded.content_hash, display_name = excluded.display_name, version = excluded.version, "
    "division = excluded.division, first_year = excluded.first_year, last_year = excluded.last_year, "
    "source = excluded.source, is_library = excluded.is_library, published_ms = excluded.published_ms, content = "
    "excluded.content";

constexpr char kSelectChanges[] =
    "SELECT caller, state, etag, changed_ms FROM framework_changes WHERE framework = $1 ORDER BY position";
constexpr char kInsertChange[] =
    "INSERT INTO framework_changes (framework, position, state, etag, caller, changed_ms) "
    "SELECT $1, COALESCE(MAX(position), 0) + 1, $2, $3, $4, $5 FROM framework_changes WHERE framework = $1";

constexpr char kSelectRequest[] =
    "SELECT content_digest, framework FROM framework_requests WHERE caller = $1 AND request_id = $2";
constexpr char kInsertRequest[] =
    "INSERT INTO framework_requests (caller, request_id, content_digest, framework, answered_ms) "
    "VALUES ($1, $2, $3, $4, $5)";

constexpr int kContentColumn = 12;

int64_t ColumnOf(FrameworkState state) {
  switch (state) {
    case FrameworkState::kDraft:
      return 1;
    case FrameworkState::kPublished:
      return 2;
    case FrameworkState::kRetired:
      return 3;
  }
  std::abort();  // Our own bug: an enumeration holds one of its values.
}

absl::StatusOr<FrameworkState> StateFromColumn(int64_t number) {
  for (const FrameworkState state : {FrameworkState::kDraft, FrameworkState::kPublished, FrameworkState::kRetired}) {
    if (ColumnOf(state) == number) return state;
  }
  return absl::InternalError(absl::StrCat("column state holds ", number));
}

absl::StatusOr<StoredFramework> HeadFromRow(const storage::Statement& row) {
  StoredFramework stored;
  FrameworkHead& head = stored.head;
  head.name = std::string(row.Text(0));
  ZP_ASSIGN_OR_RETURN(head.state, StateFromColumn(row.Int64(1)));
  stored.etag = std::string(row.Text(2));
  head.content_hash = std::string(row.Text(3));
  head.display_name = std::string(row.Text(4));
  head.version = row.Int32(5);
  head.division = std::string(row.Text(6));
  head.first_year = row.Int32(7);
  head.last_year = row.Int32(8);
  head.source = std::string(row.Text(9));
  head.is_library = row.Bool(10);
  stored.published_ms = row.Int64(11);
  return stored;
}

absl::StatusOr<StoredFramework> WholeFromRow(const storage::Statement& row) {
  ZP_ASSIGN_OR_RETURN(StoredFramework stored, HeadFromRow(row));
  stored.content = std::string(row.Blob(kContentColumn));
  return stored;
}

absl::StatusOr<FrameworkChange> ChangeFromRow(const storage::Statement& row) {
  ZP_ASSIGN_OR_RETURN(const FrameworkState state, StateFromColumn(row.Int64(1)));
  return FrameworkChange{std::string(row.Text(0)), state, std::string(row.Text(2)), row.Int64(3)};
}

// Whether the stamp's id was answered for this content. Refused: REQUEST_ID_REUSED.
absl::StatusOr<bool> WasAnswered(storage::Connection& connection, const RequestStamp& stamp,
                                 const std::string& content_digest) {
  if (stamp.request_id.empty()) return false;
  const auto digest_of = [](const storage::Statement& row) { return std::string(row.Text(0)); };
  ZP_ASSIGN_OR_RETURN(const std::optional<std::string> answered,
                      FirstRow(connection, kSelectRequest, digest_of, stamp.caller, stamp.request_id));
  if (answered.has_value() && *answered != content_digest) {
    return Taken({"REQUEST_ID_REUSED", "request_id"},
                 "this request_id stands for another request; a new request takes a new id");
  }
  return answered.has_value();
}

absl::Status CheckRoom(storage::Connection& connection) {
  const auto count_of = [](const storage::Statement& row) { return row.Int64(0); };
  ZP_ASSIGN_OR_RETURN(const std::optional<int64_t> count, FirstRow(connection, kCount, count_of));
  if (count.value_or(0) < kMostFrameworks) return absl::OkStatus();
  return NotNow({"FRAMEWORKS_TOO_MANY", ""}, absl::StrCat("an installation keeps at most ", kMostFrameworks,
                                                          " frameworks besides those that the program brings"));
}

absl::Status Save(storage::Connection& connection, const StoredFramework& stored, const RequestStamp& stamp) {
  const FrameworkHead& head = stored.head;
  ZP_RETURN_IF_ERROR(connection.Execute(kSave, head.name, ColumnOf(head.state), stored.etag, head.content_hash,
                                        head.display_name, head.version, head.division, head.first_year, head.last_year,
                                        head.source, head.is_library, stored.published_ms,
                                        storage::BlobView{stored.content}));
  return connection.Execute(kInsertChange, head.name, ColumnOf(head.state), stored.etag, stamp.caller, stamp.now_ms);
}

struct Write {
  std::string name;
  std::string expected_etag;
  FrameworkDecision decide;
  RequestStamp stamp;
  std::string content_digest;
};

absl::StatusOr<StoredFramework> ChangeOnce(storage::Connection& connection, const Write& write) {
  ZP_ASSIGN_OR_RETURN(const std::optional<StoredFramework> before,
                      FirstRow(connection, kSelect, WholeFromRow, write.name));
  ZP_ASSIGN_OR_RETURN(const bool was_answered, WasAnswered(connection, write.stamp, write.content_digest));
  if (was_answered && before.has_value()) return *before;
  if (!write.expected_etag.empty() && (!before.has_value() || before->etag != write.expected_etag)) {
    return Stale({"ETAG_STALE", "etag"}, absl::StrCat(write.name, " was changed since it was read; read it again"));
  }
  ZP_ASSIGN_OR_RETURN(StoredFramework after, write.decide(before));
  after.etag = FrameworkEtag(after.head.state, after.content);
  const bool is_published = after.head.state != FrameworkState::kDraft;
  after.published_ms = before.has_value() ? before->published_ms : 0;
  if (is_published && after.published_ms == 0) after.published_ms = write.stamp.now_ms;
  if (!before.has_value() || before->etag != after.etag) {
    if (!before.has_value()) ZP_RETURN_IF_ERROR(CheckRoom(connection));
    ZP_RETURN_IF_ERROR(Save(connection, after, write.stamp));
  }
  if (!write.stamp.request_id.empty()) {
    ZP_RETURN_IF_ERROR(connection.Execute(kInsertRequest, write.stamp.caller, write.stamp.request_id,
                                          write.content_digest, write.name, write.stamp.now_ms));
  }
  return after;
}

}  // namespace

absl::StatusOr<std::optional<StoredFramework>> FrameworkStore::Read(const std::string& name) {
  return database_.Read(
      [&](storage::Connection& connection) { return FirstRow(connection, kSelect, WholeFromRow, name); });
}

absl::StatusOr<std::vector<StoredFramework>> FrameworkStore::List() {
  return database_.Read([](storage::Connection& connection) { return Rows(connection, kSelectHeads, HeadFromRow); });
}

absl::StatusOr<std::vector<StoredFramework>> FrameworkStore::ReadPublished() {
  return database_.Read(
      [](storage::Connection& connection) { return Rows(connection, kSelectPublished, WholeFromRow); });
}

absl::StatusOr<std::vector<FrameworkChange>> FrameworkStore::Changes(const std::string& name) {
  return database_.Read(
      [&](storage::Connection& connection) { return Rows(connection, kSelectChanges, ChangeFromRow, name); });
}

absl::StatusOr<StoredFramework> FrameworkStore::Change(const std::string& name, const std::string& expected_etag,
                                                       const FrameworkDecision& decide, const RequestStamp& stamp,
                                                       const std::string& content_digest) {
  const Write write{name, expected_etag, decide, stamp, content_digest};
  return database_.WriteAndWait([write](storage::Connection& connection) { return ChangeOnce(connection, write); });
}

std::string FrameworkEtag(FrameworkState state, absl::string_view content) {
  return Sm3Hex(absl::StrCat(ColumnOf(state), "\n", content));
}

}  // namespace zhengping::indicator
