#include "services/budget/store/pending_years.h"

#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/digest/sm3_chains.h"
#include "common/status/status_macros.h"
#include "common/storage/gathered_rows.h"

namespace zhengping::budget {
namespace {

// Beyond it all are written: what a writer holds of a year is out of the cache's bound meanwhile.
constexpr size_t kMostPending = 4096;

using Key = std::tuple<std::string, std::string, int>;
Key KeyOf(const YearKey& key) { return {key.division(), key.code(), key.fiscal_year}; }

// By key: SQLite takes rows fastest in the order of the table.
using Writers = std::map<Key, YearWriter>;

// Of the running transaction, which alone owns them: gone with its commit or rollback.
struct PendingYears {
  std::weak_ptr<Writers> writers;
};

absl::Status FinishAll(storage::Connection& connection, Writers& writers) {
  std::vector<Sm3Chain*> chains;
  for (auto& [key, writer] : writers) chains.push_back(&writer.chain());
  DigestChains(chains);
  while (!writers.empty()) {
    YearWriter writer = std::move(writers.extract(writers.begin()).mapped());
    ZP_RETURN_IF_ERROR(writer.Finish());
  }
  return storage::StoreGathered(connection);
}

}  // namespace

absl::StatusOr<YearWriter> TakePending(storage::Connection& connection, const YearKey& key, const WriteStamp& stamp) {
  const std::shared_ptr<Writers> writers = connection.Kept<PendingYears>().writers.lock();
  if (writers != nullptr) {
    const auto found = writers->find(KeyOf(key));
    if (found != writers->end()) {
      connection.NoteChange();  // a body that fails with it in its hands takes earlier bodies' changes along
      YearWriter writer = std::move(writers->extract(found).mapped());
      ZP_RETURN_IF_ERROR(writer.GoOn(stamp));
      return writer;
    }
  }
  return YearWriter::Open(connection, key, stamp);
}

absl::Status LeavePending(storage::Connection& connection, const YearKey& key, YearWriter writer) {
  std::shared_ptr<Writers> writers = connection.Kept<PendingYears>().writers.lock();
  if (writers == nullptr) {
    writers = std::make_shared<Writers>();
    connection.Kept<PendingYears>().writers = writers;
    connection.BeforeCommit([&connection, writers] { return FinishAll(connection, *writers); });
  }
  writers->emplace(KeyOf(key), std::move(writer));
  connection.NoteChange();
  return writers->size() < kMostPending ? absl::OkStatus() : FinishAll(connection, *writers);
}

absl::Status FinishPending(storage::Connection& connection, const YearKey& key) {
  const std::shared_ptr<Writers> writers = connection.Kept<PendingYears>().writers.lock();
  if (writers == nullptr) return absl::OkStatus();
  const auto found = writers->find(KeyOf(key));
  if (found == writers->end()) return absl::OkStatus();
  YearWriter writer = std::move(writers->extract(found).mapped());
  return writer.Finish();
}

absl::Status StorePending(storage::Connection& connection, const YearKey& key) {
  ZP_RETURN_IF_ERROR(FinishPending(connection, key));
  return storage::StoreGathered(connection);
}

}  // namespace zhengping::budget
