#include "services/reporting/domain/prose/written_number.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;

constexpr const char* kBoundNames[] = {"", ">=", "<=", "~"};
constexpr const char* kKindNames[] = {"", "date", "document", "ordinal", "contact", "name", "duration"};

// "585|栋", ">=100|人", "10..15|家", "date"
std::vector<std::string> Read(absl::string_view line) {
  std::vector<std::string> found;
  for (const WrittenNumber& number : ReadNumbers(line)) {
    if (number.kind != NumberKind::kFigure) {
      found.push_back(kKindNames[static_cast<int>(number.kind)]);
      continue;
    }
    std::string text = absl::StrCat(kBoundNames[static_cast<int>(number.bound)], FormatShort(number.value, 6));
    if (number.upper) absl::StrAppend(&text, "..", FormatShort(*number.upper, 6));
    found.push_back(absl::StrCat(text, "|", number.unit));
  }
  return found;
}

TEST(WrittenNumber, FiguresAreReadWithUnitAndBound) {
  struct Case {
    const char* prose;
    const char* figure;
  };
  const Case cases[] = {
      {"排查房屋585栋", "585|栋"},           {"新增宣传栏50 幅", "50|幅"},       {"收缴土地转让金30278", "30278|"},
      {"预交款4.7万元", "4.7|万元"},         {"转移人员100余人", ">=100|人"},    {"拨付200余万元", ">=200|万元"},
      {"求职者近1.2万人次", "<=12000|人次"}, {"带动就业600人以上", ">=600|人"},  {"控制在30件以内", "<=30|件"},
      {"金额约860万元", "~860|万元"},        {"覆盖率３８．６４％", "0.3864|%"}, {"支出1,234.5万元", "1234.5|万元"},
      {"上升3.2个百分点", "3.2|个百分点"},   {"十二个党支部", "12|个"},          {"两名干部", "2|名"},
      {"开展活动百余场", ">=100|场"},        {"参保三千五百余人", ">=3500|人"},  {"合格率百分之九十六", "0.96|%"},
      {"调解成功三分之二", "0.666667|"},     {"走访10至15家企业", "10..15|家"},  {"合格率95%—98%", "0.95..0.98|%"},
      {"发放资料2万余份", ">=20000|份"},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(c.prose);
    EXPECT_THAT(Read(c.prose), ElementsAre(c.figure));
  }
}

TEST(WrittenNumber, WhatIsNoFigureIsTold) {
  struct Case {
    const char* prose;
    const char* kind;
  };
  const Case cases[] = {{"2023年", "date"},
                        {"截止11月，", "date"},
                        {"9:30", "date"},
                        {"〔2013〕53号", "document"},
                        {"1.突出阵地建设", "ordinal"},
                        {"（3）细目", "ordinal"},
                        {"第3名", "ordinal"},
                        {"电话7608823", "contact"},
                        {"拨打12345热线", "name"},
                        {"建设5G基站", "name"},
                        {"24小时带班", "duration"},
                        {"13812345678", "contact"},
                        {"3号楼", "name"},
                        {"2022-2025年", "date"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.prose);
    EXPECT_THAT(Read(c.prose), ElementsAre(c.kind));
  }
}

TEST(WrittenNumber, NamesQuotationsAndSetPhrasesHoldNoNumber) {
  for (const char* prose : {"“五城3园”", "《2023年度清单》", "四个意识", "一个专班", "一是强化", "二十大精神",
                            "三会一课", "数十次", "十二五规划", "（二）质量", "两级带班", "第三方", "三位一体"}) {
    SCOPED_TRACE(prose);
    EXPECT_THAT(Read(prose), ElementsAre());
  }
}

TEST(WrittenNumber, NumbersSideBySideStayApart) {
  EXPECT_THAT(Read("共有6栋56户，已测绘55户"), ElementsAre("6|栋", "56|户", "55|户"));
  EXPECT_THAT(Read("5件中4件"), ElementsAre("5|件", "4|件"));
  EXPECT_THAT(Read("热线0730-7608823，受理12件"), ElementsAre("contact", "12|件"));
}

// Any text: places are in order, do not overlap and lie inside the line, and a figure's text is found again in it.
TEST(WrittenNumber, AnyMixtureIsReadInPlace) {
  const char* pieces[] = {"1",      "２",   "十", "万",       "亿",   "余", "近", "元", "户",   "%",  ".",
                          ",",      "，",   "至", "-",        "〔",   "〕", "“",  "”",  "年",   "月", "第",
                          "百分之", "分之", " ",  "\xE4\xB8", "\xFF", "0",  "号", "个", "人次", "："};
  std::mt19937 random(20231130);
  for (int round = 0; round < 20'000; ++round) {
    std::string line;
    for (int i = 0; i < 12; ++i) line += pieces[random() % std::size(pieces)];
    size_t last = 0;
    for (const WrittenNumber& number : ReadNumbers(line)) {
      ASSERT_LE(last, number.begin) << line;
      ASSERT_LE(number.begin, number.number_begin) << line;
      ASSERT_LT(number.number_begin, number.end) << line;
      ASSERT_LE(number.end, line.size()) << line;
      ASSERT_NE(line.find(number.text), std::string::npos) << line;
      last = number.end;
    }
  }
}

}  // namespace
}  // namespace zhengping::reporting
