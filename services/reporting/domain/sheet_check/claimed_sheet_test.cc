#include "services/reporting/domain/sheet_check/claimed_sheet.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

TEST(ClaimedSheet, NamesAreMadeAlike) {
  const struct {
    const char* written;
    const char* plain;
  } kCases[] = {{"“三公经费”变动率", "三公经费变动率"},
                {"产出指标（50分）", "产出"},
                {"产出指标", "产出"},
                {"指标", "指标"},
                {"其中：本年财政拨款", "本年财政拨款"},
                {"公众满意度（缺）", "公众满意度(缺)"},
                {" 维修 （维护） 成本", "维修(维护)成本"}};
  for (const auto& c : kCases) EXPECT_EQ(PlainName(c.written), c.plain) << c.written;
}

TEST(ClaimedSheet, AnAdjustedTargetWins) {
  ClaimedRow row;
  row.target.text = "100";
  row.target.reading = CellReading::kValue;
  EXPECT_EQ(row.effective_target().text, "100");
  row.adjusted.text = "80";
  row.adjusted.reading = CellReading::kValue;
  EXPECT_EQ(row.effective_target().text, "80");
}

}  // namespace
}  // namespace zhengping::reporting
