// gRPC's context of one call with ours inside it; the server's ContextAllocator makes them (running_server.cc).
#ifndef ZHENGPING_COMMON_SERVER_SERVER_CALL_H_
#define ZHENGPING_COMMON_SERVER_SERVER_CALL_H_

#include <grpcpp/grpcpp.h>

#include "common/server/call_context.h"

namespace zhengping::server {

class ServerCall : public grpc::CallbackServerContext {
 public:
  CallContext call{this};
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_SERVER_CALL_H_
