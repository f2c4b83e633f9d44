#include "services/reporting/store/rectification_store.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/reporting/store/columns.h"

namespace zhengping::reporting {
namespace {

constexpr char kSelectPage[] =
    "SELECT item, fiscal_year, evaluation, subject, is_finding, display_name, problem, figure_name, "
    "figure_display_name, figure, figure_unit, measure, owner, due_day, state, evidence, step, changed_ms "
    "FROM rectification_items WHERE division = $1 AND department = $2 AND item > $3 "
    "AND ($4 = 0 OR fiscal_year = $4) ORDER BY item LIMIT $5";

constexpr char kSelectOne[] =
    "SELECT item, fiscal_year, evaluation, subject, is_finding, display_name, problem, figure_name, "
    "figure_display_name, figure, figure_unit, measure, owner, due_day, state, evidence, step, changed_ms "
    "FROM rectification_items WHERE division = $1 AND department = $2 AND item = $3";

constexpr char kInsert[] =
    "INSERT INTO rectification_items (division, department, item, fiscal_year, evaluation, subject, is_finding, "
    "display_name, problem, figure_name, figure_display_name, figure, figure_unit, measure, owner, due_day, state, "
    "evidence, step, caller, changed_ms) "
    "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)";

constexpr char kUpdate[] =
    "UPDATE rectification_items SET measure = $4, owner = $5, due_day = $6, state = $7, evidence = $8, step = $9, "
    "caller = $10, changed_ms = $11 WHERE division = $1 AND department = $2 AND item = $3";

constexpr int kMostOfAYear = 5000;  // a sheet has at most 2,000 rows, a year a handful of findings

std::string EvidenceColumn(const std::vector<std::string>& evidence) {
  return nlohmann::json(evidence).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

absl::StatusOr<std::vector<std::string>> EvidenceFromColumn(absl::string_view text) {
  try {
    return nlohmann::json::parse(text.begin(), text.end()).get<std::vector<std::string>>();
  } catch (const nlohmann::json::exception& error) {
    return absl::InternalError(absl::StrCat("stored evidence of an item: ", error.what()));
  }
}

absl::StatusOr<RectificationItem> ItemFromRow(const storage::Statement& row) {
  RectificationItem item{.id = std::string(row.Text(0)),
                         .fiscal_year = static_cast<int>(row.Int64(1)),
                         .evaluation = std::string(row.Text(2)),
                         .subject = std::string(row.Text(3)),
                         .is_finding = row.Int64(4) != 0,
                         .display_name = std::string(row.Text(5)),
                         .problem = std::string(row.Text(6)),
                         .figure_name = std::string(row.Text(7)),
                         .figure_display_name = std::string(row.Text(8)),
                         .figure_unit = std::string(row.Text(10)),
                         .measure = std::string(row.Text(11)),
                         .owner = std::string(row.Text(12)),
                         .step = row.Int64(16),
                         .update_time_ms = row.Int64(17)};
  if (!row.IsNull(9)) {
    ZP_ASSIGN_OR_RETURN(item.figure, RationalFromColumn(row.Text(9)));
  }
  if (!row.IsNull(13)) item.due_date = Date::FromDays(static_cast<int32_t>(row.Int64(13)));
  const int64_t state = row.Int64(14);
  if (state < 0 || state > 3) return absl::InternalError(absl::StrCat("stored state ", state, " of an item"));
  item.state = static_cast<RectificationState>(state);
  ZP_ASSIGN_OR_RETURN(item.evidence, EvidenceFromColumn(row.Text(15)));
  return item;
}

std::optional<int64_t> DayColumn(const std::optional<Date>& day) {
  return day.has_value() ? std::optional<int64_t>(day->days()) : std::nullopt;
}

absl::StatusOr<std::optional<RectificationItem>> SelectOne(storage::Connection& connection,
                                                           const DepartmentName& department, const std::string& item) {
  return FirstRow(connection, kSelectOne, ItemFromRow, department.division, department.department, item);
}

absl::Status Insert(storage::Connection& connection, const DepartmentName& department, const RectificationItem& item,
                    const WriteStamp& stamp) {
  std::optional<std::string> figure;
  if (item.figure.has_value()) figure = FractionColumnOf(*item.figure);
  return connection.Execute(kInsert, department.division, department.department, item.id, int64_t{item.fiscal_year},
                            item.evaluation, item.subject, int64_t{item.is_finding}, item.display_name, item.problem,
                            item.figure_name, item.figure_display_name, figure, item.figure_unit, item.measure,
                            item.owner, DayColumn(item.due_date), static_cast<int64_t>(item.state),
                            EvidenceColumn(item.evidence), item.step, stamp.caller, stamp.now_ms);
}

absl::StatusOr<MadeItems> MakeBody(storage::Connection& connection, const DepartmentName& department,
                                   const std::vector<RectificationItem>& items, const WriteStamp& stamp) {
  MadeItems made;
  for (const RectificationItem& item : items) {
    ZP_ASSIGN_OR_RETURN(std::optional<RectificationItem> stored, SelectOne(connection, department, item.id));
    if (stored.has_value()) {
      made.items.push_back(*std::move(stored));
      continue;
    }
    ZP_RETURN_IF_ERROR(Insert(connection, department, item, stamp));
    made.items.push_back(item);
    made.items.back().update_time_ms = stamp.now_ms;
    ++made.created_count;
  }
  return made;
}

struct ChangeOrder {
  DepartmentName department;
  std::string item;
  std::string etag;
  ItemChange change;
  WriteStamp stamp;
};

absl::StatusOr<RectificationItem> ChangeBody(storage::Connection& connection, const ChangeOrder& order) {
  ZP_ASSIGN_OR_RETURN(std::optional<RectificationItem> stored, SelectOne(connection, order.department, order.item));
  if (!stored.has_value()) {
    return Absent({"RECTIFICATION_ITEM_NOT_FOUND", "name"}, absl::StrCat("there is no item ", order.item));
  }
  if (!order.etag.empty() && order.etag != absl::StrCat(stored->step)) {
    return Stale({"ETAG_STALE", "etag"}, absl::StrCat("the item is at ", stored->step, ": read it again"));
  }
  RectificationItem item = *stored;
  ZP_RETURN_IF_ERROR(Apply(order.change, item));
  if (item == *stored) return item;
  ++item.step;
  item.update_time_ms = order.stamp.now_ms;
  ZP_RETURN_IF_ERROR(connection.Execute(kUpdate, order.department.division, order.department.department, item.id,
                                        item.measure, item.owner, DayColumn(item.due_date),
                                        static_cast<int64_t>(item.state), EvidenceColumn(item.evidence), item.step,
                                        order.stamp.caller, order.stamp.now_ms));
  return item;
}

}  // namespace

void RectificationStore::Make(DepartmentName department, std::vector<RectificationItem> items, WriteStamp stamp,
                              Done<MadeItems> done) {
  database_.Write([department = std::move(department), items = std::move(items), stamp = std::move(stamp)](
                      storage::Connection& connection) { return MakeBody(connection, department, items, stamp); },
                  std::move(done));
}

void RectificationStore::Change(DepartmentName department, std::string item, std::string etag, ItemChange change,
                                WriteStamp stamp, Done<RectificationItem> done) {
  ChangeOrder order{.department = std::move(department),
                    .item = std::move(item),
                    .etag = std::move(etag),
                    .change = std::move(change),
                    .stamp = std::move(stamp)};
  database_.Write([order = std::move(order)](storage::Connection& connection) { return ChangeBody(connection, order); },
                  std::move(done));
}

absl::StatusOr<std::vector<RectificationItem>> RectificationStore::Read(const ItemQuery& query) {
  return database_.Read([&query](storage::Connection& connection) {
    return Rows(connection, kSelectPage, ItemFromRow, query.department.division, query.department.department,
                query.after, int64_t{query.fiscal_year}, int64_t{query.limit});
  });
}

absl::StatusOr<std::vector<RectificationItem>> RectificationStore::ReadYear(const YearKey& key) {
  return Read({.department = key.department, .fiscal_year = key.fiscal_year, .limit = kMostOfAYear});
}

}  // namespace zhengping::reporting
