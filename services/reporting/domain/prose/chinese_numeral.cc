#include "services/reporting/domain/prose/chinese_numeral.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace zhengping::reporting {
namespace {

constexpr size_t kBytes = 3;          // of each of these characters in UTF-8
constexpr size_t kMostNumerals = 16;  // 九千九百九十九亿… has fewer
constexpr std::pair<absl::string_view, int> kDigits[] = {{"零", 0}, {"〇", 0}, {"一", 1}, {"二", 2},
                                                         {"两", 2}, {"三", 3}, {"四", 4}, {"五", 5},
                                                         {"六", 6}, {"七", 7}, {"八", 8}, {"九", 9}};
constexpr std::pair<absl::string_view, int64_t> kPowers[] = {
    {"十", 10}, {"百", 100}, {"千", 1000}, {"万", 10'000}, {"亿", 100'000'000}};

template <typename Table>
std::optional<int64_t> ValueOf(const Table& table, absl::string_view character) {
  for (const auto& [name, value] : table) {
    if (name == character) return value;
  }
  return std::nullopt;
}

// Reads 三千五百万 power by power: each power is below the one before it within its section of 万 or 亿.
class Reader {
 public:
  bool Take(absl::string_view character) {
    if (const std::optional<int64_t> digit = ValueOf(kDigits, character)) {
      if (digit_ > 0) return false;  // 十二五
      digit_ = *digit;
      return true;
    }
    const std::optional<int64_t> power = ValueOf(kPowers, character);
    if (!power.has_value()) return false;
    return *power < 10'000 ? TakeSmall(*power) : TakeLarge(*power);
  }

  int64_t Value() const { return total_ + section_ + std::max<int64_t>(digit_, 0); }

 private:
  static constexpr int64_t kNone = -1;

  bool TakeSmall(int64_t power) {
    if (power >= last_power_ || digit_ == 0) return false;
    section_ += (digit_ == kNone ? 1 : digit_) * power;  // 十二 is 12
    last_power_ = power;
    digit_ = kNone;
    return true;
  }

  bool TakeLarge(int64_t power) {
    if (power >= last_large_) return false;
    const int64_t section = section_ + std::max<int64_t>(digit_, 0);
    total_ += (section == 0 ? 1 : section) * power;  // 万余 is 10000 and more
    last_large_ = power;
    section_ = 0;
    last_power_ = 10'000;
    digit_ = kNone;
    return true;
  }

  int64_t total_ = 0;
  int64_t section_ = 0;
  int64_t digit_ = kNone;
  int64_t last_power_ = 10'000;
  int64_t last_large_ = 1'000'000'000;
};

}  // namespace

size_t NumeralLength(absl::string_view text) {
  size_t length = 0;
  while (length + kBytes <= text.size()) {
    const absl::string_view character = text.substr(length, kBytes);
    if (!ValueOf(kDigits, character) && !ValueOf(kPowers, character)) break;
    length += kBytes;
  }
  return length;
}

std::optional<Rational> ParseNumeral(absl::string_view numeral) {
  if (numeral.empty() || numeral.size() % kBytes != 0 || numeral.size() > kMostNumerals * kBytes) return std::nullopt;
  Reader reader;
  for (size_t i = 0; i < numeral.size(); i += kBytes) {
    if (!reader.Take(numeral.substr(i, kBytes))) return std::nullopt;
  }
  return Rational(reader.Value());
}

}  // namespace zhengping::reporting
