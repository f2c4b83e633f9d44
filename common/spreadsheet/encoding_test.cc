#include "common/spreadsheet/encoding.h"

#include <gtest/gtest.h>

namespace zhengping {
namespace {

constexpr size_t kNone = absl::string_view::npos;

std::optional<std::string> Read(absl::string_view bytes, std::string* reason = nullptr, std::string* remedy = nullptr) {
  std::vector<Issue> issues;
  std::optional<std::string> text = ToUtf8("ledger.csv", bytes, issues);
  EXPECT_EQ(text.has_value(), issues.empty());
  if (!issues.empty()) {
    EXPECT_EQ(issues[0].place.file, "ledger.csv");
    if (reason != nullptr) *reason = issues[0].reason;
    if (remedy != nullptr) *remedy = issues[0].remedy;
  }
  return text;
}

TEST(Encoding, Utf8ComesThroughWithoutItsMark) {
  EXPECT_EQ(Read("金额,元\n"), "金额,元\n");
  EXPECT_EQ(Read("\xEF\xBB\xBF金额"), "金额");
  EXPECT_EQ(Read(""), "");
}

TEST(Encoding, Gb18030IsConverted) {
  EXPECT_EQ(Read("\xBD\xF0\xB6\xEE,1"), "金额,1");
  EXPECT_EQ(Read("\x82\x35\x8F\x33"), "\xE9\xBE\xA6") << "U+9FA6, a character of four bytes";
  const std::string one = "\xBD\xF0\xB6\xEE";
  std::string many, expected;
  for (int i = 0; i < 10000; ++i) many += one, expected += "金额";
  EXPECT_EQ(Read(many), expected) << "longer than one buffer";
}

TEST(Encoding, SaysAtWhichByteBothReadingsFail) {
  std::string reason, remedy;
  EXPECT_EQ(Read("ab\xFF\xFE", &reason, &remedy), std::nullopt);
  EXPECT_EQ(reason, "ENCODING_UNKNOWN");
  EXPECT_EQ(remedy.substr(0, remedy.find("既")), "第 3 个字节");
  EXPECT_EQ(Read("\xBD\xF0\xB6", &reason), std::nullopt) << "cut off in a character";
  EXPECT_EQ(reason, "ENCODING_UNKNOWN");
}

TEST(Encoding, AWorkbookIsNoText) {
  std::string reason, remedy;
  EXPECT_EQ(Read("PK\x03\x04", &reason, &remedy), std::nullopt);
  EXPECT_EQ(reason, "FILE_NOT_TEXT");
  EXPECT_NE(remedy.find("第 3 个字节"), std::string::npos);
  EXPECT_EQ(Read(absl::string_view("a\0b", 3), &reason), std::nullopt);
  EXPECT_EQ(reason, "FILE_NOT_TEXT");
}

TEST(Encoding, KnowsUtf8ByRfc3629) {
  const struct {
    absl::string_view bytes;
    size_t first_invalid;
  } cases[] = {
      {"", kNone},
      {"a金", kNone},
      {"\xC2\x80\xDF\xBF\xE0\xA0\x80\xEF\xBF\xBF", kNone},  // edges of two and three bytes
      {"\xF0\x90\x80\x80\xF4\x8F\xBF\xBF", kNone},          // edges of four bytes
      {"\xC1\xBF", 0},                                      // overlong
      {"\xE0\x9F\xBF", 0},
      {"\xF0\x8F\xBF\xBF", 0},
      {"\xED\x9F\xBF", kNone},
      {"\xED\xA0\x80", 0},      // surrogate
      {"\xF4\x90\x80\x80", 0},  // beyond U+10FFFF
      {"\xF5\x80\x80\x80", 0},
      {"ab\x80", 2},      // a continuation without lead
      {"ab\xE9\x87", 2},  // cut off
      {"\xE9\x87", 0},
      {"\xE9\x87zz", 0},
  };
  for (const auto& c : cases) EXPECT_EQ(FirstInvalidUtf8(c.bytes), c.first_invalid) << c.bytes;
}

}  // namespace
}  // namespace zhengping
