// Facts of the budget service, as a request carries them, for the domain.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_FACT_MESSAGES_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_FACT_MESSAGES_H_

#include <google/protobuf/repeated_ptr_field.h>

#include "absl/status/statusor.h"
#include "services/indicator/domain/fact.h"

namespace zhengping::type {
class Fact;
}  // namespace zhengping::type

namespace zhengping::indicator {

// Money becomes fen, a day the days since 1970-01-01. A name that the dictionary does not have is kept: nothing asks
// for it. Refused, all with the fact's place ("facts[3].value"):
//   FACT_MALFORMED   no name, no state, a value beside MISSING or NOT_APPLICABLE, none beside the others, a fraction or
//                    day that is none
//   FACT_DUPLICATE   two facts of one name
//   FACTS_TOO_MANY   more than kMostFacts
absl::StatusOr<FactSet> FactSetFrom(const google::protobuf::RepeatedPtrField<type::Fact>& messages);

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_FACT_MESSAGES_H_
