#include "common/config/file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zhengping::config {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<FileEntry> Read(absl::string_view text) {
  std::vector<std::string> errors;
  std::vector<FileEntry> entries = ReadFileEntries(text, errors);
  EXPECT_THAT(errors, IsEmpty()) << text;
  return entries;
}

TEST(ConfigFile, ReadsOneSettingALine) {
  const std::vector<FileEntry> entries =
      Read("\xEF\xBB\xBF# comment\r\n\r\n  listen = \"127.0.0.1:7101\" # loopback\r\nlimit=256\n");
  ASSERT_EQ(entries.size(), 2u);
  EXPECT_EQ(entries[0].line, 3);
  EXPECT_EQ(entries[0].name, "listen");
  EXPECT_THAT(entries[0].values, ElementsAre("127.0.0.1:7101"));
  EXPECT_EQ(entries[1].name, "limit");
  EXPECT_THAT(entries[1].values, ElementsAre("256"));
}

TEST(ConfigFile, ReadsEachKindOfValue) {
  const struct {
    const char* value;
    std::vector<std::string> values;
  } cases[] = {
      {R"("a # b, [c] = 'd'")", {"a # b, [c] = 'd'"}},  // a password may hold anything
      {R"("\"\\\n\t")", {"\"\\\n\t"}},
      {R"('C:\data\')", {"C:\\data\\"}},
      {R"("")", {""}},
      {"true", {"true"}},
      {"127.0.0.1:7101 # loopback", {"127.0.0.1:7101"}},
      {"a, b", {"a, b"}},
      {"[]", {}},
      {R"(["a, b", 'c', d ])", {"a, b", "c", "d"}},
      {R"([ "a" , ] # last comma)", {"a"}},
  };
  for (const auto& c : cases) {
    const std::vector<FileEntry> entries = Read(std::string("x = ") + c.value);
    ASSERT_EQ(entries.size(), 1u) << c.value;
    EXPECT_EQ(entries[0].values, c.values) << c.value;
  }
}

TEST(ConfigFile, NamesEachLineThatDoesNotRead) {
  const struct {
    const char* line;
    const char* error;
  } cases[] = {
      {"listen", "a line reads like name = value"},
      {"[server]", "there are no sections: every setting stands at the top level"},
      {"x =", "a value is missing; an empty text is \"\""},
      {"x = # none", "a value is missing; an empty text is \"\""},
      {"x = \"a", "a text that starts with \" ends with \""},
      {"x = \"a\\", "a text that starts with \" ends with \""},
      {"x = 'a", "a text that starts with ' ends with '"},
      {"x = \"a\\x\"", "after \\ stands \", \\, n or t; in 'single quotes' \\ is itself"},
      {"x = \"a\" b", "nothing but a # comment stands behind the value"},
      {"x = a\"b\"", "a text with quotes inside stands in quotes"},
      {"x = [\"a\"", "a list ends in ] on its line, with commas between its values"},
      {"x = [\"a\" \"b\"]", "a list ends in ] on its line, with commas between its values"},
      {"x = [a, , b]", "a value is missing; an empty text is \"\""},
      {"x = [a] b", "nothing but a # comment stands behind the value"},
  };
  for (const auto& c : cases) {
    std::vector<std::string> errors;
    const std::vector<FileEntry> entries = ReadFileEntries(std::string("a = 1\n") + c.line + "\nb = 2\n", errors);
    EXPECT_EQ(entries.size(), 2u) << "the lines around it are read";
    EXPECT_THAT(errors, ElementsAre(std::string("line 2: ") + c.error)) << c.line;
  }
}

TEST(ConfigFile, IsWrittenSoThatItReadsTheSame) {
  EXPECT_EQ(FormatFileEntry("limit", {"256"}, false, false), "limit = 256");
  EXPECT_EQ(FormatFileEntry("listen", {"a\"b"}, true, false), "listen = \"a\\\"b\"");
  EXPECT_EQ(FormatFileEntry("targets", {"a", "b"}, true, true), "targets = [\"a\", \"b\"]");
  EXPECT_EQ(FormatFileEntry("targets", {}, true, true), "targets = []");
  const std::vector<std::string> texts = {"", "a # b", "tab\t line\n", "\\\"", "金额"};
  EXPECT_EQ(Read(FormatFileEntry("x", texts, true, true)).at(0).values, texts);
}

}  // namespace
}  // namespace zhengping::config
