#include "services/reporting/domain/rectification/rectification.h"

#include <algorithm>
#include <cstdlib>
#include <utility>
#include <variant>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "services/reporting/domain/rectification_follow_up.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kMostTextBytes = 3000;
constexpr size_t kMostDocuments = 50;
constexpr size_t kPathDigits = 12;

RectificationItem FromFinding(const Finding& finding) {
  RectificationItem item{.subject = finding.kind,
                         .is_finding = true,
                         .display_name = finding.display_name,
                         .problem = finding.summary,
                         .measure = finding.recommendation->text};
  if (item.measure.empty()) item.measure = finding.recommendation->title;
  if (!finding.figures.empty()) {
    const FindingFigure& figure = finding.figures.front();
    item.figure_name = figure.name;
    item.figure_display_name = figure.display_name;
    item.figure = NumberOf(figure.value);
    item.figure_unit = figure.unit;
  }
  return item;
}

RectificationItem FromLeaf(const ScoredNode& node) {
  RectificationItem item{.subject = node.path,
                         .display_name = node.display_name,
                         .figure_display_name = kScoreRate,
                         .figure = Quotient(*node.score, node.weight),
                         .figure_unit = "percent",
                         .measure = node.measure};
  item.problem =
      absl::StrCat("分值", FormatShort(node.weight), "分，得", FormatShort(*node.score), "分",
                   node.target_text.empty() ? "" : "；目标", node.target_text, node.actual_text.empty() ? "" : "，完成",
                   node.actual_text, node.deviation_reason.empty() ? "" : "；", node.deviation_reason);
  if (item.measure.empty()) item.measure = absl::StrCat("查明「", node.display_name, "」失分原因并整改");
  return item;
}

bool MayStep(RectificationState from, RectificationState to) {
  switch (from) {
    case RectificationState::kOpen:
      return to == RectificationState::kInProgress || to == RectificationState::kDone;
    case RectificationState::kInProgress:
      return to == RectificationState::kDone;
    case RectificationState::kDone:
      return to == RectificationState::kInProgress || to == RectificationState::kVerified;
    case RectificationState::kVerified:
      return false;
  }
  std::abort();  // Our own bug: every state is above.
}

absl::Status CheckText(const std::optional<std::string>& text, const char* field) {
  if (!text.has_value() || text->size() <= kMostTextBytes) return absl::OkStatus();
  return Invalid({"TEXT_TOO_LONG", field}, absl::StrCat("a text has at most ", kMostTextBytes, " bytes"));
}

absl::Status CheckTexts(const ItemChange& change) {
  absl::Status status = CheckText(change.measure, "measure");
  if (status.ok()) status = CheckText(change.owner, "owner");
  if (!status.ok()) return status;
  if (change.measure.has_value() && change.measure->empty()) {
    return Invalid({"FIELD_MISSING", "measure"}, "an item says what is to be done");
  }
  if (!change.evidence.has_value()) return status;
  if (change.evidence->size() > kMostDocuments) {
    return Invalid({"TEXT_TOO_LONG", "evidence"}, absl::StrCat("an item names at most ", kMostDocuments, " documents"));
  }
  for (const std::string& document : *change.evidence) {
    if (document.empty()) return Invalid({"FIELD_MISSING", "evidence"}, "a document has a name");
    status = CheckText(document, "evidence");
    if (!status.ok()) return status;
  }
  return status;
}

absl::Status CheckStep(const ItemChange& change, const RectificationItem& item) {
  const RectificationState state = change.state.value_or(item.state);
  if (state != item.state && !MayStep(item.state, state)) {
    return NotNow({"RECTIFICATION_STATE_FORBIDS", "state"},
                  absl::StrCat("an item goes 未开始, 整改中, 已完成, 已核实; this one is ", StateText(item.state)));
  }
  const bool needs_evidence = state == RectificationState::kDone || state == RectificationState::kVerified;
  const std::vector<std::string>& evidence = change.evidence.has_value() ? *change.evidence : item.evidence;
  if (needs_evidence && evidence.empty()) {
    return NotNow({"EVIDENCE_MISSING", "evidence"}, "what is done names at least one document that shows it");
  }
  return absl::OkStatus();
}

}  // namespace

std::vector<RectificationItem> ItemsOf(const EvaluationContent& content, const std::string& evaluation) {
  std::vector<RectificationItem> items;
  for (const Finding& finding : content.findings) {
    if (!finding.is_applicable || finding.severity < FindingSeverity::kNoted || !finding.recommendation) continue;
    items.push_back(FromFinding(finding));
    items.back().id = absl::StrCat(content.fiscal_year, "-", absl::StrReplaceAll(finding.kind, {{"_", "-"}}));
  }
  for (const ScoredNode& node : content.scorecard.nodes) {
    if (!node.is_leaf || !node.score.has_value() || node.weight <= *node.score) continue;
    items.push_back(FromLeaf(node));
    items.back().id = absl::StrCat(content.fiscal_year, "-row-", Sm3Hex(node.path).substr(0, kPathDigits));
  }
  for (RectificationItem& item : items) {
    item.fiscal_year = content.fiscal_year;
    item.evaluation = evaluation;
  }
  std::sort(items.begin(), items.end(),
            [](const RectificationItem& a, const RectificationItem& b) { return a.id < b.id; });
  return items;
}

absl::Status Apply(const ItemChange& change, RectificationItem& item) {
  absl::Status status = CheckTexts(change);
  if (status.ok()) status = CheckStep(change, item);
  if (!status.ok()) return status;
  if (change.measure.has_value()) item.measure = *change.measure;
  if (change.owner.has_value()) item.owner = *change.owner;
  if (change.due_date.has_value()) item.due_date = *change.due_date;
  if (change.evidence.has_value()) item.evidence = *change.evidence;
  item.state = change.state.value_or(item.state);
  return absl::OkStatus();
}

std::string StateText(RectificationState state) {
  switch (state) {
    case RectificationState::kOpen:
      return "未开始";
    case RectificationState::kInProgress:
      return "整改中";
    case RectificationState::kDone:
      return "已完成";
    case RectificationState::kVerified:
      return "已核实";
  }
  std::abort();  // Our own bug: every state is above.
}

}  // namespace zhengping::reporting
