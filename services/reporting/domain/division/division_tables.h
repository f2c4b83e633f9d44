// What a division's view takes from tables rather than from code: what follows from a grade (use_of_results.csv), the
// classes of size by the year's budget (size_classes.csv) and the bands of points (points_bands.csv). Each row names
// its source; a row that rests on no document says 本系统默认值，无文件依据. Fields are separated by ASCII commas,
// without quotes; the files stand beside this header and are embedded into the program.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_TABLES_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_TABLES_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "common/money/money.h"
#include "common/rational/rational.h"

namespace zhengping::reporting {

// What follows from an evaluation (评价结果应用).
struct ResultUse {
  std::string grade;  // 优, 良, 中, 差; empty: from any
  std::string area;   // 预算安排, 年度考核, 整改
  std::string text;
  std::string source;

  friend bool operator==(const ResultUse&, const ResultUse&) = default;
};

struct SizeClass {
  std::string id;  // "large", as requests name it
  std::string display_name;
  Money from;  // of the year's final budget; up to the class above
  std::string source;

  friend bool operator==(const SizeClass&, const SizeClass&) = default;
};

// [low, high), and of the highest band both ends.
struct PointsRange {
  Rational low;
  Rational high;

  friend bool operator==(const PointsRange&, const PointsRange&) = default;
};

struct DivisionTables {
  std::vector<ResultUse> uses;
  std::vector<SizeClass> size_classes;  // largest first; the last one is from 0
  std::vector<PointsRange> bands;       // best first, without gaps

  std::vector<ResultUse> UsesOf(const std::string& grade) const;
  // Null where the budget is not known.
  const SizeClass* ClassOf(const std::optional<Money>& budget) const;
  const SizeClass* ClassNamed(const std::string& id) const;
};

// `texts` by file name without ".csv". INTERNAL with the place for a table that is not as above.
absl::StatusOr<DivisionTables> ReadDivisionTables(const std::map<std::string, std::string>& texts);

// The embedded files, and what they say: a table that cannot be read is a fault of the build.
std::map<std::string, std::string> ShippedTableTexts();
const DivisionTables& ShippedDivisionTables();

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_DIVISION_DIVISION_TABLES_H_
