#include "services/indicator/rpc/framework_places.h"

#include <google/protobuf/descriptor.h>

#include <map>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

namespace zhengping::indicator {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using Tree = google::protobuf::TextFormat::ParseInfoTree;

// A message that was parsed: its form, what the parser saw, and the line where it begins.
struct Spot {
  const Descriptor* form = nullptr;
  const Tree* tree = nullptr;
  int row = 0;  // 0: not written
};

// Domain names that differ from the field's.
absl::string_view FieldNameOf(absl::string_view part) {
  if (part == "rules") return "named_rules";
  if (part == "last_year") return "last_fiscal_year";
  if (part == "first_year") return "first_fiscal_year";
  return part;
}

int RowAt(const Tree& tree, const FieldDescriptor* field, int index) {
  return tree.GetLocation(field, index).line + 1;  // line -1: not written
}

Spot Inside(const Spot& spot, const FieldDescriptor* field, int index) {
  const int row = RowAt(*spot.tree, field, index);
  if (row == 0) return {};
  const bool is_message = field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
  return {is_message ? field->message_type() : nullptr,
          is_message ? spot.tree->GetTreeForNested(field, index) : nullptr, row};
}

// `part` of `spot`, also when a message of a oneof stands between them ("rule" of an indicator is its leaf's, "bands"
// of a rule those of its kind).
Spot Step(const Spot& spot, absl::string_view part, int levels_between = 1) {
  if (spot.form == nullptr || spot.tree == nullptr) return {};
  int index = -1;
  const std::pair<absl::string_view, absl::string_view> halves = absl::StrSplit(part, absl::MaxSplits('[', 1));
  if (!halves.second.empty() && !absl::SimpleAtoi(absl::StripSuffix(halves.second, "]"), &index)) return {};
  const std::string name(FieldNameOf(halves.first));
  const FieldDescriptor* field = spot.form->FindFieldByName(name);
  if (field == nullptr && name == "name") field = spot.form->FindFieldByName("display_name");
  if (field != nullptr) {
    if (field->is_repeated() && index < 0) index = 0;
    return Inside(spot, field, field->is_repeated() ? index : -1);
  }
  if (levels_between == 0) return {};
  for (int i = 0; i < spot.form->field_count(); ++i) {
    const FieldDescriptor* between = spot.form->field(i);
    if (between->is_repeated() || between->real_containing_oneof() == nullptr) continue;
    if (between->cpp_type() != FieldDescriptor::CPPTYPE_MESSAGE) continue;
    const Spot found = Step(Inside(spot, between, -1), part, levels_between - 1);
    if (found.row != 0) return found;
  }
  return {};
}

using SpotsByPath = std::map<std::string, Spot, std::less<>>;

template <typename Indicators>
void Collect(const Indicators& indicators, const Spot& parent, const std::string& parent_path, SpotsByPath& spots) {
  const FieldDescriptor* field = parent.form->FindFieldByName("indicators");
  for (int i = 0; i < indicators.size(); ++i) {
    const Spot spot = Inside(parent, field, i);
    if (spot.tree == nullptr) continue;
    const std::string& name = indicators[i].display_name();
    const std::string path = parent_path.empty() ? name : absl::StrCat(parent_path, "/", name);
    spots.emplace(path, spot);
    const Spot group = Step(spot, "group", 0);
    if (group.tree != nullptr) Collect(indicators[i].group().indicators(), group, path, spots);
  }
}

int RowOf(absl::string_view field, const Spot& top, const SpotsByPath& spots) {
  // Names may have dots: the longest beginning that is a path counts.
  Spot spot = top;
  absl::string_view rest = field;
  for (size_t end = field.size(); end != absl::string_view::npos && end > 0; end = field.rfind('.', end - 1)) {
    const auto found = spots.find(field.substr(0, end));
    if (found == spots.end()) continue;
    spot = found->second;
    rest = field.substr(end);
    break;
  }
  int row = spot.row;
  for (absl::string_view part : absl::StrSplit(rest, '.', absl::SkipEmpty())) {
    spot = Step(spot, part);
    if (spot.row == 0) break;
    row = spot.row;
  }
  return row;
}

}  // namespace

void FrameworkPlaces::SetRows(const v1::Framework& message, std::vector<Issue>& issues) const {
  const Spot top{v1::Framework::descriptor(), &tree_, 1};
  SpotsByPath spots;
  Collect(message.indicators(), top, "", spots);
  for (Issue& issue : issues) {
    if (issue.place.row == 0 && !issue.place.field.empty()) issue.place.row = RowOf(issue.place.field, top, spots);
  }
}

}  // namespace zhengping::indicator
