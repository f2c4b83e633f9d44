#include "tests/cases/published_case.h"

#include <google/protobuf/text_format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/rational/rational.h"
#include "common/spreadsheet/csv.h"
#include "common/status/check.h"
#include "tests/cases/suite_in_process.h"
#include "zhengping/indicator/v1/scorecard.pb.h"
#include "zhengping/reporting/v1/review.pb.h"

namespace zhengping {
namespace {

using indicator::v1::Scorecard;
using indicator::v1::ScoredNode;
using nlohmann::json;
using reporting::v1::Discrepancy;

// "10" and "10.00" are one figure; words are compared as they are.
bool IsSameFigure(const std::string& one, const std::string& other) {
  if (one == other) return true;
  const absl::StatusOr<Rational> a = ParseNumber(one);
  const absl::StatusOr<Rational> b = ParseNumber(other);
  return a.ok() && b.ok() && *a == *b;
}

// A list is read as "one of", anything else as itself.
std::vector<json> Choices(const json& value) {
  return value.is_array() ? value.get<std::vector<json>>() : std::vector<json>{value};
}

bool IsOneOf(const json& right, const std::string& figure) {
  const std::vector<json> choices = Choices(right);
  return std::any_of(choices.begin(), choices.end(),
                     [&](const json& choice) { return IsSameFigure(choice.get<std::string>(), figure); });
}

void CompareFigure(const json& expected, const char* key, const std::string& figure, std::vector<std::string>& lines) {
  if (!expected.contains(key) || IsOneOf(expected.at(key), figure)) return;
  lines.push_back(absl::StrCat(key, ": 「", figure, "」 where ", expected.at(key).dump(), " is right"));
}

std::string Line(const Discrepancy& found) {
  return absl::StrCat("class ", found.discrepancy_class(), ", row ", found.row(), ", ", found.column(), ": 「",
                      found.claimed(), "」 → 「", found.right(), "」 (", found.rule(), ")");
}

// A column is named by its key, or by the heading that begins with it: "payments(万元)".
bool IsColumn(const std::string& key, const std::string& column) {
  return column == key || absl::StartsWith(column, key + "(");
}

bool IsIn(const json& entry, const char* key, int number) {
  const std::vector<json> choices = Choices(entry.at(key));
  return std::any_of(choices.begin(), choices.end(), [&](const json& choice) { return choice.get<int>() == number; });
}

bool IsMeant(const json& entry, const Discrepancy& found) {
  if (!IsIn(entry, "class", found.discrepancy_class())) return false;
  if (entry.contains("row") && !IsIn(entry, "row", found.row())) return false;
  if (entry.contains("rows") && !IsIn(entry, "rows", found.row())) return false;
  if (entry.contains("column") && !IsColumn(entry.at("column"), found.column())) return false;
  if (entry.contains("claimed") && !IsOneOf(entry.at("claimed"), found.claimed())) return false;
  return !entry.contains("right") || IsOneOf(entry.at("right"), found.right());
}

bool IsAnyMeant(const json& entries, const Discrepancy& found) {
  return std::any_of(entries.begin(), entries.end(), [&](const json& entry) { return IsMeant(entry, found); });
}

void CompareRuleTotal(const json& totals, const reporting::v1::SheetCheck& check, std::vector<std::string>& lines) {
  if (!totals.contains("rule")) return;
  for (const json& range : totals.at("rule")) {
    if (IsSameFigure(range.at(0), check.rule_total_from()) && IsSameFigure(range.at(1), check.rule_total_to())) return;
  }
  lines.push_back(absl::StrCat("rule total: 「", check.rule_total_from(), "」 to 「", check.rule_total_to(),
                               "」 where ", totals.at("rule").dump(), " is right"));
}

void AddRow(const Row& row, const std::vector<std::string>& keys, reporting::v1::ClaimedRow& message) {
  message.set_row(row.number);
  message.set_kind(row.cells[0] == "资金"   ? reporting::v1::ClaimedRow::KIND_MONEY
                   : row.cells[0] == "总分" ? reporting::v1::ClaimedRow::KIND_TOTAL
                                            : reporting::v1::ClaimedRow::KIND_INDICATOR);
  for (size_t i = 1; i < keys.size(); ++i) {
    if (!row.cells[i].empty()) (*message.mutable_cells())[keys[i]] = row.cells[i];
  }
}

const ScoredNode* FindLeaf(const Scorecard& scorecard, const json& row) {
  const std::string name = row.at("kpi_lv3");
  const std::string goal = row.value("goal", "");
  for (const ScoredNode& node : scorecard.nodes()) {
    if (node.kind() != ScoredNode::KIND_LEAF) continue;
    if (node.is_plan_row() ? node.key().level3() == name && (goal.empty() || node.key().goal() == goal)
                           : node.display_name() == name) {
      return &node;
    }
  }
  return nullptr;
}

}  // namespace

std::vector<std::string> PublishedCaseNames(const std::filesystem::path& root) {
  std::set<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    if (std::filesystem::exists(entry.path() / "case.json")) names.insert(entry.path().filename().string());
  }
  return {names.begin(), names.end()};
}

