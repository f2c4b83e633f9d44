// Goal: what README.md shows is what happens. Method: every `console` block is run, line by line; the standard output
// of a line that begins with "$ " must be the lines below it, where a line "…" stands for any lines. Paths of the build
// folder and of out/ are put in place of build/bin/ and out/; deploy/demo takes the programs as they are built.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

struct Shown {
  int line = 0;  // of README.md
  std::string command;
  std::vector<std::string> output;
};

struct Readme {
  std::vector<Shown> shown;           // of console blocks
  std::vector<std::string> programs;  // first words of the lines of sh blocks, which are not run
};

Readme Parse(const std::string& text) {
  Readme readme;
  std::string block;
  int number = 0;
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    ++number;
    if (absl::StartsWith(line, "```")) {
      block = std::string(line.substr(3));
    } else if (block == "console" && absl::StartsWith(line, "$ ")) {
      readme.shown.push_back({number, std::string(line.substr(2)), {}});
    } else if (block == "console") {
      readme.shown.back().output.emplace_back(line);
    } else if (block == "sh" && !absl::StartsWith(line, "#") && !line.empty()) {
      readme.programs.emplace_back(line.substr(0, line.find(' ')));
    }
  }
  return readme;
}

// Whether lines from `at` on are what `shown` from `from` on says.
bool Matches(const std::vector<std::string>& lines, size_t at, const std::vector<std::string>& shown, size_t from) {
  if (from == shown.size()) return at == lines.size();
  if (shown[from] == "…") {
    for (size_t next = at; next <= lines.size(); ++next) {
      if (Matches(lines, next, shown, from + 1)) return true;
    }
    return false;
  }
  return at < lines.size() && lines[at] == shown[from] && Matches(lines, at + 1, shown, from + 1);
}

TEST(Readme, EveryConsoleBlockPrintsWhatItShows) {
  const Readme readme = Parse(ReadFile(absl::StrCat(ZP_SOURCE_DIR, "/README.md")));
  ASSERT_GE(readme.shown.size(), 3u) << "README.md shows nothing";
  const TempFolder folder;
  const std::string bin = absl::StrCat(ZP_BIN_DIR, "/");
  const std::string build = std::filesystem::path(ZP_BIN_DIR).parent_path();
  const std::string out = absl::StrCat(folder.path(), "/");
  for (const Shown& shown : readme.shown) {
    SCOPED_TRACE(absl::StrCat("README.md:", shown.line, ": ", shown.command));
    const std::string command = absl::StrReplaceAll(
        shown.command,
        {{"build/bin/", bin},
         {" out/", absl::StrCat(" ", out)},
         {"deploy/demo", absl::StrCat("deploy/demo --no-build --build ", build, " --out ", folder.path())}});
    const Finished finished = RunProgram({"/bin/bash", "-c", command}, ZP_SOURCE_DIR);
    std::vector<std::string> lines = absl::StrSplit(absl::StrReplaceAll(finished.out, {{out, "out/"}}), '\n');
    if (lines.back().empty()) lines.pop_back();
    EXPECT_TRUE(Matches(lines, 0, shown.output, 0)) << "it prints\n"
                                                    << absl::StrJoin(lines, "\n") << "\n"
                                                    << finished.err;
  }
}

TEST(Readme, TheOtherBlocksNameProgramsThatAreThere) {
  const Readme readme = Parse(ReadFile(absl::StrCat(ZP_SOURCE_DIR, "/README.md")));
  for (const std::string& program : readme.programs) {
    if (!absl::StrContains(program, "/")) continue;
    EXPECT_TRUE(std::filesystem::exists(absl::StrCat(ZP_SOURCE_DIR, "/", program)) ||
                absl::StartsWith(program, "build/"))
        << program;
  }
}

TEST(Readme, AShownLineThatDiffersIsNoticed) {
  EXPECT_TRUE(Matches({"a", "b", "c"}, 0, {"a", "…", "c"}, 0));
  EXPECT_TRUE(Matches({"a"}, 0, {"a", "…"}, 0));
  EXPECT_FALSE(Matches({"a", "b"}, 0, {"a"}, 0));
  EXPECT_FALSE(Matches({"a", "x"}, 0, {"a", "b"}, 0));
  EXPECT_FALSE(Matches({"a"}, 0, {"a", "b"}, 0));
}

}  // namespace
}  // namespace zhengping
