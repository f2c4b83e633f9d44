#include "services/indicator/store/observation_rows.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/status/status.h"
#include "common/status/status_macros.h"

namespace zhengping::indicator {
namespace {

constexpr char kSelectObservations[] =
    "SELECT revision, position, source, is_withdrawn, goal, level1, level2, level3, project, observed_day, state, "
    "value, is_lower_bound, tier, percent, reason, written, unit, place, evidence, deviation_reason, measure, "
    "is_illustrative FROM observations WHERE division = $1 AND department = $2 AND fiscal_year = $3 "
    "AND revision <= $4 ORDER BY revision, position";

constexpr char kInsertObservation[] =
    "INSERT INTO observations (division, department, fiscal_year, revision, position, source, is_withdrawn, goal, "
    "level1, level2, level3, project, observed_day, state, value, is_lower_bound, tier, percent, reason, written, "
    "unit, "
    "place, evidence, deviation_reason, measure, is_illustrative) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, "
    "$11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)";

constexpr char kSelectParts[] =
    "SELECT revision, position, name, is_met, value FROM observation_parts WHERE division = $1 AND department = $2 "
    "AND fiscal_year = $3 AND revision <= $4 ORDER BY revision, position, part";

constexpr char kInsertPart[] =
    "INSERT INTO observation_parts (division, department, fiscal_year, revision, position, part, name, is_met, value) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

constexpr char kSelectDocuments[] =
    "SELECT revision, position, name, sm3 FROM evidence_documents WHERE division = $1 AND department = $2 "
    "AND fiscal_year = $3 AND revision <= $4 ORDER BY revision, position, document";

constexpr char kInsertDocument[] =
    "INSERT INTO evidence_documents (division, department, fiscal_year, revision, position, document, name, sm3) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

// Revision and position.
using Place = std::pair<int64_t, int64_t>;

struct PlacedObservation {
  Place place;
  StoredObservation stored;
};

template <typename Part>
struct Placed {
  Place place;
  Part part;
};

absl::StatusOr<PlacedObservation> ObservationFromRow(const storage::Statement& row) {
  PlacedObservation result;
  result.place = {row.Int64(0), row.Int64(1)};
  result.stored.revision = row.Int64(0);
  result.stored.source = std::string(row.Text(2));
  result.stored.is_withdrawn = row.Bool(3);
  Observation& observation = result.stored.observation;
  observation.key = RowKeyFromRow(row, 4);
  ZP_ASSIGN_OR_RETURN(observation.date, DateFromColumn(row.Int64(9)));
  ZP_ASSIGN_OR_RETURN(observation.state, ObservationStateFromColumn(row.Int64(10)));
  ZP_ASSIGN_OR_RETURN(observation.value, OptionalRationalFromRow(row, 11));
  observation.is_lower_bound = row.Bool(12);
  observation.tier = std::string(row.Text(13));
  ZP_ASSIGN_OR_RETURN(observation.percent, OptionalRationalFromRow(row, 14));
  observation.reason = std::string(row.Text(15));
  observation.text = std::string(row.Text(16));
  observation.unit = std::string(row.Text(17));
  observation.source = std::string(row.Text(18));
  observation.evidence = std::string(row.Text(19));
  observation.deviation_reason = std::string(row.Text(20));
  observation.measure = std::string(row.Text(21));
  observation.is_illustrative = row.Bool(22);
  return result;
}

absl::StatusOr<Placed<ObservedPart>> PartFromRow(const storage::Statement& row) {
  Placed<ObservedPart> result;
  result.place = {row.Int64(0), row.Int64(1)};
  result.part.name = std::string(row.Text(2));
  if (!row.IsNull(3)) result.part.is_met = row.Bool(3);
  ZP_ASSIGN_OR_RETURN(result.part.value, OptionalRationalFromRow(row, 4));
  return result;
}

Placed<EvidenceDocument> DocumentFromRow(const storage::Statement& row) {
  return {{row.Int64(0), row.Int64(1)}, {std::string(row.Text(2)), std::string(row.Text(3))}};
}

// Hands the parts of the row at `place`, which come next, over.
template <typename Part>
void TakeParts(const Place& place, typename std::vector<Placed<Part>>::iterator& next,
               const std::vector<Placed<Part>>& parts, std::vector<Part>& taken) {
  for (; next != parts.end() && next->place == place; ++next) taken.push_back(std::move(next->part));
}

}  // namespace

absl::StatusOr<std::vector<StoredObservation>> SelectObservations(storage::Connection& connection, const YearKey& key,
                                                                  int64_t revision) {
  ZP_ASSIGN_OR_RETURN(std::vector<PlacedObservation> rows, Rows(connection, kSelectObservations, ObservationFromRow,
                                                                key.division(), key.code(), key.fiscal_year, revision));
  ZP_ASSIGN_OR_RETURN(
      std::vector<Placed<ObservedPart>> parts,
      Rows(connection, kSelectParts, PartFromRow, key.division(), key.code(), key.fiscal_year, revision));
  ZP_ASSIGN_OR_RETURN(
      std::vector<Placed<EvidenceDocument>> documents,
      Rows(connection, kSelectDocuments, DocumentFromRow, key.division(), key.code(), key.fiscal_year, revision));
  std::vector<StoredObservation> result;
  result.reserve(rows.size());
  auto part = parts.begin();
  auto document = documents.begin();
  for (PlacedObservation& row : rows) {
    TakeParts(row.place, part, parts, row.stored.observation.parts);
    TakeParts(row.place, document, documents, row.stored.observation.documents);
    result.push_back(std::move(row.stored));
  }
  if (part != parts.end() || document != documents.end()) {
    return absl::InternalError("a part of an observation belongs to none");
  }
  return result;
}

absl::Status InsertObservations(storage::Connection& connection, const YearKey& key, int64_t revision,
                                const std::vector<StoredObservation>& observations) {
  ZP_ASSIGN_OR_RETURN(storage::Statement insert, connection.Prepare(kInsertObservation));
  ZP_ASSIGN_OR_RETURN(storage::Statement insert_part, connection.Prepare(kInsertPart));
  ZP_ASSIGN_OR_RETURN(storage::Statement insert_document, connection.Prepare(kInsertDocument));
  for (size_t i = 0; i < observations.size(); ++i) {
    const Observation& row = observations[i].observation;
    const auto position = static_cast<int64_t>(i);
    ZP_RETURN_IF_ERROR(insert
                           .Bind(key.division(), key.code(), key.fiscal_year, revision, position,
                                 observations[i].source, observations[i].is_withdrawn, row.key.goal, row.key.level1,
                                 row.key.level2, row.key.level3, row.key.project, row.date.days(), ColumnOf(row.state),
                                 ColumnOf(row.value), row.is_lower_bound, row.tier, ColumnOf(row.percent), row.reason,
                                 row.text, row.unit, row.source, row.evidence, row.deviation_reason, row.measure,
                                 row.is_illustrative)
                           .Run());
    for (size_t part = 0; part < row.parts.size(); ++part) {
      ZP_RETURN_IF_ERROR(insert_part
                             .Bind(key.division(), key.code(), key.fiscal_year, revision, position,
                                   static_cast<int64_t>(part), row.parts[part].name, row.parts[part].is_met,
                                   ColumnOf(row.parts[part].value))
                             .Run());
    }
    for (size_t document = 0; document < row.documents.size(); ++document) {
      ZP_RETURN_IF_ERROR(insert_document
                             .Bind(key.division(), key.code(), key.fiscal_year, revision, position,
                                   static_cast<int64_t>(document), row.documents[document].name,
                                   row.documents[document].sm3)
                             .Run());
    }
  }
  return absl::OkStatus();
}

std::vector<StoredObservation> StandingBySource(std::vector<StoredObservation> rows) {
  std::map<std::tuple<std::string, RowKey, Date>, size_t> last;
  for (size_t i = 0; i < rows.size(); ++i) {
    last[{rows[i].source, rows[i].observation.key, rows[i].observation.date}] = i;
  }
  std::vector<StoredObservation> standing;
  for (size_t i = 0; i < rows.size(); ++i) {
    const size_t last_of_it = last[{rows[i].source, rows[i].observation.key, rows[i].observation.date}];
    if (last_of_it == i && !rows[i].is_withdrawn) standing.push_back(std::move(rows[i]));
  }
  return standing;
}

std::vector<Observation> StandingOfAll(const std::vector<StoredObservation>& standing_by_source) {
  std::map<std::pair<RowKey, Date>, size_t> last;
  for (size_t i = 0; i < standing_by_source.size(); ++i) {
    last[{standing_by_source[i].observation.key, standing_by_source[i].observation.date}] = i;
  }
  std::vector<Observation> standing;
  for (size_t i = 0; i < standing_by_source.size(); ++i) {
    const Observation& observation = standing_by_source[i].observation;
    if (last[{observation.key, observation.date}] == i) standing.push_back(observation);
  }
  return standing;
}

std::vector<RecordedObservation> RecordsOf(const std::vector<StoredObservation>& rows) {
  using Said = std::tuple<std::string, RowKey, Date>;
  std::map<Said, size_t> next_of;  // read backwards: what came next of the same source, path and day
  std::map<std::pair<RowKey, Date>, size_t> counting;  // of a path and day: the last that stands
  std::vector<RecordedObservation> records;
  for (size_t i = rows.size(); i-- > 0;) {
    const Observation& observation = rows[i].observation;
    const auto [next, is_last] = next_of.emplace(Said(rows[i].source, observation.key, observation.date), i);
    const size_t after = next->second;
    next->second = i;
    if (rows[i].is_withdrawn) continue;
    RecordedObservation record{observation, rows[i].revision, rows[i].source, Standing::kCounts};
    if (!is_last) {
      record.standing = rows[after].is_withdrawn ? Standing::kWithdrawn : Standing::kCorrected;
    } else if (!counting.emplace(std::make_pair(observation.key, observation.date), i).second) {
      record.standing = Standing::kOutweighed;
    }
    records.push_back(std::move(record));
  }
  std::reverse(records.begin(), records.end());
  return records;
}

}  // namespace zhengping::indicator
