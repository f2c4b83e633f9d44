#include "services/cli/finding_printing.h"

#include <array>
#include <map>
#include <ostream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/cli/printing.h"

namespace zhengping::cli {
namespace {

constexpr int kMostEffects = 3;   // in a line
constexpr int kMostDetails = 10;  // of a list

// What follows a number; money and rates bring their own.
constexpr std::array<std::pair<absl::string_view, const char*>, 13> kUnits = {{{"persons", "人"},
                                                                               {"documents", "份"},
                                                                               {"funds", "项"},
                                                                               {"days", "天"},
                                                                               {"quotas", "个"},
                                                                               {"projects", "个"},
                                                                               {"codes", "个"},
                                                                               {"entries", "笔"},
                                                                               {"transfers", "笔"},
                                                                               {"payments", "笔"},
                                                                               {"month", "月"},
                                                                               {"years", "年"},
                                                                               {"wanyuan_days", "万元·天"}}};

std::string ValueText(bool has_value, const type::Quantity& value, const std::string& unit) {
  if (!has_value) return "无";
  std::string text = QuantityText(value, unit);
  for (const auto& [name, suffix] : kUnits) {
    if (unit == name) text += suffix;
  }
  return text;
}

std::string BeforeText(const budget::v1::SimulatedFigure& figure) {
  return ValueText(figure.has_before(), figure.before(), figure.unit());
}

std::string AfterText(const budget::v1::SimulatedFigure& figure) {
  return ValueText(figure.has_after(), figure.after(), figure.unit());
}

template <typename Details>
void PrintDetails(const Details& details, int count, std::ostream& out) {
  for (int i = 0; i < details.size() && i < kMostDetails; ++i) {
    out << "  " << details.Get(i).display_name() << "：" << details.Get(i).text() << "\n";
  }
  if (count > std::min(details.size(), kMostDetails)) {
    out << "  …共 " << count << " 项，-o json 列出 " << details.size() << " 项\n";
  }
}

void PrintEffect(const budget::v1::SimulatedEffect& effect, std::ostream& out) {
  out << "\n若" << effect.assumption() << "，则\n";
  std::vector<std::vector<std::string>> rows = {{"  项目", "实际", "模拟"}};
  for (const budget::v1::SimulatedFigure& figure : effect.figures()) {
    rows.push_back({absl::StrCat("  ", figure.display_name()), BeforeText(figure), AfterText(figure)});
  }
  out << FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight});
  if (effect.changes().empty()) return;
  out << "\n所作变动\n";
  PrintDetails(effect.changes(), effect.change_count(), out);
}

// Facts of a replay by name.
std::map<std::string, const type::Fact*> ByName(const google::protobuf::RepeatedPtrField<type::Fact>& facts) {
  std::map<std::string, const type::Fact*> by_name;
  for (const type::Fact& fact : facts) by_name[fact.name()] = &fact;
  return by_name;
}

}  // namespace

std::string SeverityText(budget::v1::FindingSeverity severity) {
  static const std::vector<const char*> kTexts = {"未评价", "未触发", "一般", "较重", "严重"};
  const auto place = static_cast<size_t>(severity);
  return place < kTexts.size() ? kTexts[place] : kTexts[0];
}

std::string EffectLine(const budget::v1::Finding& finding) {
  const budget::v1::SimulatedEffect& effect = finding.recommendation().effect();
  if (effect.figures().empty()) return "";
  std::string figures;
  int told = 0;
  for (const budget::v1::SimulatedFigure& figure : effect.figures()) {
    const std::string before = BeforeText(figure);
    const std::string after = AfterText(figure);
    if (before == after || told == kMostEffects) continue;
    absl::StrAppend(&figures, told++ == 0 ? "" : "，", figure.display_name(), " ", before, " → ", after);
  }
  return absl::StrCat("若", effect.assumption(), "，则", told == 0 ? "各项测算值不变" : figures);
}

void PrintFinding(const budget::v1::Finding& finding, std::ostream& out) {
  out << finding.display_name() << "［" << SeverityText(finding.severity()) << "］";
  if (!finding.is_applicable()) {
    out << finding.inapplicability_reason() << "\n";
    return;
  }
  out << finding.summary() << "\n\n";
  std::vector<std::vector<std::string>> rows = {{"  测算值", "", "名称", "计算口径"}};
  for (const budget::v1::FindingFigure& figure : finding.figures()) {
    rows.push_back({absl::StrCat("  ", figure.display_name()),
                    ValueText(figure.has_value(), figure.value(), figure.unit()), figure.name(),
                    figure.has_value() ? figure.definition() : figure.why_missing()});
  }
  out << FormatTable(rows, {Align::kLeft, Align::kRight});
  if (finding.has_thresholds()) {
    const budget::v1::FindingThresholds& levels = finding.thresholds();
    out << "\n程度按第一项判定：" << levels.noted().display() << "起一般，" << levels.serious().display() << "起较重，"
        << levels.grave().display() << "起严重（" << levels.source() << "）\n";
  }
  if (!finding.details().empty()) out << "\n其中\n";
  PrintDetails(finding.details(), finding.detail_count(), out);
  if (!finding.has_recommendation()) return;
  out << "\n建议：" << finding.recommendation().title() << "。" << finding.recommendation().text() << "\n";
  if (finding.recommendation().has_effect()) PrintEffect(finding.recommendation().effect(), out);
}

void PrintSimulation(const budget::v1::SimulateYearResponse& response, std::ostream& out) {
  const std::map<std::string, const type::Fact*> after = ByName(response.facts_after());
  std::vector<std::vector<std::string>> rows = {{"  项目", "实际", "模拟", "名称"}};
  for (const type::Fact& fact : response.facts_before()) {
    const auto found = after.find(fact.name());
    const std::string was = ValueText(fact.has_value(), fact.value(), fact.unit());
    const std::string is =
        found == after.end() ? "无" : ValueText(found->second->has_value(), found->second->value(), fact.unit());
    if (was != is) rows.push_back({absl::StrCat("  ", fact.display_name()), was, is, fact.name()});
  }
  if (rows.size() == 1) {
    out << "各项事实和测算值不变\n";
  } else {
    out << FormatTable(rows, {Align::kLeft, Align::kRight, Align::kRight});
  }
  out << "\n问题的程度\n";
  for (int i = 0; i < response.findings_before_size() && i < response.findings_after_size(); ++i) {
    out << "  " << response.findings_before(i).display_name() << "："
        << SeverityText(response.findings_before(i).severity()) << " → "
        << SeverityText(response.findings_after(i).severity()) << "\n";
  }
  if (!response.issues().empty()) out << "\n指标承担不了的业务\n";
  for (const type::Issue& issue : response.issues()) out << "  " << IssueText(issue) << "\n";
}

}  // namespace zhengping::cli
