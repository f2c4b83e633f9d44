#include "services/cli/printing.h"

#include <google/protobuf/util/json_util.h>

#include <algorithm>
#include <optional>
#include <ostream>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "common/date/date.h"
#include "common/money/money.h"
#include "common/rational/rational.h"
#include "services/cli/finding_printing.h"

namespace zhengping::cli {
namespace {

using reporting::v1::Evaluation;

// Ranges of characters that take two columns (Unicode's East Asian Width W and F, as far as reports use them).
bool IsWide(char32_t c) {
  return (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
         (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE6F) || (c >= 0xFF00 && c <= 0xFF60) ||
         (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x20000 && c <= 0x3FFFD);
}

char32_t NextCharacter(absl::string_view& text) {
  const auto byte = [&text](size_t at) { return static_cast<unsigned char>(text[at]); };
  const int length = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
  char32_t c = length == 1 ? byte(0) : byte(0) & (0xFF >> (length + 1));
  for (int i = 1; i < length && static_cast<size_t>(i) < text.size(); ++i)
    c = (c << 6) | (byte(static_cast<size_t>(i)) & 0x3F);
  text.remove_prefix(std::min(text.size(), static_cast<size_t>(length)));
  return c;
}

std::string Pad(const std::string& text, int width, Align align) {
  const std::string spaces(static_cast<size_t>(std::max(0, width - DisplayWidth(text))), ' ');
  return align == Align::kLeft ? text + spaces : spaces + text;
}

std::string OperandText(const indicator::v1::Operand& operand) {
  const absl::StatusOr<Rational> value = ParseFraction(operand.value().numerator(), operand.value().denominator());
  if (!operand.has_value() || !value.ok()) return "没有数值";
  if (operand.unit() == "fen") return absl::StrCat(FormatYuan(Money::Fen(value->ToInt64().value_or(0))), "元");
  if (operand.unit() == "%" || operand.unit() == "percent") return FormatPercent(*value);
  return absl::StrCat(FormatShort(*value), operand.is_lower_bound() ? "余" : "", operand.unit());
}

// "9.47", or "80.75–90.75" where something is open.
std::string PointsText(const std::string& score, const std::string& low, const std::string& high) {
  return score.empty() || low != high ? absl::StrCat(low, "–", high) : score;
}

// Nothing for a row that is simply scored.
std::string StateText(indicator::v1::ScoredNode::State state) {
  static const std::vector<const char*> kTexts = {"", "", "待评判", "不可评", "缺数据", "不适用"};
  const auto place = static_cast<size_t>(state);
  return place < kTexts.size() ? kTexts[place] : "";
}

std::vector<std::string> NodeRow(const indicator::v1::ScoredNode& node) {
  const std::string indent(static_cast<size_t>(2 * node.depth() + 2), ' ');
  const bool is_leaf = node.kind() == indicator::v1::ScoredNode::KIND_LEAF;
  const std::string target = is_leaf ? node.target_text() : "";
  const std::string state = StateText(node.state());
  const bool says_both = !state.empty() && !node.actual_text().empty() && node.actual_text() != state;
  std::string actual = is_leaf ? node.actual_text() : "";
  if (says_both) absl::StrAppend(&actual, "（", state, "）");
  if (is_leaf && actual.empty()) actual = state;
  return {absl::StrCat(indent, node.display_name()), PointsText(node.score(), node.low(), node.high()),
          absl::StrCat("/ ", node.weight()), target, actual};
}

std::string TotalText(const indicator::v1::Total& total) {
  if (!total.grade().empty()) return absl::StrCat(total.score(), " / ", total.full_mark(), "  等级：", total.grade());
  return absl::StrCat("可评 ", total.scored_weight(), " 分中得 ", total.score(), "，区间 ", total.low(), "–",
                      total.high(), "，不定级");
}

void PrintFindings(const Evaluation& evaluation, std::ostream& out) {
  int number = 0;
  for (const budget::v1::Finding& finding : evaluation.content().findings()) {
    out << "  " << ++number << ". " << finding.display_name() << "［" << SeverityText(finding.severity()) << "］";
    if (!finding.is_applicable()) {
      out << finding.inapplicability_reason() << "\n";
      continue;
    }
    out << finding.summary() << "\n";
    const std::string effect = EffectLine(finding);
    if (!effect.empty()) out << "     " << effect << "\n";
  }
}

// Notes that a reviewer asks about first: a sheet that came out too well, a target that was moved.
bool IsSignOfInflation(const std::string& reason) {
  return absl::StartsWith(reason, "SHEET_ALL_") || absl::StartsWith(reason, "PLAN_TARGET_");
}

// What scoring left out or could not take for granted: errors, warnings and signs of inflation one by one, mere notes
// by their number.
void PrintNotes(const indicator::v1::Scorecard& scorecard, std::ostream& out) {
  int notes = 0;
  for (const type::Issue& note : scorecard.notes()) {
    if (note.severity() == type::Issue::SEVERITY_NOTE && !IsSignOfInflation(note.reason())) {
      ++notes;
    } else {
      out << "\n" << IssueText(note);
    }
  }
  if (notes > 0) out << "\n另有提示 " << notes << " 条，-o json 可见";
  if (scorecard.notes_size() > 0) out << "\n";
}

// "  新增 ledger.csv 第 105 行 2023-0028：2023-03-07 追加 6000.00元 …"
std::string RecordChangeText(const std::string& file, const reporting::v1::RecordChange& record) {
  using Kind = reporting::v1::RecordChange;
  const bool is_vanished = record.kind() == Kind::KIND_VANISHED;
  std::string text = absl::StrCat("  ",
                                  is_vanished                           ? "消失"
                                  : record.kind() == Kind::KIND_CHANGED ? "变更"
                                                                        : "新增",
                                  " ", file);
  if (record.row() > 0) absl::StrAppend(&text, " 第 ", record.row(), " 行");
  absl::StrAppend(&text, " ", record.record_id(), "：");
  if (!record.stored_text().empty()) absl::StrAppend(&text, is_vanished ? "" : "原 ", record.stored_text());
  if (record.kind() == Kind::KIND_CHANGED) absl::StrAppend(&text, "；现 ");
  return absl::StrCat(text, record.sent_text(), "\n");
}

}  // namespace

std::string ToJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  std::string json;
  const auto status = google::protobuf::util::MessageToJsonString(message, &json, options);
  return status.ok() ? json : absl::StrCat("{\"error\": \"", std::string(status.message()), "\"}\n");
}

int DisplayWidth(absl::string_view text) {
  int width = 0;
  while (!text.empty()) width += IsWide(NextCharacter(text)) ? 2 : 1;
  return width;
}

std::string FormatTable(const std::vector<std::vector<std::string>>& rows, const std::vector<Align>& aligns) {
  std::vector<int> widths;
  for (const std::vector<std::string>& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], DisplayWidth(row[i]));
  }
  std::string text;
  for (const std::vector<std::string>& row : rows) {
    std::string line;
    for (size_t i = 0; i < row.size(); ++i) {
      absl::StrAppend(&line, i == 0 ? "" : "  ", Pad(row[i], widths[i], i < aligns.size() ? aligns[i] : Align::kLeft));
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    absl::StrAppend(&text, line, "\n");
  }
  return text;
}

