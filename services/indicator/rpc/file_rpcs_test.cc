// ImportFile and ExportTable on a real server.
#include <gmock/gmock.h>

#include "common/testing/matchers.h"
#include "services/indicator/rpc/indicator_service_fixture.h"

namespace zhengping::indicator {
namespace {

using Stub = v1::IndicatorService::Stub;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kIndicators[] =
    "kpi_id,dept_code,fiscal_year,kpi_lv1,kpi_lv2,kpi_lv3,kpi_val,computesign,meterunit,weight,update_time\n"
    "k1,403,2023,产出指标,数量指标,排查栋数,585,>=,栋,50,20230531093000123\n"
    "k2,403,2023,效益指标,社会效益指标,新增就业人数,不少于48人,,,30,20230531093000123\n"
    "k3,403,2023,满意度指标,服务对象满意度指标,居民满意度,≥90%,,,10,20230531093000123\n";

class FileRpcsTest : public testing::Test {
 protected:
  v1::ImportFileHead Head() {
    v1::ImportFileHead head;
    head.set_parent("divisions/430503000");
    head.set_source("platform:430000");
    head.set_file_name("指标.csv");
    return head;
  }

  absl::StatusOr<v1::ImportFileResponse> Send(const std::vector<v1::ImportFileRequest>& messages) {
    grpc::ClientContext context;
    v1::ImportFileResponse response;
    const auto writer = fixture_.stub().ImportFile(&context, &response);
    for (const v1::ImportFileRequest& message : messages) {
      if (!writer->Write(message)) break;
    }
    writer->WritesDone();
    const grpc::Status status = writer->Finish();
    if (!status.ok()) return FromGrpcStatus(status, "indicator");
    return response;
  }
  absl::StatusOr<v1::ImportFileResponse> Import(const std::string& bytes, const v1::ImportFileHead& head) {
    std::vector<v1::ImportFileRequest> messages(3);
    *messages[0].mutable_head() = head;
    messages[1].set_content(bytes.substr(0, bytes.size() / 2));
    messages[2].set_content(bytes.substr(bytes.size() / 2));
    return Send(messages);
  }

  absl::StatusOr<std::string> Export(const v1::ExportTableRequest& request) {
    grpc::ClientContext context;
    const auto reader = fixture_.stub().ExportTable(&context, request);
    std::string bytes;
    v1::ExportTableResponse piece;
    while (reader->Read(&piece)) bytes += piece.content();
    const grpc::Status status = reader->Finish();
    if (!status.ok()) return FromGrpcStatus(status, "indicator");
    return bytes;
  }
  v1::ExportTableRequest Table(const std::string& table) {
    v1::ExportTableRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    request.set_table(table);
    return request;
  }

  static std::vector<std::string> Counts(const v1::ImportFileResponse& response) {
    std::vector<std::string> told;
    for (const v1::OutcomeCount& count : response.outcome_counts()) {
      told.push_back(v1::RecordOutcome_Name(count.outcome()).substr(15) + " " + std::to_string(count.count()));
    }
    return told;
  }

