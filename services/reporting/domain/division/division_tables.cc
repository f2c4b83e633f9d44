#include "services/reporting/domain/division/division_tables.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/status/check.h"
#include "common/status/status_macros.h"

namespace zhengping::reporting {
namespace {

using Row = std::vector<std::string>;

absl::StatusOr<std::vector<Row>> RowsOf(const std::map<std::string, std::string>& texts, const std::string& table,
                                        size_t columns) {
  const auto text = texts.find(table);
  if (text == texts.end()) return absl::InternalError(absl::StrCat("there is no table ", table));
  std::vector<Row> rows;
  bool is_heading = true;
  for (const absl::string_view line : absl::StrSplit(text->second, '\n', absl::SkipWhitespace())) {
    Row row = absl::StrSplit(line, ',');
    if (row.size() != columns)
      return absl::InternalError(absl::StrCat(table, ": a row has ", columns, " fields: ", line));
    if (!is_heading) rows.push_back(std::move(row));
    is_heading = false;
  }
  if (rows.empty()) return absl::InternalError(absl::StrCat(table, " is empty"));
  return rows;
}

absl::StatusOr<std::vector<SizeClass>> SizeClassesFrom(const std::vector<Row>& rows) {
  std::vector<SizeClass> classes;
  for (const Row& row : rows) {
    ZP_ASSIGN_OR_RETURN(const Money from, ParseMoney(row[2]));
    if (!classes.empty() && classes.back().from <= from) {
      return absl::InternalError("size_classes: the classes stand from the largest to the smallest");
    }
    classes.push_back({.id = row[0], .display_name = row[1], .from = from, .source = row[3]});
  }
  if (classes.back().from != Money()) return absl::InternalError("size_classes: the smallest class begins at 0");
  return classes;
}

absl::StatusOr<std::vector<PointsRange>> BandsFrom(const std::vector<Row>& rows) {
  std::vector<PointsRange> bands;
  for (const Row& row : rows) {
    PointsRange band;
    ZP_ASSIGN_OR_RETURN(band.low, ParseNumber(row[0]));
    ZP_ASSIGN_OR_RETURN(band.high, ParseNumber(row[1]));
    if (band.high <= band.low || (!bands.empty() && bands.back().low != band.high)) {
      return absl::InternalError("points_bands: each band ends where the one above begins");
    }
    bands.push_back(std::move(band));
  }
  return bands;
}

}  // namespace

std::vector<ResultUse> DivisionTables::UsesOf(const std::string& grade) const {
  std::vector<ResultUse> found;
  for (const ResultUse& use : uses) {
    if (!grade.empty() && (use.grade == grade || use.grade.empty())) found.push_back(use);
  }
  return found;
}

const SizeClass* DivisionTables::ClassOf(const std::optional<Money>& budget) const {
  if (!budget.has_value()) return nullptr;
  for (const SizeClass& size_class : size_classes) {
    if (*budget >= size_class.from) return &size_class;
  }
  return nullptr;
}

const SizeClass* DivisionTables::ClassNamed(const std::string& id) const {
  for (const SizeClass& size_class : size_classes) {
    if (size_class.id == id) return &size_class;
  }
  return nullptr;
}

absl::StatusOr<DivisionTables> ReadDivisionTables(const std::map<std::string, std::string>& texts) {
  DivisionTables tables;
  ZP_ASSIGN_OR_RETURN(const std::vector<Row> uses, RowsOf(texts, "use_of_results", 4));
  for (const Row& row : uses) {
    tables.uses.push_back({.grade = row[0], .area = row[1], .text = row[2], .source = row[3]});
  }
  ZP_ASSIGN_OR_RETURN(const std::vector<Row> classes, RowsOf(texts, "size_classes", 4));
  ZP_ASSIGN_OR_RETURN(tables.size_classes, SizeClassesFrom(classes));
  ZP_ASSIGN_OR_RETURN(const std::vector<Row> bands, RowsOf(texts, "points_bands", 2));
  ZP_ASSIGN_OR_RETURN(tables.bands, BandsFrom(bands));
  return tables;
}

const DivisionTables& ShippedDivisionTables() {
  static const DivisionTables* const tables = [] {
    absl::StatusOr<DivisionTables> read = ReadDivisionTables(ShippedTableTexts());
    ZP_CHECK(read.ok(), read.status().message());
    return new DivisionTables(*std::move(read));
  }();
  return *tables;
}

}  // namespace zhengping::reporting