std::string IssueText(const type::Issue& issue) {
  std::string text = issue.severity() == type::Issue::SEVERITY_ERROR     ? "错误："
                     : issue.severity() == type::Issue::SEVERITY_WARNING ? "警告："
                                                                         : "提示：";
  absl::StrAppend(&text, issue.file());
  if (issue.row() > 0) absl::StrAppend(&text, " 第 ", issue.row(), " 行");
  if (!issue.column().empty()) absl::StrAppend(&text, " ", issue.column());
  if (issue.file().empty() && !issue.field().empty()) absl::StrAppend(&text, issue.field());
  if (!issue.found().empty()) absl::StrAppend(&text, "「", issue.found(), "」");
  return absl::StrCat(text, "：", issue.remedy(), "（", issue.reason(), "）");
}

std::string DayText(const google::type::Date& date) {
  const std::optional<Date> day = Date::FromYmd(date.year(), date.month(), date.day());
  return day.has_value() ? FormatIso(*day) : "";
}

std::string KindText(budget::v1::EntryKind kind) {
  static const std::vector<const char*> kKinds = {"",     "年初预算", "追加", "追减", "调入",
                                                  "调出", "上年结转", "收回", "支付", "退回"};
  const auto place = static_cast<size_t>(kind);
  return place < kKinds.size() ? kKinds[place] : "";
}

std::string QuantityText(const type::Quantity& value, absl::string_view unit) {
  switch (value.kind_case()) {
    case type::Quantity::kAmountFen:
      return absl::StrCat(FormatYuan(Money::Fen(value.amount_fen())), "元");
    case type::Quantity::kCount:
      return absl::StrCat(value.count());
    case type::Quantity::kRational: {
      const absl::StatusOr<Rational> rate = ParseFraction(value.rational().numerator(), value.rational().denominator());
      if (!rate.ok()) return value.rational().display();
      if (unit == "fen") return absl::StrCat(FormatFixed(*Quotient(*rate, Rational(100)), 2), "元");
      return unit == "percent" ? FormatPercent(*rate) : FormatShort(*rate);
    }
    case type::Quantity::kDate:
      return DayText(value.date());
    case type::Quantity::KIND_NOT_SET:
      break;
  }
  return "—";
}

