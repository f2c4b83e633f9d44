#include "common/testing/access_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/testing/echo_service.h"

namespace zhengping {
namespace {

class ForgetfulService : public echo::v1::ForgetfulService::CallbackService {
 public:
  grpc::ServerUnaryReactor* Forget(grpc::CallbackServerContext* context, const echo::v1::EchoRequest*,
                                   echo::v1::EchoResponse*) override {
    grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
    reactor->Finish(grpc::Status::OK);
    return reactor;
  }
};

TEST(RpcsThatForgetTheCaller, FindsNoneAmongThoseOfAnyShapeThatAsk) {
  EchoService service;
  service.gate.Open();
  EXPECT_THAT(RpcsThatForgetTheCaller(service, "zhengping.echo.v1.EchoService"), testing::IsEmpty());
  EXPECT_EQ(service.answered(), 0);
}

TEST(RpcsThatForgetTheCaller, FindsTheOneThatDoesNotAsk) {
  ForgetfulService service;
  EXPECT_THAT(RpcsThatForgetTheCaller(service, "zhengping.echo.v1.ForgetfulService"),
              testing::ElementsAre("zhengping.echo.v1.ForgetfulService/Forget"));
}

}  // namespace
}  // namespace zhengping
