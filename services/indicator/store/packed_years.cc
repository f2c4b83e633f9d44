#include "services/indicator/store/packed_years.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "common/status/status_macros.h"
#include "services/indicator/store/year_by_source.h"
#include "services/indicator/store/year_pack.h"

namespace zhengping::indicator {
namespace {

constexpr char kSave[] =
    "INSERT INTO packed_years (division, fiscal_year, department, revision, digest, body) "
    "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (division, fiscal_year, department) DO UPDATE SET "
    "revision = excluded.revision, digest = excluded.digest, body = excluded.body";

constexpr char kDelete[] = "DELETE FROM packed_years WHERE division = $1 AND fiscal_year = $2 AND department = $3";

constexpr char kSelectFrom[] =
    "SELECT department, revision, digest, body FROM packed_years WHERE division = $1 AND fiscal_year = $2 "
    "AND department >= $3 ORDER BY department LIMIT $4";

auto Order(const YearKey& key) { return std::tie(key.division(), key.fiscal_year, key.code()); }

// Reads the years at `places`, which lie in one division and fiscal year and are sorted by department.
class RunReader {
 public:
  RunReader(const std::vector<YearAtRevision>& years, std::vector<size_t> places, std::vector<size_t>& others,
            absl::FunctionRef<void(size_t, const StoredYear&)> each)
      : years_(years), places_(std::move(places)), others_(others), each_(each) {}

  // Asks for as many rows as the last statement met wanted years, and for one where it met others.
  absl::Status Read(storage::Connection& connection) {
    ZP_ASSIGN_OR_RETURN(storage::Statement select, connection.Prepare(kSelectFrom));
    for (size_t window = 1; next_ < places_.size();) {
      const YearKey& key = Key(next_);
      select.Bind(key.division(), key.fiscal_year, key.code(), static_cast<int64_t>(window));
      size_t rows = 0;
      bool are_all_wanted = true;
      while (next_ < places_.size()) {
        ZP_ASSIGN_OR_RETURN(const bool has_row, select.Step());
        if (!has_row) break;
        ++rows;
        ZP_ASSIGN_OR_RETURN(const bool is_wanted, Take(select));
        are_all_wanted = are_all_wanted && is_wanted;
      }
      if (rows < window) SkipBefore(nullptr);
      window = are_all_wanted ? std::min(window * 4, places_.size()) : 1;
    }
    return absl::OkStatus();
  }

 private:
  const YearKey& Key(size_t place) const { return years_[places_[place]].key; }

  // Of the years that are asked for, those before the department `code` have no row; null: none of the rest has one.
  void SkipBefore(const std::string* code) {
    for (; next_ < places_.size() && (code == nullptr || Key(next_).code() < *code); ++next_) {
      others_.push_back(places_[next_]);
    }
  }

  absl::StatusOr<bool> Take(const storage::Statement& row) {
    const std::string code(row.Text(0));
    SkipBefore(&code);
    if (next_ == places_.size() || Key(next_).code() != code) return false;
    year_.mark = {.revision = row.Int64(1), .digest = std::string(row.Text(2))};
    const absl::Status unpacked = UnpackYear(row.Blob(3), year_.content, year_.plan_revision);
    for (; next_ < places_.size() && Key(next_).code() == code; ++next_) {
      if (unpacked.ok()) each_(places_[next_], year_);
      if (!unpacked.ok()) others_.push_back(places_[next_]);
    }
    return true;
  }

  const std::vector<YearAtRevision>& years_;
  const std::vector<size_t> places_;
  std::vector<size_t>& others_;
  const absl::FunctionRef<void(size_t, const StoredYear&)> each_;
  size_t next_ = 0;
  StoredYear year_;  // one after the other
};

}  // namespace

absl::Status SavePackedYear(storage::Connection& connection, const YearKey& key, const YearMark& mark) {
  ZP_ASSIGN_OR_RETURN(const YearBySource year, SelectYear(connection, key, mark.revision));
  if (!ContradictionsIn(year).empty()) {
    return connection.Execute(kDelete, key.division(), key.fiscal_year, key.code());
  }
  const std::string body = PackYear(Together(year, nullptr), year.plan_revision);
  return connection.Execute(kSave, key.division(), key.fiscal_year, key.code(), mark.revision, mark.digest,
                            storage::BlobView{body});
}

absl::StatusOr<std::vector<size_t>> SelectPackedYears(storage::Connection& connection,
                                                      const std::vector<YearAtRevision>& years,
                                                      absl::FunctionRef<void(size_t, const StoredYear&)> each) {
  std::vector<size_t> others;
  std::vector<size_t> places;
  for (size_t i = 0; i < years.size(); ++i) {
    (years[i].revision == 0 ? places : others).push_back(i);
  }
  std::stable_sort(places.begin(), places.end(),
                   [&years](size_t a, size_t b) { return Order(years[a].key) < Order(years[b].key); });
  for (auto begin = places.begin(); begin != places.end();) {
    const YearKey& first = years[*begin].key;
    const auto end = std::find_if(begin, places.end(), [&years, &first](size_t place) {
      const YearKey& key = years[place].key;
      return key.division() != first.division() || key.fiscal_year != first.fiscal_year;
    });
    ZP_RETURN_IF_ERROR(RunReader(years, std::vector<size_t>(begin, end), others, each).Read(connection));
    begin = end;
  }
  std::sort(others.begin(), others.end());
  return others;
}

}  // namespace zhengping::indicator
