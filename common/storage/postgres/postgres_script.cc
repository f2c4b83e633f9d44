#include "common/storage/postgres/postgres_script.h"

#include <algorithm>
#include <array>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace zhengping::storage {
namespace {

enum class TokenKind { kBlank, kWord, kQuoted, kMark };  // a comment is blank

struct Token {
  TokenKind kind;
  absl::string_view text;
};

bool IsOfWord(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80) != 0; }

// The length of the first token of `text`, which is not empty.
Token FirstToken(absl::string_view text) {
  const auto upto = [text](size_t end) { return text.substr(0, std::min(end, text.size())); };
  const char first = text.front();
  if (absl::StartsWith(text, "--")) return {TokenKind::kBlank, upto(text.find('\n'))};
  if (absl::StartsWith(text, "/*")) {
    const size_t end = text.find("*/", 2);
    return {TokenKind::kBlank, upto(end == absl::string_view::npos ? end : end + 2)};
  }
  if (first == '\'' || first == '"') {
    // A doubled quote inside ends one quoted text and starts the next, which comes to the same.
    const size_t end = text.find(first, 1);
    return {TokenKind::kQuoted, upto(end == absl::string_view::npos ? end : end + 1)};
  }
  const auto run = [text](auto belongs) {
    return static_cast<size_t>(std::find_if_not(text.begin(), text.end(), belongs) - text.begin());
  };
  const auto is_space = [](char c) { return absl::ascii_isspace(static_cast<unsigned char>(c)); };
  if (is_space(first)) return {TokenKind::kBlank, upto(run(is_space))};
  if (IsOfWord(first)) return {TokenKind::kWord, upto(run(IsOfWord))};
  return {TokenKind::kMark, upto(1)};
}

std::string Translated(absl::string_view word) {
  if (absl::EqualsIgnoreCase(word, "TEXT")) return "TEXT COLLATE \"C\"";
  if (absl::EqualsIgnoreCase(word, "INTEGER")) return "BIGINT";
  if (absl::EqualsIgnoreCase(word, "BLOB")) return "BYTEA";
  return std::string(word);
}

bool IsTableOption(const Token& token) {
  if (token.kind == TokenKind::kMark) return token.text == ",";
  if (token.kind != TokenKind::kWord) return false;
  const std::array<absl::string_view, 3> words = {"WITHOUT", "ROWID", "STRICT"};
  return std::any_of(words.begin(), words.end(),
                     [&token](absl::string_view word) { return absl::EqualsIgnoreCase(token.text, word); });
}

// One statement, without its semicolon.
std::string TranslateTable(const std::vector<Token>& tokens, bool is_creation) {
  std::string text;
  int depth = 0;
  bool has_columns = false;
  bool follows_name = false;  // a column may be called text: a type stands behind a name
  for (const Token& token : tokens) {
    if (token.text == "(" && token.kind == TokenKind::kMark) ++depth;
    if (token.text == ")" && token.kind == TokenKind::kMark) --depth;
    has_columns = has_columns || depth > 0;
    if (is_creation && has_columns && depth == 0 && IsTableOption(token)) continue;
    text += token.kind == TokenKind::kWord && follows_name ? Translated(token.text) : std::string(token.text);
    if (token.kind != TokenKind::kBlank) follows_name = token.kind != TokenKind::kMark;
  }
  return text;
}

absl::StatusOr<std::string> TranslateStatement(const std::vector<Token>& tokens) {
  std::vector<std::string> words;
  std::string plain;
  for (const Token& token : tokens) {
    plain += std::string(token.text);
    if (token.kind == TokenKind::kWord && words.size() < 2) words.push_back(absl::AsciiStrToUpper(token.text));
  }
  if (words.empty()) return plain;
  const std::array<absl::string_view, 8> known = {"CREATE", "ALTER",  "DROP",   "INSERT",
                                                  "UPDATE", "DELETE", "SELECT", "WITH"};
  if (std::find(known.begin(), known.end(), words[0]) == known.end()) {
    return absl::InternalError(absl::StrCat("a migration must not say ", words[0], ", in: ", plain));
  }
  const bool is_of_table = (words[0] == "CREATE" || words[0] == "ALTER") && words.size() > 1 && words[1] == "TABLE";
  return is_of_table ? TranslateTable(tokens, words[0] == "CREATE") : plain;
}

}  // namespace

absl::StatusOr<std::string> PostgresScript(absl::string_view script) {
  std::string result;
  std::vector<Token> statement;
  while (!script.empty()) {
    const Token token = FirstToken(script);
    script.remove_prefix(token.text.size());
    const bool ends_statement = token.kind == TokenKind::kMark && token.text == ";";
    if (!ends_statement) statement.push_back(token);
    if (!ends_statement && !script.empty()) continue;
    absl::StatusOr<std::string> translated = TranslateStatement(statement);
    if (!translated.ok()) return translated;
    absl::StrAppend(&result, *translated, ends_statement ? ";" : "");
    statement.clear();
  }
  return result;
}

std::string FirstWord(absl::string_view sql) {
  while (!sql.empty()) {
    const Token token = FirstToken(sql);
    if (token.kind == TokenKind::kWord) return absl::AsciiStrToUpper(token.text);
    if (token.kind != TokenKind::kBlank) return "";
    sql.remove_prefix(token.text.size());
  }
  return "";
}

}  // namespace zhengping::storage
