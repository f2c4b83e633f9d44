#include "common/digest/sm3.h"
#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr char kQuotas[] =
    "bgt_id,dept_code,dept_name,fiscal_year,source_type_name,fund_type_code,amount,doc_date,update_time,is_deleted\n"
    "Q1,403,翠园街道办事处,2023,年初批复,111,1000,2023-01-05,20230105093000000,2\n"
    "Q2,403,翠园街道办事处,2023,追加,111,200,2023-06-01,20230601093000000,2\n";
constexpr char kPayments[] =
    "pay_cert_id,dept_code,fiscal_year,bgt_id,xpay_amt,xpay_date,update_time\n"
    "P1,403,2023,Q1,100,2023-03-01,20230301093000000\n"
    "P2,403,2023,Q1,1500,2023-04-01,20230401093000000\n";

class FileRpcs : public ServiceOnEachBackend {
 protected:
  static v1::ImportFileHead HeadOfFile() {
    v1::ImportFileHead head;
    head.set_parent("divisions/430503000");
    head.set_source("platform:430000");
    head.set_file_name("导出.csv");
    return head;
  }

  absl::Status Import(const v1::ImportFileHead& head, const std::string& bytes, v1::ImportFileResponse& response) {
    std::vector<v1::ImportFileRequest> messages(1);
    *messages[0].mutable_head() = head;
    for (size_t at = 0; at < bytes.size(); at += 100) messages.emplace_back().set_content(bytes.substr(at, 100));
    return Send(messages, response);
  }

  absl::Status Send(const std::vector<v1::ImportFileRequest>& messages, v1::ImportFileResponse& response) {
    grpc::ClientContext context;
    response.Clear();
    const auto writer = stub().ImportFile(&context, &response);
    for (const v1::ImportFileRequest& message : messages) writer->Write(message);
    writer->WritesDone();
    return FromGrpcStatus(writer->Finish(), "budget");
  }

  static std::string CountsOf(const v1::ImportFileResponse& response) {
    std::string text;
    for (const v1::OutcomeCount& count : response.outcome_counts()) {
      absl::StrAppend(&text, text.empty() ? "" : " ", v1::RecordOutcome_Name(count.outcome()).substr(15), "=",
                      count.count());
    }
    return text;
  }

  static std::vector<std::string> ErrorsOf(const v1::ImportFileResponse& response) {
    std::vector<std::string> texts;
    for (const type::Issue& issue : response.issues()) {
      if (issue.severity() != type::Issue::SEVERITY_ERROR) continue;
      texts.push_back(absl::StrCat(issue.reason(), " ", issue.row(), " ", issue.column()));
    }
    return texts;
  }

  int64_t BalanceOf(const std::string& quota) {
    v1::GetQuotaRequest request;
    request.set_name(absl::StrCat(kCuiyuan, "/quotas/2023-", quota));
    v1::Quota response;
    EXPECT_THAT(Call(&Stub::GetQuota, request, response), IsOk());
    return response.sums().balance_fen();
  }

  int64_t Revision() {
    v1::GetDepartmentYearRequest request;
    request.set_name(kCuiyuan2023);
    v1::DepartmentYear response;
    EXPECT_THAT(Call(&Stub::GetDepartmentYear, request, response), IsOk());
    return response.revision();
  }

  absl::StatusOr<std::string> Export(const std::string& table, v1::TableFormat format, const std::string& source = "") {
    v1::ExportTableRequest request;
    request.set_parent(kCuiyuan);
    request.set_fiscal_year(2023);
    request.set_table(table);
    request.set_format(format);
    request.set_source(source);
    grpc::ClientContext context;
    const auto reader = stub().ExportTable(&context, request);
    std::string bytes;
    v1::ExportTableResponse piece;
    while (reader->Read(&piece)) bytes += piece.content();
    const absl::Status status = FromGrpcStatus(reader->Finish(), "budget");
    if (!status.ok()) return status;
    return bytes;
  }

  absl::Status UpdateProfile(const v1::ImportProfile& profile, v1::ImportProfile& response) {
    v1::UpdateImportProfileRequest request;
    *request.mutable_import_profile() = profile;
    request.set_allow_missing(true);
    return Call(&Stub::UpdateImportProfile, request, response);
  }

  static v1::ImportProfile ProfileOf() {
    v1::ImportProfile profile;
    profile.set_name("divisions/430503000/importProfiles/daily");
    profile.set_table("pay_voucher_bill");
    v1::ColumnMapping& column = *profile.add_columns();
    column.set_heading("单号");
    column.set_field("pay_cert_no");
    v1::ColumnMapping& amount = *profile.add_columns();
    amount.set_heading("付了多少");
    amount.set_field("xpay_amt");
    v1::ValueMapping& value = *profile.add_values();
    value.set_field("state");
    value.set_text("付讫");
    value.set_meaning("COUNTS");
    profile.set_default_department("403");
    return profile;
  }
};

