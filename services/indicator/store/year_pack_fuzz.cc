// Any bytes are read as a packed year without a crash; what is accepted packs into something that reads the same.
#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "common/status/check.h"
#include "services/indicator/store/year_pack.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size) {
  zhengping::indicator::YearContent content;
  zhengping::indicator::YearContent again;
  int64_t plan_revision = 0;
  const absl::string_view packed(reinterpret_cast<const char*>(bytes), size);
  if (!zhengping::indicator::UnpackYear(packed, content, plan_revision).ok()) return 0;
  const std::string repacked = zhengping::indicator::PackYear(content, plan_revision);
  ZP_CHECK(zhengping::indicator::UnpackYear(repacked, again, plan_revision).ok(), "what was packed is read");
  ZP_CHECK(content == again, "what was packed reads the same");
  return 0;
}
