// The steps of this service's schema, embedded from migrations/ by CMake.
#ifndef ZHENGPING_SERVICES_BUDGET_STORE_MIGRATIONS_H_
#define ZHENGPING_SERVICES_BUDGET_STORE_MIGRATIONS_H_

#include <vector>

#include "common/storage/migration.h"

namespace zhengping::budget {

std::vector<storage::Migration> Migrations();

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_STORE_MIGRATIONS_H_
