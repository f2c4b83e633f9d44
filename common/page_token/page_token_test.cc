#include "common/page_token/page_token.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/escaping.h"
#include "common/testing/matchers.h"

namespace zhengping {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const std::vector<std::string> kRequest = {"ListTransactions", "divisions/430503000/departments/403", ""};

TEST(PageToken, GivesBackTheKey) {
  const std::string token = FormatPageToken({"19722", "追加:1", ""}, kRequest);
  EXPECT_THAT(ParsePageToken(token, kRequest, 3), IsOkAndHolds(ElementsAre("19722", "追加:1", "")));
  EXPECT_EQ(token.find_first_of("+/="), std::string::npos) << "a token stands in a URL as it is";
}

TEST(PageToken, EmptyIsTheFirstPage) { EXPECT_THAT(ParsePageToken("", kRequest, 3), IsOkAndHolds(IsEmpty())); }

TEST(PageToken, BelongsToItsRequestAlone) {
  const std::string token = FormatPageToken({"19722", "t1"}, kRequest);
  const std::vector<std::vector<std::string>> others = {
      {"ListQuotas", kRequest[1], ""},
      {kRequest[0], "divisions/430503000/departments/404", ""},
      {kRequest[0], kRequest[1], "kind = SUPPLEMENT"},
      {kRequest[0], kRequest[1]},
      {kRequest[0] + kRequest[1], "", ""},
  };
  for (const auto& other : others) {
    EXPECT_THAT(ParsePageToken(token, other, 2), IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
  }
  EXPECT_THAT(ParsePageToken(token, kRequest, 3), IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
}

TEST(PageToken, AChangedKeyIsFound) {
  std::string bytes;
  ASSERT_TRUE(absl::WebSafeBase64Unescape(FormatPageToken({"19722", "t1"}, kRequest), &bytes));
  bytes.back() = '2';
  EXPECT_THAT(ParsePageToken(absl::WebSafeBase64Escape(bytes), kRequest, 2),
              IsRefusal("PAGE_TOKEN_MISMATCH", "page_token"));
}

TEST(PageToken, RefusesWhatIsNoneOfOurs) {
  const std::string digest(32, '0');
  const std::vector<std::string> tokens = {
      "1",
      "!!!",
      "前",
      absl::WebSafeBase64Escape("short"),
      absl::WebSafeBase64Escape(digest + "5:abc"),
      absl::WebSafeBase64Escape(digest + "abc"),
      absl::WebSafeBase64Escape(digest + "-1:abc"),
      absl::WebSafeBase64Escape(digest + "18446744073709551615:abc"),
      absl::WebSafeBase64Escape(digest + "99999999999999999999999:abc"),
      std::string(5000, 'A'),
  };
  for (const std::string& token : tokens) {
    EXPECT_THAT(ParsePageToken(token, kRequest, 2), IsRefusal("PAGE_TOKEN_MALFORMED", "page_token")) << token;
  }
}

TEST(PageSize, ZeroIsTheUsualAndTheMostIsTheMost) {
  EXPECT_THAT(ParsePageSize(0, 50, 1000), IsOkAndHolds(50));
  EXPECT_THAT(ParsePageSize(1, 50, 1000), IsOkAndHolds(1));
  EXPECT_THAT(ParsePageSize(1000, 50, 1000), IsOkAndHolds(1000));
  EXPECT_THAT(ParsePageSize(1001, 50, 1000), IsOkAndHolds(1000));
  EXPECT_THAT(ParsePageSize(-1, 50, 1000), IsRefusal("PAGE_SIZE_NEGATIVE", "page_size"));
}

}  // namespace
}  // namespace zhengping
