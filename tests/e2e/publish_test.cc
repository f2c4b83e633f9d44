// Goal: an evaluation is filed, adjusted, accepted, signed and published through three processes; its file proves
// itself with no service left, and no change of it goes unseen.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/stat.h>

#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "common/signature/signature.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using reporting::v1::Evaluation;
using testing::HasSubstr;
using testing::Not;

constexpr char kHead[] = "张三:department_head";
constexpr char kReviewer[] = "李四:finance_reviewer";

// The path of the first row of the plan that has points.
std::string SomeLeaf(const Evaluation& evaluation) {
  for (const indicator::v1::ScoredNode& node : evaluation.content().scorecard().nodes()) {
    if (node.is_plan_row() && node.weight() != "0") return node.path();
  }
  return "";
}

class Publish : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(RunCli({"keygen", "-o", key_}).status, 0);
    ASSERT_EQ(RunCli({"keygen", "-o", other_key_}).status, 0);
    suite_.StartService("budget");
    suite_.StartService("indicator");
    suite_.StartService("reporting", {"--signing-key", key_, "--signer-name", "大祥区财政局"});
    suite_.Load(CasePath("cuiyuan-2023"));
  }

  // Evaluated, filed, adjusted and accepted.
  Evaluation Reviewed() {
    const Evaluation evaluation = suite_.Evaluate({kDepartment, "--year", "2023"});
    Step({"submit", evaluation.name(), "--as", kHead});
    Step({"adjust", evaluation.name(), SomeLeaf(evaluation), "0", "--reason", "佐证不足", "--as", kReviewer});
    Step({"review", evaluation.name(), "--as", kReviewer});
    return evaluation;
  }
  void Step(const std::vector<std::string>& arguments) {
    const Finished finished = suite_.Cli(arguments);
    EXPECT_EQ(finished.status, 0) << arguments[0] << finished.err;
  }
  std::string Path(const char* name) const { return absl::StrCat(folder_.path(), "/", name); }
  // Verified where no service can be reached.
  Finished Verify(const std::string& bytes, const std::vector<std::string>& more = {}) {
    std::vector<std::string> arguments = {"verify", folder_.Write("given.json", bytes), "--reporting", "127.0.0.1:1"};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunCli(arguments);
  }

  const TempFolder folder_;
  const std::string key_ = absl::StrCat(folder_.path(), "/key.pem");
  const std::string other_key_ = absl::StrCat(folder_.path(), "/other.pem");
  Suite suite_;
};

TEST_F(Publish, ThePublishedFileProvesItselfAndNoChangeGoesUnseen) {
  const Evaluation evaluation = Reviewed();
  Step({"publish", evaluation.name(), "--as", kReviewer});
  Step({"render", evaluation.name(), "--format", "json", "-o", Path("published.json")});
  Step({"render", evaluation.name(), "--format", "docx", "-o", Path("published.docx")});
  const std::string file = ReadFile(Path("published.json"));
  suite_.Stop();

  const Finished intact = Verify(file, {"--key", key_ + ".pub"});
  EXPECT_EQ(intact.status, 0) << intact.err << intact.out;
  EXPECT_THAT(intact.out, HasSubstr("大祥区财政局"));
  EXPECT_THAT(intact.out, HasSubstr("SM2-SM3"));
  EXPECT_THAT(intact.out, HasSubstr(evaluation.name()));
  EXPECT_THAT(intact.out, HasSubstr("李四"));
  EXPECT_THAT(intact.out, HasSubstr("与给出的公钥一致"));
  EXPECT_THAT(intact.out, HasSubstr("复核调整后；系统计算 89.95"));
  EXPECT_THAT(intact.out, HasSubstr("文件完整"));
  EXPECT_THAT(Verify(file).out, HasSubstr("未核对"));
  EXPECT_EQ(Verify(file, {"--key", other_key_ + ".pub"}).status, 3);

  const auto json = nlohmann::json::parse(file);
  struct Case {
    const char* pointer;
    const char* told;
  };
  const Case cases[] = {
      {"/content/scorecard/total/score", "content/scorecard/total/score"},
      {"/content/facts/0/name", "content/facts/"},
      {"/content/narrative", "content/narrative"},
      {"/envelope/adjusted_total", "envelope/adjusted_total"},
      {"/envelope/adjustments/0/score", "envelope/adjustments/"},
      {"/envelope/publish_time", "envelope/publish_time"},
      {"/figures/0/text", "figures/"},
      {"/signature/signer", "签名无效"},
  };
  for (const Case& c : cases) {
    auto changed = json;
    changed.at(nlohmann::json::json_pointer(c.pointer)) = "99";
    const Finished refused = Verify(changed.dump());
    EXPECT_EQ(refused.status, 3) << c.pointer;
    EXPECT_THAT(refused.out, HasSubstr(c.told));
    EXPECT_THAT(refused.out, Not(HasSubstr("文件完整")));
  }
  EXPECT_EQ(Verify(file.substr(0, file.size() / 2)).status, 3);
  EXPECT_EQ(Verify(json.dump(2)).status, 3) << "the same values, written by another program";
  EXPECT_THAT(Verify(ReadFile(Path("published.docx"))).err, HasSubstr("FILE_NOT_VERIFIABLE"));
  EXPECT_THAT(Verify(std::string(100 << 20, ' ')).err, HasSubstr("FILE_TOO_LARGE"));
  EXPECT_EQ(RunCli({"verify", Path("absent.json")}).status, 5);
}

