#include "services/indicator/exchange/perf_library.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/cell_values.h"
#include "common/spreadsheet/xlsx_writer.h"
#include "common/text/half_width.h"
#include "services/indicator/exchange/perf_rows.h"
#include "services/indicator/exchange/perf_table.h"

namespace zhengping::indicator {
namespace {

constexpr char kLibrary[] = "BAS_PERF_INDICATOR";

struct Node {
  std::string id;
  std::string parent;
  Indicator indicator;
  int row = 0;
};

class LibraryReader {
 public:
  explicit LibraryReader(const Table& table) : table_(table), fields_(*FindPerfTable(kLibrary)) {}

  PerfLibrary Read() {
    library_.framework.is_library = true;
    library_.framework.settings.tiers = StandardTiers();
    if (KnownHeadings(fields_, table_) == 0) {
      Tell(table_.heading_row, "perf_ind_name", "COLUMN_MISSING", "",
           "缺少必填列 perf_ind_name（指标名称）或 level_no（级次）");
      return std::move(library_);
    }
    for (const Row& row : table_.rows) TakeRow(row);
    CheckParents();
    if (!HasErrors(library_.issues)) library_.framework.indicators = Below("", 0);
    return std::move(library_);
  }

 private:
  std::string Text(const Row& row, absl::string_view role) const {
    for (size_t i = 0; i < table_.headings.size(); ++i) {
      const PerfField* field = fields_.FieldOfHeading(table_.headings[i]);
      const std::string text(TrimSpaces(row.cells[i]));
      if (field != nullptr && field->role == role && !text.empty()) return text;
    }
    return "";
  }

  void TakeRow(const Row& row) {
    const bool is_off = FlagIn(Text(row, "enabled")) == std::optional<bool>(false);
    if (is_off || FlagIn(Text(row, "deleted")).value_or(false)) return;
    Node node;
    node.row = row.number;
    node.id = Text(row, "record");
    if (node.id.empty()) node.id = absl::StrCat("row ", row.number);
    node.parent = Text(row, "parent");
    node.indicator.name = Text(row, "level3");
    node.indicator.definition = Text(row, "content");
    node.indicator.rule_text = Text(row, "standard");
    node.indicator.source = absl::StrCat(kLibrary, " ", Text(row, "code").empty() ? node.id : Text(row, "code"));
    if (node.parent == "0" || node.parent == "#" || node.parent == node.id) node.parent.clear();
    if (node.indicator.name.empty()) Tell(row.number, "perf_ind_name", "VALUE_MISSING", "", "指标名称必填");
    if (!ids_.insert(node.id).second) {
      Tell(row.number, "ind_id", "LIBRARY_ID_REPEATED", node.id, "两行的指标ID相同，只应有一行");
      return;
    }
    children_[node.parent].push_back(nodes_.size());
    nodes_.push_back(std::move(node));
  }

  void CheckParents() {
    for (const Node& node : nodes_) {
      if (node.parent.empty() || ids_.count(node.parent) > 0) continue;
      Tell(node.row, "parent_id", "LIBRARY_PARENT_UNKNOWN", node.parent, "没有一行的指标ID是这个上级ID");
    }
    // What the first level does not lead to lies below itself.
    std::set<std::string> reached;
    std::vector<std::string> next = {""};
    while (!next.empty()) {
      const std::string parent = next.back();
      next.pop_back();
      for (const size_t child : children_[parent]) {
        if (reached.insert(nodes_[child].id).second) next.push_back(nodes_[child].id);
      }
    }
    if (HasErrors(library_.issues)) return;
    for (const Node& node : nodes_) {
      if (reached.count(node.id) > 0) continue;
      Tell(node.row, "parent_id", "LIBRARY_CYCLE", node.parent, "上级关系成环，请核对上级ID");
    }
  }

  std::vector<Indicator> Below(const std::string& parent, int depth) {
    std::vector<Indicator> indicators;
    for (const size_t child : children_[parent]) {
      Indicator indicator = nodes_[child].indicator;
      if (depth + 1 < kMostDepth) indicator.children = Below(nodes_[child].id, depth + 1);
      if (indicator.children.empty()) {
        indicator.kind = IndicatorKind::kLeaf;
        indicator.rule.body = UnreadRule{};
        indicator.has_rule = true;
      }
      indicators.push_back(std::move(indicator));
    }
    return indicators;
  }

  void Tell(int row, const char* column, const char* reason, std::string found, std::string remedy) {
    library_.issues.push_back({Severity::kError,
                               {.file = table_.name, .row = row, .column = column, .field = ""},
                               reason,
                               std::move(found),
                               std::move(remedy)});
  }

  const Table& table_;
  const PerfTable& fields_;
  PerfLibrary library_;
  std::vector<Node> nodes_;
  std::set<std::string> ids_;
  std::map<std::string, std::vector<size_t>> children_;  // by parent's id
};

class LibraryWriter {
 public:
  LibraryWriter(const std::string& division, int fiscal_year) : division_(division), fiscal_year_(fiscal_year) {
    rows_.name = kLibrary;
    rows_.heading_row = 1;
    rows_.headings = {"mof_div_code", "fiscal_year", "ind_id",     "perf_ind_name", "value_desc", "parent_id",
                      "level_no",     "is_leaf",     "is_enabled", "scoreformula",  "weight"};
  }

  Table Write(const Framework& framework) {
    Add(framework.indicators, "", 1);
    return std::move(rows_);
  }

 private:
  void Add(const std::vector<Indicator>& indicators, const std::string& parent, int level) {
    for (const Indicator& indicator : indicators) {
      const std::string id = absl::StrCat(rows_.rows.size() + 1);
      rows_.rows.push_back(
          {.number = static_cast<int>(rows_.rows.size()) + 2,
           .cells = {division_, absl::StrCat(fiscal_year_), id, indicator.name, indicator.definition, parent,
                     absl::StrCat(level), indicator.children.empty() ? "1" : "2", "1", indicator.rule_text,
                     indicator.weight ? FormatShort(*indicator.weight, 18) : ""}});
      Add(indicator.children, id, level + 1);
    }
  }

  const std::string division_;
  const int fiscal_year_;
  Table rows_;
};

}  // namespace

PerfLibrary ReadPerfLibrary(const Table& table) { return LibraryReader(table).Read(); }

Table PerfLibraryRows(const Framework& framework, const std::string& division, int fiscal_year) {
  return LibraryWriter(division, fiscal_year).Write(framework);
}

absl::StatusOr<std::string> FormatPerfLibrary(const Framework& framework) {
  return FormatXlsx({{.table = PerfLibraryRows(framework, framework.division, framework.first_year)}});
}

}  // namespace zhengping::indicator
