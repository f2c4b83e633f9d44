// Goal: an evaluation is a function of what was loaded. Method: the databases of all three services are deleted, the
// case is loaded again, and content and revisions are compared.
#include <gtest/gtest.h>

#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

TEST(Rebuild, DeletedDatabasesComeBackWithTheSameContent) {
  Suite suite;
  suite.Start();
  const reporting::v1::ImportCaseResponse loaded = suite.Load(CasePath("cuiyuan-2023"));
  const reporting::v1::Evaluation before = suite.Evaluate({kDepartment, "--year", "2023"});

  for (const char* service : {"reporting", "indicator", "budget"}) {
    EXPECT_EQ(suite.StopService(service), 0) << service << " did not drain:\n" << suite.Log(service);
  }
  suite.RemoveDatabases();
  suite.Start();
  EXPECT_EQ(suite.Cli({"evaluate", kDepartment, "--year", "2023", "--framework", "hunan-a-2017"}).status, 5)
      << "something survived the deletion";

  const reporting::v1::ImportCaseResponse again = suite.Load(CasePath("cuiyuan-2023"));
  ASSERT_EQ(again.marks_size(), loaded.marks_size());
  for (int i = 0; i < again.marks_size(); ++i) {
    EXPECT_EQ(again.marks(i).SerializeAsString(), loaded.marks(i).SerializeAsString());
  }
  const reporting::v1::Evaluation after = suite.Evaluate({kDepartment, "--year", "2023"});
  EXPECT_EQ(after.content_digest(), before.content_digest());
  EXPECT_EQ(after.watermark().SerializeAsString(), before.watermark().SerializeAsString());
  EXPECT_EQ(after.content().SerializeAsString(), before.content().SerializeAsString());
}

TEST(Rebuild, AnEvaluationOutlivesARestartOfTheServices) {
  Suite suite;
  suite.Start();
  suite.Load(CasePath("cuiyuan-2023"));
  const reporting::v1::Evaluation before = suite.Evaluate({kDepartment, "--year", "2023"});
  const Finished document = suite.Cli({"render", before.name(), "--format", "json", "-o", "-"});
  suite.Stop();
  suite.Start();
  const Finished again = suite.Cli({"render", before.name(), "--format", "json", "-o", "-"});
  EXPECT_EQ(again.status, 0) << again.err;
  EXPECT_EQ(again.out, document.out);
}

}  // namespace
}  // namespace zhengping
