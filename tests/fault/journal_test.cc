#include "tests/fault/journal.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"
#include "common/testing/temp_folder.h"

namespace zhengping {
namespace {

using testing::ElementsAre;

TEST(Journal, HoldsWhatWasSentAndWhatWasAcknowledgedAcrossReopening) {
  const TempFolder folder;
  const std::string path = absl::StrCat(folder.path(), "/journal");
  {
    Journal journal(path);
    journal.Sent(1);
    journal.Acknowledged(1);
    journal.Sent(2);
  }
  Journal(path).Sent(3);
  const Journaled journaled = ReadJournal(path);
  EXPECT_THAT(journaled.sent, ElementsAre(1, 2, 3));
  EXPECT_THAT(journaled.acknowledged, ElementsAre(1));
}

}  // namespace
}  // namespace zhengping