INSTANTIATE_TEST_SUITE_P(Backends, FileRpcs, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(FileRpcs, AFileCreatesItsDepartmentAndImportingItAgainChangesNothing) {
  v1::ImportFileResponse response;
  v1::ImportFileHead head = HeadOfFile();
  head.set_validate_only(true);
  ASSERT_THAT(Import(head, kQuotas, response), IsOk());
  EXPECT_EQ(CountsOf(response), "ADDED=2");
  EXPECT_EQ(response.differences_size(), 2);
  EXPECT_THAT(ErrorsOf(response), IsEmpty());
  v1::GetDepartmentRequest get;
  get.set_name(kCuiyuan);
  v1::Department department;
  EXPECT_THAT(Call(&Stub::GetDepartment, get, department), IsRefusal("DEPARTMENT_NOT_FOUND"));  // only a dry run

  head.set_content_sm3(Sm3Hex(kQuotas));
  head.set_validate_only(false);
  ASSERT_THAT(Import(head, kQuotas, response), IsOk());
  EXPECT_EQ(CountsOf(response), "ADDED=2");
  EXPECT_THAT(response.created_departments(), ElementsAre(kCuiyuan));
  ASSERT_EQ(response.watermarks_size(), 1);
  EXPECT_EQ(response.watermarks(0).table(), "BA_BGT_INFO");
  EXPECT_EQ(response.watermarks(0).update_time(), "20230601093000000");
  ASSERT_THAT(Call(&Stub::GetDepartment, get, department), IsOk());
  EXPECT_EQ(department.display_name(), "翠园街道办事处");
  EXPECT_EQ(BalanceOf("q1"), 100000);

  const int64_t revision = Revision();
  ASSERT_THAT(Import(head, kQuotas, response), IsOk());
  EXPECT_EQ(CountsOf(response), "UNCHANGED=2");
  EXPECT_EQ(response.differences_size(), 0);
  EXPECT_EQ(Revision(), revision);
}

TEST_P(FileRpcs, TheLastUpdateWinsAndADeletedRowIsTakenBack) {
  v1::ImportFileResponse response;
  ASSERT_THAT(Import(HeadOfFile(), kQuotas, response), IsOk());
  const std::string head = "bgt_id,dept_code,fiscal_year,source_type_name,amount,doc_date,update_time,is_deleted\n";
  ASSERT_THAT(Import(HeadOfFile(),
                     head + "Q1,403,2023,年初批复,900,2023-01-05,20230701093000000,2\n"
                            "Q2,403,2023,追加,200,2023-06-01,20230702093000000,1\n",
                     response),
              IsOk());
  EXPECT_EQ(CountsOf(response), "CHANGED=1 DELETED=1");
  EXPECT_EQ(BalanceOf("q1"), 90000);
  EXPECT_EQ(BalanceOf("q2"), 0);
  EXPECT_EQ(response.watermarks(0).update_time(), "20230702093000000");
  // What comes late does not count, and does not move the watermark back.
  ASSERT_THAT(Import(HeadOfFile(), head + "Q1,403,2023,年初批复,800,2023-01-05,20230601093000000,2\n", response),
              IsOk());
  EXPECT_EQ(CountsOf(response), "OUTDATED=1");
  EXPECT_EQ(BalanceOf("q1"), 90000);
  EXPECT_EQ(response.watermarks(0).update_time(), "20230702093000000");
}

TEST_P(FileRpcs, AnOverdrawnQuotaIsRecordedAndSaid) {
  v1::ImportFileResponse response;
  ASSERT_THAT(Import(HeadOfFile(), kQuotas, response), IsOk());
  ASSERT_THAT(Import(HeadOfFile(), kPayments, response), IsOk());
  EXPECT_EQ(CountsOf(response), "ADDED=2");
  EXPECT_EQ(BalanceOf("q1"), -60000);
  bool is_said = false;
  for (const type::Issue& issue : response.issues()) {
    if (issue.reason() != "QUOTA_OVERDRAWN") continue;
    is_said = true;
    EXPECT_EQ(issue.severity(), type::Issue::SEVERITY_WARNING);
    EXPECT_EQ(issue.row(), 3);
    EXPECT_EQ(issue.file(), "导出.csv");
  }
  EXPECT_TRUE(is_said);
}

TEST_P(FileRpcs, OneErrorRefusesTheWholeFile) {
  v1::ImportFileResponse response;
  v1::ImportFileHead head = HeadOfFile();
  const std::string file = absl::StrCat(kQuotas, "Q3,403,翠园街道办事处,2023,没有这种来源,111,1,2023-01-05,,2\n",
                                        "Q4,403,翠园街道办事处,2023,追加,1111111,1,2023-01-05,,2\n",
                                        "Q5,403,翠园街道办事处,2023,追加,111,2000000000000,2023-01-05,,2\n");
  EXPECT_THAT(Import(head, file, response), IsRefusal("FILE_HAS_ERRORS"));
  head.set_validate_only(true);
  ASSERT_THAT(Import(head, file, response), IsOk());
  // Faults of a cell, of the rules about codes, and of the rules about amounts, each at its row.
  EXPECT_THAT(ErrorsOf(response), ElementsAre("VALUE_UNKNOWN 4 source_type_name",
                                              "FUND_TYPE_MALFORMED 5 fund_type_code", "AMOUNT_OUT_OF_RANGE 6 amount"));
  v1::ListDepartmentsRequest list;
  list.set_parent("divisions/430503000");
  v1::ListDepartmentsResponse departments;
  ASSERT_THAT(Call(&Stub::ListDepartments, list, departments), IsOk());
  EXPECT_EQ(departments.departments_size(), 0);
}

// Judged by the rules after reading: the good records of the file must not stay.
TEST_P(FileRpcs, AFaultThatOnlyTheRulesSeeLeavesNoTrace) {
  v1::ImportFileResponse response;
  ASSERT_THAT(Import(HeadOfFile(), kQuotas, response), IsOk());
  const int64_t revision = Revision();
  const std::string file =
      "adj_sub_id,bgt_id,ori_bgt_id,dept_code,fiscal_year,add_amount,adj_date\n"
      "A1,Q1,,403,2023,10,2023-05-01\nA2,Q1,QX,403,2023,10,2023-05-01\n";
  EXPECT_THAT(Import(HeadOfFile(), file, response), IsRefusal("FILE_HAS_ERRORS"));
  EXPECT_EQ(Revision(), revision);
  EXPECT_EQ(BalanceOf("q1"), 100000);
}

TEST_P(FileRpcs, AHeadIsCheckedBeforeTheFileIsRead) {
  v1::ImportFileResponse response;
  std::vector<v1::ImportFileRequest> messages(1);
  messages[0].set_content("x");
  EXPECT_THAT(Send(messages, response), IsRefusal("IMPORT_HEAD_MISSING", "head"));
  messages.assign(2, v1::ImportFileRequest());
  *messages[0].mutable_head() = HeadOfFile();
  *messages[1].mutable_head() = HeadOfFile();
  EXPECT_THAT(Send(messages, response), IsRefusal("IMPORT_HEAD_REPEATED", "head"));
  v1::ImportFileHead head = HeadOfFile();
  head.set_source("");
  EXPECT_THAT(Import(head, kQuotas, response), IsRefusal("SOURCE_MISSING", "head.source"));
  head = HeadOfFile();
  head.set_file_name("");
  EXPECT_THAT(Import(head, kQuotas, response), IsRefusal("FIELD_MISSING", "head.file_name"));
  head = HeadOfFile();
  head.set_fiscal_year(1802);
  EXPECT_THAT(Import(head, kQuotas, response), IsRefusal("FISCAL_YEAR_OUT_OF_RANGE", "head.fiscal_year"));
  head = HeadOfFile();
  head.set_profile("divisions/430503000/importProfiles/none");
  EXPECT_THAT(Import(head, kQuotas, response), IsRefusal("IMPORT_PROFILE_NOT_FOUND"));
  head = HeadOfFile();
  head.set_content_sm3(std::string(64, '0'));
  EXPECT_THAT(Import(head, kQuotas, response), IsRefusal("CHECKSUM_DIFFERS", "head.content_sm3"));
  head = HeadOfFile();
  head.set_format(static_cast<v1::TableFormat>(99));
  EXPECT_THAT(Import(head, kQuotas, response), IsRefusal("FILE_FORMAT_UNKNOWN", "head.format"));
  head = HeadOfFile();
  EXPECT_THAT(Import(head, "", response), IsRefusal("FILE_HAS_ERRORS"));
}

// A sender that is cut off leaves nothing behind.
TEST_P(FileRpcs, ABrokenStreamStoresNothing) {
  {
    grpc::ClientContext context;
    v1::ImportFileResponse response;
    const auto writer = stub().ImportFile(&context, &response);
    v1::ImportFileRequest message;
    *message.mutable_head() = HeadOfFile();
    ASSERT_TRUE(writer->Write(message));
    message.set_content(kQuotas);  // a whole file, but not the end of the stream
    ASSERT_TRUE(writer->Write(message));
    context.TryCancel();
    EXPECT_FALSE(writer->Finish().ok());
  }
  v1::ListDepartmentsRequest list;
  list.set_parent("divisions/430503000");
  v1::ListDepartmentsResponse departments;
  ASSERT_THAT(Call(&Stub::ListDepartments, list, departments), IsOk());
  EXPECT_EQ(departments.departments_size(), 0);
}

TEST_P(FileRpcs, AProfileTellsHowToReadAndIsChangedByMask) {
  v1::ImportProfile stored;
  ASSERT_THAT(UpdateProfile(ProfileOf(), stored), IsOk());
  EXPECT_EQ(stored.table(), "PAY_VOUCHER_BILL");
  v1::ImportFileResponse response;
  ASSERT_THAT(Import(HeadOfFile(), kQuotas, response), IsOk());
  v1::ImportFileHead head = HeadOfFile();
  head.set_profile(stored.name());
  SetDate(2023, 6, 30, *head.mutable_default_date());
  ASSERT_THAT(Import(head, "状态,单号,指标编号,付了多少\n付讫,1.0,Q1,10\n", response), IsOk());
  EXPECT_EQ(CountsOf(response), "ADDED=1");
  EXPECT_EQ(response.differences(0).sent().record_id(), "pay_cert_no:1");
  EXPECT_EQ(response.differences(0).row(), 2);
  // The next day's sheet has the same payment; it keeps the day on which it was first seen.
  SetDate(2023, 7, 1, *head.mutable_default_date());
  ASSERT_THAT(Import(head, "状态,单号,指标编号,付了多少\n付讫,1.0,Q1,10\n", response), IsOk());
  EXPECT_EQ(CountsOf(response), "UNCHANGED=1");

  v1::UpdateImportProfileRequest update;
  update.mutable_import_profile()->set_name(stored.name());
  update.mutable_import_profile()->set_amount_unit_fen(1'000'000);
  update.mutable_update_mask()->add_paths("amount_unit_fen");
  update.mutable_import_profile()->set_etag("v9");
  v1::ImportProfile changed;
  EXPECT_THAT(Call(&Stub::UpdateImportProfile, update, changed), IsRefusal("ETAG_STALE", "import_profile.etag"));
  update.mutable_import_profile()->set_etag(stored.etag());
  ASSERT_THAT(Call(&Stub::UpdateImportProfile, update, changed), IsOk());
  EXPECT_EQ(changed.columns_size(), 2);
  EXPECT_EQ(changed.amount_unit_fen(), 1'000'000);
  v1::GetImportProfileRequest get;
  get.set_name(stored.name());
  v1::ImportProfile read;
  ASSERT_THAT(Call(&Stub::GetImportProfile, get, read), IsOk());
  EXPECT_EQ(read.SerializeAsString(), changed.SerializeAsString());
}

TEST_P(FileRpcs, AProfileSaysOnlyWhatItsTableCanMean) {
  struct Fault {
    std::function<void(v1::ImportProfile&)> change;
    const char* reason;
    const char* field;
  };
  const Fault faults[] = {
      {[](v1::ImportProfile& p) { p.set_table("X"); }, "TABLE_UNKNOWN", "import_profile.table"},
      {[](v1::ImportProfile& p) { p.mutable_columns(1)->set_field("amount"); }, "COLUMN_UNKNOWN",
       "import_profile.columns[1].field"},
      {[](v1::ImportProfile& p) { p.mutable_columns(0)->set_heading(""); }, "FIELD_MISSING",
       "import_profile.columns[0].heading"},
      {[](v1::ImportProfile& p) { p.mutable_values(0)->set_meaning("INITIAL"); }, "VALUE_UNKNOWN",
       "import_profile.values[0].meaning"},
      {[](v1::ImportProfile& p) { p.set_amount_unit_fen(7); }, "AMOUNT_UNIT_UNKNOWN", "import_profile.amount_unit_fen"},
      {[](v1::ImportProfile& p) {
         p.add_code_widths()->set_field("agency_code");
         p.mutable_code_widths(0)->set_characters(39);
       },
       "CODE_WIDTH_OUT_OF_RANGE", "import_profile.code_widths[0].characters"},
      {[](v1::ImportProfile& p) {
         for (int i = 0; i < 200; ++i) *p.add_columns() = p.columns(0);
       },
       "TOO_MANY_COLUMNS", "import_profile.columns"},
      {[](v1::ImportProfile& p) { p.set_default_department("——"); }, "CODE_NOT_AN_ID",
       "import_profile.default_department"},
      {[](v1::ImportProfile& p) { p.set_default_department("403-翠园"); }, "CODE_NOT_AN_ID",
       "import_profile.default_department"},
      {[](v1::ImportProfile& p) { p.set_name("divisions/430503000/profiles/x"); }, "RESOURCE_NAME_MALFORMED",
       "import_profile.name"},
  };
  for (const Fault& fault : faults) {
    SCOPED_TRACE(fault.reason);
    v1::ImportProfile profile = ProfileOf();
    fault.change(profile);
    v1::ImportProfile response;
    EXPECT_THAT(UpdateProfile(profile, response), IsRefusal(fault.reason, fault.field));
  }
}

TEST_P(FileRpcs, ProfilesAreListedPageByPage) {
  for (const char* id : {"b", "a", "c"}) {
    v1::ImportProfile profile = ProfileOf();
    profile.set_name(absl::StrCat("divisions/430503000/importProfiles/", id));
    v1::ImportProfile response;
    ASSERT_THAT(UpdateProfile(profile, response), IsOk());
  }
  v1::ListImportProfilesRequest request;
  request.set_parent("divisions/430503000");
  request.set_page_size(2);
  v1::ListImportProfilesResponse response;
  std::string ids;
  do {
    ASSERT_THAT(Call(&Stub::ListImportProfiles, request, response), IsOk());
    for (const v1::ImportProfile& profile : response.import_profiles()) ids += profile.name().back();
    request.set_page_token(response.next_page_token());
  } while (!response.next_page_token().empty());
  EXPECT_EQ(ids, "abc");
  request.set_page_size(-1);
  EXPECT_THAT(Call(&Stub::ListImportProfiles, request, response), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
}

// The whole ledger out in three tables and in again under the same source: not one revision more.
TEST_P(FileRpcs, OurOwnExportChangesNothing) {
  LoadYear();
  const int64_t revision = Revision();
  for (const v1::TableFormat format : {v1::TABLE_FORMAT_CSV, v1::TABLE_FORMAT_XLSX, v1::TABLE_FORMAT_JSON}) {
    int64_t records = 0;
    for (const char* table : {"BA_BGT_INFO", "BA_BGT_ADJSUB", "PAY_VOUCHER_BILL"}) {
      SCOPED_TRACE(absl::StrCat(table, " ", v1::TableFormat_Name(format)));
      const absl::StatusOr<std::string> bytes = Export(table, format, "case");
      ASSERT_THAT(bytes, IsOk());
      v1::ImportFileHead head = HeadOfFile();
      head.set_source("case");
      v1::ImportFileResponse response;
      ASSERT_THAT(Import(head, *bytes, response), IsOk());
      for (const v1::OutcomeCount& count : response.outcome_counts()) {
        EXPECT_EQ(count.outcome(), v1::RECORD_OUTCOME_UNCHANGED);
        records += count.count();
      }
    }
    EXPECT_GE(records, 5);  // the five records of the load, and quotas alone
  }
  EXPECT_EQ(Revision(), revision);
  // Under another source it would be the same money twice.
  v1::ImportFileResponse response;
  EXPECT_THAT(Import(HeadOfFile(), *Export("PAY_VOUCHER_BILL", v1::TABLE_FORMAT_CSV), response),
              IsRefusal("FILE_HAS_ERRORS"));
}

TEST_P(FileRpcs, AnExportOfAnotherSourceIsEmpty) {
  LoadYear();
  const absl::StatusOr<std::string> bytes = Export("PAY_VOUCHER_BILL", v1::TABLE_FORMAT_CSV, "platform:430000");
  ASSERT_THAT(bytes, IsOk());
  EXPECT_EQ(std::count(bytes->begin(), bytes->end(), '\n'), 1);
  EXPECT_THAT(Export("PAY_VOUCHER", v1::TABLE_FORMAT_CSV).status(), IsRefusal("TABLE_UNKNOWN", "table"));
  EXPECT_THAT(Export("BA_BGT_INFO", v1::TABLE_FORMAT_XLS).status(), IsRefusal("FILE_FORMAT_UNKNOWN", "format"));
  EXPECT_THAT(*Export("BA_BGT_BALANCE", v1::TABLE_FORMAT_JSON), HasSubstr("\"balance\": \"610.00\""));
}

}  // namespace
}  // namespace zhengping::budget
