// The illustrative ledger of tests/data/cuiyuan-2023 against figures that make_illustrative_budget.py computes by its
// own means (expected.json): two readings of the definitions in the headers.
#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/budget/domain/document_number.h"
#include "services/budget/domain/findings/finding_fixture.h"
#include "services/budget/domain/findings/year_analysis.h"
#include "services/budget/domain/load.h"
#include "services/budget/domain/vocabulary.h"

namespace zhengping::budget {
namespace {

using Row = std::map<std::string, std::string>;

std::string CasePath(const std::string& file) { return absl::StrCat(ZP_SOURCE_DIR, "/tests/data/cuiyuan-2023/", file); }

// The case's files quote nothing.
std::vector<Row> ReadRows(const std::string& file) {
  std::ifstream in(CasePath(file));
  EXPECT_TRUE(in.good()) << file;
  std::vector<Row> rows;
  std::vector<std::string> headings;
  for (std::string line; std::getline(in, line);) {
    const std::vector<std::string> cells = absl::StrSplit(line, ',');
    if (headings.empty()) {
      headings = cells;
      continue;
    }
    Row row;
    for (size_t i = 0; i < headings.size(); ++i) row[headings[i]] = cells[i];
    rows.push_back(std::move(row));
  }
  return rows;
}

Money Yuan(const std::string& text) { return *ParseMoney(text); }

QuotaRecord QuotaOf(const Row& row, const std::string& code) {
  QuotaRecord quota;
  quota.id = IdFromExternalCode(code);
  quota.external_code = code;
  quota.classification = {*ParseOutlay(row.at("bgt_category")),
                          row.at("fund_type_code"),
                          row.at("exp_func_code"),
                          row.at("gov_bgt_eco_code"),
                          row.at("dep_bgt_eco_code"),
                          IdFromExternalCode(row.at("pro_code")),
                          row.at("pro_name"),
                          row.at("agency_code")};
  return quota;
}

// A row as entries: 调剂 is both halves.
std::vector<LedgerEntry> EntriesOfRow(const Row& row) {
  const std::string quota = IdFromExternalCode(row.at("bgt_id"));
  const int64_t fen = Yuan(row.at("amount")).fen();
  if (row.at("entry_kind") == "调剂") {
    return {Of(quota, EntryKind::kTransferOut, fen),
            Of(IdFromExternalCode(row.at("to_bgt_id")), EntryKind::kTransferIn, fen)};
  }
  LedgerEntry entry = Of(quota, *ParseEntryKind(row.at("entry_kind")), fen);
  if (!row.at("origin").empty()) entry.origin = *ParseOrigin(row.at("origin"));
  entry.special_fund = row.at("special_fund");
  entry.note = row.at("note");
  if (!row.at("recurring").empty()) entry.recurring = row.at("recurring") == "是" ? Recurring::kYes : Recurring::kNo;
  return {entry};
}

std::vector<SpecialFund> ReadFunds(const std::string& folder, int fiscal_year) {
  std::vector<SpecialFund> funds;
  for (const Row& row : ReadRows(folder + "special_funds.csv")) {
    if (funds.empty() || funds.back().id != row.at("special_fund")) {  // else another need of the same fund
      SpecialFund fund;
      fund.id = row.at("special_fund");
      fund.display_name = row.at("name");
      fund.amount = Yuan(row.at("amount"));
      fund.approved_date = *ParseDate(row.at("approved_date"));
      if (!row.at("expected_release_date").empty()) {
        fund.expected_release_date = *ParseDate(row.at("expected_release_date"));
      }
      if (!row.at("monthly_need").empty()) fund.needs = UnrollMonthlyNeed(fiscal_year, Yuan(row.at("monthly_need")));
      funds.push_back(fund);
    }
    if (row.at("needed_date").empty()) continue;
    funds.back().needs.push_back({*ParseDate(row.at("needed_date")), Yuan(row.at("needed_amount"))});
  }
  return funds;
}

// Loads the year as the store does: check, plan, post.
LedgerYear ReadYear(int fiscal_year) {
  const std::string folder = fiscal_year == 2023 ? "" : absl::StrCat(fiscal_year, "/");
  LedgerYear year;
  year.department = {"430503000", "403"};
  year.fiscal_year = fiscal_year;
  year.special_funds = ReadFunds(folder, fiscal_year);
  std::vector<Transaction> sent;
  std::map<std::string, size_t> by_record;
  QuotaHistories staying;
  for (const Row& row : ReadRows(folder + "ledger.csv")) {
    const auto [record, is_first] = by_record.emplace(row.at("record_id"), sent.size());
    if (is_first) {
      Transaction transaction;
      transaction.source = "case";
      transaction.record_id = row.at("record_id");
      transaction.fiscal_year = fiscal_year;
      transaction.document_number = NormalizeDocumentNumber(row.at("cor_bgt_doc_no"));
      transaction.effective_date = *ParseDate(row.at("doc_date"));
      sent.push_back(transaction);
    }
    for (LedgerEntry& entry : EntriesOfRow(row)) sent[record->second].entries.push_back(std::move(entry));
    const QuotaRecord quota = QuotaOf(row, row.at("bgt_id"));
    if (staying.emplace(quota.id, QuotaHistory{quota, {}}).second) year.quotas.push_back(quota);
  }
  std::set<std::string> funds;
  for (const SpecialFund& fund : year.special_funds) funds.insert(fund.id);
  for (const Issue& issue : CheckLoad(fiscal_year, sent, staying, funds)) ADD_FAILURE() << FormatIssue(issue);
  for (LoadStep& step : PlanLoad({}, sent, "case", OnVanished::kKeep).steps) {
    PostedTransaction posted;
    posted.revision = ++year.revision;
    posted.id = absl::StrCat(fiscal_year, "-", posted.revision);
    posted.transaction = *std::move(step.posting);
    year.transactions.push_back(std::move(posted));
  }
  return year;
}

class Cuiyuan : public testing::TestWithParam<int> {
 protected:
  static nlohmann::json Expected() {
    std::ifstream in(CasePath("expected.json"));
    return nlohmann::json::parse(in).at(std::to_string(GetParam()));
  }

