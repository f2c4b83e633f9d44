// Every RPC of a service must ask whether its caller may call before it does anything: what answer.h does, and what an
// RPC without it forgets. One test for a service holds it, for all RPCs there are and will be:
//
//   TEST(BudgetService, NoRpcAnswersACallerWithoutARole) {
//     BudgetService service(…);
//     EXPECT_THAT(RpcsThatForgetTheCaller(service, "zhengping.budget.v1.BudgetService"), testing::IsEmpty());
//   }
//
// Link common_server_fixture.
#ifndef ZHENGPING_COMMON_TESTING_ACCESS_CHECK_H_
#define ZHENGPING_COMMON_TESTING_ACCESS_CHECK_H_

#include <grpcpp/grpcpp.h>

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace zhengping {

// Calls each RPC with one empty message as a caller without any role. Returns those that went ahead, or answered with
// anything but ROLE_MISSING; a service without RPCs returns its own name.
std::vector<std::string> RpcsThatForgetTheCaller(grpc::Service& service, absl::string_view full_name);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_ACCESS_CHECK_H_
