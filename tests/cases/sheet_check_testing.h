// Filed sheets as tests write them: a row is "资金|item=年度资金总额|final_budget=120", and a whole sheet without a
// fault to which a test does one thing.
#ifndef ZHENGPING_TESTS_CASES_SHEET_CHECK_TESTING_H_
#define ZHENGPING_TESTS_CASES_SHEET_CHECK_TESTING_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "common/client/grpc_status.h"
#include "tests/cases/suite_in_process.h"

namespace zhengping {

using FiledRow = std::map<std::string, std::string>;  // cells by key; "row_kind" among them

inline FiledRow ReadFiledRow(const std::string& text) {
  FiledRow row;
  for (const std::string& part : std::vector<std::string>(absl::StrSplit(text, '|'))) {
    const std::pair<std::string, std::string> cell = absl::StrSplit(part, absl::MaxSplits('=', 1));
    if (row.empty()) {
      row["row_kind"] = part;
    } else {
      row[cell.first] = cell.second;
    }
  }
  return row;
}

inline std::vector<FiledRow> ReadFiledRows(const std::vector<std::string>& texts) {
  std::vector<FiledRow> rows;
  for (const std::string& text : texts) rows.push_back(ReadFiledRow(text));
  return rows;
}

inline reporting::v1::ClaimedRow::Kind KindNamed(const std::string& kind) {
  if (kind == "资金") return reporting::v1::ClaimedRow::KIND_MONEY;
  return kind == "总分" ? reporting::v1::ClaimedRow::KIND_TOTAL : reporting::v1::ClaimedRow::KIND_INDICATOR;
}

// Rows are numbered from 2, as below a line of headings.
inline reporting::v1::CheckSelfEvaluationRequest SheetRequest(const std::vector<FiledRow>& rows,
                                                              const std::string& framework) {
  reporting::v1::CheckSelfEvaluationRequest request;
  request.set_parent(kDivision);
  reporting::v1::ClaimedSheet& sheet = *request.mutable_sheet();
  sheet.set_framework(framework);
  sheet.set_fiscal_year(2023);
  for (const char* column : {"initial_budget", "final_budget", "payments"}) {
    (*sheet.mutable_headings())[column] = absl::StrCat(column, "(万元)");
  }
  int number = 1;
  for (const FiledRow& row : rows) {
    reporting::v1::ClaimedRow& added = *sheet.add_rows();
    added.set_row(++number);
    added.set_kind(KindNamed(row.at("row_kind")));
    added.mutable_cells()->insert(row.begin(), row.end());
  }
  return request;
}

inline absl::StatusOr<reporting::v1::SheetCheck> Ask(SuiteInProcess& suite,
                                                     const reporting::v1::CheckSelfEvaluationRequest& request) {
  grpc::ClientContext context;
  reporting::v1::SheetCheck check;
  const grpc::Status status = suite.reporting().CheckSelfEvaluation(&context, request, &check);
  if (!status.ok()) return FromGrpcStatus(status, "reporting");
  return check;
}

// "3 row 2 score: 9 → 9.50", a line a discrepancy.
inline std::vector<std::string> Lines(const reporting::v1::SheetCheck& check) {
  std::vector<std::string> lines;
  for (const reporting::v1::Discrepancy& found : check.discrepancies()) {
    lines.push_back(absl::StrCat(found.discrepancy_class(), " row ", found.row(), " ", found.column(), ": ",
                                 found.claimed(), " → ", found.right()));
  }
  return lines;
}

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_CASES_SHEET_CHECK_TESTING_H_
