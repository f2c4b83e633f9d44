#include "services/budget/domain/document_number.h"

#include <gtest/gtest.h>

namespace zhengping::budget {
namespace {

TEST(DocumentNumber, BracketsAroundTheYearBecomeOneKind) {
  struct Case {
    const char* what;
    const char* text;
    const char* normal;
  };
  const Case cases[] = {
      {"already right", "大财预〔2023〕12号", "大财预〔2023〕12号"},
      {"ASCII square", "大财预[2023]12号", "大财预〔2023〕12号"},
      {"ASCII round", "大财预(2023)12号", "大财预〔2023〕12号"},
      {"full-width round", "大财预（2023）12号", "大财预〔2023〕12号"},
      {"black lenticular", "大财预【2023】12号", "大财预〔2023〕12号"},
      {"full-width square", "大财预［2023］12号", "大财预〔2023〕12号"},
      {"book title", "大财预《2023》12号", "大财预〔2023〕12号"},
      {"full-width digits", "大财预〔２０２３〕１２号", "大财预〔2023〕12号"},
      {"spaces of three widths", " 大财预 [2023]　12 号\u00A0", "大财预〔2023〕12号"},
      {"brackets around words stay", "大财预[2023]12号（第二批）", "大财预〔2023〕12号（第二批）"},
      {"not the same kind of bracket", "大财预[2023)12号", "大财预[2023)12号"},
      {"never closed", "大财预[2023", "大财预[2023"},
      {"nothing inside", "大财预[]12号", "大财预[]12号"},
      {"empty", "", ""},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.what);
    EXPECT_EQ(NormalizeDocumentNumber(c.text), c.normal);
    EXPECT_EQ(NormalizeDocumentNumber(c.normal), c.normal) << "a second time changes nothing";
  }
}

TEST(DocumentNumber, BytesThatAreNotUtf8Stay) {
  EXPECT_EQ(NormalizeDocumentNumber("a\xFF\xE4"), "a\xFF\xE4");
  EXPECT_EQ(NormalizeDocumentNumber("[1]\x80"), "〔1〕\x80");
}

}  // namespace
}  // namespace zhengping::budget