TEST_F(Publish, ASignatureIsForEver) {
  const Evaluation evaluation = Reviewed();
  Step({"publish", evaluation.name(), "--as", kReviewer});
  Step({"render", evaluation.name(), "--format", "json", "-o", Path("first.json")});
  EXPECT_EQ(suite_.Cli({"publish", evaluation.name(), "--as", kReviewer}).status, 6) << "published is published";
  suite_.StopService("reporting");
  suite_.StartService("reporting");
  EXPECT_EQ(suite_.CliOnceReached({"render", evaluation.name(), "--format", "json", "-o", Path("second.json")}).status,
            0);
  EXPECT_EQ(ReadFile(Path("first.json")), ReadFile(Path("second.json")));

  const auto stub = reporting::v1::ReportingService::NewStub(suite_.Channel("reporting"));
  reporting::v1::GetEvaluationRequest request;
  request.set_name(evaluation.name());
  Evaluation read;
  grpc::ClientContext context;
  ASSERT_TRUE(stub->GetEvaluation(&context, request, &read).ok());
  EXPECT_EQ(read.state(), Evaluation::STATE_PUBLISHED);
  EXPECT_EQ(read.signature().signer(), "大祥区财政局");
  const PublicKey key = PublicKey::FromPem(ReadFile(key_ + ".pub")).value();
  EXPECT_EQ(read.signature().key_id(), key.id());
  EXPECT_TRUE(key.Verify(read.signature().statement(), read.signature().value()).ok());
  EXPECT_FALSE(key.Verify(read.signature().statement() + " ", read.signature().value()).ok());
  EXPECT_GT(read.signature().signing_time().seconds(), 0);
}

TEST_F(Publish, ATotalChangedInTheDatabaseIsNeverShown) {
  const Evaluation evaluation = Reviewed();
  Step({"publish", evaluation.name(), "--as", kReviewer});
  suite_.StopService("reporting");
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open(suite_.DatabasePath("reporting").c_str(), &database), SQLITE_OK);
  ASSERT_EQ(sqlite3_exec(database, "UPDATE evaluations SET adjusted_score = '100/1'", nullptr, nullptr, nullptr),
            SQLITE_OK);
  ASSERT_EQ(sqlite3_changes(database), 1);
  ASSERT_EQ(sqlite3_close(database), SQLITE_OK);
  suite_.StartService("reporting");
  const Finished refused =
      suite_.CliOnceReached({"render", evaluation.name(), "--format", "json", "-o", Path("changed.json")});
  EXPECT_EQ(refused.status, 1) << refused.err;
}

TEST_F(Publish, WithoutAKeyNothingIsPublished) {
  const Evaluation evaluation = Reviewed();
  suite_.StopService("reporting");
  suite_.StartService("reporting");
  const Finished refused = suite_.CliOnceReached({"publish", evaluation.name(), "--as", kReviewer});
  EXPECT_EQ(refused.status, 6);
  EXPECT_THAT(refused.err, HasSubstr("SIGNING_KEY_MISSING"));
  EXPECT_EQ(suite_.Cli({"render", evaluation.name(), "--format", "json", "-o", Path("draft.json")}).status, 0);
  const Finished unsigned_file = Verify(ReadFile(Path("draft.json")));
  EXPECT_EQ(unsigned_file.status, 3);
  EXPECT_THAT(unsigned_file.err, HasSubstr("FILE_NOT_PUBLISHED"));
}

TEST(PublishOffline, NothingIsSignedOrPublished) {
  const TempFolder folder;
  const auto run = [&folder](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--offline", "--data", absl::StrCat(folder.path(), "/data")});
    return RunCli(arguments);
  };
  ASSERT_EQ(run({"load", CasePath("cuiyuan-2023")}).status, 0);
  ASSERT_EQ(run({"evaluate", kDepartment, "--year", "2023"}).status, 0);
  ASSERT_EQ(run({"submit", kDepartment, "--as", kHead}).status, 0);
  ASSERT_EQ(run({"review", kDepartment, "--as", kReviewer}).status, 0);
  const Finished refused = run({"publish", kDepartment, "--as", kReviewer});
  EXPECT_EQ(refused.status, 6);
  EXPECT_THAT(refused.err, HasSubstr("SIGNING_KEY_MISSING"));
}

TEST(Keygen, AKeyIsItsOwnersAloneAndNeverWrittenOver) {
  const TempFolder folder;
  const std::string path = absl::StrCat(folder.path(), "/key.pem");
  const Finished made = RunCli({"keygen", "-o", path});
  EXPECT_EQ(made.status, 0) << made.err;
  struct stat found = {};
  ASSERT_EQ(stat(path.c_str(), &found), 0);
  EXPECT_EQ(found.st_mode & 07777, 0600u);
  EXPECT_THAT(made.out, HasSubstr(PublicKey::FromPem(ReadFile(path + ".pub")).value().id()));
  EXPECT_THAT(made.out, Not(HasSubstr("PRIVATE KEY")));
  const Finished again = RunCli({"keygen", "-o", path});
  EXPECT_EQ(again.status, 6);
  EXPECT_THAT(again.err, HasSubstr("SIGNING_KEY_EXISTS"));
}

}  // namespace
}  // namespace zhengping
