#include "services/reporting/store/import_requests.h"

#include <gtest/gtest.h>

#include "common/testing/matchers.h"
#include "services/reporting/store/store_testing.h"

namespace zhengping::reporting {
namespace {

constexpr char kId[] = "3f2b0c1e-8a4d-4c6f-9b1e-2d7a5c3e1f00";

class ImportRequestsTest : public StoreFixture {
 protected:
  const DepartmentName department_ = {"430503000", "403"};
  ImportRequests requests_{database()};
};
INSTANTIATE_TEST_SUITE_P(Backends, ImportRequestsTest, testing::ValuesIn(storage::Backends()), storage::BackendName);

TEST_P(ImportRequestsTest, AnIdStandsForOneCaseOfACallerAndDepartment) {
  EXPECT_THAT(requests_.Check(department_, Stamp(kId, "a")), IsOk());
  EXPECT_THAT(requests_.Begin(department_, Stamp(kId, "b")), IsOk()) << "asking alone takes no id";
  EXPECT_THAT(requests_.Check(department_, Stamp(kId, "b")), IsOk());
  EXPECT_THAT(requests_.Begin(department_, Stamp(kId, "b")), IsOk()) << "the same again completes it";

  const absl::Status checked = requests_.Check(department_, Stamp(kId, "a"));
  EXPECT_THAT(checked, StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(checked, IsRefusal("REQUEST_ID_REUSED", "head.request_id"));
  EXPECT_NE(checked.message().find(kId), std::string::npos) << "the caller's own id";
  EXPECT_THAT(requests_.Begin(department_, Stamp(kId, "a")), IsRefusal("REQUEST_ID_REUSED", "head.request_id"));
  EXPECT_THAT(requests_.Begin(department_, Stamp(kId, "b")), IsOk()) << "a refusal changes nothing";

  EXPECT_THAT(requests_.Begin({"430503000", "404"}, Stamp(kId, "a")), IsOk());
  WriteStamp other_caller = Stamp(kId, "a");
  other_caller.caller = "platform";
  EXPECT_THAT(requests_.Begin(department_, other_caller), IsOk());
}

TEST_P(ImportRequestsTest, WithoutAnIdNothingIsKept) {
  EXPECT_THAT(requests_.Begin(department_, Stamp("", "a")), IsOk());
  EXPECT_THAT(requests_.Begin(department_, Stamp("", "b")), IsOk());
}

}  // namespace
}  // namespace zhengping::reporting
