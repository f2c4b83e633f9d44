#include "common/config/nearest.h"

#include <gtest/gtest.h>

namespace zhengping::config {
namespace {

TEST(Nearest, CountsWhatAMistypedNameNeeds) {
  EXPECT_EQ(Distance("listen", "listen"), 0u);
  EXPECT_EQ(Distance("lisen", "listen"), 1u);
  EXPECT_EQ(Distance("lsiten", "listen"), 1u) << "two neighbours swapped";
  EXPECT_EQ(Distance("", "abc"), 3u);
  EXPECT_EQ(Distance("kitten", "sitting"), 3u);
}

TEST(Nearest, IsANameThatIsNear) {
  const std::vector<std::string> known = {"listen", "data-dir", "log-level", "tls"};
  EXPECT_EQ(Nearest("lisen", known), "listen");
  EXPECT_EQ(Nearest("data_dir", known), "data-dir");
  EXPECT_EQ(Nearest("loglevel", known), "log-level");
  EXPECT_EQ(Nearest("foo", known), "");
  EXPECT_EQ(Nearest("database", known), "") << "four changes are another word";
  EXPECT_EQ(Nearest("listen", {}), "");
  EXPECT_EQ(Nearest(std::string(1'000'000, 'l'), known), "");
}

}  // namespace
}  // namespace zhengping::config
