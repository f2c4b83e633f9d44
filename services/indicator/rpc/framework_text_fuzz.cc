// Any text: it is refused with its places, or is a framework that says the same as a message, and as a workbook.
#include <cstddef>
#include <cstdint>
#include <string>

#include "common/status/check.h"
#include "services/indicator/exchange/framework_table.h"
#include "services/indicator/rpc/framework_messages.h"
#include "services/indicator/rpc/framework_reading.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace zhengping;  // NOLINT(google-build-using-namespace)
  const std::string text(reinterpret_cast<const char*>(data), size);
  const indicator::FrameworkReading reading = indicator::ReadFrameworkText(text, "");
  ZP_CHECK(reading.is_read || HasErrors(reading.issues), "what is no framework is told");
  if (reading.compiled == nullptr) return 0;
  const std::string& hash = reading.compiled->content_hash();
  indicator::v1::Framework message;
  indicator::ToMessage(reading.compiled->framework(), message);
  const indicator::CompileResult again = indicator::CompileMessage(message);
  ZP_CHECK(again.compiled != nullptr && again.compiled->content_hash() == hash, "a message says the same");
  return 0;
}
