#include <unistd.h>

#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <sstream>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/indicator/domain/score.h"
#include "services/indicator/rpc/framework_catalogue.h"
#include "services/indicator/rpc/score_question.h"
#include "tests/bench/bench.h"
#include "tests/bench/table.h"
#include "tests/e2e/suite.h"
#include "zhengping/indicator/v1/indicator_service.grpc.pb.h"

namespace zhengping {
namespace {

using indicator::v1::IndicatorService;
using indicator::v1::ScoreManyRequest;
using indicator::v1::ScoreManyResponse;
using indicator::v1::ScoreRequest;

constexpr int kRows = 24;  // of the plan; with the execution rate 25 leaves
constexpr int64_t kDifferentSheets = 500;
constexpr int64_t kStoredDepartments = 500;
constexpr int kOfMessage = 250;
constexpr int kExplainedOfMessage = 50;  // an explained sheet is some 40 KiB

void SetWhole(int64_t whole, type::Rational& value) {
  value.set_numerator(absl::StrCat(whole));
  value.set_denominator("1");
}

void AddFact(const char* name, int64_t fen, ScoreRequest& request) {
  type::Fact& fact = *request.add_facts();
  fact.set_name(name);
  fact.set_state(type::FACT_STATE_DERIVED);
  fact.mutable_value()->set_amount_fen(fen);
  fact.set_unit("fen");
}

std::string DepartmentName(int64_t number) { return absl::StrCat("divisions/430000000/departments/", 100000 + number); }

ScoreRequest MakeRequest(int64_t number) {
  ScoreRequest request;
  request.set_department(DepartmentName(number));
  request.set_fiscal_year(2023);
  request.set_framework("frameworks/self-evaluation-2020");
  AddFact("payments", 180'000'000 + number, request);
  AddFact("final_budget", 203'012'000, request);
  return request;
}

// A sheet of 24 rows: some met, some not, of both directions.
indicator::v1::SheetContent MakeSheet(int64_t number) {
  indicator::v1::SheetContent sheet;
  for (int i = 0; i < kRows; ++i) {
    indicator::v1::PlanRow& row = *sheet.add_plan_rows();
    row.mutable_key()->set_level1(i < 12 ? "产出指标" : i < 20 ? "效益指标" : "满意度指标");
    row.mutable_key()->set_level2(i < 6 ? "数量指标" : "其他指标");
    row.mutable_key()->set_level3(absl::StrCat("指标", i));
    row.set_direction(i % 3 == 2 ? indicator::v1::PlanRow::DIRECTION_AT_MOST
                                 : indicator::v1::PlanRow::DIRECTION_AT_LEAST);
    SetWhole(100 + i, *row.mutable_target()->mutable_value());
    row.set_unit("个");
    indicator::v1::Observation& observation = *sheet.add_observations();
    *observation.mutable_key() = row.key();
    observation.set_state(indicator::v1::Observation::STATE_REPORTED);
    SetWhole(90 + (i * 7 + number) % 25, *observation.mutable_value());
    observation.set_unit("个");
  }
  return sheet;
}

// Seconds of one core that this process, or another, has used, in nanoseconds.
std::chrono::nanoseconds OwnTime() {
  return std::chrono::nanoseconds(static_cast<int64_t>(std::clock()) * (1'000'000'000 / CLOCKS_PER_SEC));
}

std::chrono::nanoseconds TimeOf(pid_t process) {
  std::ifstream file(absl::StrCat("/proc/", process, "/stat"));
  std::stringstream text;
  text << file.rdbuf();
  const std::string all = text.str();
  const std::vector<std::string> fields = absl::StrSplit(all.substr(all.rfind(')') + 2), ' ');
  const int64_t ticks = std::stoll(fields[11]) + std::stoll(fields[12]);  // utime and stime
  return std::chrono::nanoseconds(ticks * (1'000'000'000 / sysconf(_SC_CLK_TCK)));
}

// The most memory that a process has held, in MiB (VmHWM, kept by the kernel in KiB).
int64_t PeakMemoryOf(pid_t process) {
  std::ifstream file(absl::StrCat("/proc/", process, "/status"));
  for (std::string word; file >> word;) {
    int64_t kib = 0;
    if (word == "VmHWM:" && file >> kib) return kib / 1024;
  }
  return 0;
}

// `of_one_core` is processor time of the process that scores, all its threads, in the kernel too; the client's is not
// in it. `elapsed` is what the client waited.
void Print(const std::string& what, int64_t departments, std::chrono::nanoseconds of_one_core,
           std::chrono::nanoseconds elapsed) {
  const int64_t leaves = departments * (kRows + 1);
  std::printf("%-46s %6lld departments x %d leaves  %6lld ms of one core  %6lld ms elapsed  %8lld leaves/s of a core\n",
              what.c_str(), static_cast<long long>(departments), kRows + 1,
              static_cast<long long>(of_one_core.count() / 1'000'000),
              static_cast<long long>(elapsed.count() / 1'000'000),
              static_cast<long long>(PerSecond(leaves, of_one_core)));
  std::fflush(stdout);
}

// The scoring alone, of what is read already.
void MeasureDomain(int64_t departments, indicator::ScoreDetail detail, const char* what) {
  const auto catalogue = indicator::FrameworkCatalogue::FromTexts(indicator::ShippedFrameworkTexts());
  std::vector<indicator::ScoreQuestion> questions;
  for (int64_t i = 0; i < kDifferentSheets; ++i) {
    ScoreRequest request = MakeRequest(i);
    *request.mutable_sheet() = MakeSheet(i);
    questions.push_back(indicator::ScoreQuestionFrom(request, *catalogue).value());
  }
  const std::chrono::nanoseconds start = OwnTime();
  for (int64_t i = 0; i < departments; ++i) {
    const indicator::ScoreQuestion& question = questions[static_cast<size_t>(i % kDifferentSheets)];
    const auto card = indicator::Score(
        {*question.framework, question.sheet->plan, question.sheet->observations, question.facts, question.as_of},
        {indicator::SlotWeights::kScale, detail});
    if (!card.ok()) std::exit(1);
  }
  const std::chrono::nanoseconds spent = OwnTime() - start;
  Print(what, departments, spent, spent);
}

void Load(IndicatorService::Stub& stub, int64_t departments) {
  for (int64_t i = 0; i < departments; ++i) {
    indicator::v1::LoadDepartmentYearRequest request;
    request.set_department(DepartmentName(i));
    request.set_fiscal_year(2023);
    request.set_source("bench");
    request.set_framework("frameworks/self-evaluation-2020");
    const indicator::v1::SheetContent sheet = MakeSheet(i);
    *request.mutable_plan_rows() = sheet.plan_rows();
    *request.mutable_observations() = sheet.observations();
    grpc::ClientContext context;
    indicator::v1::LoadDepartmentYearResponse response;
    const grpc::Status status = stub.LoadDepartmentYear(&context, request, &response);
    if (status.ok()) continue;
    std::cerr << "LoadDepartmentYear: " << status.error_message() << "\n";
    std::exit(1);
  }
}

// One stream; requests are written while answers are read. Returns how many were answered with a score.
int64_t ScoreAll(IndicatorService::Stub& stub, const std::vector<ScoreManyRequest>& messages, int64_t departments) {
  grpc::ClientContext context;
  const auto stream = stub.ScoreMany(&context);
  std::thread writer([&] {
    grpc::WriteOptions options;
    options.set_buffer_hint();
    int64_t left = departments;
    for (size_t i = 0; left > 0; ++i) {
      ScoreManyRequest last;
      const ScoreManyRequest* message = &messages[i % messages.size()];
      if (left < message->requests_size()) {
        last = *message;
        last.mutable_requests()->DeleteSubrange(static_cast<int>(left), last.requests_size() - static_cast<int>(left));
        message = &last;
      }
      left -= message->requests_size();
      if (!stream->Write(*message, options)) break;
    }
    stream->WritesDone();
  });
  int64_t scored = 0;
  for (ScoreManyResponse response; stream->Read(&response);) {
    for (const indicator::v1::ScoreAnswer& answer : response.answers()) scored += answer.has_scorecard() ? 1 : 0;
  }
  writer.join();
  const grpc::Status status = stream->Finish();
  if (status.ok() && scored == departments) return scored;
  std::cerr << "ScoreMany: " << scored << " of " << departments << " scored; " << status.error_message() << "\n";
  std::exit(1);
}

std::vector<ScoreManyRequest> InMessages(const std::vector<ScoreRequest>& requests, int of_message) {
  std::vector<ScoreManyRequest> messages;
  for (const ScoreRequest& request : requests) {
    if (messages.empty() || messages.back().requests_size() == of_message) messages.emplace_back();
    *messages.back().add_requests() = request;
  }
  return messages;
}

void MeasureService(Suite& suite, IndicatorService::Stub& stub, const std::vector<ScoreManyRequest>& messages,
                    int64_t departments, const char* what) {
  ScoreAll(stub, messages, std::min<int64_t>(departments, 2 * kOfMessage));
  const std::chrono::nanoseconds start = TimeOf(suite.pid("indicator"));
  const auto begin = std::chrono::steady_clock::now();
  ScoreAll(stub, messages, departments);
  const auto elapsed = std::chrono::steady_clock::now() - begin;
  Print(what, departments, TimeOf(suite.pid("indicator")) - start, elapsed);
}

}  // namespace

void BenchScore(const BenchOptions& options) {
  const int64_t departments = options.scored_departments;
  MeasureDomain(departments, indicator::ScoreDetail::kPointsOnly, "the rules alone, points only");
  MeasureDomain(departments, indicator::ScoreDetail::kExplained, "the rules alone, explained");
  Suite suite;
  suite.StartService("indicator");
  const auto stub = IndicatorService::NewStub(suite.Channel("indicator"));
  std::vector<ScoreRequest> requests;
  for (int64_t i = 0; i < kDifferentSheets; ++i) {
    requests.push_back(MakeRequest(i));
    requests.back().set_detail(ScoreRequest::DETAIL_TOTAL);
    *requests.back().mutable_sheet() = MakeSheet(i);
  }
  MeasureService(suite, *stub, InMessages(requests, kOfMessage), departments, "ScoreMany, sheets in requests, totals");
  for (ScoreRequest& request : requests) request.clear_detail();
  MeasureService(suite, *stub, InMessages(requests, kExplainedOfMessage), departments,
                 "ScoreMany, sheets in requests, explained");
  requests.clear();
  const int64_t stored = std::min(departments, kStoredDepartments);
  Load(*stub, stored);
  for (int64_t i = 0; i < stored; ++i) {
    requests.push_back(MakeRequest(i));
    requests.back().set_detail(ScoreRequest::DETAIL_TOTAL);
  }
  MeasureService(suite, *stub, InMessages(requests, kOfMessage), departments, "ScoreMany, sheets of the store, totals");
  std::printf("%-46s %6lld MiB\n", "most memory that the indicator service held",
              static_cast<long long>(PeakMemoryOf(suite.pid("indicator"))));
}

}  // namespace zhengping
