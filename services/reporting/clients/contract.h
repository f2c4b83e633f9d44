// Holds a downstream's answer against its contract. Every value of an answer is read through one of these; the first
// breach is kept, with its place in the answer, and refuses the whole of it: an evaluation is made from a sound answer
// or not at all.
//
//   Contract contract("budget");
//   analysis.settings_hash = response.settings_hash();
//   contract.Require(!analysis.settings_hash.empty(), "settings_hash", "is empty");
//   ZP_RETURN_IF_ERROR(contract.status());
#ifndef ZHENGPING_SERVICES_REPORTING_CLIENTS_CONTRACT_H_
#define ZHENGPING_SERVICES_REPORTING_CLIENTS_CONTRACT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping::reporting {

class Contract {
 public:
  explicit Contract(absl::string_view service) : service_(service) {}

  // `place` is a path in the answer, "findings[1].figures[0].value"; `breach` a phrase that follows it.
  void Require(bool holds, absl::string_view place, absl::string_view breach);

  // OK, or INTERNAL: DOWNSTREAM_CONTRACT_BROKEN, which names the service.
  absl::Status status() const { return status_; }

  const std::string& service() const { return service_; }

 private:
  const std::string service_;
  absl::Status status_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_CLIENTS_CONTRACT_H_
