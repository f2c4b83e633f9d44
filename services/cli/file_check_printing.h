// What `verify` says of a published file: for people, and as JSON for programs.
#ifndef ZHENGPING_SERVICES_CLI_FILE_CHECK_PRINTING_H_
#define ZHENGPING_SERVICES_CLI_FILE_CHECK_PRINTING_H_

#include <string>

#include "services/reporting/documents/published/file_check.h"

namespace zhengping::cli {

// Who signed what, when and with which algorithm; then whether it still stands so, or every part that does not.
std::string FileCheckText(const reporting::FileCheck& check);

// {"intact":false,"signature":{…},"evaluation":{…},"changes":[{"kind":"changed","part":"envelope/adjusted_total"}], …}
std::string FileCheckJson(const reporting::FileCheck& check);

}  // namespace zhengping::cli

#endif  // ZHENGPING_SERVICES_CLI_FILE_CHECK_PRINTING_H_
