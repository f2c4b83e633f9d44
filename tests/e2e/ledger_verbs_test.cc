// Goal: the command line's verbs about a ledger give the figures that were counted by hand from the demo's case
// (tests/data/cuiyuan-2023/expected.json), in both forms, and their exit statuses tell what scripts must know.
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "common/money/money.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using nlohmann::json;

json ExpectedYear() { return json::parse(ReadFile(absl::StrCat(CasePath("cuiyuan-2023"), "/expected.json")))["2023"]; }

// The protos' JSON has 64-bit numbers as strings and leaves zeros out.
int64_t Number(const json& object, const char* name) {
  int64_t number = 0;
  if (!object.contains(name)) return 0;
  EXPECT_TRUE(absl::SimpleAtoi(object[name].get<std::string>(), &number)) << name;
  return number;
}

// One folder for all tests, which only read.
class LedgerVerbs : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = new TempFolder;
    const Finished loaded = Run({"load", CasePath("cuiyuan-2023")});
    ASSERT_EQ(loaded.status, 0) << loaded.err;
  }
  static void TearDownTestSuite() {
    delete folder_;
    folder_ = nullptr;
  }

  static Finished Run(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), {"--offline", "--data", folder_->path(), "--division", "430503000"});
    return RunCli(arguments);
  }

  // What a verb about 403 in 2023 prints with -o json.
  static json Json(const std::string& verb, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {verb, "403"};
    if (verb != "projects") arguments.insert(arguments.end(), {"--year", "2023"});
    arguments.insert(arguments.end(), more.begin(), more.end());
    arguments.insert(arguments.end(), {"-o", "json"});
    const Finished finished = Run(arguments);
    EXPECT_EQ(finished.status, 0) << verb << ": " << finished.err;
    return json::parse(finished.out, nullptr, /*allow_exceptions=*/false);
  }

  static TempFolder* folder_;
};
TempFolder* LedgerVerbs::folder_ = nullptr;

TEST_F(LedgerVerbs, FactsAreTheCountedOnes) {
  const json expected = ExpectedYear();
  const json facts = Json("facts", {"--name", "final_budget,payments,balance,quotas"});
  ASSERT_EQ(facts["facts"].size(), 4u);
  for (const json& fact : facts["facts"]) {
    const std::string name = fact["name"];
    const bool is_count = name == "quotas";
    EXPECT_EQ(Number(fact["value"], is_count ? "count" : "amountFen"),
              expected[is_count ? name : name + "_fen"].get<int64_t>())
        << name;
  }
  const Finished table = Run({"facts", "邵阳市大祥区翠园街道办事处", "--year", "2023"});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_TRUE(absl::StrContains(
      table.out, absl::StrCat(FormatYuan(Money::Fen(expected["final_budget_fen"].get<int64_t>())), "元")))
      << table.out;
}

TEST_F(LedgerVerbs, BalancesAddUpToTheYear) {
  const json expected = ExpectedYear();
  const json groups = Json("balances", {"--by", "outlay,function-class,fund-type"});
  int64_t budget = 0, paid = 0, basic = 0;
  for (const json& group : groups["groups"]) {
    budget += Number(group["sums"], "finalBudgetFen");
    paid += Number(group["sums"], "paymentsFen");
    if (group["keys"][0] == "basic") basic += Number(group["sums"], "finalBudgetFen");
  }
  EXPECT_EQ(budget, expected["final_budget_fen"].get<int64_t>());
  EXPECT_EQ(paid, expected["payments_fen"].get<int64_t>());
  EXPECT_EQ(basic, expected["final_budget_basic_fen"].get<int64_t>());
  // As of the end of March, and of one kind of outlay.
  int64_t first_quarter = 0;
  const json quarter = Json("balances", {"--by", "quota", "--as-of", "2023-03-31"});
  for (const json& group : quarter["groups"]) first_quarter += Number(group["sums"], "paymentsFen");
  EXPECT_EQ(first_quarter, expected["payments_by_quarter_cumulative_fen"][0].get<int64_t>());

  const Finished table = Run({"balances", "403", "--year", "2023", "--by", "income-nature"});
  ASSERT_EQ(table.status, 0) << table.err;
  EXPECT_TRUE(absl::StrContains(table.out, "收入性质")) << table.out;
  EXPECT_TRUE(absl::StrContains(table.out, "政府性基金")) << table.out;
  EXPECT_TRUE(absl::StrContains(table.out, FormatYuan(Money::Fen(expected["balance_fen"].get<int64_t>()))))
      << table.out;
}

