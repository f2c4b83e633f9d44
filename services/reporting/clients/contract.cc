#include "services/reporting/clients/contract.h"

#include "absl/strings/str_cat.h"
#include "common/status/refusal.h"

namespace zhengping::reporting {

void Contract::Require(bool holds, absl::string_view place, absl::string_view breach) {
  if (holds || !status_.ok()) return;
  status_ = Broken({"DOWNSTREAM_CONTRACT_BROKEN", "", service_},
                   absl::StrCat(service_, " answered against its contract: ", place, " ", breach));
}

}  // namespace zhengping::reporting
