// The steps of this service's schema, embedded from migrations/ by CMake.
#ifndef ZHENGPING_SERVICES_INDICATOR_STORE_MIGRATIONS_H_
#define ZHENGPING_SERVICES_INDICATOR_STORE_MIGRATIONS_H_

#include <vector>

#include "common/storage/migration.h"

namespace zhengping::indicator {

std::vector<storage::Migration> Migrations();

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_STORE_MIGRATIONS_H_
