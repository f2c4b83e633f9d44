// Any bytes are read as a ledger chunk without a crash; a body that is accepted is spelt as the writer would spell it.
#include <cstddef>
#include <cstdint>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "common/status/check.h"
#include "services/budget/store/chunk_body.h"

namespace zhengping::budget {
namespace {

void TryBody(absl::string_view bytes, int64_t last_revision) {
  absl::StatusOr<ChunkReader> reader =
      ChunkReader::Open(bytes, /*fiscal_year=*/2023, /*first_revision=*/1, last_revision);
  if (!reader.ok()) return;
  ChunkWriter writer(2023);
  while (true) {
    const absl::StatusOr<bool> has_next = reader->Next();
    if (!has_next.ok()) return;
    if (!*has_next) break;
    const absl::StatusOr<PackedRevision> packed = reader->Read();
    if (!packed.ok()) return;
    for (const QuotaRow& row : packed->quotas) writer.PutQuota(row);
    if (packed->reversal) {
      writer.PutTransaction(Step::kReversalOfOlder, *packed->reversal, packed->reversal->record_version);
    }
    if (packed->own) writer.PutTransaction(Step::kOwn, *packed->own, packed->own->record_version);
    writer.EndRevision(packed->kind, absl::HexStringToBytes(packed->digest), packed->reason);
  }
  ZP_CHECK(writer.Body() == bytes, "a body has one spelling");
}

}  // namespace
}  // namespace zhengping::budget

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  if (size == 0) return 0;
  // The first byte says of how many revisions the row is.
  zhengping::budget::TryBody(absl::string_view(reinterpret_cast<const char*>(bytes) + 1, size - 1), 1 + bytes[0] % 8);
  return 0;
}
