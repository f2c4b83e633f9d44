// What a writer remembers of department-years from one body to the next: heads with their folds, and what the next
// transaction is decided on (domain/year_state.h). A posting to a long ledger is then as cheap as one to a short
// ledger.
//
// It belongs to the connection that writes (Connection::Kept). What is taken out is as it is stored while the
// connection's generation is the one it was put in. Afterwards whoever takes it holds it against the stored head: a
// body that was rolled back leaves years behind that never came to be, and their revision or digest tells. Equal
// digests mean equal years.
//
//   std::unique_ptr<CachedYear> year = connection.Kept<YearCache>().Take(key);   // null: not there
//   …
//   connection.Kept<YearCache>().Put(key, std::move(year));
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_YEAR_CACHE_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_YEAR_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "services/budget/domain/year_state.h"
#include "services/budget/store/columns.h"
#include "services/budget/store/year_head.h"

namespace zhengping::budget {

struct CachedYear {
  YearHead head;
  YearState state;
  int64_t generation = -1;  // Connection::generation when it was put
};

class YearCache {
 public:
  // Some 6,000 department-years of 667 entries, or ten of the largest: departments that arrive interleaved should fit,
  // as one that does not is read anew each time.
  static constexpr size_t kMostBytes = size_t{512} << 20;

  explicit YearCache(size_t most_bytes = kMostBytes) : most_bytes_(most_bytes) {}

  std::unique_ptr<CachedYear> Take(const YearKey& key);
  // The years that were put longest ago go when the bound is passed; one that is larger than the bound is not kept.
  void Put(const YearKey& key, std::unique_ptr<CachedYear> year);

  size_t bytes() const { return bytes_; }
  size_t size() const { return kept_.size(); }

 private:
  struct Kept {
    std::string key;
    std::unique_ptr<CachedYear> year;
    size_t bytes = 0;
  };

  size_t most_bytes_;
  size_t bytes_ = 0;
  std::list<Kept> kept_;  // put last first
  absl::flat_hash_map<std::string, std::list<Kept>::iterator> by_key_;
};

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_YEAR_CACHE_H_
