#include "common/server/access.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "zhengping/echo/v1/echo_service.pb.h"

namespace zhengping::server {
namespace {

TEST(AccessTable, ReadsTheRulesOfAService) {
  AccessTable table;
  ASSERT_THAT(table.Add("zhengping.echo.v1.EchoService"), IsOk());
  const AccessRule* rule = table.Find("zhengping.echo.v1.EchoService/Echo");
  ASSERT_NE(rule, nullptr);
  EXPECT_EQ(rule->roles, (std::set<Role>{ROLE_CLERK, ROLE_AUDITOR}));
  EXPECT_EQ(rule->scope_field, "name");
  EXPECT_EQ(rule->audit, AUDIT_REFUSALS);
  EXPECT_EQ(table.Find("zhengping.echo.v1.EchoService/Eco"), nullptr);
}

TEST(AccessTable, AnRpcWithoutARuleIsRefused) {
  AccessTable table;
  EXPECT_THAT(table.Add("zhengping.echo.v1.BareService"),
              IsRefusal("RPC_WITHOUT_ACCESS", "zhengping.echo.v1.BareService/Bare"));
  EXPECT_THAT(table.Add("zhengping.echo.v1.NoSuchService"), IsRefusal("RPC_WITHOUT_ACCESS"));
}

TEST(Caller, ReachesWhatLiesBelowAName) {
  const Caller caller = {.who = "clerk", .roles = {ROLE_CLERK}, .scope = {"divisions/430503000/departments/403"}};
  EXPECT_TRUE(caller.MayReach("divisions/430503000/departments/403"));
  EXPECT_TRUE(caller.MayReach("divisions/430503000/departments/403/quotas/q1"));
  EXPECT_FALSE(caller.MayReach("divisions/430503000/departments/4031"));
  EXPECT_FALSE(caller.MayReach("divisions/430503000"));
  EXPECT_FALSE(caller.MayReach(""));
  EXPECT_TRUE(LocalOperator().MayReach("divisions/430503000"));
  EXPECT_TRUE(LocalOperator().MayReach(""));
  EXPECT_FALSE(Anonymous().MayReach("divisions/430503000"));
}

TEST(Caller, TheLocalOperatorHasEveryRole) {
  EXPECT_EQ(LocalOperator().roles.size(), 10u);  // the ten roles of access.proto
  EXPECT_FALSE(LocalOperator().Has(ROLE_UNSPECIFIED));
  EXPECT_FALSE(Anonymous().Has(ROLE_CLERK));
}

TEST(Admission, CountsTheCallsOfTheServicesOnly) {
  Admission admission({}, LocalOperatorAuthenticator());
  grpc::CallbackServerContext grpc_context;
  CallContext health(&grpc_context);
  admission.Begin(grpc_context, "grpc.health.v1.Health/Watch", health);
  EXPECT_EQ(admission.in_flight(), 0);
  CallContext echo(&grpc_context);
  admission.Begin(grpc_context, "zhengping.echo.v1.EchoService/Echo", echo);
  EXPECT_EQ(admission.in_flight(), 1);
  admission.End("grpc.health.v1.Health/Watch");
  EXPECT_EQ(admission.in_flight(), 1);
  admission.End("zhengping.echo.v1.EchoService/Echo");
  EXPECT_EQ(admission.in_flight(), 0);
}

TEST(CheckScope, LooksAtTheFieldThatTheRuleNames) {
  grpc::CallbackServerContext grpc_context;
  CallContext call(&grpc_context);
  call.caller = {.who = "clerk", .roles = {ROLE_CLERK}, .scope = {"divisions/430503000"}};
  echo::v1::EchoRequest request;
  request.set_name("divisions/430503000/departments/403");
  request.set_text("divisions/110000000");

  call.scope_field = "name";
  EXPECT_THAT(CheckScope(call, request), IsOk());
  call.scope_field = "text";
  EXPECT_THAT(CheckScope(call, request), IsRefusal("RESOURCE_NOT_FOUND", "text"));
  call.scope_field = "no.such.field";
  EXPECT_THAT(CheckScope(call, request), IsRefusal("RESOURCE_NOT_FOUND"));
  call.scope_field = "";
  EXPECT_THAT(CheckScope(call, request), IsOk());
}

}  // namespace
}  // namespace zhengping::server