  static YearAnalysis Analysis() {
    const LedgerYear year = ReadYear(GetParam());
    std::vector<LedgerYear> earlier;
    for (int before = 2021; before < GetParam(); ++before) earlier.push_back(ReadYear(before));
    const FindingSettings settings = DefaultFindingSettings();
    return Analyze({year, earlier, {}, {}, settings, {}});
  }

  // "mid_year_additions.pace_month".
  static Figure FigureNamed(const YearAnalysis& analysis, const std::string& name) {
    for (const Finding& finding : analysis.findings) {
      for (const Figure& figure : finding.figures) {
        if (absl::StrCat(NameOf(finding.kind), ".", figure.name) == name) return figure;
      }
    }
    ADD_FAILURE() << "no figure " << name;
    return {};
  }

  static int64_t Number(const YearAnalysis& analysis, const std::string& name) {
    for (const Fact& fact : analysis.facts) {
      if (fact.name == name && fact.value) return NumberOf(*fact.value).ToInt64().value_or(-1);
    }
    ADD_FAILURE() << "no value of " << name;
    return -1;
  }
};

TEST_P(Cuiyuan, FactsAreThoseComputedApart) {
  const nlohmann::json expected = Expected();
  const YearAnalysis analysis = Analysis();
  for (const char* name : {"initial_budget", "carryover_in", "supplements", "reductions", "transfers_in",
                           "transfers_out", "recalls", "final_budget", "payments", "balance"}) {
    EXPECT_EQ(Number(analysis, name), expected.at(std::string(name) + "_fen").get<int64_t>()) << name;
  }
  for (size_t quarter = 0; quarter < 4; ++quarter) {
    EXPECT_EQ(Number(analysis, absl::StrCat("payments.q", quarter + 1)),
              expected.at("payments_by_quarter_cumulative_fen").at(quarter).get<int64_t>());
    EXPECT_EQ(Number(analysis, absl::StrCat("supplements.q", quarter + 1)),
              expected.at("supplements_by_quarter_cumulative_fen").at(quarter).get<int64_t>());
  }
  const std::pair<const char*, const char*> origins[] = {
      {"superior", "上级"}, {"policy", "政策"}, {"emergency", "突发"}, {"own", "本单位"}};
  for (const auto& [name, chinese] : origins) {
    EXPECT_EQ(Number(analysis, absl::StrCat("supplements.", name)),
              expected.at("supplements_by_origin_fen").at(chinese).get<int64_t>())
        << name;
  }
  EXPECT_EQ(Number(analysis, "supplement_documents"), expected.at("supplement_documents").get<int64_t>());
  EXPECT_EQ(Number(analysis, "quotas"), expected.at("quotas").get<int64_t>());
  EXPECT_EQ(Number(analysis, "final_budget.basic"), expected.at("final_budget_basic_fen").get<int64_t>());
  EXPECT_EQ(Number(analysis, "payments.basic"), expected.at("payments_basic_fen").get<int64_t>());
  EXPECT_EQ(Number(analysis, "final_budget.government_fund"),
            expected.at("final_budget_government_fund_fen").get<int64_t>());
  EXPECT_EQ(Number(analysis, "special_funds"), expected.at("special_funds").get<int64_t>());
  for (const Issue& note : analysis.notes) ADD_FAILURE() << FormatIssue(note);
}

TEST_P(Cuiyuan, FindingsFiguresAreThoseComputedApart) {
  const nlohmann::json expected = Expected();
  const nlohmann::json& figures = expected.at("finding_figures");
  const YearAnalysis analysis = Analysis();
  const auto check = [&](const std::string& figure, const std::string& key) {
    EXPECT_EQ(Number(analysis, "finding:" + figure), figures.at(key).get<int64_t>()) << figure;
  };
  const auto check_unless_missing = [&](const std::string& figure, const std::string& key) {
    if (!figures.at(key).is_null()) return check(figure, key);
    EXPECT_FALSE(FigureNamed(analysis, figure).value.has_value()) << figure;
  };
  check("mid_year_additions.new_functions", "new_functions");
  check("mid_year_additions.new_projects", "new_projects");
  check("mid_year_additions.new_scope_amount", "new_scope_amount_fen");
  check("mid_year_additions.foreseeable_amount", "foreseeable_amount_fen");
  check_unless_missing("mid_year_additions.recurring_amount", "recurring_amount_fen");
  check_unless_missing("mid_year_additions.avoidable_amount", "avoidable_amount_fen");
  check_unless_missing("mid_year_additions.flag_disagreements", "flag_disagreements");
  check_unless_missing("mid_year_additions.flag_disagreement_amount", "flag_disagreement_amount_fen");
  check("mid_year_additions.pace_month", "pace_month");
  check("mid_year_additions.authorized_pace_month", "authorized_pace_month");
  check("coarse_budgeting.without_item_amount", "without_item_amount_fen");
  check("coarse_budgeting.without_project_amount", "without_project_amount_fen");
  check("coarse_budgeting.other_codes_amount", "other_codes_amount_fen");
  check("scattered_quotas.lower_quartile_size", "lower_quartile_fen");
  check("scattered_quotas.upper_quartile_size", "upper_quartile_fen");
  check("scattered_quotas.transfers_within_kind", "transfers_within_kind");
  check("scattered_quotas.transfers_within_kind_amount", "transfers_within_kind_fen");
  check("scattered_quotas.payments", "payments");
  check("scattered_quotas.split_payments", "split_payments");
  check("scattered_quotas.split_payments_amount", "split_payments_fen");
  check("scattered_quotas.small_quotas", "small_quotas");
  check("scattered_quotas.small_amount", "small_amount_fen");
  check("scattered_quotas.dry_quotas", "dry_quotas");
  check("scattered_quotas.stranded_quotas", "stranded_quotas");
  check("scattered_quotas.stranded_amount", "stranded_amount_fen");
  check("release_timing.promised", "promised_fen");
  check("release_timing.festival_release_amount", "festival_release_fen");
  check("release_timing.full_release_amount", "full_release_fen");
  check("release_timing.funds_not_fully_released", "funds_not_fully_released");
  check("release_timing.peak_gap", "peak_gap_fen");
  check("release_timing.gap_days", "gap_days");
  check("release_timing.too_late_amount", "too_late_fen");
  EXPECT_EQ(FormatIso(std::get<Date>(*FigureNamed(analysis, "release_timing.peak_gap_date").value)),
            figures.at("peak_gap_date").get<std::string>());
  EXPECT_EQ(Number(analysis, "finding:release_timing.undated_funds"),
            expected.at("special_funds_undated").get<int64_t>());
  EXPECT_EQ(Number(analysis, "finding:release_timing.released"), expected.at("released_fen").get<int64_t>());
}

// Rates of the expected file are given as their parts.
TEST_P(Cuiyuan, RatesAreThoseComputedApart) {
  const nlohmann::json expected = Expected();
  const nlohmann::json& figures = expected.at("finding_figures");
  const YearAnalysis analysis = Analysis();
  const auto check = [&](const std::string& figure, int64_t numerator, int64_t denominator) {
    EXPECT_EQ(NumberOf(*FigureNamed(analysis, figure).value), *Quotient(Rational(numerator), Rational(denominator)))
        << figure;
  };
  const auto of = [&figures](const char* key) { return figures.at(key).get<int64_t>(); };
  const int64_t initial = expected.at("initial_budget_fen").get<int64_t>();
  const int64_t supplements = expected.at("supplements_fen").get<int64_t>();
  check("mid_year_additions.addition_rate", supplements, initial);
  check("mid_year_additions.predictability", initial, of("own_year_fen"));
  check("mid_year_additions.adjustment_rate", of("adjusted_fen"), initial);
  check("mid_year_additions.fair_adjustment_rate", of("adjusted_fair_fen"), initial);
  check("mid_year_additions.additions_q4_share", of("additions_q4_fen"), supplements);
  check("mid_year_additions.authorized_pace_distance", of("authorized_pace_distance_fen"), initial);
  const int64_t payments = expected.at("payments_fen").get<int64_t>();
  const int64_t budget = expected.at("final_budget_fen").get<int64_t>();
  const int64_t coarse = of("coarse_amount_fen");
  check("coarse_budgeting.coarse_share", coarse, initial);
  check("coarse_budgeting.largest_item_share", of("largest_item_fen"), initial);
  check("coarse_budgeting.largest_quota_share", of("largest_quota_fen"), initial);
  EXPECT_EQ(NumberOf(*FigureNamed(analysis, "coarse_budgeting.concentration_index").value) * Rational(initial) *
                Rational(initial),
            Rational(of("item_squares_fen2")));
  check("coarse_budgeting.coarse_transfer_rate", of("coarse_transfers_fen"), coarse);
  check("coarse_budgeting.fine_transfer_rate", of("fine_transfers_fen"), initial - coarse);
  check("scattered_quotas.mean_payment", of("payments_gross_fen"), of("payments"));
  check("scattered_quotas.payments_per_quota", of("payments"), of("sized_quotas"));
  check("release_timing.festival_release_share", of("festival_release_fen"), of("promised_fen"));
  check("release_timing.full_release_share", of("full_release_fen"), of("promised_fen"));
  check("release_timing.gap_money_days", of("gap_fen_days"), 1'000'000);
  check("release_timing.execution_rate", payments, budget);
  check("release_timing.corrected_execution_rate", payments, budget - of("too_late_fen"));
  check("mid_year_additions.pace_distance", of("pace_distance_twelfths_fen"), 12 * initial);
}

TEST_P(Cuiyuan, AllFourProblemsShow) {
  const YearAnalysis analysis = Analysis();
  for (const Finding& finding : analysis.findings) {
    EXPECT_NE(finding.severity, FindingSeverity::kNone) << finding.summary;
    EXPECT_TRUE(finding.recommendation.has_value());
  }
}

// The texts of the finding that print money in yuan; every amount of this ledger is large enough for 万元.
std::string WithYuan(const Finding& finding) {
  std::vector<std::string> texts = {finding.summary, finding.why_not};
  if (finding.recommendation) texts.push_back(finding.recommendation->text);
  for (const FindingDetail& detail : finding.details) texts.push_back(detail.text);
  for (const Figure& figure : finding.figures) texts.push_back(figure.definition);
  std::string wrong;
  for (const std::string& text : texts) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      if (text.find(absl::StrCat(std::string(1, digit), "元")) == std::string::npos) continue;
      absl::StrAppend(&wrong, text, "\n");
      break;
    }
  }
  return wrong;
}

