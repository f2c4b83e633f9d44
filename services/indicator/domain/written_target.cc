#include "services/indicator/domain/written_target.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"
#include "services/indicator/domain/observation.h"
#include "services/indicator/domain/unit_conversion.h"

namespace zhengping::indicator {
namespace {

constexpr size_t kMostUnitBytes = 24;  // eight characters: "千瓦时/年" is a unit, half a sentence is none

struct Word {
  absl::string_view text;
  Direction direction;
  bool is_strict;
};

// Longer ones first where one begins another.
constexpr Word kSigns[] = {
    {"大于等于", Direction::kAtLeast, false}, {"大于或等于", Direction::kAtLeast, false},
    {"小于等于", Direction::kAtMost, false},  {"小于或等于", Direction::kAtMost, false},
    {"不低于", Direction::kAtLeast, false},   {"不少于", Direction::kAtLeast, false},
    {"不小于", Direction::kAtLeast, false},   {"至少", Direction::kAtLeast, false},
    {"达到", Direction::kAtLeast, false},     {"≥", Direction::kAtLeast, false},
    {">=", Direction::kAtLeast, false},       {"不超过", Direction::kAtMost, false},
    {"不高于", Direction::kAtMost, false},    {"不大于", Direction::kAtMost, false},
    {"不多于", Direction::kAtMost, false},    {"控制在", Direction::kAtMost, false},
    {"≤", Direction::kAtMost, false},         {"<=", Direction::kAtMost, false},
    {"等于", Direction::kEqual, false},       {"=", Direction::kEqual, false},
    {"大于", Direction::kAtLeast, true},      {"高于", Direction::kAtLeast, true},
    {"超过", Direction::kAtLeast, true},      {">", Direction::kAtLeast, true},
    {"小于", Direction::kAtMost, true},       {"低于", Direction::kAtMost, true},
    {"少于", Direction::kAtMost, true},       {"<", Direction::kAtMost, true},
};

constexpr Word kSuffixes[] = {
    {"及以上", Direction::kAtLeast, false}, {"以上", Direction::kAtLeast, false}, {"及以下", Direction::kAtMost, false},
    {"以下", Direction::kAtMost, false},    {"以内", Direction::kAtMost, false},  {"之内", Direction::kAtMost, false},
};

constexpr absl::string_view kBeforeChange[] = {"较上年", "比上年", "较去年", "比去年", "同比", "与上年相比"};
constexpr absl::string_view kChanges[] = {"增长", "提高", "增加", "上升", "下降", "降低", "减少"};

std::string WithoutSpaces(absl::string_view text) {
  std::string narrow = HalfWidth(text);
  narrow.erase(std::remove_if(narrow.begin(), narrow.end(),
                              [](char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); }),
               narrow.end());
  return narrow;
}

const Word* ConsumeSign(absl::string_view* text) {
  for (const Word& sign : kSigns) {
    if (absl::ConsumePrefix(text, sign.text)) return &sign;
  }
  return nullptr;
}

// Takes digits off the front; empty: there are none, or more than a calendar has.
std::optional<int> ConsumeNumber(absl::string_view* text) {
  const size_t length = std::min(text->find_first_not_of("0123456789"), text->size());
  int number = 0;
  if (length == 0 || length > 4 || !absl::SimpleAtoi(text->substr(0, length), &number)) return std::nullopt;
  text->remove_prefix(length);
  return number;
}

Date LastDayOf(int year, int month) {
  const int next_year = month == 12 ? year + 1 : year;
  const Date next = Date::FromYmd(next_year, month == 12 ? 1 : month + 1, 1).value();
  return Date::FromDays(next.days() - 1);
}

// "12月底前", "2023年6月30日之前", "年底前".
std::optional<Date> ReadDeadline(absl::string_view text, int fiscal_year) {
  const bool is_before =
      absl::ConsumeSuffix(&text, "之前") || absl::ConsumeSuffix(&text, "以前") || absl::ConsumeSuffix(&text, "前");
  if (!is_before) return std::nullopt;
  int year = fiscal_year;
  absl::string_view rest = text;
  if (const std::optional<int> number = ConsumeNumber(&rest); number && absl::ConsumePrefix(&rest, "年")) {
    year = *number;
    text = rest;
    if (text == "底") return year >= 1900 && year < 2199 ? std::optional<Date>(LastDayOf(year, 12)) : std::nullopt;
  }
  if (year < 1900 || year >= 2199) return std::nullopt;
  if (text == "年底" || text == "本年底" || text == "当年底") return LastDayOf(year, 12);
  const std::optional<int> month = ConsumeNumber(&text);
  if (!month || *month < 1 || *month > 12 || !absl::ConsumePrefix(&text, "月")) return std::nullopt;
  if (text == "底" || text == "末" || text.empty()) return LastDayOf(year, *month);
  const std::optional<int> day = ConsumeNumber(&text);
  if (!day || (text != "日" && text != "号")) return std::nullopt;
  return Date::FromYmd(year, *month, *day);
}

// A number that is one: no bound, a unit and not a sentence behind it.
std::optional<ObservedText> ReadNumber(absl::string_view text, absl::string_view unit) {
  ObservedText read = ReadObservedText(text, unit);
  const bool is_unit = read.unit.size() <= kMostUnitBytes && read.unit.find_first_of(",;:()!?") == std::string::npos &&
                       !absl::StrContains(read.unit, "，") && !absl::StrContains(read.unit, "。") &&
                       !absl::StrContains(read.unit, "、") && !absl::StrContains(read.unit, "左右") &&
                       !absl::StrContains(read.unit, "上下");
  if (read.state != ObservationState::kReported || !read.value || !is_unit) return std::nullopt;
  return read;
}

// "5-10%", "[5,10]", "95%至98%", "100~150人".
std::optional<std::pair<ObservedText, ObservedText>> ReadRange(absl::string_view text, absl::string_view unit) {
  const bool has_brackets = absl::ConsumePrefix(&text, "[");
  if (has_brackets && !absl::ConsumeSuffix(&text, "]")) return std::nullopt;
  for (const absl::string_view between : {"~", "至", "—", "-", "到", ","}) {
    const size_t at = text.find(between, 1);
    if (text.empty() || at == absl::string_view::npos || (between == "," && !has_brackets)) continue;  // 1,234
    std::optional<ObservedText> upper = ReadNumber(text.substr(at + between.size()), unit);
    if (!upper || upper->is_lower_bound) continue;
    // "5-10%": the lower end counts what the upper one does.
    std::optional<ObservedText> lower = ReadNumber(text.substr(0, at), upper->unit);
    if (!lower || lower->is_lower_bound || lower->unit != upper->unit) continue;
    if (*lower->value > *upper->value) std::swap(lower, upper);
    return std::make_pair(*std::move(lower), *std::move(upper));
  }
  return std::nullopt;
}

class Reader {
 public:
  Reader(absl::string_view sign, absl::string_view unit, int fiscal_year)
      : column_sign_(ReadSign(sign)), column_unit_(WithoutSpaces(unit)), fiscal_year_(fiscal_year) {}

