#include "services/reporting/domain/sheet_check/written_sheet_json.h"

#include <gtest/gtest.h>

namespace zhengping::reporting {
namespace {

TEST(WrittenSheetJson, ComesBackAsItWasWritten) {
  const WrittenSheet sheet{.file = "w.xlsx[已报自评表]",
                           .headings = {{"score", "自评得分"}},
                           .rows = {{.row = 7, .cells = {{"kpi_lv3", "“引号”\\\n"}, {"score", "9.49"}}}, {.row = 8}}};
  const std::string json = SheetToJson(sheet);
  EXPECT_EQ(*SheetFromJson(json), sheet);
  EXPECT_EQ(SheetToJson(*SheetFromJson(json)), json);
}

TEST(WrittenSheetJson, WhatIsNotItsOwnIsRefused) {
  for (const char* text :
       {"", "[]", "{}", "{\"file\":1}", "{\"file\":\"\",\"headings\":{},\"rows\":[{\"row\":\"2\"}]}"}) {
    EXPECT_FALSE(SheetFromJson(text).ok()) << text;
  }
}

}  // namespace
}  // namespace zhengping::reporting
