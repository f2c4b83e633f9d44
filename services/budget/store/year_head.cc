#include "services/budget/store/year_head.h"

#include <array>
#include <cstdlib>
#include <optional>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "common/digest/sm3.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "common/storage/gathered_rows.h"
#include "services/budget/store/ledger_chunks.h"
#include "services/budget/store/pending_years.h"

namespace zhengping::budget {
namespace {

constexpr char kSelectHead[] =
    "SELECT fiscal_year, revision, digest, transaction_count, entry_count, facts, updated_ms FROM department_years "
    "WHERE division = $1 AND department = $2 AND fiscal_year = $3";

constexpr char kSelectHeads[] =
    "SELECT fiscal_year, revision, digest, transaction_count, entry_count, facts, updated_ms FROM department_years "
    "WHERE division = $1 AND department = $2 AND fiscal_year > $3 ORDER BY fiscal_year LIMIT $4";

constexpr storage::GatheredTable kHeads = {
    .insert =
        "INSERT INTO department_years (division, department, fiscal_year, revision, digest, digest_algorithm, "
        "transaction_count, entry_count, facts, updated_ms)",
    .columns = 10,
    .on_conflict =
        "ON CONFLICT (division, department, fiscal_year) DO UPDATE SET revision = excluded.revision, "
        "digest = excluded.digest, digest_algorithm = excluded.digest_algorithm, "
        "transaction_count = excluded.transaction_count, entry_count = excluded.entry_count, facts = excluded.facts, "
        "updated_ms = excluded.updated_ms",
    .key_columns = 3};

constexpr char kSelectMark[] =
    "SELECT revision, digest FROM department_years WHERE division = $1 AND department = $2 AND fiscal_year = $3";

YearMark MarkFromRow(const storage::Statement& row) {
  return {.revision = row.Int64(0), .digest = std::string(row.Text(1))};
}

absl::StatusOr<YearHeadOfYear> HeadFromRow(const storage::Statement& row) {
  YearHeadOfYear result;
  result.fiscal_year = row.Int32(0);
  result.head.revision = row.Int64(1);
  result.head.digest = std::string(row.Text(2));
  result.head.transaction_count = row.Int64(3);
  result.head.entry_count = row.Int64(4);
  ZP_ASSIGN_OR_RETURN(result.head.fold, FactFold::Parse(row.Blob(5)));
  result.head.updated_ms = row.Int64(6);
  return result;
}

}  // namespace

int64_t ColumnOf(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::kTransaction:
      return 1;
    case ChangeKind::kQuotas:
      return 2;
    case ChangeKind::kSpecialFunds:
      return 3;
    case ChangeKind::kStatement:
      return 4;
    case ChangeKind::kReportedFacts:
      return 5;
  }
  std::abort();
}

std::optional<ChangeKind> ChangeKindFromColumn(int64_t number) {
  for (const ChangeKind kind : {ChangeKind::kTransaction, ChangeKind::kQuotas, ChangeKind::kSpecialFunds,
                                ChangeKind::kStatement, ChangeKind::kReportedFacts}) {
    if (ColumnOf(kind) == number) return kind;
  }
  return std::nullopt;
}

absl::StatusOr<YearMark> SelectMark(storage::Connection& connection, const YearKey& key) {
  ZP_ASSIGN_OR_RETURN(std::optional<YearMark> mark,
                      FirstRow(connection, kSelectMark, MarkFromRow, key.division(), key.code(), key.fiscal_year));
  return mark.value_or(YearMark());
}

absl::StatusOr<YearHead> SelectHead(storage::Connection& connection, const YearKey& key) {
  ZP_RETURN_IF_ERROR(StorePending(connection, key));
  ZP_ASSIGN_OR_RETURN(std::optional<YearHeadOfYear> head,
                      FirstRow(connection, kSelectHead, HeadFromRow, key.division(), key.code(), key.fiscal_year));
  if (!head.has_value()) return YearHead();
  return std::move(head->head);
}

absl::Status SaveHead(storage::Connection& connection, const YearKey& key, const YearHead& head) {
  const std::string facts = head.fold.Serialize();
  return storage::GatherRow(connection, kHeads, key.division(), key.code(), key.fiscal_year, head.revision, head.digest,
                            kSm3AlgorithmId, head.transaction_count, head.entry_count, storage::BlobView{facts},
                            head.updated_ms);
}

absl::StatusOr<std::vector<YearHeadOfYear>> SelectHeads(storage::Connection& connection,
                                                        const DepartmentName& department, int after_year,
                                                        int64_t limit) {
  ZP_RETURN_IF_ERROR(storage::StoreGathered(connection));
  return Rows(connection, kSelectHeads, HeadFromRow, department.division, department.department, after_year, limit);
}

absl::StatusOr<std::string> SelectDigest(storage::Connection& connection, const YearKey& key, int64_t revision) {
  if (revision == 0) return std::string();
  RevisionFinder finder;
  ZP_ASSIGN_OR_RETURN(std::optional<std::string> digest, finder.FindDigest(connection, key, revision));
  if (!digest.has_value()) {
    return Absent({"REVISION_NOT_FOUND", "revision"},
                  absl::StrCat("the department-year has no revision ", revision, "; 0 asks for the latest"));
  }
  return *std::move(digest);
}

std::string ChainDigest(absl::string_view digest, absl::string_view canonical_text) {
  const std::array<char, 32> next = Sm3Bytes(absl::HexStringToBytes(digest), canonical_text);
  return absl::BytesToHexString(absl::string_view(next.data(), next.size()));
}

}  // namespace zhengping::budget
