#include "services/reporting/exchange/case/claimed_cells.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/strip.h"
#include "common/money/money.h"
#include "common/spreadsheet/table.h"
#include "common/text/half_width.h"
#include "services/reporting/exchange/case/written_value.h"

namespace zhengping::reporting {
namespace {

// What copies and OCR leave where a cell could not be read.
bool IsUnreadMark(absl::string_view text) {
  for (const char* mark : {"�", "□", "■", "◻"}) {
    if (absl::StrContains(text, mark)) return true;
  }
  for (const char* word :
       {"未读到", "(未读到)", "(缺)", "(缺失)", "看不清", "无法辨认", "识别不清", "?", "??", "???", "...", "…", "……"}) {
    if (text == word) return true;
  }
  return false;
}

bool IsDash(absl::string_view text) {
  for (const char* dash : {"-", "--", "—", "——", "–"}) {
    if (text == dash) return true;
  }
  return false;
}

bool IsNotApplicable(absl::string_view text) {
  return StateOf(text) == CellState::kNotApplicable || text == "不适用" || text == "不涉及" || text == "\\";
}

// The cell before any number is looked for.
ClaimedCell Begin(absl::string_view text) {
  ClaimedCell cell;
  cell.text = std::string(TrimSpaces(text));
  const std::string narrow = HalfWidth(text);
  if (narrow.empty() || IsDash(narrow)) return cell;
  cell.reading = IsNotApplicable(narrow) ? CellReading::kNotApplicable
                 : IsUnreadMark(narrow)  ? CellReading::kUnread
                                         : CellReading::kValue;
  return cell;
}

CellSign ConsumeSign(absl::string_view* text) {
  static constexpr std::pair<const char*, CellSign> kSigns[] = {
      {"≥", CellSign::kAtLeast},        {"≧", CellSign::kAtLeast},       {">=", CellSign::kAtLeast},
      {"不低于", CellSign::kAtLeast},   {"不少于", CellSign::kAtLeast},  {"不小于", CellSign::kAtLeast},
      {"大于等于", CellSign::kAtLeast}, {"至少", CellSign::kAtLeast},    {"达到", CellSign::kNone},
      {"≤", CellSign::kAtMost},         {"≦", CellSign::kAtMost},        {"<=", CellSign::kAtMost},
      {"不高于", CellSign::kAtMost},    {"不超过", CellSign::kAtMost},   {"不大于", CellSign::kAtMost},
      {"不多于", CellSign::kAtMost},    {"小于等于", CellSign::kAtMost}, {"控制在", CellSign::kAtMost},
      {">", CellSign::kAbove},          {"大于", CellSign::kAbove},      {"高于", CellSign::kAbove},
      {"<", CellSign::kBelow},          {"小于", CellSign::kBelow},      {"低于", CellSign::kBelow},
      {"=", CellSign::kEqual},          {"═", CellSign::kEqual},         {"等于", CellSign::kEqual}};
  for (const auto& [word, sign] : kSigns) {
    if (!absl::ConsumePrefix(text, word)) continue;
    *text = TrimSpaces(*text);
    return sign;
  }
  return CellSign::kNone;
}

// 5%以内, 5%及以上: the sign behind the number.
CellSign ConsumeEnding(absl::string_view* text) {
  for (const char* word : {"及以内", "以内", "之内", "及以下", "以下"}) {
    if (absl::ConsumeSuffix(text, word)) return CellSign::kAtMost;
  }
  for (const char* word : {"及以上", "以上"}) {
    if (absl::ConsumeSuffix(text, word)) return CellSign::kAtLeast;
  }
  return CellSign::kNone;
}

// What one unit of the last printed digit of the first number counts: 0.01 for "99.27".
Rational StepOf(absl::string_view text) {
  const size_t first = text.find_first_of("0123456789");
  if (first == absl::string_view::npos) return Rational(1);
  text.remove_prefix(first);
  const absl::string_view digits = text.substr(0, text.find_first_not_of("0123456789.,"));
  const size_t point = digits.find('.');
  Rational step(1);
  if (point == absl::string_view::npos) return step;
  for (size_t i = point + 1; i < digits.size(); ++i) step = *Quotient(step, Rational(10));
  return step;
}

// 万元 → 元 and 10,000; 万人次 → 人次; units without a multiplier stay.
Rational ConsumeMultiplier(std::string* unit) {
  static constexpr std::pair<const char*, int64_t> kMultipliers[] = {{"亿", 100'000'000}, {"万", 10'000}};
  absl::string_view rest = *unit;
  for (const auto& [word, factor] : kMultipliers) {
    if (!absl::ConsumePrefix(&rest, word)) continue;
    *unit = std::string(rest);
    return Rational(factor);
  }
  if (rest == "千元" || rest == "百元") {
    const Rational factor(rest == "千元" ? 1000 : 100);
    *unit = "元";
    return factor;
  }
  return Rational(1);
}

}  // namespace

ClaimedCell ReadClaimedValue(absl::string_view text, absl::string_view column_unit) {
  ClaimedCell cell = Begin(text);
  if (cell.reading != CellReading::kValue) return cell;
  const std::string narrow = HalfWidth(text);
  absl::string_view rest = narrow;
  cell.sign = ConsumeSign(&rest);
  absl::ConsumePrefix(&rest, "+");
  const CellSign ending = ConsumeEnding(&rest);
  if (cell.sign == CellSign::kNone) cell.sign = ending;
  const std::string column = HalfWidth(column_unit);
  const WrittenValue written = ReadWrittenValue(rest, column);
  if (!written.value.has_value() || written.sign != WrittenSign::kNone) {
    cell.sign = CellSign::kNone;
    return cell;
  }
  cell.unit = written.unit.empty() ? column : written.unit;
  cell.written_unit = cell.unit;
  Rational factor = ConsumeMultiplier(&cell.unit);
  if (cell.unit.empty()) {  // "150万" in a column of 元 or 万元: 150万元
    cell.unit = column;
    ConsumeMultiplier(&cell.unit);
  }
  if (cell.unit == "%" || cell.unit == "％") {
    cell.unit = "%";
    cell.step = *Quotient(StepOf(rest), Rational(100));
  } else {
    cell.step = StepOf(rest) * factor;
  }
  cell.number = *written.value * factor;
  cell.is_lower_bound = written.is_lower_bound || cell.sign == CellSign::kAtLeast || cell.sign == CellSign::kAbove;
  return cell;
}

ClaimedCell ReadClaimedNumber(absl::string_view text) {
  ClaimedCell cell = Begin(text);
  if (cell.reading != CellReading::kValue) return cell;
  const std::string narrow = HalfWidth(text);
  absl::string_view rest = narrow;
  absl::ConsumeSuffix(&rest, "分");
  rest = TrimSpaces(rest);
  const absl::StatusOr<Rational> number = ParseNumber(rest);
  if (!number.ok()) {
    cell.reading = CellReading::kUnread;
    return cell;
  }
  const bool is_percent = absl::EndsWith(rest, "%");
  cell.number = *number;
  cell.unit = is_percent ? "%" : "";
  cell.step = is_percent ? *Quotient(StepOf(rest), Rational(100)) : StepOf(rest);
  return cell;
}

ClaimedCell ReadClaimedAmount(absl::string_view text, int64_t unit_fen) {
  ClaimedCell cell = Begin(text);
  if (cell.reading != CellReading::kValue) return cell;
  const absl::StatusOr<Money> money = ParseMoney(text, unit_fen);
  if (!money.ok()) {
    cell.reading = CellReading::kUnread;
    return cell;
  }
  int64_t fen = unit_fen;
  if (absl::StrContains(text, "亿")) {
    fen = 10'000'000'000;
  } else if (absl::StrContains(text, "万")) {
    fen = 1'000'000;
  } else if (absl::StrContains(text, "元")) {
    fen = 100;
  }
  cell.number = Rational(money->fen());
  cell.unit = "fen";
  cell.unit_fen = fen;
  cell.step = StepOf(HalfWidth(text)) * Rational(fen);
  return cell;
}

}  // namespace zhengping::reporting