TEST_F(LedgerVerbs, ListsTakeFilters) {
  const json expected = ExpectedYear();
  EXPECT_EQ(Json("quotas")["quotas"].size(), expected["quotas"].get<size_t>());
  int64_t basic = 0;
  const json quotas = Json("quotas", {"--outlay", "基本支出"});
  for (const json& quota : quotas["quotas"]) basic += Number(quota["sums"], "finalBudgetFen");
  EXPECT_EQ(basic, expected["final_budget_basic_fen"].get<int64_t>());

  EXPECT_EQ(Json("transactions")["transactions"].size(), expected["transactions"].get<size_t>());
  size_t transfers = 0;
  const json with_transfers = Json("transactions", {"--kind", "调剂"});
  for (const json& transaction : with_transfers["transactions"]) {
    for (const json& entry : transaction["entries"]) transfers += entry["kind"] == "ENTRY_KIND_TRANSFER_IN" ? 1u : 0u;
  }
  EXPECT_EQ(transfers, expected["transfer_rows"].get<size_t>());
  EXPECT_EQ(Json("transactions", {"--text", "没有这样的摘要"}).count("transactions"), 0u);
  EXPECT_EQ(Json("special-funds")["specialFunds"].size(), expected["special_funds"].get<size_t>());
  const json projects = Json("projects");
  ASSERT_TRUE(projects.contains("projects"));
  const std::string code = projects["projects"][0]["externalCode"];
  const json of_project = Json("quotas", {"--project", code});
  ASSERT_TRUE(of_project.contains("quotas"));
  for (const json& quota : of_project["quotas"]) EXPECT_EQ(quota["classification"]["projectCode"], code);

  const Finished table = Run({"transactions", "403", "--year", "2023", "--kind", "追减"});
  EXPECT_EQ(table.status, 0) << table.err;
  EXPECT_TRUE(absl::StrContains(table.out, "追减")) << table.out;
  EXPECT_FALSE(absl::StrContains(table.out, "支付")) << table.out;
}

TEST_F(LedgerVerbs, AsKnownAtAnEarlierRevision) {
  const int64_t latest = Number(Json("facts", {"--name", "payments"})["mark"], "revision");
  const json before = Json("transactions", {"--revision", absl::StrCat(latest - 1)});
  EXPECT_EQ(before["transactions"].size(), ExpectedYear()["transactions"].get<size_t>() - 1);
  const Finished above = Run({"quotas", "403", "--year", "2023", "--revision", absl::StrCat(latest + 1)});
  EXPECT_EQ(above.status, 5) << above.err;
  EXPECT_TRUE(absl::StrContains(above.err, "REVISION_NOT_FOUND")) << above.err;
}

TEST_F(LedgerVerbs, AuditAndDigestsOfWhatWasLoaded) {
  const Finished audit = Run({"audit-facts", "403", "--year", "2023"});
  EXPECT_EQ(audit.status, 0) << audit.err;
  EXPECT_TRUE(absl::StrContains(audit.out, "99 项事实与分录重新汇总的结果一致")) << audit.out;
  const Finished digests = Run({"verify-digests", "403", "--year", "2023"});
  EXPECT_EQ(digests.status, 0) << digests.err;
  EXPECT_TRUE(absl::StrContains(digests.out, "摘要链完整")) << digests.out;
}

