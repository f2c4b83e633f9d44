#include "services/reporting/exchange/case/case_reading.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iconv.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "common/spreadsheet/csv.h"
#include "common/spreadsheet/xlsx_writer.h"
#include "services/reporting/exchange/case/case_testing.h"

namespace zhengping::reporting {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;

std::string ToGb18030(const std::string& text) {
  const iconv_t converter = iconv_open("GB18030", "UTF-8");
  std::string result(text.size() * 2, '\0');
  char* in = const_cast<char*>(text.data());
  char* out = result.data();
  size_t in_left = text.size();
  size_t out_left = result.size();
  ZP_CHECK(iconv(converter, &in, &in_left, &out, &out_left) == 0 && in_left == 0, "valid text");
  iconv_close(converter);
  result.resize(result.size() - out_left);
  return result;
}

// What a case says, in one text: two cases that say the same are the same.
std::string Told(const Case& contents) {
  std::string text = absl::StrCat(FormatName(contents.department.name), contents.department.display_name,
                                  contents.head.framework, contents.head.source, contents.narrative, "\n");
  for (const CaseYear& year : contents.years) {
    for (const CaseQuota& quota : year.quotas) {
      absl::StrAppend(&text, quota.external_code, " ", static_cast<int>(quota.outlay), quota.fund_type,
                      quota.function_code, quota.department_economic_code, quota.project_display_name,
                      quota.budget_unit, "\n");
    }
    for (const CaseTransaction& transaction : year.transactions) {
      absl::StrAppend(&text, transaction.record_id, transaction.document_number, FormatIso(transaction.effective_date));
      for (const CaseEntry& entry : transaction.entries) {
        absl::StrAppend(&text, " ", entry.quota, static_cast<int>(entry.kind), entry.amount.fen(), entry.special_fund,
                        static_cast<int>(entry.origin), static_cast<int>(entry.recurring), entry.note, entry.place.row);
      }
      absl::StrAppend(&text, "\n");
    }
    for (const CaseFund& fund : year.special_funds) {
      absl::StrAppend(&text, fund.external_code, fund.display_name, fund.amount.fen(), fund.needs.size(), "\n");
    }
    for (const CaseStatementRow& row : year.statement) {
      absl::StrAppend(&text, row.item);
      for (const CaseFigure& cell : row.cells) {
        absl::StrAppend(&text, " ", static_cast<int>(cell.state), cell.value.has_value() ? cell.value->index() : 9);
      }
      absl::StrAppend(&text, "\n");
    }
  }
  for (const CasePlanRow& row : contents.plan) {
    absl::StrAppend(&text, row.key.level1, row.key.level2, row.key.level3, static_cast<int>(row.direction),
                    row.target.text, row.weight.has_value() ? row.weight->numerator() : "-", row.unit, row.is_core,
                    row.is_illustrative, "\n");
  }
  for (const CaseObservation& row : contents.observations) {
    absl::StrAppend(&text, row.observation.key.level3, row.observation.text, row.observation.tier, row.observation.unit,
                    row.observation.evidence, row.deviation_reason, row.measure, row.observation.is_illustrative, "\n");
  }
  for (const CaseCheckRow& row : contents.checks) absl::StrAppend(&text, row.display_name, row.expression, "\n");
  return text;
}

// The counts are those of tests/data/cuiyuan-2023/source.md and expected.json.
TEST(CaseReading, TheCuiyuanCaseIsReadWhole) {
  const CaseReading reading = ReadCase(CaseFolder("cuiyuan-2023"));
  const Case& contents = reading.contents;
  EXPECT_FALSE(HasErrors(reading.issues)) << absl::StrJoin(Lines(reading.issues), "\n");
  EXPECT_EQ(FormatName(contents.department.name), "divisions/430503000/departments/403");
  EXPECT_EQ(contents.fiscal_year, 2023);
  ASSERT_EQ(contents.years.size(), 3u);
  EXPECT_EQ(contents.years[0].fiscal_year, 2021);
  EXPECT_EQ(contents.years[0].transactions.size(), 178u);
  EXPECT_EQ(contents.years[0].quotas.size(), 66u);
  EXPECT_EQ(contents.years[0].special_funds.size(), 5u);
  EXPECT_EQ(contents.years[0].source, "演示用示例数据，不是翠园街道办事处的实际预算");
  EXPECT_EQ(contents.years[2].fiscal_year, 2023);
  EXPECT_EQ(contents.years[2].transactions.size(), 327u);
  EXPECT_EQ(contents.years[2].quotas.size(), 90u);
  EXPECT_EQ(contents.years[2].special_funds.size(), 9u);
  EXPECT_EQ(contents.years[2].statement.size(), 29u);
  EXPECT_EQ(contents.plan.size(), 35u);
  EXPECT_EQ(contents.observations.size(), 43u);
  EXPECT_EQ(contents.checks.size(), 8u);
  EXPECT_EQ(std::count_if(contents.plan.begin(), contents.plan.end(),
                          [](const CasePlanRow& row) { return row.is_illustrative; }),
            35);
  // 居民群众满意度, and the 11 qualitative rows.
  EXPECT_EQ(std::count_if(contents.observations.begin(), contents.observations.end(),
                          [](const CaseObservation& row) { return row.observation.is_illustrative; }),
            12);
}

TEST(CaseReading, OnlyFilesThatAreNoPartOfTheCaseAreTold) {
  std::vector<std::string> reasons;
  for (const Issue& issue : ReadCase(CaseFolder("cuiyuan-2023")).issues) reasons.push_back(issue.reason);
  EXPECT_THAT(reasons, testing::Each("CASE_FILE_NOT_READ"));
}

TEST(CaseReading, EntriesOfTheYearAddUpToThePublishedTotals) {
  const CaseReading reading = ReadCase(CaseFolder("cuiyuan-2023"));
  const nlohmann::json expected = nlohmann::json::parse(CaseFolder("cuiyuan-2023").at("expected.json"));
  for (const CaseYear& year : reading.contents.years) {
    std::map<CaseEntryKind, int64_t> sums;
    for (const CaseTransaction& transaction : year.transactions) {
      for (const CaseEntry& entry : transaction.entries) sums[entry.kind] += entry.amount.fen();
    }
    const nlohmann::json& of_year = expected.at(absl::StrCat(year.fiscal_year));
    EXPECT_EQ(sums[CaseEntryKind::kInitial], of_year.at("initial_budget_fen"));
    EXPECT_EQ(sums[CaseEntryKind::kCarryover], of_year.at("carryover_in_fen"));
    EXPECT_EQ(sums[CaseEntryKind::kSupplement], of_year.at("supplements_fen"));
    EXPECT_EQ(sums[CaseEntryKind::kReduction], of_year.at("reductions_fen"));
    EXPECT_EQ(sums[CaseEntryKind::kTransferIn], of_year.at("transfers_in_fen"));
    EXPECT_EQ(sums[CaseEntryKind::kTransferOut], of_year.at("transfers_out_fen"));
    EXPECT_EQ(sums[CaseEntryKind::kRecall], of_year.at("recalls_fen"));
    EXPECT_EQ(sums[CaseEntryKind::kPayment] - sums[CaseEntryKind::kRefund], of_year.at("payments_fen"));
  }
}

TEST(CaseReading, TheBrokenCaseIsToldAtEveryPlaceOfAFile) {
  const CaseFiles files = CaseFolder("broken-case");
  std::vector<std::string> expected;
  const nlohmann::json list = nlohmann::json::parse(files.at("expected_issues.json"));
  for (const nlohmann::json& issue : list.at("issues")) {
    if (issue.at("stage") != "file") continue;
    expected.push_back(absl::StrCat(issue.at("file").get<std::string>(), ":", issue.at("row").get<int>(), ":",
                                    issue.at("column").get<std::string>(), ":", issue.at("reason").get<std::string>()));
  }
  CaseFiles sent = files;
  sent.erase("expected_issues.json");
  std::vector<std::string> told;
  for (Issue issue : ReadCase(sent).issues) {
    issue.severity = Severity::kError;
    told.push_back(Lines({issue}).front());
  }
  EXPECT_THAT(told, testing::UnorderedElementsAreArray(expected));
}

TEST(CaseReading, Gb18030AndWindowsLineEndsGiveTheSameCase) {
  const CaseFiles files = CaseFolder("cuiyuan-2023");
  CaseFiles converted;
  for (const auto& [path, bytes] : files) {
    std::string windows;
    for (const char c : bytes) windows += c == '\n' ? std::string("\r\n") : std::string(1, c);
    converted[path] = ToGb18030(windows);
  }
  EXPECT_EQ(Told(ReadCase(converted).contents), Told(ReadCase(files).contents));
}

// Chinese headings in reverse order, tabs between the cells, Chinese file names: the same case.
TEST(CaseReading, ChineseHeadingsInAnyOrderGiveTheSameCase) {
  const std::map<std::string, std::string> chinese = {{"record_id", "记录编号"},
                                                      {"agency_code", "单位代码"},
                                                      {"bgt_id", "指标编号"},
                                                      {"cor_bgt_doc_no", "指标文号"},
                                                      {"doc_date", "日期"},
                                                      {"entry_kind", "类型"},
                                                      {"amount", "金额"},
                                                      {"bgt_category", "支出类别"},
                                                      {"fund_type_code", "资金性质"},
                                                      {"exp_func_code", "功能科目"},
                                                      {"gov_bgt_eco_code", "政府经济科目"},
                                                      {"dep_bgt_eco_code", "部门经济科目"},
                                                      {"pro_name", "项目"},
                                                      {"to_bgt_id", "调入指标"},
                                                      {"special_fund", "专项资金"},
                                                      {"origin", "调整来源"},
                                                      {"recurring", "是否经常性"},
                                                      {"item", "项目"},
                                                      {"prior_actual", "上年决算数"},
                                                      {"prior_budget", "上年预算数"},
                                                      {"budget", "本年预算数"},
                                                      {"actual", "本年决算数"},
                                                      {"approved_date", "批复日期"},
                                                      {"expected_release_date", "应下达日期"},
                                                      {"monthly_need", "月需求"},
                                                      {"kpi_lv1", "一级指标"},
                                                      {"kpi_lv2", "二级指标"},
                                                      {"kpi_lv3", "三级指标"},
                                                      {"direction", "指标性质"},
                                                      {"kpi_val", "指标值"},
                                                      {"unit", "计量单位"},
                                                      {"weight", "分值"},
                                                      {"core", "是否核心指标"},
                                                      {"value", "实际完成值"},
                                                      {"tier", "档次"},
                                                      {"status", "状态"},
                                                      {"evidence", "佐证材料"},
                                                      {"deviation_reason", "偏差原因"},
                                                      {"measure", "改进措施"},
                                                      {"mof_div_code", "财政区划"},
                                                      {"agency_name", "单位名称"}};
  const CaseFiles files = CaseFolder("cuiyuan-2023");
  CaseFiles shuffled = files;
  for (const char* name : {"ledger.csv", "statement.csv", "special_funds.csv", "plan.csv", "observations.csv",
                           "department.csv", "2022/ledger.csv"}) {
    std::vector<Issue> issues;
    Table table = *ReadCsv(name, files.at(name), issues);
    for (std::string& heading : table.headings) {
      const auto known = chinese.find(heading);
      if (known != chinese.end()) heading = known->second;
    }
    std::reverse(table.headings.begin(), table.headings.end());
    for (Row& row : table.rows) std::reverse(row.cells.begin(), row.cells.end());
    shuffled[name] = FormatCsv(table, {.separator = '\t', .has_byte_order_mark = true});
  }
  shuffled["指标账.csv"] = shuffled.extract("ledger.csv").mapped();
  const CaseReading reading = ReadCase(shuffled);
  EXPECT_FALSE(HasErrors(reading.issues)) << absl::StrJoin(Lines(reading.issues), "\n");
  EXPECT_EQ(Told(reading.contents), Told(ReadCase(files).contents));
  EXPECT_EQ(reading.contents.FileNamed("ledger.csv"), "指标账.csv");
  EXPECT_EQ(reading.contents.headings.at("指标账.csv").at("amount"), "金额");
}

// Every table of the folder as a sheet of one workbook, amounts as the numbers that a spreadsheet keeps.
TEST(CaseReading, AWorkbookSaysTheSameAsTheFolder) {
  const CaseFiles folder = CaseFolder("cuiyuan-2023");
  const nlohmann::json head = nlohmann::json::parse(folder.at("case.json"));
  std::vector<std::string> illustrative = head.value("illustrative", std::vector<std::string>());
  std::vector<XlsxSheet> sheets = {
      {.table = {.name = "说明",
                 .headings = {"项目", "内容"},
                 .rows = {{.number = 2, .cells = {"framework", head.at("framework")}},
                          {.number = 3, .cells = {"fiscal_year", "2023"}},
                          {.number = 4, .cells = {"source", head.at("source")}},
                          {.number = 5, .cells = {"illustrative", absl::StrJoin(illustrative, "、")}}}}}};
  CaseFiles rest;  // what no sheet of this test stands for
  for (const auto& [path, bytes] : folder) {
    if (path == "case.json") continue;
    std::vector<Issue> issues;
    std::optional<Table> table;
    if (absl::EndsWith(path, ".csv")) table = ReadCsv(path, bytes, issues);
    if (!table) {
      rest[path] = bytes;
      continue;
    }
    XlsxSheet sheet{.table = *std::move(table)};
    sheet.table.name = absl::StrReplaceAll(path.substr(0, path.size() - 4), {{"/", "-"}});
    for (size_t i = 0; i < sheet.table.headings.size(); ++i) {
      if (absl::StrContains(sheet.table.headings[i], "amount")) sheet.number_columns.push_back(i);
    }
    sheets.push_back(std::move(sheet));
  }
  rest["案卷.xlsx"] = *FormatXlsx(sheets);
  EXPECT_GT(sheets.size(), 6u);
  const CaseReading reading = ReadCase(rest);
  EXPECT_FALSE(HasErrors(reading.issues)) << absl::StrJoin(Lines(reading.issues), "\n");
  EXPECT_EQ(Told(reading.contents), Told(ReadCase(folder).contents));
}

TEST(CaseReading, MissingFilesAreMissingDataButForTwo) {
  EXPECT_THAT(Lines(ReadCase({}).issues), ElementsAre("case.json:0::FILE_MISSING", "department.csv:0::FILE_MISSING"));
  EXPECT_THAT(Lines(ReadCase(SmallCase({})).issues), IsEmpty());
}

TEST(CaseReading, TellsOfFilesThatItDoesNotRead) {
  EXPECT_THAT(Lines(ReadCase(SmallCase({{"claimed.csv", ""},
                                        {"备注.txt", ""},
                                        {"附件/台账.xlsx", ""},
                                        {"case.xlsx", "PK"},
                                        {"2022/plan.csv", ""},
                                        {"ledger.csv", "bgt_id,doc_date,entry_kind,amount\n"},
                                        {"指标账.csv", "bgt_id,doc_date,entry_kind,amount\n"}}))
                        .issues),
              ElementsAre("claimed.csv:0::TABLE_EMPTY", "2022/plan.csv:0::CASE_FILE_NOT_READ (warning)",
                          "case.xlsx:0::WORKBOOK_NOT_READ", "备注.txt:0::CASE_FILE_NOT_READ (warning)",
                          "指标账.csv:0::FILE_REPEATED", "附件/台账.xlsx:0::CASE_FILE_NOT_READ (warning)"));
}

TEST(CaseReading, TheCountysOwnFrameworkIsTakenAsItIs) {
  const CaseReading text = ReadCase(SmallCase({{"framework.textproto", "name: \"frameworks/x\""}}));
  EXPECT_THAT(Lines(text.issues), IsEmpty());
  ASSERT_TRUE(text.contents.own_framework.has_value());
  EXPECT_EQ(text.contents.own_framework->file, "framework.textproto");
  EXPECT_EQ(text.contents.own_framework->text, "name: \"frameworks/x\"");

  const CaseReading twice = ReadCase(SmallCase({{"framework.textproto", "name: \"a\""}, {"评价体系.json", "{}"}}));
  EXPECT_THAT(Lines(twice.issues), ElementsAre("评价体系.json:0::FILE_REPEATED"));

  const std::string sheet =
      *FormatXlsx({{.table = {.name = "评价体系", .headings = {"一级指标"}, .rows = {{2, {"甲"}}}}},
                   {.table = {.name = "评价体系设置", .headings = {"项目"}, .rows = {{2, {"名称"}}}}}});
  const CaseReading workbook = ReadCase(SmallCase({{"评价体系.xlsx", sheet}}));
  EXPECT_THAT(Lines(workbook.issues), IsEmpty());
  EXPECT_EQ(workbook.contents.own_framework->workbook, sheet);
  const CaseReading of_case = ReadCase(SmallCase({{"案卷.xlsx", sheet}}));
  EXPECT_THAT(Lines(of_case.issues), IsEmpty());
  EXPECT_EQ(of_case.contents.own_framework->file, "案卷.xlsx");
}

TEST(CaseReading, EarlierYearsAreOfTheSameDepartmentAndOfTheirYear) {
  EXPECT_THAT(
      Lines(ReadCase(SmallCase({{"2022/case.json", "{\"fiscal_year\": 2021}"},
                                {"2022/department.csv", "mof_div_code,agency_code,agency_name\n430503000,404,乙\n"},
                                {"2022/ledger.csv", "bgt_id,doc_date,entry_kind,amount\nq1,2023-01-10,支付,1\n"},
                                {"2023/ledger.csv", "bgt_id,doc_date,entry_kind,amount\n"}}))
                .issues),
      ElementsAre("2022/case.json:0:fiscal_year:YEAR_DISAGREES", "2022/department.csv:2::DEPARTMENT_DISAGREES",
                  "2022/ledger.csv:2:doc_date:DATE_OUTSIDE_YEAR", "2023/:0::YEAR_FOLDER_UNFIT"));
}

TEST(CaseReading, EarlierYearsHaveALimit) {
  CaseFiles files = SmallCase({});
  for (int year = 2013; year < 2023; ++year) files[absl::StrCat(year, "/statement.csv")] = "item,actual\n";
  EXPECT_EQ(ReadCase(files).contents.years.size(), kMostEarlierYears + 1);
  EXPECT_THAT(Lines(ReadCase(files).issues), IsEmpty());
  files["2012/statement.csv"] = "item,actual\n";
  EXPECT_THAT(Lines(ReadCase(files).issues), ElementsAre("case.json:0::TOO_MANY_YEARS"));
}

TEST(CaseReading, AMadeUpTableOfAnEarlierYearIsNamedWithItsYear) {
  const CaseReading reading = ReadCase(
      SmallCase({{"case.json", "{\"fiscal_year\": 2023, \"illustrative\": [\"指标账\"]}"},
                 {"2022/case.json", "{\"fiscal_year\": 2022, \"illustrative\": [\"指标账\", \"专项资金\"]}"}}));
  EXPECT_THAT(reading.contents.head.illustrative_tables, ElementsAre("指标账", "2022年专项资金"));
}

TEST(CaseReading, NoMoreIssuesOfAFileThanAPersonReads) {
  std::string ledger = "bgt_id,doc_date,entry_kind,amount\n";
  for (size_t i = 0; i < kMostIssuesPerFile; ++i) ledger += "q1,2023-01-10,支付,\n";
  EXPECT_EQ(ReadCase(SmallCase({{"ledger.csv", ledger}})).issues.size(), kMostIssuesPerFile);
  ledger += "q1,2023-01-10,支付,\n";
  const std::vector<Issue> issues = ReadCase(SmallCase({{"ledger.csv", ledger}})).issues;
  ASSERT_EQ(issues.size(), kMostIssuesPerFile + 1);
  EXPECT_EQ(issues.back().reason, "TOO_MANY_ISSUES");
  EXPECT_THAT(issues.back().remedy, testing::HasSubstr("另有 1 处"));
}

TEST(CaseReading, WhatWasFoundIsCutBetweenCharacters) {
  std::string cell;
  for (int i = 0; i < 100; ++i) cell += "额";
  const CaseReading reading = ReadCase(
      SmallCase({{"ledger.csv", absl::StrCat("bgt_id,doc_date,entry_kind,amount\nq1,2023-01-10,支付,", cell, "\n")}}));
  ASSERT_EQ(reading.issues.size(), 1u);
  EXPECT_EQ(reading.issues[0].found, cell.substr(0, 198));
}

}  // namespace
}  // namespace zhengping::reporting
