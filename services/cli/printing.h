// What the command line prints: tables for people, aligned by the width of East Asian characters, and the protos' JSON
// for programs.
#ifndef ZHENGPING_SERVICES_CLI_PRINTING_H_
#define ZHENGPING_SERVICES_CLI_PRINTING_H_

#include <google/protobuf/message.h>

#include <iosfwd>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "zhengping/budget/v1/budget_service.pb.h"
#include "zhengping/reporting/v1/reporting_service.pb.h"
#include "zhengping/type/issue.pb.h"

namespace zhengping::cli {

// Proto3 JSON with a line break at its end; fields without a value are left out.
std::string ToJson(const google::protobuf::Message& message);

// Columns of a terminal: ASCII 1, East Asian wide and full-width characters 2.
int DisplayWidth(absl::string_view text);

enum class Align { kLeft, kRight };

// Rows of cells with two spaces between columns; `aligns` may be shorter than a row (left).
std::string FormatTable(const std::vector<std::vector<std::string>>& rows, const std::vector<Align>& aligns);

// "ledger.csv 第 12 行 金额「-5」：…（AMOUNT_NOT_POSITIVE）", with 错误, 警告 or 提示 before it.
std::string IssueText(const type::Issue& issue);

// "2023-05-31"; empty where it is not a day.
std::string DayText(const google::type::Date& date);

// "年初预算", "追加" …
std::string KindText(budget::v1::EntryKind kind);

// A value as documents print it: "12,345.60元", "38.64%", "3".
std::string QuantityText(const type::Quantity& value, absl::string_view unit);

void PrintImport(const reporting::v1::ImportCaseResponse& response, const std::string& path, bool is_dry_run,
                 std::ostream& out);
// The scored tree, then the findings with their measure and, in a line each, what the recommendation would change.
void PrintEvaluation(const reporting::v1::Evaluation& evaluation, std::ostream& out);
// The node, its points, rule, formula and numbers.
void PrintExplanation(const reporting::v1::IndicatorExplanation& explanation, std::ostream& out);
void PrintEntries(const std::vector<budget::v1::FactEntry>& entries, std::ostream& out);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PRINTING_H_
