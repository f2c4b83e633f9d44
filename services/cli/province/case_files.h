// A made-up department-year as the files of a case (案卷), so that it can be loaded, evaluated and looked at like any
// other. Targets and results are made up, too; case.json says so of every table.
#ifndef ZHENGPING_SERVICES_CLI_PROVINCE_CASE_FILES_H_
#define ZHENGPING_SERVICES_CLI_PROVINCE_CASE_FILES_H_

#include <map>
#include <string>
#include <vector>

#include "services/cli/province/ledger_year.h"

namespace zhengping::cli {

// Path inside the case → text. The last year is the case's own, the others are folders by their number.
std::map<std::string, std::string> CaseFilesOf(const DepartmentProfile& profile, const std::vector<LedgerYear>& years);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_PROVINCE_CASE_FILES_H_