// expected_effects.json changes the ledger's rows and sums them again. Every figure that it has must be in the effect.
TEST(CuiyuanEffects, AreThoseComputedApart) {
  std::ifstream in(CasePath("expected_effects.json"));
  const nlohmann::json expected = nlohmann::json::parse(in);
  const LedgerYear year = ReadYear(2023);
  const std::vector<LedgerYear> earlier = {ReadYear(2021), ReadYear(2022)};
  const FindingSettings settings = DefaultFindingSettings();
  const YearAnalysis analysis = Analyze({year, earlier, {}, {}, settings, {}});
  const auto number = [](const nlohmann::json& quotient) {
    return *Quotient(Rational(quotient.at(0).get<int64_t>()), Rational(quotient.at(1).get<int64_t>()));
  };
  const auto hold = [&number](const Recommendation& recommendation, const std::string& kind,
                              const nlohmann::json& effect, const std::string& suffix) {
    for (const auto& [name, before] : effect.at("before").items()) {
      const std::string full = absl::StrCat("finding:", kind, ".", name, suffix);
      bool is_there = false;
      for (const SimulatedFigure& figure : recommendation.effect) {
        if (figure.before.name != full) continue;
        is_there = true;
        EXPECT_EQ(NumberOf(*figure.before.value), number(before)) << full;
        EXPECT_EQ(NumberOf(*figure.after.value), number(effect.at("after").at(name))) << full;
      }
      EXPECT_TRUE(is_there) << full;
    }
  };
  for (const Finding& finding : analysis.findings) {
    const std::string kind(NameOf(finding.kind));
    ASSERT_TRUE(finding.recommendation.has_value()) << kind;
    const Recommendation& recommendation = *finding.recommendation;
    hold(recommendation, kind, expected.at(kind), "");
    int64_t moved = expected.at(kind).at("moved").get<int64_t>();
    if (finding.kind == FindingKind::kMidYearAdditions) {
      const nlohmann::json& prior = expected.at("mid_year_additions_2022");
      hold(recommendation, kind, prior, ".prior");
      moved += prior.at("moved").get<int64_t>();
    }
    EXPECT_EQ(recommendation.change_count, moved) << kind;
  }
}

