#include "services/reporting/domain/definition.h"

#include <algorithm>
#include <map>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

int RankOf(char operation) { return operation == '+' || operation == '-' ? 1 : 2; }

// Shunting-yard: operands go out at once, operators wait for what binds closer.
class ExpressionReader {
 public:
  std::optional<std::vector<DefinitionTerm>> Read(absl::string_view text) {
    while (!(text = TrimSpaces(text)).empty()) {
      if (output_.size() + waiting_.size() > kMostDefinitionTerms || !Take(text)) return std::nullopt;
    }
    if (wants_operand_) return std::nullopt;
    while (!waiting_.empty()) {
      if (waiting_.back() == '(') return std::nullopt;
      Release();
    }
    return std::move(output_);
  }

 private:
  bool Take(absl::string_view& text) {
    if (absl::ConsumePrefix(&text, "(") || absl::ConsumePrefix(&text, "（")) {
      waiting_.push_back('(');
      return wants_operand_;
    }
    if (absl::ConsumePrefix(&text, ")") || absl::ConsumePrefix(&text, "）")) return Close();
    if (const char operation = ConsumeOperation(text)) return TakeOperation(operation);
    return TakeOperand(text);
  }

  static char ConsumeOperation(absl::string_view& text) {
    for (const auto& [word, operation] :
         {std::pair{"+", '+'}, std::pair{"＋", '+'}, std::pair{"-", '-'}, std::pair{"−", '-'}, std::pair{"－", '-'},
          std::pair{"*", '*'}, std::pair{"×", '*'}, std::pair{"/", '/'}, std::pair{"÷", '/'}}) {
      if (absl::ConsumePrefix(&text, word)) return operation;
    }
    return 0;
  }

  bool TakeOperation(char operation) {
    if (wants_operand_) return false;
    while (!waiting_.empty() && waiting_.back() != '(' && RankOf(waiting_.back()) >= RankOf(operation)) Release();
    waiting_.push_back(operation);
    wants_operand_ = true;
    return true;
  }

  bool Close() {
    if (wants_operand_) return false;
    while (!waiting_.empty() && waiting_.back() != '(') Release();
    if (waiting_.empty()) return false;
    waiting_.pop_back();
    return true;
  }

  bool TakeOperand(absl::string_view& text) {
    if (!wants_operand_) return false;
    DefinitionTerm term;
    if (absl::ConsumePrefix(&text, "「")) {
      const size_t end = text.find("」");
      if (end == absl::string_view::npos || end == 0) return false;
      term.name = std::string(text.substr(0, end));
      text.remove_prefix(end + absl::string_view("」").size());
    } else {
      const absl::string_view word = text.substr(0, EndOfWord(text));
      if (word.empty()) return false;
      text.remove_prefix(word.size());
      const absl::StatusOr<Rational> number = ParseNumber(word);
      if (number.ok()) term.number = *number;
      if (!number.ok()) term.name = std::string(word);
    }
    output_.push_back(std::move(term));
    wants_operand_ = false;
    return true;
  }

  static size_t EndOfWord(absl::string_view text) {
    size_t end = text.find_first_of(" \t+-*/()");
    for (absl::string_view mark : {"＋", "−", "－", "×", "÷", "（", "）", "\xE3\x80\x80"})
      end = std::min(end, text.find(mark));
    return std::min(end, text.size());
  }

  void Release() {
    output_.push_back({.operation = waiting_.back()});
    waiting_.pop_back();
  }

  std::vector<DefinitionTerm> output_;
  std::vector<char> waiting_;
  bool wants_operand_ = true;
};

}  // namespace

std::optional<Definition> ParseDefinition(absl::string_view text) {
  size_t equals = text.find('=');
  size_t length = 1;
  if (const size_t wide = text.find("＝"); wide < equals) {
    equals = wide;
    length = absl::string_view("＝").size();
  }
  if (equals == absl::string_view::npos) return std::nullopt;
  Definition definition{.name = std::string(TrimSpaces(text.substr(0, equals)))};
  std::optional<std::vector<DefinitionTerm>> postfix = ExpressionReader().Read(text.substr(equals + length));
  if (definition.name.empty() || !postfix || ParseNumber(definition.name).ok()) return std::nullopt;
  definition.postfix = *std::move(postfix);
  return definition;
}

std::vector<std::string> CycleOf(const std::vector<Definition>& definitions) {
  std::map<std::string, size_t> places;
  for (size_t i = 0; i < definitions.size(); ++i) places.emplace(definitions[i].name, i);
  enum class Mark { kNew, kOpen, kDone };
  std::vector<Mark> marks(definitions.size(), Mark::kNew);
  struct Step {
    size_t definition;
    size_t next_term;
  };
  for (size_t start = 0; start < definitions.size(); ++start) {
    if (marks[start] != Mark::kNew) continue;
    std::vector<Step> path = {{start, 0}};
    marks[start] = Mark::kOpen;
    while (!path.empty()) {
      Step& step = path.back();
      const std::vector<DefinitionTerm>& terms = definitions[step.definition].postfix;
      if (step.next_term == terms.size()) {
        marks[step.definition] = Mark::kDone;
        path.pop_back();
        continue;
      }
      const auto used = places.find(terms[step.next_term++].name);
      if (used == places.end() || marks[used->second] == Mark::kDone) continue;
      if (marks[used->second] == Mark::kOpen) {
        std::vector<std::string> cycle;
        const auto first =
            std::find_if(path.begin(), path.end(), [&](const Step& s) { return s.definition == used->second; });
        for (auto at = first; at != path.end(); ++at) cycle.push_back(definitions[at->definition].name);
        cycle.push_back(used->first);
        return cycle;
      }
      marks[used->second] = Mark::kOpen;
      path.push_back({used->second, 0});
    }
  }
  return {};
}

}  // namespace zhengping::reporting
