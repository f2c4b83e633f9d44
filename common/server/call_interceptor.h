// Stands around every call of a server: fills its CallContext before the RPC's code runs, adds the trace id to whatever
// error goes out, and writes the call's line into the log.
//
//   {"msg":"call","rpc":"…/AnalyzeYear","code":"OK","ms":12,"caller":"local-operator","trace_id":"…","peer":"ipv4:…"}
//
// gRPC 1.51 lets a server interceptor neither end a call nor keep its code from running, so a refusal is only noted
// here (CallContext::admission) and obeyed by answer.h. Should an RPC answer without those helpers, the refusal
// replaces its answer's status all the same and the log says so.
#ifndef ZHENGPING_COMMON_SERVER_CALL_INTERCEPTOR_H_
#define ZHENGPING_COMMON_SERVER_CALL_INTERCEPTOR_H_

#include <grpcpp/grpcpp.h>
#include <grpcpp/support/server_interceptor.h>

#include <chrono>
#include <memory>
#include <string>

#include "common/server/access.h"

namespace zhengping::server {

class CallInterceptorFactory : public grpc::experimental::ServerInterceptorFactoryInterface {
 public:
  explicit CallInterceptorFactory(std::shared_ptr<Admission> admission) : admission_(std::move(admission)) {}
  grpc::experimental::Interceptor* CreateServerInterceptor(grpc::experimental::ServerRpcInfo* call) override;

 private:
  const std::shared_ptr<Admission> admission_;
};

}  // namespace zhengping::server

#endif  // ZHENGPING_COMMON_SERVER_CALL_INTERCEPTOR_H_
