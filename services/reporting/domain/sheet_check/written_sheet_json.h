// A filed sheet's cells as JSON, as the store keeps them: {"file", "headings": {key: heading}, "rows": [{"row",
// "cells": {key: text}}]}. Equal sheets have equal texts.
#ifndef ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_WRITTEN_SHEET_JSON_H_
#define ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_WRITTEN_SHEET_JSON_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "services/reporting/domain/sheet_check/claimed_sheet.h"

namespace zhengping::reporting {

std::string SheetToJson(const WrittenSheet& sheet);

// Reads back what SheetToJson wrote. INTERNAL without a refusal for anything else: it is our own storage.
absl::StatusOr<WrittenSheet> SheetFromJson(absl::string_view text);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOMAIN_SHEET_CHECK_WRITTEN_SHEET_JSON_H_
