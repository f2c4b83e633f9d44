// Compares a text with a golden file of the tree. ZP_UPDATE_GOLDEN=1 in the environment writes the file instead: read
// the difference in version control before it is committed.
//
//   EXPECT_TRUE(MatchesGolden(json, "tests/cases/cuiyuan-2023/expected.json"));
#ifndef ZHENGPING_COMMON_TESTING_GOLDEN_H_
#define ZHENGPING_COMMON_TESTING_GOLDEN_H_

#include <gtest/gtest.h>

#include "absl/strings/string_view.h"

namespace zhengping {

// `file` counts from the root of the source tree unless it is absolute. On a difference the message shows the first
// line that differs, with its number.
testing::AssertionResult MatchesGolden(absl::string_view text, absl::string_view file);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_TESTING_GOLDEN_H_
