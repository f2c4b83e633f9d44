// Streaming imports as messages and back.
#ifndef ZHENGPING_SERVICES_BUDGET_RPC_IMPORT_MESSAGES_H_
#define ZHENGPING_SERVICES_BUDGET_RPC_IMPORT_MESSAGES_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/budget/store/import_store.h"

namespace zhengping::budget::v1 {
class Import;
class ImportChunk;
class ImportHead;
class ImportOutcome;
enum RecordOutcome : int;
}  // namespace zhengping::budget::v1

namespace zhengping::budget {

// "divisions/430503000/imports/2023-06-01-full". Refused: RESOURCE_NAME_MALFORMED.
absl::StatusOr<ImportName> ParseImportName(absl::string_view name, absl::string_view field);

// Refused, fields below "head.": RESOURCE_NAME_MALFORMED, IMPORT_ID_MALFORMED, SOURCE_MISSING, TEXT_TOO_LONG,
// TEXT_MALFORMED, ENUM_UNKNOWN.
absl::StatusOr<ImportHead> FromMessage(const v1::ImportHead& message);

// Refused: CHUNK_EMPTY, TOO_MANY_RECORDS; CHUNK_OUT_OF_ORDER below 1.
absl::Status CheckChunk(const v1::ImportChunk& message);
// The records of a chunk that CheckChunk has passed, in its order. Issues of a record besides those of FromMessage of
// its parts, with paths below the transaction: RESOURCE_NAME_MALFORMED and DEPARTMENT_NOT_IN_DIVISION of its
// department, SOURCE_DISAGREES, FISCAL_YEAR_OUT_OF_RANGE. `records` are written over, and their memory used again.
void FromMessage(const ImportHead& head, const v1::ImportChunk& message, std::vector<ImportRecord>& records);

void ToMessage(const ImportName& name, const ImportRow& row, v1::Import& message);
void ToMessage(const ListedOutcome& listed, v1::ImportOutcome& message);
v1::RecordOutcome ToMessage(RecordOutcome outcome);
// ENUM_UNKNOWN, field = `field`.
absl::StatusOr<RecordOutcome> FromMessage(v1::RecordOutcome message, absl::string_view field);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_RPC_IMPORT_MESSAGES_H_