  WrittenTarget Read(absl::string_view text) {
    read_.target.text = std::string(TrimSpaces(text));
    read_.unit = column_unit_;
    const std::string narrow = WithoutSpaces(text);
    const ObservationState state = ReadObservedText(narrow).state;
    if (state != ObservationState::kReported) {
      read_.kind = state == ObservationState::kMissing ? TargetKind::kMissing : TargetKind::kNotApplicable;
    } else if (!column_sign_ || column_sign_->direction != Direction::kQualitative) {
      ReadMeasured(narrow);
    }
    Settle();
    return std::move(read_);
  }

 private:
  void ReadMeasured(absl::string_view rest) {
    if (const std::optional<Date> deadline = ReadDeadline(rest, fiscal_year_)) {
      read_.kind = TargetKind::kDeadline;
      read_.deadline = deadline;
      return;
    }
    if (absl::EndsWith(rest, "前")) return;  // 13月底前: a day that is none is no number
    for (const absl::string_view before : kBeforeChange)
      has_change_ = absl::ConsumePrefix(&rest, before) || has_change_;
    for (const absl::string_view change : kChanges) {
      if (!absl::ConsumePrefix(&rest, change)) continue;
      has_change_ = true;
      is_change_said_ = true;
    }
    cell_sign_ = ConsumeSign(&rest);
    if (cell_sign_ == nullptr) absl::ConsumePrefix(&rest, "完成");
    if (const auto range = ReadRange(rest, column_unit_); range && cell_sign_ == nullptr) {
      if (!Take(range->first, read_.target.value) || !Take(range->second, read_.target.upper)) return;
      read_.kind = TargetKind::kRange;
      return;
    }
    for (const Word& suffix : kSuffixes) {
      if (!absl::ConsumeSuffix(&rest, suffix.text)) continue;
      // "不超过100人以上" says two things.
      if (cell_sign_ != nullptr && cell_sign_->direction != suffix.direction) return;
      cell_sign_ = &suffix;
      break;
    }
    const std::optional<ObservedText> number = ReadNumber(rest, column_unit_);
    const bool is_odd_change = has_change_ && (!is_change_said_ || (number && *number->value < Rational()));
    if (!number || is_odd_change) return;
    if (!Take(*number, read_.target.value)) return;
    is_lower_bound_ = number->is_lower_bound;
    read_.kind = has_change_ ? TargetKind::kChange : TargetKind::kNumber;
  }

