#include "common/testing/access_check.h"

#include <google/protobuf/descriptor.h>
#include <grpcpp/generic/generic_stub.h>

#include <future>
#include <optional>
#include <set>

#include "absl/strings/str_cat.h"
#include "common/client/grpc_status.h"
#include "common/client/outgoing.h"
#include "common/status/refusal.h"
#include "common/testing/server_fixture.h"

namespace zhengping {
namespace {

// A call of any shape: sends one empty message, reads whatever comes, waits for the end.
class Knock : public grpc::ClientBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer> {
 public:
  Knock(grpc::Channel& channel, const std::string& method)
      : stub_(std::shared_ptr<grpc::ChannelInterface>(&channel, [](grpc::ChannelInterface*) {})),
        context_(client::NewContext({})) {
    stub_.PrepareBidiStreamingCall(context_.get(), method, {}, this);
    const grpc::Slice nothing;
    message_ = grpc::ByteBuffer(&nothing, 1);
    StartWriteLast(&message_, grpc::WriteOptions());
    StartRead(&received_);
    StartCall();
  }

  grpc::Status Wait() { return done_.get_future().get(); }

  void OnReadDone(bool ok) override {
    if (ok) StartRead(&received_);
  }
  void OnDone(const grpc::Status& status) override { done_.set_value(status); }

 private:
  grpc::GenericStub stub_;
  const std::unique_ptr<grpc::ClientContext> context_;
  grpc::ByteBuffer message_;
  grpc::ByteBuffer received_;
  std::promise<grpc::Status> done_;
};

}  // namespace

std::vector<std::string> RpcsThatForgetTheCaller(grpc::Service& service, absl::string_view full_name) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindServiceByName(std::string(full_name));
  if (descriptor == nullptr || descriptor->method_count() == 0) return {std::string(full_name)};
  CapturedLog log;
  ServerFixture fixture({&service}, {}, [](const grpc::ServerContextBase&) {
    return server::Caller{.who = "nobody", .roles = {}, .scope = {""}};
  });
  std::vector<std::string> forgetful;
  for (int i = 0; i < descriptor->method_count(); ++i) {
    const std::string rpc = absl::StrCat(full_name, "/", descriptor->method(i)->name());
    Knock knock(*fixture.channel(), absl::StrCat("/", rpc));
    const std::optional<Refusal> refusal = RefusalOf(FromGrpcStatus(knock.Wait(), full_name));
    // The call's own line comes after whatever its RPC wrote.
    const bool has_ended = !log.WaitFor({"\"msg\":\"call\"", rpc}).empty();
    const bool went_ahead = log.Holds({"not admitted", rpc});
    if (!has_ended || went_ahead || !refusal || refusal->reason != "ROLE_MISSING") forgetful.push_back(rpc);
  }
  return forgetful;
}

}  // namespace zhengping