PublishedCase LoadPublishedCase(const std::filesystem::path& root, const std::string& name) {
  PublishedCase read{.name = name, .files = FilesBelow(root / name), .expected = {}, .parent = "", .department = ""};
  read.expected = json::parse(read.files.extract("expected.json").mapped());
  ZP_CHECK(read.files.erase("source.md") == 1, name);
  const std::vector<std::string> lines = absl::StrSplit(read.files.at("department.csv"), '\n');
  const std::vector<std::string> cells = absl::StrSplit(lines.at(1), ',');
  read.parent = absl::StrCat("divisions/", cells.at(0));
  read.department = absl::StrCat(read.parent, "/departments/", cells.at(1));
  read.fiscal_year = json::parse(read.files.at("case.json")).at("fiscal_year");
  return read;
}

reporting::v1::CheckSelfEvaluationRequest SheetAlone(const PublishedCase& published) {
  reporting::v1::CheckSelfEvaluationRequest request;
  request.set_parent(published.parent);
  reporting::v1::ClaimedSheet& sheet = *request.mutable_sheet();
  sheet.set_fiscal_year(published.fiscal_year);
  const auto own = published.files.find("framework.textproto");
  if (own == published.files.end()) {
    const std::string framework = json::parse(published.files.at("case.json")).at("framework");
    sheet.set_framework("frameworks/" + framework);
  } else {
    ZP_CHECK(google::protobuf::TextFormat::ParseFromString(own->second, sheet.mutable_own_framework()), own->second);
  }
  std::vector<Issue> issues;
  const std::optional<Table> table = ReadCsv("claimed.csv", published.files.at("claimed.csv"), issues);
  ZP_CHECK(table.has_value(), published.name);
  std::vector<std::string> keys;
  for (const std::string& heading : table->headings) {
    keys.push_back(heading.substr(0, heading.find('(')));
    (*sheet.mutable_headings())[keys.back()] = heading;
  }
  for (const Row& row : table->rows) AddRow(row, keys, *sheet.add_rows());
  return request;
}

SheetComparison CompareSheet(const json& expected, const reporting::v1::SheetCheck& check) {
  SheetComparison compared;
  const json& known = expected.at("known");
  compared.known = static_cast<int>(known.size());
  std::vector<bool> is_found(known.size(), false);
  for (const Discrepancy& found : check.discrepancies()) {
    const bool is_to_explain = found.discrepancy_class() == 10 || found.discrepancy_class() == 13;
    if (found.is_to_explain() != is_to_explain) compared.differences.push_back("severity of " + Line(found));
    size_t meant = 0;
    while (meant < known.size() && (is_found[meant] || !IsMeant(known[meant], found))) ++meant;
    if (meant < known.size()) {
      is_found[meant] = true;
      ++compared.found;
    } else if (IsAnyMeant(expected.at("allowed"), found)) {
      ++compared.open;
    } else {
      compared.false_ones.push_back(Line(found));
    }
  }
  for (size_t i = 0; i < known.size(); ++i) {
    if (!is_found[i]) compared.missing.push_back(known[i].dump());
  }
  const json totals = expected.value("totals", json::object());
  CompareFigure(totals, "printed", check.printed_total(), compared.differences);
  CompareFigure(totals, "summed", check.summed_total(), compared.differences);
  CompareRuleTotal(totals, check, compared.differences);
  return compared;
}

std::vector<std::string> CompareScores(const json& evaluation, const Scorecard& scorecard) {
  std::vector<std::string> lines;
  for (const json& row : evaluation.at("rows")) {
    const ScoredNode* leaf = FindLeaf(scorecard, row);
    if (leaf == nullptr) {
      lines.push_back(absl::StrCat("no row ", row.at("kpi_lv3").get<std::string>()));
    } else if (!IsOneOf(row.at("score"), leaf->score())) {
      lines.push_back(absl::StrCat(leaf->path(), ": 「", leaf->score(), "」 ", leaf->reason_code(), " where ",
                                   row.at("score").dump(), " is right: ", leaf->explanation().text()));
    }
  }
  CompareFigure(evaluation, "total", scorecard.total().score(), lines);
  CompareFigure(evaluation, "low", scorecard.total().low(), lines);
  CompareFigure(evaluation, "high", scorecard.total().high(), lines);
  CompareFigure(evaluation, "grade", scorecard.total().grade(), lines);
  return lines;
}

}  // namespace zhengping
