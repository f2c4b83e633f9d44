#include "services/reporting/domain/case.h"

#include "absl/strings/str_cat.h"

namespace zhengping::reporting {

std::string SourceText(const RowPlace& place) { return absl::StrCat(place.file, " 第 ", place.row, " 行"); }

std::string Case::FileNamed(const std::string& name) const {
  for (const auto& [known, file] : files) {
    if (known == name) return file;
  }
  return name;
}

bool Case::HasTargetsOrResults() const {
  for (const auto& [known, file] : files) {
    if (known == "plan.csv" || known == "observations.csv" || known == "checks.csv") return true;
  }
  return false;
}

const CaseYear* Case::FindYear(int year) const {
  for (const CaseYear& known : years) {
    if (known.fiscal_year == year) return &known;
  }
  return nullptr;
}

Place Case::PlaceAt(const RowPlace& row, const std::string& key) const {
  Place place{.file = row.file, .row = row.row, .column = key};
  const auto of_file = headings.find(row.file);
  if (of_file == headings.end()) return place;
  const auto heading = of_file->second.find(key);
  if (heading != of_file->second.end()) place.column = heading->second;
  return place;
}

}  // namespace zhengping::reporting