void PrintImport(const reporting::v1::ImportCaseResponse& response, const std::string& path, bool is_dry_run,
                 std::ostream& out) {
  out << path << "：" << response.department() << " " << response.fiscal_year() << " 年，"
      << (response.applied() ? "已读入"
          : is_dry_run       ? "只检查，未写入"
                             : "有错误，未读入")
      << "\n";
  std::vector<std::vector<std::string>> rows = {{"  文件", "新增", "未变", "变更", "消失"}};
  for (const reporting::v1::TableChange& change : response.changes()) {
    rows.push_back({absl::StrCat("  ", change.file()), absl::StrCat(change.added()), absl::StrCat(change.unchanged()),
                    absl::StrCat(change.changed()), absl::StrCat(change.vanished())});
  }
  if (rows.size() > 1)
    out << FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight, Align::kRight, Align::kRight});
  if (!is_dry_run) return;
  for (const reporting::v1::TableChange& change : response.changes()) {
    if (change.records_size() == 0) continue;
    for (const reporting::v1::RecordChange& record : change.records()) out << RecordChangeText(change.file(), record);
    const int all = change.added() + change.changed() + change.vanished();
    if (all > change.records_size()) out << "  另有 " << all - change.records_size() << " 条，共 " << all << " 条\n";
  }
}

void PrintEvaluation(const Evaluation& evaluation, std::ostream& out) {
  const reporting::v1::EvaluationContent& content = evaluation.content();
  const indicator::v1::Scorecard& scorecard = content.scorecard();
  out << content.department_display_name() << " " << content.fiscal_year() << " 年度部门整体支出绩效评价（"
      << scorecard.framework_display_name() << "）\n总分 " << TotalText(scorecard.total()) << "\n\n";
  std::vector<std::vector<std::string>> rows = {{"  指标", "得分", "分值", "指标值", "完成值"}};
  for (const indicator::v1::ScoredNode& node : scorecard.nodes()) rows.push_back(NodeRow(node));
  out << FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight}) << "\n";
  out << "存在的问题\n";
  PrintFindings(evaluation, out);
  for (const indicator::v1::CheckResult& check : scorecard.checks()) {
    if (check.state() != indicator::v1::CheckResult::STATE_HOLDS)
      out << "\n勾稽关系：" << check.display_name() << "，" << check.text();
  }
  for (const type::Issue& note : content.data_notes()) out << "\n数据核对：" << note.remedy();
  PrintNotes(scorecard, out);
  if (content.illustrative_tables_size() > 0) {
    out << "\n以下数据为演示用示例数据：" << absl::StrJoin(content.illustrative_tables(), "、") << "\n";
  }
  if (!evaluation.name().empty()) out << "评价：" << evaluation.name() << "\n";
}

void PrintExplanation(const reporting::v1::IndicatorExplanation& explanation, std::ostream& out) {
  if (explanation.has_total()) out << "总分 " << TotalText(explanation.total()) << "\n";
  std::vector<std::vector<std::string>> rows;
  for (const indicator::v1::ScoredNode& node : explanation.nodes()) rows.push_back(NodeRow(node));
  out << FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight});
  if (explanation.nodes_size() != 1) return;
  const indicator::v1::Explanation& leaf = explanation.nodes(0).explanation();
  if (!leaf.rule_text().empty()) out << "\n评分标准：" << leaf.rule_text();
  if (!leaf.formula().empty()) out << "\n算式：" << leaf.formula();
  out << "\n计算：" << leaf.text() << "\n";
  for (const indicator::v1::Operand& operand : leaf.operands()) {
    out << "  " << (operand.display_name().empty() ? operand.name() : operand.display_name()) << "（" << operand.name()
        << "）= " << OperandText(operand);
    if (operand.has_observed_date()) out << "，截至" << DayText(operand.observed_date());
    if (!operand.source().empty()) out << "，来源：" << operand.source();
    out << "\n";
  }
}

void PrintEntries(const std::vector<budget::v1::FactEntry>& entries, std::ostream& out) {
  std::vector<std::vector<std::string>> rows = {
      {"  日期", "类型", "金额（元）", "指标", "功能科目", "经济科目", "文号", "记录"}};
  for (const budget::v1::FactEntry& entry : entries) {
    rows.push_back({absl::StrCat("  ", DayText(entry.effective_date())),
                    absl::StrCat(KindText(entry.kind()), entry.is_reversal() ? "（冲销）" : ""),
                    FormatYuan(Money::Fen(entry.signed_amount_fen())), entry.quota_external_code(),
                    entry.classification().function_code(), entry.classification().department_economic_code(),
                    entry.document_number(), absl::StrCat(entry.source(), ":", entry.record_id())});
  }
  out << FormatTable(rows, {Align::kLeft, Align::kLeft, Align::kRight});
}

}  // namespace zhengping::cli
