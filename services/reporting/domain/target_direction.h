// 指标性质: what counts as met, of a target in a plan or in a filed sheet.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_TARGET_DIRECTION_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_TARGET_DIRECTION_H_

namespace zhengping::reporting {

enum class TargetDirection {
  kAtLeast,      // >= 正向
  kAtMost,       // <= 反向
  kEqual,        // =
  kRange,        // 区间
  kQualitative,  // 定性
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_TARGET_DIRECTION_H_
