#include "services/reporting/exchange/case/narrative_file.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "common/spreadsheet/encoding.h"
#include "services/reporting/domain/narrative.h"

namespace zhengping::reporting {
namespace {

// Every name that means an observation (its third level, and its levels joined by "/" from any on) → the whole paths
// that it could mean.
std::map<std::string, std::set<std::string>> NamesOf(const std::vector<CaseObservation>& observations) {
  std::map<std::string, std::set<std::string>> names;
  for (const CaseObservation& row : observations) {
    const RowKey& key = row.observation.key;
    std::vector<std::string> tails = {key.level3};
    for (const std::string* level : {&key.level2, &key.level1, &key.goal}) {
      if (!level->empty()) tails.push_back(absl::StrCat(*level, "/", tails.back()));
    }
    const std::string path = absl::StrCat(tails.back(), "\n", key.project);
    for (std::string& tail : tails) names[std::move(tail)].insert(path);
  }
  return names;
}

bool IsFactShaped(absl::string_view name) {
  return !name.empty() && name.size() <= 100 && std::all_of(name.begin(), name.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return absl::ascii_islower(byte) || absl::ascii_isdigit(byte) || c == '_' || c == '.' || c == ':' || c == '-';
  });
}

class BindingCheck {
 public:
  BindingCheck(absl::string_view file, const std::vector<CaseObservation>& observations, ObservationsKnown known,
               std::vector<Issue>& issues)
      : file_(file), names_(NamesOf(observations)), known_(known), issues_(issues) {}

  void Run(const Narrative& narrative) {
    for (const Definition& definition : narrative.definitions) defined_.insert(definition.name);
    for (const NarrativeBlock& block : narrative.blocks) {
      for (const NarrativePiece& piece : block.pieces) {
        if (piece.binding.has_value()) CheckOne(block.line, *piece.binding);
      }
    }
  }

 private:
  void CheckOne(int line, const Binding& binding) {
    switch (binding.kind) {
      case BindingKind::kFact:
        if (!IsFactShaped(binding.name)) {
          Error(line, "BINDING_MALFORMED", binding.name, "fact: 后应为事实名，如 {{fact:final_budget|万元}}");
        }
        return;
      case BindingKind::kObservation:
        return CheckObservation(line, binding.name);
      case BindingKind::kFindingFigure:
      case BindingKind::kEffect:
      case BindingKind::kScore:
      case BindingKind::kFinding:
      case BindingKind::kRecommendation:
      case BindingKind::kFigures:
      case BindingKind::kSimulation:
        return;  // known once the year is evaluated
    }
  }

  void CheckObservation(int line, const std::string& name) {
    if (known_ == ObservationsKnown::kNo || defined_.count(name) > 0) return;
    const auto found = names_.find(name);
    if (found == names_.end()) {
      Error(line, "BINDING_UNKNOWN", name, "完成情况（observations.csv）中没有这个三级指标；请核对名称，或补上这一行");
    } else if (found->second.size() > 1) {
      Error(line, "BINDING_AMBIGUOUS", name, "完成情况中有几个同名的指标，应写全路径，如 产出指标/数量指标/名称");
    }
  }

  void Error(int line, const char* reason, const std::string& found, std::string remedy) {
    issues_.push_back({Severity::kError, {.file = file_, .row = line}, reason, found, std::move(remedy)});
  }

  const std::string file_;
  const std::map<std::string, std::set<std::string>> names_;
  const ObservationsKnown known_;
  std::set<std::string> defined_;  // by the prose itself
  std::vector<Issue>& issues_;
};

}  // namespace

std::string ReadNarrative(absl::string_view file, absl::string_view bytes,
                          const std::vector<CaseObservation>& observations, ObservationsKnown known,
                          std::vector<Issue>& issues) {
  const std::optional<std::string> text = ToUtf8(file, bytes, issues);
  if (!text.has_value()) return "";
  std::string narrative = absl::StrReplaceAll(*text, {{"\r\n", "\n"}, {"\r", "\n"}});
  ParsedNarrative parsed = ParseNarrative(narrative);
  for (Issue& issue : parsed.issues) {
    issue.place.file = std::string(file);
    issues.push_back(std::move(issue));
  }
  BindingCheck(file, observations, known, issues).Run(parsed.narrative);
  return narrative;
}

}  // namespace zhengping::reporting
