#include "common/trace/trace.h"

#include <random>

#include "absl/strings/str_cat.h"

namespace zhengping::trace {
namespace {

bool IsLowerHex(absl::string_view text) {
  return text.find_first_not_of("0123456789abcdef") == absl::string_view::npos;
}

bool IsZero(absl::string_view text) { return text.find_first_not_of('0') == absl::string_view::npos; }

int DigitOf(char digit) { return digit <= '9' ? digit - '0' : digit - 'a' + 10; }

std::string RandomId(int digits) {
  std::string id = RandomHex(digits);
  if (IsZero(id)) id.back() = '1';
  return id;
}

}  // namespace

std::optional<Context> Parse(absl::string_view traceparent) {
  constexpr size_t kLength = 55;  // 2 + 1 + 32 + 1 + 16 + 1 + 2
  if (traceparent.size() < kLength) return std::nullopt;
  const absl::string_view version = traceparent.substr(0, 2);
  const absl::string_view trace_id = traceparent.substr(3, 32);
  const absl::string_view span_id = traceparent.substr(36, 16);
  const absl::string_view flags = traceparent.substr(53, 2);
  if (traceparent[2] != '-' || traceparent[35] != '-' || traceparent[52] != '-') return std::nullopt;
  for (absl::string_view part : {version, trace_id, span_id, flags}) {
    if (!IsLowerHex(part)) return std::nullopt;
  }
  if (version == "ff" || IsZero(trace_id) || IsZero(span_id)) return std::nullopt;
  if (traceparent.size() > kLength && (version == "00" || traceparent[kLength] != '-')) return std::nullopt;
  Context context;
  context.trace_id = std::string(trace_id);
  context.span_id = std::string(span_id);
  context.flags = static_cast<uint8_t>(DigitOf(flags[0]) * 16 + DigitOf(flags[1]));
  return context;
}

Context Start() {
  Context context;
  context.trace_id = RandomId(32);
  context.span_id = RandomId(16);
  return context;
}

Context Child(const Context& parent) {
  Context context = parent;
  context.span_id = RandomId(16);
  return context;
}

std::string Format(const Context& context) {
  return absl::StrCat("00-", context.trace_id, "-", context.span_id, "-", absl::Hex(context.flags, absl::kZeroPad2));
}

std::string RandomHex(int digits) {
  thread_local std::mt19937_64 generator = [] {
    std::random_device device;
    std::seed_seq seed{device(), device(), device(), device(), device(), device(), device(), device()};
    return std::mt19937_64(seed);
  }();
  std::string text;
  uint64_t bits = 0;
  for (int i = 0; i < digits; ++i, bits >>= 4) {
    if (i % 16 == 0) bits = generator();
    text += "0123456789abcdef"[bits & 15];
  }
  return text;
}

}  // namespace zhengping::trace
