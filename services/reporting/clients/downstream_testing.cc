#include "services/reporting/clients/downstream_testing.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/server/answer.h"
#include "common/status/refusal.h"

namespace zhengping::reporting {
namespace {

constexpr int64_t kRevision = 17;
constexpr int kEntries = 3;

// Final budget 2,030,120.00, paid 1,802,600.00: 88.79 %.
constexpr int64_t kFinalBudgetFen = 203012000;
constexpr int64_t kPaymentsFen = 180260000;

type::EntrySelector Payments() {
  type::EntrySelector selector;
  selector.set_department(kTestDepartment);
  selector.set_fiscal_year(2023);
  selector.set_revision(kRevision);
  type::EntryCondition& condition = *selector.add_conditions();
  condition.set_field("entry_kind");
  condition.add_values("PAYMENT");
  condition.add_values("REFUND");
  selector.set_entry_count(3);
  selector.set_sum_fen(kPaymentsFen);
  return selector;
}

void AddMoney(budget::v1::AnalyzeYearResponse& answer, const std::string& name, const std::string& display_name,
              int64_t fen) {
  type::Fact& fact = *answer.add_facts();
  fact.set_name(name);
  fact.set_display_name(display_name);
  fact.set_state(type::FACT_STATE_DERIVED);
  fact.mutable_value()->set_amount_fen(fen);
  fact.set_unit("fen");
}

void AddFinding(budget::v1::AnalyzeYearResponse& answer) {
  budget::v1::Finding& finding = *answer.add_findings();
  finding.set_kind("release_timing");
  finding.set_display_name("专项资金下达时间不明确");
  finding.set_is_applicable(true);
  finding.set_severity(budget::v1::FINDING_SEVERITY_SERIOUS);
  finding.set_summary("2项专项资金中1项晚下达。");
  budget::v1::FindingFigure& share = *finding.add_figures();
  share.set_name("untimely_share");
  share.set_display_name("未及时下达比例");
  share.set_definition("（未定+晚下达）÷ 批复合计");
  share.set_state(type::FACT_STATE_DERIVED);
  share.mutable_value()->mutable_rational()->set_numerator("1");
  share.mutable_value()->mutable_rational()->set_denominator("3");
  share.set_unit("percent");
  *share.add_entries() = Payments();
  *share.add_entries() = Payments();
  budget::v1::FindingFigure& days = *finding.add_figures();
  days.set_name("late_days");
  days.set_display_name("平均晚下达天数");
  days.set_state(type::FACT_STATE_MISSING);
  days.set_why_missing("没有应下达日期");
  budget::v1::FindingThresholds& thresholds = *finding.mutable_thresholds();
  thresholds.set_figure("untimely_share");
  for (type::Rational* threshold :
       {thresholds.mutable_noted(), thresholds.mutable_serious(), thresholds.mutable_grave()}) {
    threshold->set_numerator("1");
    threshold->set_denominator("4");
  }
  thresholds.set_source("本系统默认值，无文件依据");
  budget::v1::FindingDetail& detail = *finding.add_details();
  detail.set_display_name("老旧小区改造专项");
  detail.set_text("晚204天");
  detail.set_amount_fen(5000000);
  *detail.mutable_entries() = Payments();
  finding.set_detail_count(1);
  finding.mutable_recommendation()->set_title("明确专项资金下达时间");
  finding.mutable_recommendation()->set_text("按预算法第五十二条的时限下达。");
  budget::v1::SimulatedEffect& effect = *finding.mutable_recommendation()->mutable_effect();
  effect.set_assumption("专项资金均按期下达");
  budget::v1::SimulatedFigure& late = *effect.add_figures();
  late.set_name("finding:release_timing.late_days");
  late.mutable_after()->set_count(0);
  budget::v1::FindingDetail& change = *effect.add_changes();
  change.set_display_name("老旧小区改造专项");
  change.set_text("改为2023年3月1日下达");
  change.set_amount_fen(5000000);
  effect.set_change_count(1);
}

void AddMark(const char* service, int fiscal_year, int64_t revision, type::DepartmentYearMark& mark) {
  mark.set_service(service);
  mark.set_department(kTestDepartment);
  mark.set_fiscal_year(fiscal_year);
  mark.set_revision(revision);
  mark.set_digest(revision == 0 ? "" : absl::StrCat("d", fiscal_year, "r", revision));
}

// In no sorted order, so that a test sees the sorting.
void AnswerWell(budget::v1::AnalyzeYearResponse& answer) {
  answer.mutable_department()->set_name(kTestDepartment);
  answer.mutable_department()->set_display_name("翠园街道办事处");
  AddMoney(answer, "payments", "全年执行数", kPaymentsFen);
  *answer.mutable_facts(0)->mutable_provenance() = Payments();
  AddMoney(answer, "final_budget", "全年预算数", kFinalBudgetFen);
  type::Fact& missing = *answer.add_facts();
  missing.set_name("initial_budget");
  missing.set_display_name("年初预算数");
  missing.set_state(type::FACT_STATE_MISSING);
  type::Fact& figure = *answer.add_facts();
  figure.set_name("finding:release_timing.untimely_share");
  figure.set_state(type::FACT_STATE_DERIVED);
  figure.mutable_value()->mutable_rational()->set_numerator("1");
  figure.mutable_value()->mutable_rational()->set_denominator("3");
  AddFinding(answer);
  budget::v1::SpecialFund& fund = *answer.add_special_funds();
  fund.set_name(absl::StrCat(kTestDepartment, "/specialFunds/2023-zx01"));
  fund.set_fiscal_year(2023);
  fund.set_display_name("老旧小区改造专项");
  fund.set_amount_fen(5000000);
  AddMark("budget", 2023, kRevision, *answer.add_marks());
  AddMark("budget", 2022, 4, *answer.add_marks());
  AddMark("budget", 2021, 0, *answer.add_marks());
  answer.set_settings_hash("5e77");
}

indicator::v1::ScoredNode& AddNode(indicator::v1::Scorecard& answer, const std::string& path, int depth,
                                   const std::string& weight, const std::string& score) {
  indicator::v1::ScoredNode& node = *answer.add_nodes();
  node.set_kind(indicator::v1::ScoredNode::KIND_GROUP);
  node.set_path(path);
  node.set_display_name(path.substr(path.rfind('/') + 1));
  node.set_depth(depth);
  node.set_weight(weight);
  node.set_score(score);
  node.set_low(score);
  node.set_high(score);
  node.set_scored_weight(weight);
  node.set_is_verified(true);
  return node;
}

indicator::v1::ScoredNode& AddLeaf(indicator::v1::Scorecard& answer, const std::string& path, const std::string& weight,
                                   const std::string& score) {
  indicator::v1::ScoredNode& leaf = AddNode(answer, path, 1, weight, score);
  leaf.set_kind(indicator::v1::ScoredNode::KIND_LEAF);
  leaf.set_state(indicator::v1::ScoredNode::STATE_SCORED);
  leaf.mutable_explanation()->set_rule_kind("proportional");
  leaf.mutable_explanation()->set_step("proportion");
  leaf.mutable_explanation()->set_text(absl::StrCat("得", score, "分"));
  return leaf;
}

// 10 × 180260000 ÷ 203012000 = 8.879… of 10 points, and 9 of 10 for an observation.
void AnswerWell(const indicator::v1::ScoreRequest& request, indicator::v1::Scorecard& answer) {
  answer.set_framework(request.has_own_framework() ? request.own_framework().name() : request.framework());
  answer.set_framework_display_name("部门整体支出绩效自评表");
  answer.set_framework_hash("f0a3");
  answer.mutable_as_of()->set_year(2023);
  answer.mutable_as_of()->set_month(12);
  answer.mutable_as_of()->set_day(31);
  if (request.has_as_of()) *answer.mutable_as_of() = request.as_of();
  AddNode(answer, "预算执行", 0, "10", "8.88");
  indicator::v1::ScoredNode& execution = AddLeaf(answer, "预算执行/预算执行率", "10", "8.88");
  for (const char* name : {"payments", "final_budget"}) {
    indicator::v1::Operand& operand = *execution.mutable_explanation()->add_operands();
    operand.set_name(name);
    operand.set_origin(indicator::v1::Operand::ORIGIN_FACT);
    operand.mutable_value()->set_numerator(
        absl::StrCat(name == std::string("payments") ? kPaymentsFen : kFinalBudgetFen));
    operand.mutable_value()->set_denominator("1");
    operand.set_unit("fen");
  }
  AddNode(answer, "产出指标", 0, "10", "9");
  indicator::v1::ScoredNode& jobs = AddLeaf(answer, "产出指标/新增就业人数", "10", "9");
  jobs.set_is_plan_row(true);
  jobs.mutable_key()->set_level1("产出指标");
  jobs.mutable_key()->set_level3("新增就业人数");
  indicator::v1::Total& total = *answer.mutable_total();
  total.set_score("17.88");
  total.set_full_mark("20");
  total.set_scored_weight("20");
  for (auto* points : {total.mutable_needs_judgement_weight(), total.mutable_unassessable_weight(),
                       total.mutable_not_applicable_weight()}) {
    *points = "0";
  }
  total.set_low("17.88");
  total.set_high("17.88");
  indicator::v1::Observation& observation = *answer.add_observations();
  observation.mutable_key()->set_level1("产出指标");
  observation.mutable_key()->set_level3("新增就业人数");
  observation.set_state(indicator::v1::Observation::STATE_REPORTED);
  observation.mutable_value()->set_numerator("1012");
  observation.mutable_value()->set_denominator("1");
  observation.set_text("1012人");
  observation.set_unit("人");
  indicator::v1::CheckResult& check = *answer.add_checks();
  check.set_display_name("就业人数合计");
  check.set_expression("1012 = 1012");
  check.set_state(indicator::v1::CheckResult::STATE_HOLDS);
  check.set_text("相符");
  AddMark("indicator", 2023, 3, *answer.add_marks());
}

// Counts the call, waits when told to, and refuses when told to.
absl::Status Begin(Behavior& behavior) {
  ++behavior.calls;
  if (behavior.holds_back) behavior.gate.Pass();
  return behavior.refusal;
}

}  // namespace

Subject TestSubject() { return {.department = {"430503000", "403"}, .fiscal_year = 2023}; }

grpc::ServerUnaryReactor* FakeBudget::AnalyzeYear(grpc::CallbackServerContext* context,
                                                  const budget::v1::AnalyzeYearRequest* request,
                                                  budget::v1::AnalyzeYearResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext& call) -> absl::Status {
    {
      const std::lock_guard<std::mutex> lock(asked_mutex_);
      asked = *request;
      trace_id = call.trace.trace_id;
    }
    if (absl::Status refused = Begin(behavior); !refused.ok()) return refused;
    AnswerWell(*response);
    if (spoil) spoil(*response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* FakeBudget::ListFactEntries(grpc::CallbackServerContext* context,
                                                      const budget::v1::ListFactEntriesRequest* request,
                                                      budget::v1::ListFactEntriesResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    entries_asked = *request;
    if (absl::Status refused = Begin(behavior); !refused.ok()) return refused;
    int next = 0;
    if (!request->page_token().empty() && !absl::SimpleAtoi(absl::StripPrefix(request->page_token(), "from "), &next)) {
      return Invalid({"PAGE_TOKEN_MALFORMED", "page_token"}, "none of budget's");
    }
    const int page_size = ignores_page_size ? kEntries : request->page_size();
    for (int i = 0; i < page_size && next < kEntries; ++i, ++next) {
      budget::v1::FactEntry& entry = *response->add_fact_entries();
      entry.set_transaction(absl::StrCat(kTestDepartment, "/transactions/2023-", next + 1));
      entry.set_revision(next + 1);
      entry.set_signed_amount_fen(100 + next);
      if (spoil_entry) spoil_entry(entry);
    }
    if (next < kEntries) response->set_next_page_token(absl::StrCat("from ", next));
    return absl::OkStatus();
  });
}

grpc::ServerReadReactor<budget::v1::LoadDepartmentYearRequest>* FakeBudget::LoadDepartmentYear(
    grpc::CallbackServerContext* context, budget::v1::LoadDepartmentYearResponse* response) {
  using Message = budget::v1::LoadDepartmentYearRequest;
  return server::AnswerStream<Message>(
      context, [=, this](const server::CallContext&, std::vector<Message>& messages, const server::Done& done) {
        const budget::v1::LoadHead& head = messages.front().head();
        AddMark("budget", head.fiscal_year(), kRevision, *response->mutable_mark());
        done(head.validate_only() ? absl::OkStatus() : refusal_of_writing);
      });
}

grpc::ServerUnaryReactor* FakeIndicator::Score(grpc::CallbackServerContext* context,
                                               const indicator::v1::ScoreRequest* request,
                                               indicator::v1::Scorecard* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    {
      const std::lock_guard<std::mutex> lock(asked_mutex_);
      asked = *request;
    }
    if (absl::Status refused = Begin(behavior); !refused.ok()) return refused;
    AnswerWell(*request, *response);
    if (spoil) spoil(*response);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* FakeBudget::GetDepartmentYear(grpc::CallbackServerContext* context,
                                                        const budget::v1::GetDepartmentYearRequest* request,
                                                        budget::v1::DepartmentYear* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    if (absl::Status refused = Begin(heads); !refused.ok()) return refused;
    budget::v1::AnalyzeYearResponse read;
    AnswerWell(read);
    response->set_name(request->name());
    for (const type::DepartmentYearMark& mark : read.marks()) {
      if (request->name() != absl::StrCat(mark.department(), "/years/", mark.fiscal_year())) continue;
      response->set_revision(mark.revision() + moved);
      response->set_digest(moved == 0 ? mark.digest() : std::string(64, 'd'));
    }
    return absl::OkStatus();
  });
}

