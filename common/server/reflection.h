// Server reflection, so that grpcurl, Postman and the contract test find services without their protos. The protocol
// has two names with the same messages: v1, which tools ask for first, and v1alpha, which older ones know alone.
#ifndef ZHENGPING_COMMON_SERVER_REFLECTION_H_
#define ZHENGPING_COMMON_SERVER_REFLECTION_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <string>
#include <vector>

namespace zhengping::server {

// The names that reflection lists. Filled while the server starts, read-only from its first call on.
using ServiceNames = std::shared_ptr<std::vector<std::string>>;

// Both services. They answer from the descriptors that are linked into the program.
std::vector<std::unique_ptr<grpc::Service>> NewReflectionServices(ServiceNames names);

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_REFLECTION_H_
