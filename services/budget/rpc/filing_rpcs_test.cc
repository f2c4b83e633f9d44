#include <functional>

#include "services/budget/rpc/service_fixture.h"

namespace zhengping::budget {
namespace {

constexpr char kStatement[] = "divisions/430503000/departments/403/years/2023/statement";
constexpr char kSettings[] = "divisions/430503000/years/2023/settings";

class FilingRpcs : public ServiceFixture {
 protected:
  v1::UpdateStatementRequest StatementOf() {
    v1::UpdateStatementRequest request;
    v1::Statement& statement = *request.mutable_statement();
    statement.set_name(kStatement);
    v1::StatementRow& row = *statement.add_rows();
    row.set_item("three_public_expenses.reception");
    row.mutable_budget()->mutable_value()->set_amount_fen(1200000);
    row.mutable_actual()->mutable_value()->set_amount_fen(998000);
    row.mutable_prior_actual()->set_state(type::FACT_STATE_NOT_APPLICABLE);
    statement.set_economy_measures("严控公务接待。");
    return request;
  }
  v1::UpdateAnalysisSettingsRequest SettingsOf() {
    v1::UpdateAnalysisSettingsRequest request;
    v1::AnalysisSettings& settings = *request.mutable_analysis_settings();
    settings.set_name(kSettings);
    v1::FindingThresholds& thresholds = *settings.add_thresholds();
    thresholds.set_finding("mid_year_additions");
    const auto set = [](const char* numerator, type::Rational& value) {
      value.set_numerator(numerator);
      value.set_denominator("100");
    };
    set("5", *thresholds.mutable_noted());
    set("15", *thresholds.mutable_serious());
    set("25", *thresholds.mutable_grave());
    thresholds.set_source("大祥区财政局2023年通知");
    v1::AnalysisParameter& parameter = *settings.add_parameters();
    parameter.set_name("small_quota_amount");
    parameter.mutable_value()->set_amount_fen(1000000);
    parameter.set_source("大祥区财政局2023年通知");
    settings.mutable_foreseeable_keywords()->add_words("考核奖");
    settings.mutable_foreseeable_keywords()->set_source("大祥区财政局2023年通知");
    return request;
  }
};

TEST_F(FilingRpcs, StatementIsFiledReadAndChanged) {
  CreateDepartment();
  v1::GetStatementRequest get;
  get.set_name(kStatement);
  v1::Statement read, filed;
  ASSERT_THAT(Call(&Stub::GetStatement, get, read), IsOk());
  EXPECT_EQ(read.revision(), 0);
  ASSERT_THAT(Call(&Stub::UpdateStatement, StatementOf(), filed), IsOk());
  EXPECT_EQ(filed.revision(), 1);
  ASSERT_THAT(Call(&Stub::GetStatement, get, read), IsOk());
  EXPECT_EQ(read.SerializeAsString(), filed.SerializeAsString());
  ASSERT_EQ(read.rows_size(), 1);
  EXPECT_EQ(read.rows(0).actual().value().amount_fen(), 998000);
  EXPECT_EQ(read.rows(0).actual().state(), type::FACT_STATE_REPORTED);
  EXPECT_EQ(read.rows(0).prior_actual().state(), type::FACT_STATE_NOT_APPLICABLE);
  EXPECT_FALSE(read.rows(0).has_prior_budget());

  v1::UpdateStatementRequest prose;
  prose.mutable_statement()->set_name(kStatement);
  prose.mutable_statement()->set_etag(filed.etag());
  prose.mutable_update_mask()->add_paths("economy_measures");
  ASSERT_THAT(Call(&Stub::UpdateStatement, prose, filed), IsOk());
  EXPECT_EQ(filed.economy_measures(), "");
  EXPECT_EQ(filed.rows_size(), 1);
  EXPECT_THAT(Call(&Stub::UpdateStatement, prose, filed), IsRefusal("ETAG_STALE", "statement.etag"));
}

TEST_F(FilingRpcs, RefusedStatementNamesReasonAndField) {
  struct Case {
    const char* reason;
    const char* field;
    std::function<void(v1::UpdateStatementRequest&)> spoil;
  };
  const auto row = [](v1::UpdateStatementRequest& request) -> v1::StatementRow& {
    return *request.mutable_statement()->mutable_rows(0);
  };
  const Case cases[] = {
      {"RESOURCE_NAME_MALFORMED", "statement.name", [](auto& r) { r.mutable_statement()->set_name("x"); }},
      {"DEPARTMENT_NOT_FOUND", "statement.name",
       [](auto& r) { r.mutable_statement()->set_name("divisions/430503000/departments/404/years/2023/statement"); }},
      {"STATEMENT_ITEM_UNKNOWN", "statement.rows[0].item", [&](auto& r) { row(r).set_item("salaries"); }},
      {"STATEMENT_ITEM_REPEATED", "statement.rows[1].item",
       [&](auto& r) {
         const v1::StatementRow first = row(r);
         *r.mutable_statement()->add_rows() = first;
       }},
      {"STATEMENT_UNIT_DIFFERS", "statement.rows[0].actual",
       [&](auto& r) { row(r).mutable_actual()->mutable_value()->set_count(3); }},
      {"CELL_STATE_DISAGREES", "statement.rows[0].actual",
       [&](auto& r) { row(r).mutable_actual()->set_state(type::FACT_STATE_MISSING); }},
      {"ENUM_UNKNOWN", "statement.rows[0].actual.state",
       [&](auto& r) { row(r).mutable_actual()->set_state(type::FACT_STATE_DERIVED); }},
      {"DENOMINATOR_NOT_POSITIVE", "statement.rows[0].actual.value.rational",
       [&](auto& r) {
         row(r).mutable_actual()->mutable_value()->mutable_rational()->set_numerator("1");
         row(r).mutable_actual()->mutable_value()->mutable_rational()->set_denominator("0");
       }},
      {"NUMBER_MALFORMED", "statement.rows[0].actual.value.rational",
       [&](auto& r) { row(r).mutable_actual()->mutable_value()->mutable_rational()->set_numerator("a"); }},
      {"TOO_MANY_ROWS", "statement.rows",
       [&](auto& r) {
         for (int i = 0; i < 500; ++i) r.mutable_statement()->add_rows();
       }},
      {"UPDATE_MASK_UNKNOWN_FIELD", "update_mask", [](auto& r) { r.mutable_update_mask()->add_paths("revision"); }},
      {"REQUEST_ID_MALFORMED", "request_id", [](auto& r) { r.set_request_id("x"); }},
  };
  CreateDepartment();
  for (const Case& c : cases) {
    SCOPED_TRACE(absl::StrCat(c.reason, " at ", c.field));
    v1::UpdateStatementRequest request = StatementOf();
    c.spoil(request);
    v1::Statement response;
    EXPECT_THAT(Call(&Stub::UpdateStatement, request, response), IsRefusal(c.reason, c.field));
  }
  v1::GetStatementRequest get;
  get.set_name(kStatement);
  v1::Statement read;
  ASSERT_THAT(Call(&Stub::GetStatement, get, read), IsOk());
  EXPECT_EQ(read.revision(), 0);
  get.set_revision(3);
  EXPECT_THAT(Call(&Stub::GetStatement, get, read), IsRefusal("REVISION_NOT_FOUND", "revision"));
}

TEST_F(FilingRpcs, SettingsShowHouseDefaultsAndKeepWhatIsSet) {
  v1::GetAnalysisSettingsRequest get;
  get.set_name(kSettings);
  v1::AnalysisSettings house, changed, read;
  ASSERT_THAT(Call(&Stub::GetAnalysisSettings, get, house), IsOk());
  ASSERT_EQ(house.thresholds_size(), 4);
  EXPECT_EQ(house.parameters_size(), 7);
  EXPECT_GT(house.foreseeable_keywords().words_size(), 0);
  EXPECT_EQ(house.foreseeable_keywords().source(), "本系统默认值，无文件依据");
  EXPECT_EQ(house.thresholds(3).source(), "本系统默认值，无文件依据");
  EXPECT_EQ(house.thresholds(1).figure(), "addition_rate");

  ASSERT_THAT(Call(&Stub::UpdateAnalysisSettings, SettingsOf(), changed), IsOk());
  ASSERT_THAT(Call(&Stub::GetAnalysisSettings, get, read), IsOk());
  EXPECT_EQ(read.SerializeAsString(), changed.SerializeAsString());
  EXPECT_EQ(read.thresholds(1).grave().display(), "25.00%");
  EXPECT_NE(read.settings_hash(), house.settings_hash());
  EXPECT_EQ(read.foreseeable_keywords().words_size(), 1);
  // Left out of a list that is replaced: back to the house default.
  v1::UpdateAnalysisSettingsRequest back;
  back.mutable_analysis_settings()->set_name(kSettings);
  back.mutable_update_mask()->add_paths("*");
  ASSERT_THAT(Call(&Stub::UpdateAnalysisSettings, back, read), IsOk());
  EXPECT_EQ(read.settings_hash(), house.settings_hash());
}

TEST_F(FilingRpcs, RefusedSettingsNameReasonAndField) {
  struct Case {
    const char* reason;
    const char* field;
    std::function<void(v1::AnalysisSettings&)> spoil;
  };
  const Case cases[] = {
      {"RESOURCE_NAME_MALFORMED", "name", [](auto& s) { s.set_name("x"); }},
      {"FISCAL_YEAR_OUT_OF_RANGE", "name", [](auto& s) { s.set_name("divisions/430503000/years/1/settings"); }},
      {"ETAG_STALE", "etag", [](auto& s) { s.set_etag("v9"); }},
      {"ETAG_STALE", "etag", [](auto& s) { s.set_etag("x"); }},
      {"FINDING_UNKNOWN", "thresholds[0].finding", [](auto& s) { s.mutable_thresholds(0)->set_finding("late"); }},
      {"FINDING_REPEATED", "thresholds[1].finding",
       [](auto& s) {
         const v1::FindingThresholds first = s.thresholds(0);
         *s.add_thresholds() = first;
       }},
      {"NUMBER_MALFORMED", "thresholds[0].noted", [](auto& s) { s.mutable_thresholds(0)->clear_noted(); }},
      {"THRESHOLDS_NOT_ASCENDING", "thresholds[1].serious",
       [](auto& s) { s.mutable_thresholds(0)->mutable_noted()->set_numerator("20"); }},
      {"PARAMETER_UNKNOWN", "parameters[0].name", [](auto& s) { s.mutable_parameters(0)->set_name("colour"); }},
      {"PARAMETER_REPEATED", "parameters[1].name",
       [](auto& s) {
         const v1::AnalysisParameter first = s.parameters(0);
         *s.add_parameters() = first;
       }},
      {"FIELD_MISSING", "parameters[0].value", [](auto& s) { s.mutable_parameters(0)->clear_value(); }},
      {"TEXT_MALFORMED", "foreseeable_keywords.words[1]",
       [](auto& s) { s.mutable_foreseeable_keywords()->add_words(""); }},
      {"TEXT_TOO_LONG", "foreseeable_keywords.words[1]",
       [](auto& s) { s.mutable_foreseeable_keywords()->add_words(std::string(21, 'x')); }},
      {"TOO_MANY_KEYWORDS", "foreseeable_keywords.words",
       [](auto& s) {
         for (int i = 0; i < 100; ++i) s.mutable_foreseeable_keywords()->add_words("例行");
       }},
      {"THRESHOLD_SOURCE_MISSING", "foreseeable_keywords.source",
       [](auto& s) { s.mutable_foreseeable_keywords()->clear_source(); }},
      {"DATE_NOT_IN_CALENDAR", "budget_approval_date", [](auto& s) { s.mutable_budget_approval_date()->set_year(1); }},
  };
  for (const Case& c : cases) {
    SCOPED_TRACE(absl::StrCat(c.reason, " at ", c.field));
    v1::UpdateAnalysisSettingsRequest request = SettingsOf();
    c.spoil(*request.mutable_analysis_settings());
    v1::AnalysisSettings response;
    EXPECT_THAT(Call(&Stub::UpdateAnalysisSettings, request, response),
                IsRefusal(c.reason, absl::StrCat("analysis_settings.", c.field)));
  }
  v1::UpdateAnalysisSettingsRequest request = SettingsOf();
  v1::AnalysisSettings response;
  request.mutable_analysis_settings()->mutable_parameters(0)->mutable_value()->set_count(3);
  EXPECT_THAT(Call(&Stub::UpdateAnalysisSettings, request, response), IsRefusal("PARAMETER_KIND_DIFFERS"));
  request = SettingsOf();
  request.mutable_analysis_settings()->mutable_parameters(0)->clear_source();
  EXPECT_THAT(Call(&Stub::UpdateAnalysisSettings, request, response),
              IsRefusal("THRESHOLD_SOURCE_MISSING", "analysis_settings.parameters[0].source"));
}

}  // namespace
}  // namespace zhengping::budget