TEST_F(LedgerVerbs, WrongUseAndWhatIsNotThereHaveTheirExitStatus) {
  EXPECT_EQ(Run({"facts", "499", "--year", "2023"}).status, 5);
  EXPECT_EQ(Run({"facts", "403"}).status, 2);
  EXPECT_EQ(Run({"balances", "403", "--year", "2023", "--by", "colour"}).status, 2);
  EXPECT_EQ(Run({"balances", "403", "--year", "2023", "--by", "quota,quota"}).status, 2);
  EXPECT_EQ(Run({"transactions", "403", "--year", "2023", "--kind", "赠与"}).status, 2);
  EXPECT_EQ(Run({"quotas", "403", "--year", "2023", "--min", "5", "--max", "4"}).status, 2);
}

// A case's path in the place of a department: it is loaded first, into a folder that goes with the command.
TEST(LedgerVerbsOfAPath, LoadTheCaseFirst) {
  const Finished finished = RunCli({"--offline", "balances", CasePath("cuiyuan-2023"), "--by", "outlay", "-o", "json"});
  ASSERT_EQ(finished.status, 0) << finished.err;
  EXPECT_EQ(json::parse(finished.out)["groups"].size(), 2u);
}

// Goal: whoever changes a figure in the file behind the service's back is found, by the verb that is for it.
class LedgerVerbsOnADamagedFile : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_EQ(RunCli({"--offline", "--data", folder_.path(), "load", CasePath("cuiyuan-2023")}).status, 0);
  }

  std::string path() const { return absl::StrCat(folder_.path(), "/budget.db"); }

  // One statement in the file that nothing has open.
  void Execute(const std::string& sql) {
    sqlite3* database = nullptr;
    ASSERT_EQ(sqlite3_open(path().c_str(), &database), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(database);
    EXPECT_EQ(sqlite3_changes(database), 1) << sql;
    sqlite3_close(database);
  }

  Finished Run(const std::string& verb, const std::string& year = "2023", std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"--offline", "--data", folder_.path(), "--division", "430503000",
                                          verb,        "403",    "--year",       year};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunCli(arguments);
  }

  const TempFolder folder_;
};

// One character of a document number is changed in the database's bytes. The number is that of one transaction alone.
TEST_F(LedgerVerbsOnADamagedFile, VerifyDigestsNamesTheFirstBadTransaction) {
  const std::string number = "大财预调〔2023〕1号";
  const json listed = json::parse(Run("transactions", "2023", {"--text", number, "-o", "json"}).out);
  ASSERT_EQ(listed["transactions"].size(), 1u);
  const std::string name = listed["transactions"][0]["name"];
  std::string bytes = ReadFile(path());
  const size_t at = bytes.find(number);
  ASSERT_NE(at, std::string::npos);
  bytes.replace(at, number.size(), "大财预调〔2023〕8号");
  std::ofstream(path(), std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  const Finished finished = Run("verify-digests");
  EXPECT_EQ(finished.status, 3) << finished.out << finished.err;
  EXPECT_TRUE(absl::StrContains(finished.out, "摘要链从第 ")) << finished.out;
  EXPECT_TRUE(absl::StrContains(finished.out, absl::StrCat("：", name, "\n"))) << finished.out << name;
  EXPECT_EQ(Run("verify-digests", "2022").status, 0) << "the other years' chains are whole";
}

// The head of 2023 gets the facts of 2022: a fold that can be read, of other entries.
TEST_F(LedgerVerbsOnADamagedFile, AuditFactsShowsWhatTheHeadHasWrong) {
  EXPECT_EQ(Run("audit-facts").status, 0);
  Execute(
      "UPDATE department_years SET facts = (SELECT facts FROM department_years WHERE fiscal_year = 2022) "
      "WHERE fiscal_year = 2023");
  const Finished finished = Run("audit-facts");
  EXPECT_EQ(finished.status, 3) << finished.out << finished.err;
  EXPECT_TRUE(absl::StrContains(finished.out, "项不一致")) << finished.out;
  const int64_t paid = ExpectedYear()["payments_fen"].get<int64_t>();
  EXPECT_TRUE(absl::StrContains(finished.out, FormatYuan(Money::Fen(paid)))) << "as recomputed\n" << finished.out;
  EXPECT_EQ(Run("audit-facts", "2022").status, 0);
  EXPECT_EQ(Run("verify-digests").status, 0) << "the entries are as they were";
}

}  // namespace
}  // namespace zhengping
