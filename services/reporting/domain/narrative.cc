#include "services/reporting/domain/narrative.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "common/text/half_width.h"

namespace zhengping::reporting {
namespace {

constexpr std::array<const char*, 11> kNumerals = {"一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "〇"};
// What a binding of one figure begins with; a finding without a figure is a block.
constexpr std::pair<absl::string_view, BindingKind> kPrefixes[] = {
    {"fact:", BindingKind::kFact},       {"finding:", BindingKind::kFindingFigure},
    {"finding:", BindingKind::kFinding}, {"effect:", BindingKind::kEffect},
    {"score:", BindingKind::kScore},     {"recommendation:", BindingKind::kRecommendation},
    {"figures:", BindingKind::kFigures}, {"simulation:", BindingKind::kSimulation}};
constexpr size_t kMostHeadingCharacters = 30;  // a line of 28 characters and its punctuation

bool ConsumeNumeral(absl::string_view& rest) {
  for (const char* numeral : kNumerals) {
    if (absl::ConsumePrefix(&rest, numeral)) return true;
  }
  return false;
}

bool ConsumeNumerals(absl::string_view& rest) {
  if (!ConsumeNumeral(rest)) return false;
  while (ConsumeNumeral(rest)) {
  }
  return true;
}

bool ConsumeDigits(absl::string_view& rest) {
  size_t length = 0;
  while (length < rest.size() && length < 3 && absl::ascii_isdigit(static_cast<unsigned char>(rest[length]))) ++length;
  rest.remove_prefix(length);
  return length > 0;
}

bool ConsumeAny(absl::string_view& rest, std::initializer_list<absl::string_view> choices) {
  for (absl::string_view choice : choices) {
    if (absl::ConsumePrefix(&rest, choice)) return true;
  }
  return false;
}

// Takes the number of a heading off `line` and returns its level; 0 when the line has none.
int ConsumeHeadingNumber(absl::string_view& line) {
  absl::string_view rest = line;
  if (ConsumeNumerals(rest) && ConsumeAny(rest, {"、"})) return line = rest, 1;
  rest = line;
  if (ConsumeAny(rest, {"（", "("}) && ConsumeNumerals(rest) && ConsumeAny(rest, {"）", ")"})) {
    ConsumeAny(rest, {"、"});
    return line = rest, 2;
  }
  rest = line;
  if (ConsumeDigits(rest) && ConsumeAny(rest, {"．", "、", "."}) && !rest.empty() &&
      !absl::ascii_isdigit(static_cast<unsigned char>(rest[0]))) {
    return line = rest, 3;
  }
  rest = line;
  if (ConsumeAny(rest, {"（", "("}) && ConsumeDigits(rest) && ConsumeAny(rest, {"）", ")"})) return line = rest, 4;
  return 0;
}

// "# 标题" as Markdown has it, for those who write it so.
int ConsumeMarkdownHeading(absl::string_view& line) {
  absl::string_view rest = line;
  int level = 0;
  while (absl::ConsumePrefix(&rest, "#")) ++level;
  if (level == 0 || level > 4 || !absl::ConsumePrefix(&rest, " ")) return 0;
  line = absl::StripAsciiWhitespace(rest);
  return level;
}

size_t Characters(absl::string_view text) {
  size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

bool LooksLikeHeading(absl::string_view line) {
  for (absl::string_view end : {"。", "：", "；", "，", "！", ".", ":"}) {
    if (absl::StrContains(line, end)) return false;
  }
  return Characters(line) <= kMostHeadingCharacters && !absl::StrContains(line, "{{");
}

class Parser {
 public:
  ParsedNarrative Parse(absl::string_view text) {
    if (text.size() > kMostNarrativeBytes) {
      Error(0, "NARRATIVE_TOO_LONG", absl::StrCat(text.size(), "字节"), "正文不超过1 MiB");
      return std::move(result_);
    }
    absl::ConsumePrefix(&text, "\xEF\xBB\xBF");
    int number = 0;
    for (absl::string_view line : absl::StrSplit(text, '\n')) ParseLine(++number, TrimSpaces(line));
    RefuseCycle();
    return std::move(result_);
  }

 private:
  void Error(int line, std::string reason, absl::string_view found, std::string remedy) {
    result_.issues.push_back({.severity = Severity::kError,
                              .place = {.file = "narrative.md", .row = line},
                              .reason = std::move(reason),
                              .found = std::string(found.substr(0, 200)),
                              .remedy = std::move(remedy)});
  }

  void ParseLine(int number, absl::string_view line) {
    if (line.empty() || TakeDefinition(number, line)) return;
    NarrativeBlock block{.line = number};
    absl::string_view rest = line;
    block.level = ConsumeMarkdownHeading(rest);
    const int numbered_level = ConsumeHeadingNumber(rest);
    if (numbered_level > 0) block.level = numbered_level;
    block.is_numbered = numbered_level > 0;
    has_chapter_ |= block.level == 1;
    if (!has_chapter_) {
      result_.narrative.title_lines.emplace_back(rest);
      return;
    }
    if (block.level == 0 && LooksLikeHeading(line)) block.level = 2;
    if (block.level > 0) {
      block.kind = BlockKind::kHeading;
      // A heading runs to its first full stop; what follows belongs to the same line.
      const size_t stop = rest.find("。");
      const bool runs_on = stop != absl::string_view::npos && stop + strlen("。") < rest.size();
      block.heading = std::string(runs_on ? rest.substr(0, stop + strlen("。")) : rest);
      rest.remove_prefix(block.heading.size());
    }
    block.pieces = Pieces(number, rest);
    TakeWholeLineBinding(block);
    result_.narrative.blocks.push_back(std::move(block));
  }

  // {{let:名称 = 算式}}
  bool TakeDefinition(int number, absl::string_view line) {
    if (!absl::ConsumePrefix(&line, "{{let:")) return false;
    std::optional<Definition> definition;
    if (absl::ConsumeSuffix(&line, "}}")) definition = ParseDefinition(line);
    std::vector<Definition>& definitions = result_.narrative.definitions;
    if (!definition) {
      Error(number, "BINDING_MALFORMED", line, "应写作 {{let:名称 = 甲 - 乙}}，单独占一行，一个算式不超过64项");
    } else if (definitions.size() == kMostDefinitions) {
      Error(number, "BINDING_MALFORMED", line, "一篇正文不超过200个 {{let:…}}");
    } else if (!defined_.insert(definition->name).second) {
      Error(number, "BINDING_DEFINED_TWICE", definition->name, "这个名称已经定义过，应换一个名称");
    } else {
      definition->line = number;
      definitions.push_back(*std::move(definition));
    }
    return true;
  }

  void RefuseCycle() {
    const std::vector<std::string> cycle = CycleOf(result_.narrative.definitions);
    if (cycle.empty()) return;
    int line = 0;
    for (const Definition& definition : result_.narrative.definitions) {
      if (definition.name == cycle.front()) line = definition.line;
    }
    Error(line, "BINDING_CYCLE", absl::StrJoin(cycle, " → "), "这些定义互相引用，算不出数；应去掉其中一处引用");
  }

  static BlockKind BlockOf(BindingKind kind) {
    if (kind == BindingKind::kRecommendation) return BlockKind::kRecommendation;
    if (kind == BindingKind::kFigures) return BlockKind::kFigures;
    return kind == BindingKind::kSimulation ? BlockKind::kSimulation : BlockKind::kFinding;
  }

  // {{finding:…}}, {{recommendation:…}} and their tables stand alone on their line.
  void TakeWholeLineBinding(NarrativeBlock& block) {
    for (const NarrativePiece& piece : block.pieces) {
      if (!piece.binding || piece.binding->kind < BindingKind::kFinding) continue;
      if (block.pieces.size() > 1 || !piece.text.empty() || block.kind == BlockKind::kHeading) {
        Error(block.line, "BINDING_MALFORMED", piece.binding->name, "问题和建议的绑定应单独占一行");
        return;
      }
      block.kind = BlockOf(piece.binding->kind);
      block.finding = piece.binding->name;
    }
    if (!block.finding.empty()) block.pieces.clear();
  }

  std::vector<NarrativePiece> Pieces(int line, absl::string_view text) {
    std::vector<NarrativePiece> pieces;
    while (!text.empty()) {
      const size_t open = text.find("{{");
      if (open == absl::string_view::npos) break;
      const size_t close = text.find("}}", open);
      if (close == absl::string_view::npos) {
        Error(line, "BINDING_MALFORMED", text.substr(open), "绑定缺少 }}，应写作 {{指标名}} 或 {{fact:事实名|万元}}");
        break;
      }
      const absl::string_view inside = text.substr(open + 2, close - open - 2);
      pieces.push_back({std::string(text.substr(0, open)), ParseBinding(line, inside)});
      text.remove_prefix(close + 2);
    }
    if (!text.empty()) pieces.push_back({std::string(text), std::nullopt});
    return pieces;
  }

  std::optional<Binding> ParseBinding(int line, absl::string_view inside) {
    const std::pair<absl::string_view, absl::string_view> parts = absl::StrSplit(inside, absl::MaxSplits('|', 1));
    absl::string_view name = TrimSpaces(parts.first);
    Binding binding{.format = std::string(TrimSpaces(parts.second))};
    for (const auto& [prefix, kind] : kPrefixes) {
      if (!absl::ConsumePrefix(&name, prefix)) continue;
      binding.kind = kind;
      break;
    }
    if (binding.kind == BindingKind::kFindingFigure && !absl::StrContains(name, "."))
      binding.kind = BindingKind::kFinding;
    binding.name = std::string(TrimSpaces(name));
    if (binding.name.empty()) {
      Error(line, "BINDING_MALFORMED", inside, "绑定里没有名称，应写作 {{指标名}} 或 {{fact:事实名|万元}}");
      return std::nullopt;
    }
    for (absl::string_view known : kBindingFormats) {
      if (binding.format == known) return binding;
    }
    Error(line, "BINDING_FORMAT_UNKNOWN", binding.format, "格式应为 元、万元、亿元、%、万 或 余（如 万元余）");
    return std::nullopt;
  }

  ParsedNarrative result_;
  std::set<std::string> defined_;
  bool has_chapter_ = false;
};

}  // namespace

ParsedNarrative ParseNarrative(absl::string_view text) { return Parser().Parse(text); }

std::string NameOf(const Binding& binding) {
  for (const auto& [prefix, kind] : kPrefixes) {
    if (kind == binding.kind) return absl::StrCat(prefix, binding.name);
  }
  return absl::StrCat("observation:", binding.name);
}

}  // namespace zhengping::reporting