  // In the column's unit; false: that cannot be.
  bool Take(const ObservedText& number, std::optional<Rational>& value) {
    const std::optional<Rational> factor = ConversionFactor(number.unit, column_unit_);
    if (!column_unit_.empty() && !factor) {
      read_.has_other_unit = true;
      read_.target.value.reset();
      return false;
    }
    const bool converts = !column_unit_.empty() && !number.unit.empty();
    value = converts ? *number.value * *factor : *number.value;
    if (column_unit_.empty()) read_.unit = number.unit;
    return true;
  }

  // The direction, from the column, the cell, or the kind.
  void Settle() {
    std::optional<WrittenSign> cell;
    if (read_.kind == TargetKind::kRange) cell = WrittenSign{Direction::kRange, false};
    if (is_lower_bound_ || read_.kind == TargetKind::kChange) cell = WrittenSign{Direction::kAtLeast, false};
    if (cell_sign_ != nullptr) cell = WrittenSign{cell_sign_->direction, cell_sign_->is_strict};
    const bool has_number = read_.target.value.has_value();
    if (!has_number) {
      read_.direction = column_sign_ ? column_sign_->direction : Direction::kQualitative;
      // A word or a day in a column of numbers is judged all the same.
      const bool is_words = read_.kind == TargetKind::kText && !read_.has_other_unit;
      if (is_words || read_.kind == TargetKind::kDeadline) read_.direction = Direction::kQualitative;
      read_.is_direction_stated = column_sign_.has_value();
      return;
    }
    read_.is_direction_stated = column_sign_ || cell;
    const WrittenSign sign = column_sign_ ? *column_sign_ : cell ? *cell : WrittenSign{};
    read_.direction = sign.direction;
    read_.is_strict = sign.is_strict || (cell && cell->direction == sign.direction && cell->is_strict);
    read_.has_other_sign = column_sign_ && cell && column_sign_->direction != cell->direction;
    // "5-10" under ≥ would lose an end.
    if (read_.kind == TargetKind::kRange && sign.direction != Direction::kRange) {
      read_.has_other_sign = true;
      read_.direction = Direction::kRange;
    }
  }

  const std::optional<WrittenSign> column_sign_;
  const std::string column_unit_;
  const int fiscal_year_;
  const Word* cell_sign_ = nullptr;
  bool has_change_ = false;
  bool is_change_said_ = false;
  bool is_lower_bound_ = false;
  WrittenTarget read_;
};

}  // namespace

WrittenTarget ReadWrittenTarget(absl::string_view text, absl::string_view sign, absl::string_view unit,
                                int fiscal_year) {
  return Reader(sign, unit, fiscal_year).Read(text);
}

std::optional<WrittenSign> ReadSign(absl::string_view text) {
  const std::string narrow = WithoutSpaces(text);
  if (const absl::StatusOr<Direction> direction = ParseDirection(narrow); direction.ok()) {
    return WrittenSign{*direction, false};
  }
  const Word* const found =
      std::find_if(std::begin(kSigns), std::end(kSigns), [&narrow](const Word& sign) { return sign.text == narrow; });
  const bool is_sign = found != std::end(kSigns) && narrow != "达到" && narrow != "控制在";
  if (!is_sign) return std::nullopt;
  return WrittenSign{found->direction, found->is_strict};
}

}  // namespace zhengping::indicator
