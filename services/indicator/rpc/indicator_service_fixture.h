// The indicator service on a real server with a database of its own, for tests; and small requests for it.
#ifndef ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_SERVICE_FIXTURE_H_
#define ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_SERVICE_FIXTURE_H_

#include <grpcpp/grpcpp.h>
#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "common/client/grpc_status.h"
#include "common/testing/fake_clock.h"
#include "common/testing/server_fixture.h"
#include "common/testing/temp_database.h"
#include "services/indicator/rpc/indicator_service.h"
#include "services/indicator/store/migrations.h"

namespace zhengping::indicator {

inline constexpr char kCuiyuan[] = "divisions/430503000/departments/403";
inline constexpr char kSelfEvaluation[] = "frameworks/self-evaluation-2020";
inline constexpr char kHunan[] = "frameworks/hunan-a-2017";

class IndicatorServiceFixture {
 public:
  using Stub = v1::IndicatorService::Stub;

  Stub& stub() { return *stub_; }

  // One call, its error as the status of this suite's clients.
  template <typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*rpc)(grpc::ClientContext*, const Request&, Response*),
                                const Request& request) {
    grpc::ClientContext context;
    Response response;
    const grpc::Status status = (*stub_.*rpc)(&context, request, &response);
    if (!status.ok()) return FromGrpcStatus(status, "indicator");
    return response;
  }

  absl::StatusOr<v1::LoadDepartmentYearResponse> Load(const v1::LoadDepartmentYearRequest& request) {
    return Call(&Stub::LoadDepartmentYear, request);
  }
  absl::StatusOr<v1::Scorecard> Score(const v1::ScoreRequest& request) { return Call(&Stub::Score, request); }

  IndicatorService& service() { return service_; }

 private:
  storage::TempDatabase database_{storage::Backends().front(), Migrations()};
  IndicatorStore store_{*database_};
  FrameworkCatalogue catalogue_ = FrameworkCatalogue::FromTexts(ShippedFrameworkTexts()).value();
  FakeClock clock_;
  IndicatorService service_{store_, catalogue_, clock_};
  ServerFixture server_{{&service_}};
  std::unique_ptr<Stub> stub_ = v1::IndicatorService::NewStub(server_.channel());
};

inline v1::PlanRow PlanRowMessage(const std::string& level1, const std::string& level2, const std::string& level3,
                                  int target, const std::string& weight) {
  v1::PlanRow row;
  row.mutable_key()->set_level1(level1);
  row.mutable_key()->set_level2(level2);
  row.mutable_key()->set_level3(level3);
  row.set_direction(v1::PlanRow::DIRECTION_AT_LEAST);
  row.mutable_target()->mutable_value()->set_numerator(std::to_string(target));
  row.mutable_target()->mutable_value()->set_denominator("1");
  row.set_unit("户");
  row.set_weight(weight);
  return row;
}

inline v1::Observation ObservationMessage(const std::string& level1, const std::string& level2,
                                          const std::string& level3, int value) {
  v1::Observation observation;
  observation.mutable_key()->set_level1(level1);
  observation.mutable_key()->set_level2(level2);
  observation.mutable_key()->set_level3(level3);
  observation.set_state(v1::Observation::STATE_REPORTED);
  observation.mutable_value()->set_numerator(std::to_string(value));
  observation.mutable_value()->set_denominator("1");
  observation.set_unit("户");
  return observation;
}

// Three rows that fill the slots of self-evaluation-2020, an observation for each, a check.
inline v1::LoadDepartmentYearRequest SmallLoadRequest() {
  v1::LoadDepartmentYearRequest request;
  request.set_department(kCuiyuan);
  request.set_fiscal_year(2023);
  request.set_source("case");
  request.set_framework(kSelfEvaluation);
  *request.add_plan_rows() = PlanRowMessage("产出指标", "数量指标", "安置房测绘户数", 56, "50");
  *request.add_plan_rows() = PlanRowMessage("效益指标", "社会效益指标", "新增就业人数", 48, "30");
  *request.add_plan_rows() = PlanRowMessage("满意度指标", "服务对象满意度指标", "居民群众满意度", 90, "10");
  *request.add_observations() = ObservationMessage("产出指标", "数量指标", "安置房测绘户数", 55);
  *request.add_observations() = ObservationMessage("效益指标", "社会效益指标", "新增就业人数", 46);
  *request.add_observations() = ObservationMessage("满意度指标", "服务对象满意度指标", "居民群众满意度", 90);
  request.add_checks()->set_display_name("差一户");
  request.mutable_checks(0)->set_expression("安置房测绘户数 + 1 = 56");
  return request;
}

inline void AddFen(v1::ScoreRequest& request, const std::string& name, int64_t fen) {
  type::Fact& fact = *request.add_facts();
  fact.set_name(name);
  fact.set_state(type::FACT_STATE_DERIVED);
  fact.mutable_value()->set_amount_fen(fen);
  fact.set_unit("fen");
}

// With the year's budget and payments of the demonstration: 94.70% executed.
inline v1::ScoreRequest SmallScoreRequest(const std::string& framework = kSelfEvaluation) {
  v1::ScoreRequest request;
  request.set_department(kCuiyuan);
  request.set_fiscal_year(2023);
  request.set_framework(framework);
  AddFen(request, "payments", 1888490000);
  AddFen(request, "final_budget", 1994200000);
  AddFen(request, "balance", 105710000);
  return request;
}

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_RPC_INDICATOR_SERVICE_FIXTURE_H_
