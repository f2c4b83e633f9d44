// How values of this service stand in its columns.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_COLUMNS_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_COLUMNS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "common/rational/rational.h"
#include "services/reporting/domain/evaluation.h"

namespace zhengping::reporting {

// 1 草稿 2 已报送 3 已退回 4 已审定 5 已公开 6 已更正.
int64_t ColumnOf(EvaluationState state);
absl::StatusOr<EvaluationState> StateFromColumn(int64_t number);

// "1777/20".
std::string FractionColumnOf(const Rational& value);
absl::StatusOr<Rational> RationalFromColumn(absl::string_view fraction);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_COLUMNS_H_
