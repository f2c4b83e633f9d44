#include "common/server/reflection.h"

#include <gmock/gmock.h>
#include <google/protobuf/descriptor.pb.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "common/testing/echo_service.h"
#include "common/testing/server_fixture.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"

namespace zhengping::server {
namespace {

template <typename Protocol, typename Request, typename Response>
struct Version {
  static std::vector<Response> Ask(const std::shared_ptr<grpc::Channel>& channel,
                                   const std::vector<Request>& requests) {
    const auto stub = Protocol::NewStub(channel);
    grpc::ClientContext context;
    auto stream = stub->ServerReflectionInfo(&context);
    std::vector<Response> responses;
    for (const Request& request : requests) {
      Response response;
      if (!stream->Write(request) || !stream->Read(&response)) break;
      responses.push_back(response);
    }
    stream->WritesDone();
    EXPECT_TRUE(stream->Finish().ok());
    return responses;
  }
  using RequestType = Request;
};

namespace v1 = grpc::reflection::v1;
namespace v1alpha = grpc::reflection::v1alpha;
using V1 = Version<v1::ServerReflection, v1::ServerReflectionRequest, v1::ServerReflectionResponse>;
using V1Alpha = Version<v1alpha::ServerReflection, v1alpha::ServerReflectionRequest, v1alpha::ServerReflectionResponse>;

template <typename T>
class ReflectionTest : public testing::Test {};
using Versions = testing::Types<V1, V1Alpha>;
TYPED_TEST_SUITE(ReflectionTest, Versions);

TYPED_TEST(ReflectionTest, AnswersWhatToolsAsk) {
  EchoService service;
  ServerFixture fixture({&service});
  std::vector<typename TypeParam::RequestType> requests(4);
  requests[0].set_list_services("*");
  requests[1].set_file_containing_symbol("zhengping.echo.v1.EchoService");
  requests[2].set_file_containing_symbol("no.such.Service");
  requests[3].set_all_extension_numbers_of_type("google.protobuf.MethodOptions");
  const auto responses = TypeParam::Ask(fixture.channel(), requests);
  ASSERT_EQ(responses.size(), 4u);

  std::vector<std::string> names;
  for (const auto& listed : responses[0].list_services_response().service()) names.push_back(listed.name());
  EXPECT_THAT(names, testing::IsSupersetOf({"zhengping.echo.v1.EchoService", "grpc.health.v1.Health"}));

  // The file and all it imports, so that a tool can build a descriptor pool from this one answer.
  std::vector<std::string> files;
  for (const std::string& bytes : responses[1].file_descriptor_response().file_descriptor_proto()) {
    google::protobuf::FileDescriptorProto file;
    ASSERT_TRUE(file.ParseFromString(bytes));
    files.push_back(file.name());
  }
  EXPECT_THAT(files, testing::ElementsAre("google/protobuf/descriptor.proto", "zhengping/access.proto",
                                          "zhengping/echo/v1/echo_service.proto"));

  EXPECT_EQ(responses[2].error_response().error_code(), static_cast<int>(grpc::StatusCode::NOT_FOUND));
  EXPECT_THAT(responses[3].all_extension_numbers_response().extension_number(), testing::Contains(50430));
}

TYPED_TEST(ReflectionTest, IsAbsentWhenSwitchedOff) {
  EchoService service;
  ServerFixture fixture({&service}, {.reflection = false});
  const auto stub = v1::ServerReflection::NewStub(fixture.channel());
  grpc::ClientContext context;
  auto stream = stub->ServerReflectionInfo(&context);
  v1::ServerReflectionRequest request;
  request.set_list_services("*");
  stream->Write(request);
  stream->WritesDone();
  v1::ServerReflectionResponse response;
  EXPECT_FALSE(stream->Read(&response));
  EXPECT_EQ(stream->Finish().error_code(), grpc::StatusCode::UNIMPLEMENTED);
}

}  // namespace
}  // namespace zhengping::server
