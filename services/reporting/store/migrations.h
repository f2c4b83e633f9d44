// The steps of this service's schema, embedded from migrations/ by CMake.
#ifndef ZHENGPING_SERVICES_REPORTING_STORE_MIGRATIONS_H_
#define ZHENGPING_SERVICES_REPORTING_STORE_MIGRATIONS_H_

#include <vector>

#include "common/storage/migration.h"

namespace zhengping::reporting {

std::vector<storage::Migration> Migrations();

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_STORE_MIGRATIONS_H_
