#include "services/reporting/documents/characters.h"

#include <gtest/gtest.h>

#include <string>

namespace zhengping::reporting {
namespace {

TEST(Characters, WhatXmlForbidsBecomesVisible) {
  struct Case {
    const char* what;
    std::string text;
    std::string printed;
  };
  const Case cases[] = {
      {"plain", "收缴土地转让金30278", "收缴土地转让金30278"},
      {"markup is left to the writers", "<w:t>&\"'", "<w:t>&\"'"},
      {"nul", std::string("a\0b", 3), "a\uFFFDb"},
      {"vertical tab and escape",
       "a\v\x1b"
       "b",
       "a\uFFFD\uFFFDb"},
      {"tab and line feed stay", "a\tb\nc", "a\tb\nc"},
      {"Windows line end", "a\r\nb", "a\nb"},
      {"old Mac line end", "a\rb\r", "a\nb\n"},
      {"delete is allowed in XML 1.0", "a\x7f", "a\x7f"},
      {"U+FFFE", "\xEF\xBF\xBE", "\uFFFD"},
      {"U+FFFF", "\xEF\xBF\xBF", "\uFFFD"},
      {"U+FFFD itself", "\uFFFD", "\uFFFD"},
      {"a surrogate in UTF-8, three bytes", "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"overlong slash", "\xC0\xAF", "\uFFFD\uFFFD"},
      {"overlong in three bytes", "\xE0\x80\xAF", "\uFFFD\uFFFD\uFFFD"},
      {"cut off at the end", "\xE5\xA4", "\uFFFD\uFFFD"},
      {"lone continuation", "\x80", "\uFFFD"},
      {"beyond the last code point", "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"a rare surname beyond the first plane", "𠮷", "𠮷"},
      {"the last code point", "\xF4\x8F\xBF\xBF", "\xF4\x8F\xBF\xBF"},
      {"GB18030 bytes", "\xB4\xE4\xD4\xB0", "\uFFFD\uFFFD\u0530"},  // 翠园: its last two bytes happen to be UTF-8
  };
  for (const Case& c : cases) EXPECT_EQ(PrintableText(c.text), c.printed) << c.what;
}

TEST(Characters, HalfWidthsCountAsciiOnceAndChineseTwice) {
  EXPECT_EQ(HalfWidths(""), 0);
  EXPECT_EQ(HalfWidths("2024年6月20日"), 13);  // 7 digits, 3 characters
  EXPECT_EQ(HalfWidths("大祥区翠园街道办事处"), 20);
}

}  // namespace
}  // namespace zhengping::reporting