grpc::ServerWriteReactor<budget::v1::WatchChangesResponse>* FakeBudget::WatchChanges(
    grpc::CallbackServerContext* context, const budget::v1::WatchChangesRequest* request) {
  using Piece = budget::v1::WatchChangesResponse;
  return server::AnswerChunks<Piece>(
      workers_, context, *request, [=, this](const server::CallContext&) -> absl::StatusOr<std::vector<Piece>> {
        if (!refuses_position.empty() && request->position() == refuses_position) {
          return NotNow({"POSITION_OF_OTHER_STORE", "position"}, "a position of this database");
        }
        if (absl::Status refused = Begin(feed_behavior); !refused.ok()) return refused;
        absl::StatusOr<std::vector<Piece>> pieces = std::vector<Piece>();
        if (feed) pieces = feed(*request);
        if (!pieces.ok()) return pieces;
        const std::string last = pieces->empty() ? absl::StrCat(request->position(), "+") : pieces->back().position();
        pieces->emplace_back().set_position(last);
        return pieces;
      });
}

grpc::ServerUnaryReactor* FakeIndicator::ListObservations(grpc::CallbackServerContext* context,
                                                          const indicator::v1::ListObservationsRequest* request,
                                                          indicator::v1::ListObservationsResponse* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    if (absl::Status refused = Begin(heads); !refused.ok()) return refused;
    response->set_revision(3 + moved);
    return absl::OkStatus();
  });
}

grpc::ServerUnaryReactor* FakeIndicator::GetFramework(grpc::CallbackServerContext* context,
                                                      const indicator::v1::GetFrameworkRequest* request,
                                                      indicator::v1::Framework* response) {
  return server::AnswerOn(workers_, context, *request, [=, this](const server::CallContext&) -> absl::Status {
    if (absl::Status refused = Begin(heads); !refused.ok()) return refused;
    response->set_name(request->name());
    response->set_content_hash(framework_hash);
    indicator::v1::Grade& best = *response->add_grades();
    best.set_display_name("优");
    best.mutable_interval()->set_low("18");
    indicator::v1::Grade& second = *response->add_grades();
    second.set_display_name("良");
    second.mutable_interval()->set_high("18");
    return absl::OkStatus();
  });
}

}  // namespace zhengping::reporting
