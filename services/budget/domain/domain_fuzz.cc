// Any bytes are read as a head row's blob, as a document number and as a text without a crash; a blob that is accepted
// is spelt in the one way in which it would be written, and a document number stays as it is the second time.
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/status/check.h"
#include "services/budget/domain/document_number.h"
#include "services/budget/domain/fact_dictionary.h"
#include "services/budget/domain/facts.h"
#include "services/budget/domain/rule_text.h"
#include "services/budget/domain/statement.h"

namespace zhengping::budget {
namespace {

void TryBlob(absl::string_view bytes) {
  const absl::StatusOr<FactFold> fold = FactFold::Parse(bytes);
  if (!fold.ok()) return;
  ZP_CHECK(fold->Serialize() == bytes, "a blob has one spelling");
  (void)FactsOf(*fold, {});
}

void TryText(absl::string_view text) {
  const std::string number = NormalizeDocumentNumber(text);
  ZP_CHECK(NormalizeDocumentNumber(number) == number, "a normal document number stays");
  (void)CheckText(text, "note", 10);
  (void)FindFact(text);
  (void)FindStatementItem(text);
}

}  // namespace
}  // namespace zhengping::budget

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  const absl::string_view text(reinterpret_cast<const char*>(bytes), size);
  zhengping::budget::TryBlob(text);
  zhengping::budget::TryText(text);
  return 0;
}
