#include "services/cli/side_by_side.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <string>

#include "absl/strings/str_cat.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

using indicator::v1::ScoredNode;
using indicator::v1::Total;
using reporting::v1::Evaluation;

const indicator::v1::Scorecard& SheetOf(const Evaluation& evaluation) { return evaluation.content().scorecard(); }

std::string RangeText(const Total& total) {
  return total.low() == total.high() ? "" : absl::StrCat(total.low(), "–", total.high());
}

// "4.5/5"; the range where the score is open.
std::string PointsText(const ScoredNode& leaf) {
  const bool is_open = leaf.low() != leaf.high();
  const std::string points = is_open ? absl::StrCat(leaf.low(), "–", leaf.high()) : leaf.score();
  return absl::StrCat(points.empty() ? "—" : points, "/", leaf.weight());
}

// A row a leaf name: the name, then a cell a framework, empty where it has no such leaf. Of two leaves of one name in
// one sheet the first stands.
std::vector<std::vector<std::string>> SharedLeaves(const std::vector<Evaluation>& evaluations) {
  std::vector<std::vector<std::string>> rows;
  std::map<std::string, size_t> row_of;
  for (size_t column = 0; column < evaluations.size(); ++column) {
    for (const ScoredNode& node : SheetOf(evaluations[column]).nodes()) {
      if (node.kind() != ScoredNode::KIND_LEAF) continue;
      const auto [at, is_new] = row_of.try_emplace(node.display_name(), rows.size());
      if (is_new) {
        rows.emplace_back(evaluations.size() + 1);
        rows.back()[0] = node.display_name();
      }
      std::string& cell = rows[at->second][column + 1];
      if (cell.empty()) cell = PointsText(node);
    }
  }
  const auto is_single = [](const std::vector<std::string>& row) {
    return std::count_if(row.begin() + 1, row.end(), [](const std::string& cell) { return !cell.empty(); }) < 2;
  };
  rows.erase(std::remove_if(rows.begin(), rows.end(), is_single), rows.end());
  return rows;
}

}  // namespace

void PrintSideBySide(const std::vector<Evaluation>& evaluations, std::ostream& out) {
  std::vector<std::vector<std::string>> rows = {{"评价体系"}, {"总分"}, {"等级"}, {"区间"}, {"已评分值"}};
  for (const Evaluation& evaluation : evaluations) {
    const indicator::v1::Scorecard& sheet = SheetOf(evaluation);
    const Total& total = sheet.total();
    rows[0].push_back(sheet.framework_display_name());
    rows[1].push_back(absl::StrCat(total.score(), "/", total.full_mark()));
    rows[2].push_back(total.grade().empty() ? "不定级" : total.grade());
    rows[3].push_back(RangeText(total));
    rows[4].push_back(total.scored_weight());
  }
  std::vector<Align> aligns(evaluations.size() + 1, Align::kRight);
  aligns[0] = Align::kLeft;
  out << FormatTable(rows, aligns);
  std::vector<std::vector<std::string>> leaves = SharedLeaves(evaluations);
  if (leaves.empty()) {
    out << "\n没有名称相同的指标\n";
    return;
  }
  leaves.insert(leaves.begin(), rows[0]);
  leaves[0][0] = "名称相同的指标（得分/分值）";
  out << "\n" << FormatTable(leaves, aligns);
}

}  // namespace zhengping::cli
