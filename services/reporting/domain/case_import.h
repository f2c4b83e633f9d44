// What an import of a case is asked to do, and what it finds and does.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_IMPORT_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_IMPORT_H_

#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/status/issue.h"
#include "services/reporting/domain/case.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

enum class ImportMode { kValidateOnly, kWrite };
enum class OnVanished {
  kKeep,     // ledger records that the case lacks stay
  kReverse,  // they are reversed
};

struct ImportOrder {
  ImportMode mode = ImportMode::kWrite;
  OnVanished on_vanished = OnVanished::kKeep;
  std::string request_id;  // empty: none was given
};

// A record of the ledger that an import adds, changes or no longer brings.
struct RecordChange {
  enum class Kind { kAdded, kChanged, kVanished };
  Kind kind = Kind::kAdded;
  std::string record_id;
  int row = 0;              // its first one in the file; 0 for a vanished one
  std::string stored_text;  // for people; empty for an added one
  std::string sent_text;    // empty for a vanished one

  friend bool operator==(const RecordChange&, const RecordChange&) = default;
};

// Of these a table lists the first.
inline constexpr size_t kMostRecordChanges = 20;

// How one table differs from what stood before. A table that a service keeps whole (special funds, statement, reported
// facts, department, prose) has all its rows under one of these.
struct TableChange {
  std::string file;
  int added = 0;
  int unchanged = 0;
  int changed = 0;
  int vanished = 0;
  std::vector<RecordChange> records;  // of a ledger; at most kMostRecordChanges

  friend bool operator==(const TableChange&, const TableChange&) = default;
};

// Issues that one import answers; more help nobody mend a case.
inline constexpr size_t kMostCaseIssues = 2000;

struct ImportOutcome {
  std::vector<Issue> issues;  // in the order of files and rows
  bool is_applied = false;
  std::vector<TableChange> changes;
  std::vector<DepartmentYearMark> marks;
  std::string
      own_framework;  // "frameworks/daxiang-2024": the name of the case's own; empty: it has none, or it cannot be read
};

// The id of one step of an import, derived from the import's own: the same import asks the other services under the
// same ids again. A UUID of version 4 by its form. Empty when `request_id` is.
std::string StepRequestId(absl::string_view request_id, absl::string_view step);

// SM3 of what an import asks for: division, what becomes of vanished records, every file. Without validate_only and the
// request id.
std::string ImportDigest(absl::string_view division, const ImportOrder& order,
                         const std::map<std::string, std::string>& files);

// All rows of a table that is kept whole, under what became of it.
enum class WholeTable { kAdded, kUnchanged, kChanged };
TableChange WholeTableChange(std::string file, size_t rows, WholeTable what);

// An error when the case's department lies in another division than the caller said; empty otherwise, and when the
// department could not be read.
std::vector<Issue> CheckDivision(const Case& contents, absl::string_view division);

// At most kMostCaseIssues, the rest counted in one more, TOO_MANY_ISSUES.
void LimitIssues(std::vector<Issue>& issues);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_CASE_IMPORT_H_
