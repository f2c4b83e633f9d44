#include "common/spreadsheet/json_tables.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/str_cat.h"

namespace zhengping {
namespace {

using testing::ElementsAre;

std::string FirstReason(absl::string_view text, const TableLimits& limits = {}) {
  std::vector<Issue> issues;
  const auto tables = ReadJsonTables("file.json", text, issues, limits);
  EXPECT_EQ(tables.has_value(), issues.empty());
  return issues.empty() ? "" : issues.front().reason;
}

TEST(JsonTables, TablesAreReadWithTheirNumbersAsText) {
  std::vector<Issue> issues;
  const auto tables = ReadJsonTables("file.json",
                                     R"({"BA_BGT_INFO": [
      {"BGT_ID": "Q1", "amount": 1234567890123.45, "is_deleted": 2},
      {"bgt_id": "Q2", "agency_name": "翠园", "amount": 12345678901234567890123, "is_track": true, "doc_date": null}],
      "PAY_VOUCHER_BILL": [{"xpay_amt": -0.10}], "BGT_TRA": []})",
                                     issues);
  ASSERT_TRUE(tables.has_value()) << issues[0].reason;
  ASSERT_EQ(tables->size(), 3u);
  const Table& quotas = (*tables)[0].table;
  EXPECT_EQ((*tables)[0].name, "BA_BGT_INFO");
  EXPECT_EQ(quotas.name, "file.json[BA_BGT_INFO]");
  EXPECT_THAT(quotas.headings, ElementsAre("bgt_id", "amount", "is_deleted", "agency_name", "is_track", "doc_date"));
  EXPECT_THAT(quotas.rows[0].cells, ElementsAre("Q1", "1234567890123.45", "2", "", "", ""));
  EXPECT_THAT(quotas.rows[1].cells, ElementsAre("Q2", "12345678901234567890123", "", "翠园", "1", ""));
  EXPECT_EQ(quotas.rows[1].number, 2);
  EXPECT_THAT((*tables)[1].table.rows[0].cells, ElementsAre("-0.10"));
  EXPECT_TRUE((*tables)[2].table.rows.empty());
}

TEST(JsonTables, WhatIsNotOfThisShapeIsRefused) {
  EXPECT_EQ(FirstReason("{\"BA_BGT_INFO\": [{\"bgt_id\": \"Q1\""), "JSON_MALFORMED");  // cut off
  EXPECT_EQ(FirstReason("[]"), "JSON_MALFORMED");
  EXPECT_EQ(FirstReason("{}"), "JSON_MALFORMED");
  EXPECT_EQ(FirstReason("3"), "JSON_MALFORMED");
  EXPECT_EQ(FirstReason(R"({"T": {"a": 1}})"), "JSON_MALFORMED");
  EXPECT_EQ(FirstReason(R"({"T": [1]})"), "JSON_MALFORMED");
  EXPECT_EQ(FirstReason(R"({"T": [[{"a": 1}]]})"), "JSON_MALFORMED");
  EXPECT_EQ(FirstReason(R"({"T": 5})"), "JSON_MALFORMED");
  EXPECT_EQ(FirstReason(R"({"T": [{"a": 1, "A": 2}]})"), "FIELD_REPEATED");
  EXPECT_EQ(FirstReason(std::string("{\"T\": [{\"a\": \"\xff\xfe\"}]}")), "ENCODING_UNKNOWN");
}

TEST(JsonTables, NestedValuesAreAllNamed) {
  std::vector<Issue> issues;
  EXPECT_FALSE(ReadJsonTables("f.json", R"({"T": [{"a": {"b": [1]}, "c": 2}, {"a": 1, "c": [[]]}]})", issues));
  ASSERT_EQ(issues.size(), 2u);
  EXPECT_EQ(issues[0].reason, "VALUE_NESTED");
  EXPECT_EQ(issues[0].place.row, 1);
  EXPECT_EQ(issues[0].place.column, "a");
  EXPECT_EQ(issues[1].place.row, 2);
  EXPECT_EQ(issues[1].place.column, "c");
}

TEST(JsonTables, LimitsBoundWhatOneFileHolds) {
  const std::string text = R"({"T": [{"a": "123", "b": "4"}, {"c": "5"}]})";
  EXPECT_EQ(FirstReason(text), "");
  EXPECT_EQ(FirstReason(text, {.columns = 2}), "TOO_MANY_COLUMNS");
  EXPECT_EQ(FirstReason(text, {.columns = 3}), "");
  EXPECT_EQ(FirstReason(text, {.cells = 2}), "TABLE_TOO_LARGE");
  EXPECT_EQ(FirstReason(text, {.row_bytes = 3}), "ROW_TOO_LARGE");
  EXPECT_EQ(FirstReason(text, {.file_bytes = 10}), "FILE_TOO_LARGE");
  std::string deep = R"({"T": [{"a": )";
  for (int i = 0; i < 100'000; ++i) deep += "[";
  EXPECT_EQ(FirstReason(deep), "VALUE_NESTED");
}

TEST(JsonTables, AMalformedFileNamesItsLine) {
  std::vector<Issue> issues;
  EXPECT_FALSE(ReadJsonTables("f.json", "{\"T\": [\n{\"a\": 1},\n{\"a\": }]}", issues));
  ASSERT_EQ(issues.size(), 1u);
  EXPECT_EQ(issues[0].place.row, 3);
}

TEST(JsonTables, WhatWasWrittenReadsTheSame) {
  const Table table{.name = "t",
                    .heading_row = 0,
                    .headings = {"bgt_id", "bgt_dec"},
                    .rows = {{1, {"Q1", "「引号」\"与\n换行"}}, {2, {"Q2", ""}}}};
  std::vector<Issue> issues;
  const auto read = ReadJsonTables("f.json", FormatJsonTable("BA_BGT_INFO", table), issues);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ((*read)[0].table.headings, table.headings);
  EXPECT_EQ((*read)[0].table.rows[0].cells, table.rows[0].cells);
  EXPECT_EQ((*read)[0].table.rows[1].cells, table.rows[1].cells);
}

}  // namespace
}  // namespace zhengping
