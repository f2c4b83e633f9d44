// Numbers as official prose writes them, with the unit and the bound that stand beside them:
//
//   "585栋"        585, 栋                     "100余人"      at least 100, 人
//   "4.7万元"      4.7, 万元                   "近2万人次"    at most 20000, 人次
//   "３８．６４％" 0.3864, %                   "十二个党支部" 12, 个
//   "百余场"       at least 100, 场            "百分之三十"   0.3, %
//   "10至15家"     10 to 15, 家                "三分之二"     2/3, no unit
//
// What is no figure is read too, with its kind, so that nobody takes it for one: days (2023年11月, 9:30), numbers of
// documents (〔2013〕53号), of lists and ranks (1. （1） 第3), of telephones, parts of names (5G, 12345热线, 12栋2单元
// is not one of them), spans of time (24小时) and ages (60岁). What stands in “” 《》 〔〕 「」 is a name or a
// quotation and is passed over, as are the counts of set phrases (四个意识, 八项规定) and a lone 一.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_WRITTEN_NUMBER_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_WRITTEN_NUMBER_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "common/rational/rational.h"

namespace zhengping::reporting {

// 余, 多, 以上, 超, 不少于: at least. 近, 不足, 以下: at most. 约, 左右: about.
enum class NumberBound { kExact, kAtLeast, kAtMost, kAbout };

enum class NumberKind { kFigure, kDate, kDocument, kOrdinal, kContact, kName, kDuration };

struct WrittenNumber {
  NumberKind kind = NumberKind::kFigure;
  size_t begin = 0;               // bytes of the line, words of the bound in front counted
  size_t number_begin = 0;        // where its digits begin
  size_t end = 0;                 // behind the unit and 以上
  std::string text;               // number, 余 and multiplier as they stand: "100余", "1.2万", "百余"
  Rational value;                 // multiplied out, but for 万元 and 亿元, which are units; a percentage as a rate
  std::optional<Rational> upper;  // of a range
  std::string unit;               // empty: none
  NumberBound bound = NumberBound::kExact;
  bool is_spelled = false;  // in Chinese numerals
};

// In the order of the line. Each byte of a number belongs to one number only.
std::vector<WrittenNumber> ReadNumbers(absl::string_view line);

// The unit that `text` begins with, the longest that fits; empty: none.
absl::string_view UnitAt(absl::string_view text);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_PROSE_WRITTEN_NUMBER_H_
