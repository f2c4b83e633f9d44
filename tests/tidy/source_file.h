// The tree as text, for the checks of this folder: they read files, never compile them.
#ifndef ZHENGPING_TESTS_TIDY_SOURCE_FILE_H_
#define ZHENGPING_TESTS_TIDY_SOURCE_FILE_H_

#include <string>
#include <vector>

namespace zhengping::tidy {

struct SourceFile {
  std::string path;                // from the root of the tree: "services/budget/domain/quota.cc"
  std::vector<std::string> lines;  // as written
  std::vector<std::string> code;   // the same lines with comments and the insides of literals blanked out
};

// What a check found: the line (from 1; 0 for the file as a whole), the rule, and what to do instead.
struct Violation {
  std::string path;
  int line = 0;
  std::string rule;
  std::string remedy;
};

// "services/a.cc:12: [includes] …remedy…"
std::string Format(const Violation& violation);

SourceFile MakeSourceFile(std::string path, const std::string& text);

// Every .h, .cc, CMakeLists.txt, .cmake and .sql file below common/, services/ and tests/ of `root`, sorted by path.
std::vector<SourceFile> ReadTree(const std::string& root);

bool HasSuffix(const SourceFile& file, const char* suffix);
bool IsUnder(const SourceFile& file, const char* folder);

}  // namespace zhengping::tidy

#endif  // ZHENGPING_TESTS_TIDY_SOURCE_FILE_H_