  IndicatorServiceFixture fixture_;
};

TEST_F(FileRpcsTest, AFileBecomesAPlanThatScoresAndTheSameAgainChangesNothing) {
  v1::ImportFileHead head = Head();
  head.set_framework(kSelfEvaluation);
  const v1::ImportFileResponse first = Import(kIndicators, head).value();
  EXPECT_THAT(Counts(first), ElementsAre("ADDED 3"));
  ASSERT_EQ(first.marks_size(), 1);
  EXPECT_EQ(first.marks(0).revision(), 1);
  EXPECT_EQ(first.differences(1).key().level3(), "新增就业人数");
  EXPECT_EQ(first.differences(1).row(), 3);
  const v1::ImportFileResponse again = Import(kIndicators, head).value();
  EXPECT_THAT(Counts(again), ElementsAre("UNCHANGED 3"));
  EXPECT_EQ(again.marks(0).SerializeAsString(), first.marks(0).SerializeAsString());

  head.clear_framework();
  head.set_file_name("部门整体绩效自评指标完成情况导入模板.csv");
  head.set_fiscal_year(2023);
  head.set_default_department("403");
  const v1::ImportFileResponse results =
      Import("三级指标,指标值,实际完成值\n排查栋数,585,585栋\n新增就业人数,48,46人\n居民满意度,90%,\n", head).value();
  EXPECT_THAT(Counts(results), ElementsAre("ADDED 2"));
  EXPECT_EQ(results.left_out_row_count(), 1);
  const v1::Scorecard card = fixture_.Score(SmallScoreRequest()).value();
  std::vector<std::string> told;
  for (const v1::ScoredNode& node : card.nodes()) {
    if (node.is_plan_row()) told.push_back(node.display_name() + " " + node.score());
  }
  // 50; 30 × 46 ÷ 48 = 28.75; nothing was said of the third.
  EXPECT_THAT(told, ElementsAre("排查栋数 50.00", "新增就业人数 28.75", "居民满意度 "));
}

TEST_F(FileRpcsTest, ADryRunListsWhatIsWrongAndAnImportRefusesIt) {
  const std::string wrong = std::string(kIndicators) + "k4,403,2023,产出指标,质量指标,转移人数,100户,>=,人,x,\n";
  v1::ImportFileHead head = Head();
  EXPECT_THAT(Import(wrong, head), IsRefusal("FILE_HAS_ERRORS", "content"));
  head.set_validate_only(true);
  const v1::ImportFileResponse response = Import(wrong, head).value();
  std::vector<std::string> told;
  for (const type::Issue& issue : response.issues()) {
    if (issue.severity() != type::Issue::SEVERITY_ERROR) continue;
    told.push_back(issue.file() + " " + std::to_string(issue.row()) + " " + issue.column() + " " + issue.reason());
  }
  EXPECT_THAT(told, ElementsAre("指标.csv 5 kpi_val UNIT_DISAGREES", "指标.csv 5 weight NUMBER_MALFORMED"));
  EXPECT_THAT(Counts(response), ElementsAre("ADDED 3"));
  v1::GetPlanRequest get;
  get.set_name("divisions/430503000/departments/403/plans/2023");
  EXPECT_THAT(fixture_.Call(&Stub::GetPlan, get), IsRefusal("PLAN_NOT_FOUND", "name"));
}

TEST_F(FileRpcsTest, AnErrorOfThePlanHasThePlaceOfItsRow) {
  v1::ImportFileHead head = Head();
  head.set_framework(kSelfEvaluation);
  head.set_validate_only(true);
  const v1::ImportFileResponse response =
      Import("kpi_lv1,kpi_lv2,kpi_lv3,kpi_val,dept_code,fiscal_year\n没有这一级,数量指标,排查栋数,≥585栋,403,2023\n",
             head)
          .value();
  ASSERT_GT(response.issues_size(), 0);
  EXPECT_EQ(response.issues(0).reason(), "PLAN_ROW_WITHOUT_SLOT");
  EXPECT_EQ(response.issues(0).file(), "指标.csv");
  EXPECT_EQ(response.issues(0).row(), 2);
}

TEST_F(FileRpcsTest, WhatIsExportedReadsBackUnchanged) {
  v1::LoadDepartmentYearRequest load = SmallLoadRequest();
  load.add_goals()->set_target("平安翠园");
  ASSERT_THAT(fixture_.Load(load), IsOk());
  v1::ImportFileHead head = Head();
  head.set_source("case");
  for (const char* table :
       {"BGT_PERF_INDICATOR", "BGT_PERF_GOAL_INFO", "PERF_T_SELFPERFINDEX", "PERF_T_SELFPERFDESC"}) {
    for (const v1::TableFormat format : {v1::TABLE_FORMAT_CSV, v1::TABLE_FORMAT_XLSX, v1::TABLE_FORMAT_JSON}) {
      SCOPED_TRACE(table);
      v1::ExportTableRequest request = Table(table);
      request.set_format(format);
      const v1::ImportFileResponse response = Import(Export(request).value(), head).value();
      EXPECT_THAT(Counts(response), ElementsAre(testing::StartsWith("UNCHANGED")));
      EXPECT_EQ(response.marks(0).revision(), 1);
    }
  }
}

TEST_F(FileRpcsTest, ASelfEvaluationIsExportedWithItsPoints) {
  ASSERT_THAT(fixture_.Load(SmallLoadRequest()), IsOk());
  v1::ExportTableRequest request = Table("PERF_T_SELFPERFINDEX");
  EXPECT_THAT(Export(request).value(), testing::Not(HasSubstr("28.75")));
  request.set_framework(kSelfEvaluation);
  *request.mutable_facts() = SmallScoreRequest().facts();
  EXPECT_THAT(Export(request).value(), HasSubstr("28.75"));  // 30 × 46 ÷ 48
  request.set_framework("frameworks/nowhere");
  EXPECT_THAT(Export(request), IsRefusal("FRAMEWORK_NOT_FOUND", "framework"));
}

TEST_F(FileRpcsTest, EachReason) {
  std::vector<v1::ImportFileRequest> headless(1);
  headless[0].set_content(kIndicators);
  EXPECT_THAT(Send(headless), IsRefusal("IMPORT_HEAD_MISSING", "head"));
  std::vector<v1::ImportFileRequest> twice(2);
  *twice[0].mutable_head() = Head();
  *twice[1].mutable_head() = Head();
  EXPECT_THAT(Send(twice), IsRefusal("IMPORT_HEAD_REPEATED", "head"));
  const auto refused = [this](const std::function<void(v1::ImportFileHead&)>& change) {
    v1::ImportFileHead head = Head();
    change(head);
    return Import(kIndicators, head);
  };
  EXPECT_THAT(refused([](auto& head) { head.set_parent("x"); }), IsRefusal("RESOURCE_NAME_MALFORMED", "head.parent"));
  EXPECT_THAT(refused([](auto& head) { head.clear_source(); }), IsRefusal("FIELD_MISSING", "head.source"));
  EXPECT_THAT(refused([](auto& head) { head.set_file_name(std::string(601, 'x')); }),
              IsRefusal("TEXT_TOO_LONG", "head.file_name"));
  EXPECT_THAT(refused([](auto& head) { head.set_table("BA_BGT_INFO"); }), IsRefusal("TABLE_UNKNOWN", "head.table"));
  EXPECT_THAT(refused([](auto& head) { head.set_fiscal_year(1999); }),
              IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "head.fiscal_year"));
  EXPECT_THAT(refused([](auto& head) { head.set_framework("frameworks/nowhere"); }),
              IsRefusal("FRAMEWORK_NOT_FOUND", "head.framework"));
  EXPECT_THAT(refused([](auto& head) { head.set_content_sm3(std::string(64, '0')); }),
              IsRefusal("CHECKSUM_DIFFERS", "head.content_sm3"));
  EXPECT_THAT(Export(Table("BA_BGT_INFO")), IsRefusal("TABLE_UNKNOWN", "table"));
  v1::ExportTableRequest request = Table("BGT_PERF_INDICATOR");
  request.set_revision(7);
  EXPECT_THAT(Export(request), IsRefusal("REVISION_NOT_FOUND", "revision"));
  request = Table("BGT_PERF_INDICATOR");
  request.set_fiscal_year(1999);
  EXPECT_THAT(Export(request), IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "fiscal_year"));
  request = Table("BGT_PERF_INDICATOR");
  request.set_format(static_cast<v1::TableFormat>(9));
  EXPECT_THAT(Export(request), IsRefusal("FILE_FORMAT_UNKNOWN", "format"));
}

}  // namespace
}  // namespace zhengping::indicator
