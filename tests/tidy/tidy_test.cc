// The tree keeps its rules, and each check catches a planted fault: a check that cannot fail holds nothing.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "tests/tidy/includes.h"
#include "tests/tidy/rules.h"
#include "tests/tidy/source_file.h"

namespace zhengping::tidy {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string ReadText(const std::string& path) {
  std::ifstream stream(absl::StrCat(ZP_SOURCE_DIR, "/", path));
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

const std::vector<SourceFile>& Tree() {
  static const std::vector<SourceFile> kTree = ReadTree(ZP_SOURCE_DIR);
  return kTree;
}

IncludeTable Table() { return ParseIncludeTable(ReadText("tests/tidy/includes.txt")); }

// The words of zp_add_parts(…) in common/CMakeLists.txt.
std::vector<std::string> CommonOrder() {
  const std::string text = ReadText("common/CMakeLists.txt");
  const size_t open = text.find('(');
  return absl::StrSplit(text.substr(open + 1, text.find(')') - open - 1), absl::ByAnyChar(" \n"), absl::SkipEmpty());
}

std::vector<std::string> Formatted(const std::vector<Violation>& violations) {
  std::vector<std::string> lines;
  for (const Violation& violation : violations) lines.push_back(Format(violation));
  return lines;
}

TEST(Tidy, TreeIsRead) {
  EXPECT_GT(Tree().size(), 100u);
  EXPECT_THAT(CommonOrder(), ::testing::Contains("storage"));
  EXPECT_GT(Table().size(), 5u);
}

TEST(Tidy, TreeKeepsTheIncludeTable) {
  EXPECT_THAT(Formatted(CheckIncludes(Tree(), Table())), IsEmpty());
  EXPECT_THAT(Formatted(CheckCommonOrder(Tree(), CommonOrder())), IsEmpty());
}

TEST(Tidy, TreeKeepsItsRules) {
  EXPECT_THAT(Formatted(CheckNoFloat(Tree())), IsEmpty());
  EXPECT_THAT(Formatted(CheckOneRpcAFile(Tree())), IsEmpty());
  EXPECT_THAT(Formatted(CheckSizes(Tree())), IsEmpty());
  EXPECT_THAT(Formatted(CheckSqlInStores(Tree())), IsEmpty());
  EXPECT_THAT(Formatted(CheckBannedWords(Tree())), IsEmpty());
  EXPECT_THAT(Formatted(CheckNames(Tree())), IsEmpty());
  EXPECT_THAT(Formatted(CheckHeaderGuards(Tree())), IsEmpty());
}

TEST(Tidy, IncludesCheckCatchesPlantedFaults) {
  struct Case {
    const char* what;
    const char* path;
    const char* include;
    const char* said;
  };
  const Case cases[] = {
      {"domain knows gRPC", "services/budget/domain/quota.cc", "#include <grpcpp/grpcpp.h>", "may not include grpc"},
      {"domain knows protos", "services/budget/domain/quota.h", "#include \"zhengping/budget/v1/quota.pb.h\"",
       "protos"},
      {"domain knows its store", "services/budget/domain/quota.h", "#include \"services/budget/store/ledger_store.h\"",
       "store"},
      {"domain asks the clock", "services/indicator/domain/score.cc", "#include \"common/clock/clock.h\"", "mechanics"},
      {"store speaks protos", "services/budget/store/ledger_store.cc", "#include \"zhengping/budget/v1/quota.pb.h\"",
       "protos"},
      {"a service knows another", "services/reporting/rpc/x.cc", "#include \"services/budget/domain/quota.h\"",
       "only protos/"},
      {"the CLI knows a store", "services/cli/commands/load.cc", "#include \"services/budget/store/ledger_store.h\"",
       "only protos/"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    const std::vector<std::string> found = Formatted(CheckIncludes({MakeSourceFile(c.path, c.include)}, Table()));
    ASSERT_EQ(found.size(), 1u);
    EXPECT_THAT(found[0], HasSubstr(c.said));
  }
  EXPECT_THAT(CheckIncludes({MakeSourceFile("services/budget/rpc/x.cc", "#include <grpcpp/grpcpp.h>")}, Table()),
              IsEmpty());
  EXPECT_EQ(CheckCommonOrder({MakeSourceFile("common/money/money.cc", "#include \"common/storage/database.h\"")},
                             {"money", "storage"})
                .size(),
            1u);
  EXPECT_EQ(
      CheckCommonOrder({MakeSourceFile("common/money/money.cc", "#include \"services/budget/limits.h\"")}, {"money"})
          .size(),
      1u);
}

TEST(Tidy, RulesCatchPlantedFaults) {
  using Check = std::vector<Violation> (*)(const std::vector<SourceFile>&);
  std::string long_function = "void F() {\n";
  for (int i = 0; i < 70; ++i) long_function += "  G();\n";
  long_function += "}\n";
  std::string long_main;
  for (int i = 0; i < 21; ++i) long_main += "int a;\n";
  struct Case {
    const char* what;
    Check check;
    const char* path;
    std::string text;
  };
  const Case cases[] = {
      {"float near money", CheckNoFloat, "services/budget/domain/facts.cc", "double rate = 0;"},
      {"float near money in common", CheckNoFloat, "common/money/money.h", "float f;"},
      {"two RPCs in a file", CheckOneRpcAFile, "services/budget/rpc/get_quota.cc",
       "grpc::ServerUnaryReactor* BudgetService::GetQuota(int a) {\n}\nint* BudgetService::ListQuotas(int a) {\n}\n"},
      {"an RPC in a file of another name", CheckOneRpcAFile, "services/indicator/rpc/score.cc",
       "int* IndicatorService::GetPlan(int a) {\n}\n"},
      {"a file of 501 lines", CheckSizes, "services/budget/domain/a.cc", std::string(501, '\n')},
      {"a function of 72 lines", CheckSizes, "services/budget/domain/a.cc", long_function},
      {"a main that does more than list parts", CheckSizes, "services/budget/main.cc", long_main},
      {"SQL outside a store", CheckSqlInStores, "services/budget/rpc/a.cc", "const char* q = \"SELECT a FROM b\";"},
      {"SQL write outside a store", CheckSqlInStores, "services/cli/main.cc", "q = \"INSERT INTO b VALUES (1)\";"},
      {"a grpc::Status made by a handler", CheckBannedWords, "services/budget/rpc/a.cc",
       "return grpc::Status(c, \"x\");"},
      {"std::string_view", CheckBannedWords, "services/budget/domain/a.h", "void F(std::string_view a);"},
      {"the clock in a domain", CheckBannedWords, "services/budget/domain/a.cc", "std::chrono::system_clock::now();"},
      {"a sleep in a test", CheckBannedWords, "services/budget/domain/a_test.cc", "std::this_thread::sleep_for(x);"},
      {"a folder that says nothing", CheckNames, "services/budget/utils/a.cc", ""},
      {"a file that says nothing", CheckNames, "services/budget/domain/quota_helper.cc", ""},
      {"a guard that is not the path", CheckHeaderGuards, "services/budget/domain/a.h", "#ifndef A_H\n"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(c.check({MakeSourceFile(c.path, c.text)}).size(), 1u);
  }
}

TEST(Tidy, CommentsAndLiteralsAreNoCode) {
  const SourceFile file =
      MakeSourceFile("services/budget/domain/a.cc",
                     "// a double\nconst char* s = \"double \\\" float\";  /* float\ndouble */ int x;\n"
                     "auto r = R\"(double)\";\nint y = 1'000;  // float\n");
  EXPECT_THAT(Formatted(CheckNoFloat({file})), IsEmpty());
  EXPECT_THAT(Formatted(CheckNoFloat({MakeSourceFile("common/a.cc", "int y = 1'000; double z;")})),
              ::testing::SizeIs(1));
}

}  // namespace
}  // namespace zhengping::tidy
