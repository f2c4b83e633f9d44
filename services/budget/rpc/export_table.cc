#include <algorithm>
#include <utility>
#include <vector>

#include "common/server/answer.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"
#include "services/budget/exchange/table_export.h"
#include "services/budget/limits.h"
#include "services/budget/rpc/budget_service.h"
#include "services/budget/rpc/department_messages.h"
#include "services/budget/rpc/year_page.h"

namespace zhengping::budget {
namespace {

struct Query {
  YearKey key;
  int64_t revision = 0;
  std::string source;
  const FieldTable* table = nullptr;
  ExchangeFormat format = ExchangeFormat::kCsv;
};

absl::StatusOr<Query> FromMessage(const v1::ExportTableRequest& request) {
  Query query;
  ZP_ASSIGN_OR_RETURN(query.key.department, ParseDepartmentName(request.parent(), "parent"));
  ZP_RETURN_IF_ERROR(CheckFiscalYear(request.fiscal_year(), "fiscal_year"));
  ZP_RETURN_IF_ERROR(CheckRevision(request.revision(), "revision"));
  query.key.fiscal_year = request.fiscal_year();
  query.revision = request.revision();
  query.source = request.source();
  query.table = ExportedTable(request.table());
  if (query.table == nullptr) {
    return Invalid({"TABLE_UNKNOWN", "table", ""}, "BA_BGT_INFO, BA_BGT_ADJSUB, BA_BGT_BALANCE or PAY_VOUCHER_BILL");
  }
  if (request.format() == v1::TABLE_FORMAT_XLSX) {
    query.format = ExchangeFormat::kXlsx;
  } else if (request.format() == v1::TABLE_FORMAT_JSON) {
    query.format = ExchangeFormat::kJson;
  } else if (request.format() != v1::TABLE_FORMAT_UNSPECIFIED && request.format() != v1::TABLE_FORMAT_CSV) {
    return Invalid({"FILE_FORMAT_UNKNOWN", "format", ""}, "a table is written as CSV, XLSX or JSON");
  }
  return query;
}

struct Snapshot {
  DepartmentRow department;
  YearSnapshot year;
};

absl::StatusOr<Snapshot> Read(storage::Connection& connection, const Query& query) {
  Snapshot snapshot;
  ZP_ASSIGN_OR_RETURN(snapshot.department, SelectDepartment(connection, query.key.department));
  ZP_ASSIGN_OR_RETURN(snapshot.year, SelectYear(connection, query.key, query.revision));
  return snapshot;
}

ExportedYear YearOf(const Query& query, const Snapshot& snapshot) {
  ExportedYear year;
  year.department = query.key.department;
  year.department_code = snapshot.department.external_code;
  year.department_name = snapshot.department.display_name;
  for (const BudgetUnit& unit : snapshot.department.budget_units) year.unit_names[unit.code] = unit.display_name;
  year.fiscal_year = query.key.fiscal_year;
  for (const QuotaRow& row : snapshot.year.quotas) {
    year.quotas.push_back({.record = row.record, .project_code = row.project_code});
  }
  for (const PostedTransaction& posted : snapshot.year.ledger.transactions) {
    const bool is_in_force = !posted.is_reversed && posted.transaction.reverses.empty();
    const bool is_asked_for = query.source.empty() || posted.transaction.source == query.source;
    if (is_in_force && is_asked_for) year.in_force.push_back(posted);
  }
  return year;
}

std::vector<v1::ExportTableResponse> ChunksOf(const std::string& bytes) {
  std::vector<v1::ExportTableResponse> chunks;
  for (size_t at = 0; at < bytes.size(); at += kExportChunkBytes) {
    chunks.emplace_back().set_content(bytes.substr(at, kExportChunkBytes));
  }
  return chunks;
}

}  // namespace

grpc::ServerWriteReactor<v1::ExportTableResponse>* BudgetService::ExportTable(grpc::CallbackServerContext* context,
                                                                              const v1::ExportTableRequest* request) {
  return server::AnswerChunks<v1::ExportTableResponse>(
      file_workers_, context, *request,
      [=, this](const server::CallContext&) -> absl::StatusOr<std::vector<v1::ExportTableResponse>> {
        ZP_ASSIGN_OR_RETURN(const Query query, FromMessage(*request));
        const absl::StatusOr<Snapshot> snapshot =
            database_.Read([&query](storage::Connection& connection) { return Read(connection, query); });
        if (!snapshot.ok()) return WithDepartmentField(snapshot.status(), "parent");
        ZP_ASSIGN_OR_RETURN(const std::string bytes,
                            FormatExport(*query.table, RowsOf(*query.table, YearOf(query, *snapshot)), query.format));
        return ChunksOf(bytes);
      });
}

}  // namespace zhengping::budget
