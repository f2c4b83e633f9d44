#include "services/reporting/documents/numbering.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

constexpr const char* kDigits[] = {"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

}  // namespace

std::string ChineseNumeral(int number) {
  if (number < 1 || number > 999) return absl::StrCat(number);
  const int hundreds = number / 100;
  const int tens = number / 10 % 10;
  const int ones = number % 10;
  std::string numeral;
  if (hundreds > 0) absl::StrAppend(&numeral, kDigits[hundreds], "百");
  if (tens > 0) {
    const bool leading_ten = hundreds == 0 && tens == 1;  // 十一, but 一百一十一
    absl::StrAppend(&numeral, leading_ten ? "" : kDigits[tens], "十");
  } else if (hundreds > 0 && ones > 0) {
    absl::StrAppend(&numeral, kDigits[0]);
  }
  if (ones > 0) absl::StrAppend(&numeral, kDigits[ones]);
  return numeral;
}

int LevelOf(const Heading& heading) { return std::clamp(heading.level, 1, 4); }

std::string HeadingNumbers::Next(const Heading& heading) {
  const int level = LevelOf(heading);
  std::fill(counts_.begin() + level, counts_.end(), 0);
  if (!heading.is_numbered) return "";
  const int number = ++counts_[static_cast<size_t>(level - 1)];
  switch (level) {
    case 1:
      return absl::StrCat(ChineseNumeral(number), "、");
    case 2:
      return absl::StrCat("（", ChineseNumeral(number), "）");
    case 3:
      return absl::StrCat(number, ".");
    default:
      return absl::StrCat("（", number, "）");
  }
}

std::string NoteLabel(size_t index, size_t count) {
  if (count == 1) return "注：";
  return absl::StrCat(index == 0 ? "注：" : "", index + 1, ".");
}

}  // namespace zhengping::reporting
