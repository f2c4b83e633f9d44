#include "services/reporting/documents/json/json_writer.h"

#include <gtest/gtest.h>

#include "services/reporting/documents/sample_report.h"

namespace zhengping::reporting {
namespace {

TEST(JsonWriter, TheWholeTextOfASmallDocument) {
  Document document{.title_lines = {"绩效评价", "报告"}};
  document.body = {
      Paragraph{.runs = {Plain("预算"), Bound("2030.12万元", {"facts/final_budget", "203012000", "fen"})}}};
  document.signature = Signature{.issuer = "翠园街道", .date = "2024年6月20日"};
  document.annexes = {{.title = "自评表"}};
  document.content = {{"content", {{"total", "97.78"}}}};
  EXPECT_EQ(
      WriteJson(document).value(),
      R"({"content":{"total":"97.78"},)"
      R"("document":{"addressee":"","annexes":[{"label":"附件","title":"自评表"}],"author":"","date":"2024年6月20日",)"
      R"("issuer":"翠园街道","subject":"","title":"绩效评价报告"},)"
      R"("figures":[{"exact":"203012000","illustrative":false,"lower_bound":false,"origin":"facts/final_budget",)"
      R"("text":"2030.12万元","unit":"fen"}]})");
}

TEST(JsonWriter, AFloatInTheContentIsRefused) {
  Document document;
  document.content = {{"total", 97.78}};
  EXPECT_EQ(WriteJson(document).status().code(), absl::StatusCode::kInternal);
}

TEST(JsonWriter, EqualDocumentsHaveEqualBytes) {
  EXPECT_EQ(WriteJson(SampleReport()).value(), WriteJson(SampleReport()).value());
}

}  // namespace
}  // namespace zhengping::reporting
