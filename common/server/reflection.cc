#include "common/server/reflection.h"

#include <google/protobuf/descriptor.h>
#include <google/protobuf/descriptor.pb.h>

#include <set>

#include "absl/strings/str_cat.h"
#include "grpc/reflection/v1/reflection.grpc.pb.h"
#include "grpc/reflection/v1alpha/reflection.grpc.pb.h"

namespace zhengping::server {
namespace {

namespace pb = google::protobuf;

const pb::DescriptorPool& Pool() { return *pb::DescriptorPool::generated_pool(); }

// Adds `file` after everything it imports, each file once.
template <typename Response>
void AddFile(const pb::FileDescriptor& file, std::set<std::string>& seen, Response& response) {
  if (!seen.insert(file.name()).second) return;
  for (int i = 0; i < file.dependency_count(); ++i) AddFile(*file.dependency(i), seen, response);
  pb::FileDescriptorProto proto;
  file.CopyTo(&proto);
  response.mutable_file_descriptor_response()->add_file_descriptor_proto(proto.SerializeAsString());
}

template <typename Response>
void Answer(const pb::FileDescriptor* file, const std::string& asked, Response& response) {
  if (file == nullptr) {
    response.mutable_error_response()->set_error_code(static_cast<int>(grpc::StatusCode::NOT_FOUND));
    response.mutable_error_response()->set_error_message(absl::StrCat("unknown: ", asked));
    return;
  }
  std::set<std::string> seen;
  AddFile(*file, seen, response);
}

template <typename Response>
void AnswerExtensionNumbers(const std::string& type, Response& response) {
  const pb::Descriptor* descriptor = Pool().FindMessageTypeByName(type);
  if (descriptor == nullptr) return Answer(nullptr, type, response);
  std::vector<const pb::FieldDescriptor*> extensions;
  Pool().FindAllExtensions(descriptor, &extensions);
  auto& numbers = *response.mutable_all_extension_numbers_response();
  numbers.set_base_type_name(type);
  for (const pb::FieldDescriptor* extension : extensions) numbers.add_extension_number(extension->number());
}

template <typename Request, typename Response>
void AnswerRequest(const std::vector<std::string>& services, const Request& request, Response& response) {
  response.set_valid_host(request.host());
  *response.mutable_original_request() = request;
  switch (request.message_request_case()) {
    case Request::kFileByFilename:
      return Answer(Pool().FindFileByName(request.file_by_filename()), request.file_by_filename(), response);
    case Request::kFileContainingSymbol:
      return Answer(Pool().FindFileContainingSymbol(request.file_containing_symbol()), request.file_containing_symbol(),
                    response);
    case Request::kFileContainingExtension: {
      const auto& asked = request.file_containing_extension();
      const pb::Descriptor* type = Pool().FindMessageTypeByName(asked.containing_type());
      const pb::FieldDescriptor* extension =
          type == nullptr ? nullptr : Pool().FindExtensionByNumber(type, asked.extension_number());
      return Answer(extension == nullptr ? nullptr : extension->file(), asked.containing_type(), response);
    }
    case Request::kAllExtensionNumbersOfType:
      return AnswerExtensionNumbers(request.all_extension_numbers_of_type(), response);
    case Request::kListServices:
      for (const std::string& name : services) response.mutable_list_services_response()->add_service()->set_name(name);
      return;
    case Request::MESSAGE_REQUEST_NOT_SET:
      response.mutable_error_response()->set_error_code(static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
      response.mutable_error_response()->set_error_message("one of the questions must be asked");
      return;
  }
}

// One question, one answer, in order, until the caller has no more.
template <typename Request, typename Response>
class Conversation : public grpc::ServerBidiReactor<Request, Response> {
 public:
  explicit Conversation(ServiceNames names) : names_(std::move(names)) { this->StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::OK);
    response_.Clear();
    AnswerRequest(*names_, request_, response_);
    this->StartWrite(&response_);
  }

  void OnWriteDone(bool ok) override {
    if (!ok) return this->Finish(grpc::Status::OK);
    this->StartRead(&request_);
  }

  void OnDone() override { delete this; }

 private:
  const ServiceNames names_;
  Request request_;
  Response response_;
};

template <typename Base, typename Request, typename Response>
class Reflection : public Base {
 public:
  explicit Reflection(ServiceNames names) : names_(std::move(names)) {}

  grpc::ServerBidiReactor<Request, Response>* ServerReflectionInfo(grpc::CallbackServerContext*) override {
    return new Conversation<Request, Response>(names_);  // deletes itself when the call is done
  }

 private:
  const ServiceNames names_;
};

}  // namespace

std::vector<std::unique_ptr<grpc::Service>> NewReflectionServices(ServiceNames names) {
  namespace v1 = grpc::reflection::v1;
  namespace v1alpha = grpc::reflection::v1alpha;
  std::vector<std::unique_ptr<grpc::Service>> services;
  services.push_back(std::make_unique<Reflection<v1::ServerReflection::CallbackService, v1::ServerReflectionRequest,
                                                 v1::ServerReflectionResponse>>(names));
  services.push_back(
      std::make_unique<Reflection<v1alpha::ServerReflection::CallbackService, v1alpha::ServerReflectionRequest,
                                  v1alpha::ServerReflectionResponse>>(names));
  return services;
}

}  // namespace zhengping::server
