// What the readers of the four formats put a Workbook together with: one place counts cells, text, rows, columns,
// sheets and issues against the limits, so that no format has a bound of its own or lacks one.
//
// Each Add and Start is false once the reading must stop; an issue then says why, and the reader gives up.
#ifndef ZHENGPING_COMMON_SPREADSHEET_WORKBOOK_BUILDER_H_
#define ZHENGPING_COMMON_SPREADSHEET_WORKBOOK_BUILDER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "common/spreadsheet/workbook.h"

namespace zhengping {

// An issue about the file as a whole.
Issue FileIssue(absl::string_view file, absl::string_view reason, absl::string_view remedy);

// The issue for a file-level refusal (FILE_DAMAGED, FILE_ENCRYPTED, FILE_EXPANDS_TOO_FAR, FILE_FORMAT_UNKNOWN); the
// status' own words stand in `found`.
Issue FileIssueOf(absl::string_view file, const absl::Status& refusal);

class WorkbookBuilder {
 public:
  WorkbookBuilder(absl::string_view name, FileFormat format, const WorkbookLimits& limits, std::vector<Issue>& issues);

  bool StartSheet(absl::string_view name, bool is_hidden);
  // FILE_DAMAGED when `number` is not above the row before.
  bool StartRow(int number, bool is_hidden);
  // FILE_DAMAGED when the cell stands already. An empty cell adds nothing.
  bool AddCell(size_t column, Cell cell);
  // A kNumber or kDate cell, with NUMBER_TOO_LONG where it is too long to be exact.
  bool AddNumber(size_t column, Cell cell);
  bool AddMerged(const MergedRange& range);  // single cells and reversed ranges are left out

  // At a cell of the current row.
  bool AddIssue(Severity severity, absl::string_view reason, size_t column, absl::string_view found,
                absl::string_view remedy);
  bool Refuse(const absl::Status& refusal);  // always false

  void set_date_system(DateSystem system) { workbook_.date_system = system; }
  DateSystem date_system() const { return workbook_.date_system; }
  const WorkbookLimits& limits() const { return limits_; }

  // Empty when an error was added.
  std::optional<Workbook> Finish();

 private:
  bool Stop(absl::string_view reason, absl::string_view remedy);
  void EndRow();
  void EndSheet();
  std::string Where() const;

  WorkbookLimits limits_;
  std::vector<Issue>& issues_;
  const size_t issues_before_;
  Workbook workbook_;
  SheetRow row_;
  int last_number_ = 0;  // the highest row number of the sheet
  size_t cells_ = 0;
  size_t text_bytes_ = 0;
  size_t row_bytes_ = 0;
  bool has_error_ = false;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_WORKBOOK_BUILDER_H_
