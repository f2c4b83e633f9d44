#include "services/reporting/domain/case.h"

namespace zhengping::reporting {

std::string Case::FileNamed(const std::string& name) const {
  for (const auto& [known, file] : files) {
    if (known == name) return file;
  }
  return name;
}

const CaseYear* Case::FindYear(int year) const {
  for (const CaseYear& known : years) {
    if (known.fiscal_year == year) return &known;
  }
  return nullptr;
}

}  // namespace zhengping::reporting