INSTANTIATE_TEST_SUITE_P(Years, Cuiyuan, testing::Values(2021, 2022, 2023),
                         [](const testing::TestParamInfo<int>& year) { return std::to_string(year.param); });

// For reading: what chapters three and four are made of.
TEST(CuiyuanText, SummariesAndRecommendationsNameTheirFigures) {
  const LedgerYear year = ReadYear(2023);
  const std::vector<LedgerYear> earlier = {ReadYear(2021), ReadYear(2022)};
  const FindingSettings settings = DefaultFindingSettings();
  const YearAnalysis analysis = Analyze({year, earlier, {}, {}, settings, {}});
  EXPECT_NE(analysis.findings[1].summary.find("年初预算1200.30万元"), std::string::npos);
  EXPECT_NE(analysis.findings[1].summary.find("文件追加690.60万元，"), std::string::npos);
  EXPECT_NE(analysis.findings[1].summary.find("追加率57.54%"), std::string::npos);  // 6,906,000 / 12,003,000
  for (const Finding& finding : analysis.findings) {
    EXPECT_EQ(WrongSelectors(finding, year), "");
    EXPECT_EQ(WithYuan(finding), "");
    if (testing::Test::HasFailure()) continue;
    RecordProperty(std::string(NameOf(finding.kind)), finding.summary);
  }
}

}  // namespace
}  // namespace zhengping::budget
