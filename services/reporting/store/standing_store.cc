#include "services/reporting/store/standing_store.h"

#include "common/status/status_macros.h"

namespace zhengping::reporting {
namespace {

constexpr int64_t kPublished = 5;

constexpr char kSelect[] =
    "SELECT department, number, step, state FROM evaluations "
    "WHERE division = $1 AND fiscal_year = $2 AND project = '' AND as_of_day IS NULL AND state <> 6 "
    "AND ($3 = '' OR framework = $3) ORDER BY department, number";

struct Candidate {
  StandingKey key;
  bool is_published = false;
};

}  // namespace

absl::StatusOr<std::vector<StandingKey>> StandingStore::Counting(const std::string& division, int fiscal_year,
                                                                 const std::string& framework) {
  return database_.Read([&](storage::Connection& connection) -> absl::StatusOr<std::vector<StandingKey>> {
    const auto from_row = [&](const storage::Statement& row) {
      const YearKey year{.department = {division, std::string(row.Text(0))}, .fiscal_year = fiscal_year};
      return Candidate{{{year, row.Int64(1)}, row.Int64(2)}, row.Int64(3) == kPublished};
    };
    ZP_ASSIGN_OR_RETURN(const std::vector<Candidate> candidates,
                        Rows(connection, kSelect, from_row, division, fiscal_year, framework));
    std::vector<StandingKey> counting;
    bool is_published = false;
    for (const Candidate& candidate : candidates) {
      const bool is_same = !counting.empty() && counting.back().evaluation.year == candidate.key.evaluation.year;
      if (!is_same) {
        counting.push_back(candidate.key);
        is_published = candidate.is_published;
      } else if (candidate.is_published || !is_published) {
        counting.back() = candidate.key;
        is_published = candidate.is_published;
      }
    }
    return counting;
  });
}

}  // namespace zhengping::reporting
