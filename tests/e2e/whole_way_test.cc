// Goal: the demo's case goes the whole way through three processes, and what comes out is what a hand count of its
// files gives: tests/data/cuiyuan-2023/expected.json (plain sums over the rows) and expected_score.json (the score by
// hand).
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/reporting/documents/extraction.h"
#include "tests/e2e/suite.h"

namespace zhengping {
namespace {

using nlohmann::json;
using reporting::v1::Evaluation;
using testing::HasSubstr;

json Expected(const std::string& file) {
  return json::parse(ReadFile(absl::StrCat(CasePath("cuiyuan-2023"), "/", file)));
}

const std::vector<std::string> kYear2023 = {kDepartment, "--year", "2023"};

// One suite for all tests of this file: the case is loaded once and each test only reads.
class WholeWay : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    suite_ = new Suite;
    suite_->Start();
    loaded_ = new reporting::v1::ImportCaseResponse(suite_->Load(CasePath("cuiyuan-2023")));
    evaluation_ = new Evaluation(suite_->Evaluate(kYear2023));
  }
  static void TearDownTestSuite() {
    delete evaluation_;
    delete loaded_;
    suite_->Stop();
    delete suite_;
  }

  static Suite* suite_;
  static reporting::v1::ImportCaseResponse* loaded_;
  static Evaluation* evaluation_;
};

Suite* WholeWay::suite_ = nullptr;
reporting::v1::ImportCaseResponse* WholeWay::loaded_ = nullptr;
Evaluation* WholeWay::evaluation_ = nullptr;

std::map<std::string, indicator::v1::ScoredNode> NodesByPath(const Evaluation& evaluation) {
  std::map<std::string, indicator::v1::ScoredNode> nodes;
  for (const indicator::v1::ScoredNode& node : evaluation.content().scorecard().nodes()) nodes[node.path()] = node;
  return nodes;
}

// By "level 1/level 2/level 3" as the plan has them.
std::map<std::string, indicator::v1::ScoredNode> PlanRows(const Evaluation& evaluation) {
  std::map<std::string, indicator::v1::ScoredNode> rows;
  for (const indicator::v1::ScoredNode& node : evaluation.content().scorecard().nodes()) {
    if (!node.is_plan_row()) continue;
    rows[absl::StrCat(node.key().level1(), "/", node.key().level2(), "/", node.key().level3())] = node;
  }
  return rows;
}

// "2.00" as the services write it: "2".
std::string Shortest(const std::string& points) {
  const size_t last = points.find_last_not_of('0');
  return points.substr(0, points[last] == '.' ? last : last + 1);
}

TEST_F(WholeWay, ScoresEveryRowAsCountedByHand) {
  const json expected = Expected("expected_score.json");
  const auto rows = PlanRows(*evaluation_);
  EXPECT_EQ(rows.size(), expected["leaves"].size());
  for (const json& leaf : expected["leaves"]) {
    const std::string key = absl::StrJoin(leaf["path"].get<std::vector<std::string>>(), "/");
    SCOPED_TRACE(key);
    ASSERT_EQ(rows.count(key), 1u);
    EXPECT_EQ(rows.at(key).score(), Shortest(leaf["score"]));
    EXPECT_EQ(rows.at(key).weight(), leaf["weight"]);
  }
  const auto nodes = NodesByPath(*evaluation_);
  for (const auto& [name, score] : expected["groups"].items())
    EXPECT_EQ(nodes.at(name).score(), Shortest(score)) << name;
  const indicator::v1::Total& total = evaluation_->content().scorecard().total();
  EXPECT_EQ(total.score(), expected["total"]);
  EXPECT_EQ(total.grade(), expected["grade"]);
  EXPECT_EQ(total.low(), total.high());
  EXPECT_EQ(evaluation_->content().scorecard().framework(), "frameworks/self-evaluation-2020");
}

TEST_F(WholeWay, FactsArePlainSumsOverTheLedgersRows) {
  const json expected = Expected("expected.json")["2023"];
  std::map<std::string, int64_t> facts;
  for (const type::Fact& fact : evaluation_->content().facts()) {
    facts[fact.name()] = fact.unit() == "fen" ? fact.value().amount_fen() : fact.value().count();
  }
  for (const char* name : {"initial_budget", "carryover_in", "supplements", "reductions", "transfers_in",
                           "transfers_out", "recalls", "final_budget", "payments", "balance"}) {
    EXPECT_EQ(facts.at(name), expected[absl::StrCat(name, "_fen")]) << name;
  }
  for (const char* name : {"quotas", "supplement_documents"}) EXPECT_EQ(facts.at(name), expected[name]) << name;
  EXPECT_EQ(facts.at("final_budget.basic"), expected["final_budget_basic_fen"]);
  EXPECT_EQ(facts.at("payments.basic"), expected["payments_basic_fen"]);
  EXPECT_EQ(facts.at("final_budget.government_fund"), expected["final_budget_government_fund_fen"]);
  for (size_t quarter = 0; quarter < 4; ++quarter) {
    EXPECT_EQ(facts.at(absl::StrCat("payments.q", quarter + 1)),
              expected["payments_by_quarter_cumulative_fen"][quarter]);
    EXPECT_EQ(facts.at(absl::StrCat("supplements.q", quarter + 1)),
              expected["supplements_by_quarter_cumulative_fen"][quarter]);
  }
  const std::map<std::string, std::string> origins = {
      {"上级", "superior"}, {"政策", "policy"}, {"突发", "emergency"}, {"本单位", "own"}};
  for (const auto& [origin, amount] : expected["supplements_by_origin_fen"].items()) {
    EXPECT_EQ(facts.at(absl::StrCat("supplements.", origins.at(origin))), amount) << origin;
  }
}

TEST_F(WholeWay, TheFourProblemsAreMeasuredAsCountedByHand) {
  const json expected = Expected("expected.json")["2023"];
  std::map<std::string, std::map<std::string, int64_t>> figures;
  for (const budget::v1::Finding& finding : evaluation_->content().findings()) {
    EXPECT_TRUE(finding.is_applicable()) << finding.kind();
    EXPECT_GE(finding.severity(), budget::v1::FINDING_SEVERITY_NOTED) << finding.kind();
    for (const budget::v1::FindingFigure& figure : finding.figures()) {
      figures[finding.kind()][figure.name()] =
          figure.unit() == "fen" ? figure.value().amount_fen() : figure.value().count();
    }
  }
  const json& hand = expected["finding_figures"];
  EXPECT_EQ(figures["coarse_budgeting"]["without_item_amount"], hand["without_item_amount_fen"]);
  EXPECT_EQ(figures["coarse_budgeting"]["without_project_amount"], hand["without_project_amount_fen"]);
  EXPECT_EQ(figures["coarse_budgeting"]["other_codes_amount"], hand["other_codes_amount_fen"]);
  EXPECT_EQ(figures["mid_year_additions"]["supplements"], expected["supplements_fen"]);
  EXPECT_EQ(figures["mid_year_additions"]["supplement_documents"], expected["supplement_documents"]);
  EXPECT_EQ(figures["mid_year_additions"]["new_functions"], hand["new_functions"]);
  EXPECT_EQ(figures["mid_year_additions"]["new_projects"], hand["new_projects"]);
  EXPECT_EQ(figures["mid_year_additions"]["new_scope_amount"], hand["new_scope_amount_fen"]);
  EXPECT_EQ(figures["mid_year_additions"]["recurring_amount"], hand["recurring_amount_fen"]);
  EXPECT_EQ(figures["release_timing"]["undated_funds"], expected["special_funds_undated"]);
  EXPECT_EQ(figures["release_timing"]["funds"], expected["special_funds"]);
  EXPECT_EQ(figures["release_timing"]["released"], expected["released_fen"]);
  EXPECT_EQ(figures["scattered_quotas"]["quotas"], expected["quotas"]);
  EXPECT_EQ(figures["scattered_quotas"]["small_quotas"], hand["small_quotas"]);
  EXPECT_EQ(figures["scattered_quotas"]["small_amount"], hand["small_amount_fen"]);
  EXPECT_EQ(figures["scattered_quotas"]["dry_quotas"], hand["dry_quotas"]);
  EXPECT_EQ(figures["scattered_quotas"]["stranded_quotas"], hand["stranded_quotas"]);
  EXPECT_EQ(figures["scattered_quotas"]["stranded_amount"], hand["stranded_amount_fen"]);
}

TEST_F(WholeWay, DocumentsOfEveryFormatCarryTheSameFigures) {
  std::map<std::string, std::string> documents;
  for (const char* format : {"docx", "html", "json"}) {
    const std::string path = absl::StrCat(suite_->folder(), "/report.", format);
    const Finished finished = suite_->Cli({"render", evaluation_->name(), "--format", format, "-o", path});
    ASSERT_EQ(finished.status, 0) << finished.err;
    documents[format] = ReadFile(path);
  }
  const auto figures = reporting::JsonFigures(documents["json"]);
  ASSERT_GT(figures.size(), 100u);
  EXPECT_EQ(reporting::DocxFigures(documents["docx"]), figures);
  EXPECT_EQ(reporting::HtmlFigures(documents["html"]), figures);

  // The hand-counted figures stand in what a reader sees, and the table that they belong to says that money is made up.
  for (const std::string& text : {reporting::DocxText(documents["docx"]), reporting::HtmlText(documents["html"])}) {
    for (const char* figure : {"89.95", "94.70%", "57.54%", "31.33%", "1994.20", "1888.49", "示例", "7056", "30278"}) {
      EXPECT_THAT(text, HasSubstr(figure));
    }
  }
}

TEST_F(WholeWay, RenderingTwiceGivesTheSameBytes) {
  for (const char* format : {"docx", "html", "json"}) {
    const Finished first = suite_->Cli({"render", evaluation_->name(), "--format", format, "-o", "-"});
    const Finished second = suite_->Cli({"render", evaluation_->name(), "--format", format, "-o", "-"});
    EXPECT_EQ(first.status, 0) << first.err;
    EXPECT_FALSE(first.out.empty());
    EXPECT_EQ(first.out, second.out) << format;
  }
}

// From the total to a row, from the row to its numbers, from a number to ledger entries whose sum is the number.
TEST_F(WholeWay, ExplainLeadsFromTheTotalToLedgerEntriesThatSumToTheFact) {
  const Finished total = suite_->Cli({"explain", evaluation_->name()});
  ASSERT_EQ(total.status, 0) << total.err;
  EXPECT_THAT(total.out, HasSubstr("89.95"));
  EXPECT_THAT(total.out, HasSubstr("新增就业人数"));

  const Finished row = suite_->Cli({"explain", evaluation_->name(), "新增就业人数"});
  ASSERT_EQ(row.status, 0) << row.err;
  for (const char* text : {"2.88", "46", "48"}) EXPECT_THAT(row.out, HasSubstr(text));

  std::string execution;
  for (const auto& [path, node] : NodesByPath(*evaluation_)) {
    if (node.kind() == indicator::v1::ScoredNode::KIND_LEAF && node.score() == "9.47") execution = path;
  }
  const Finished leaf = suite_->Cli({"explain", evaluation_->name(), execution, "--entries", "0"});
  ASSERT_EQ(leaf.status, 0) << leaf.err;
  EXPECT_THAT(leaf.out, HasSubstr("合计 18,884,900.00 元"));
  EXPECT_THAT(leaf.out, HasSubstr("合计 19,942,000.00 元"));

  // The service's own count and sum are not trusted: every page is read and added up here.
  const auto stub = reporting::v1::ReportingService::NewStub(suite_->Channel("reporting"));
  for (const type::Fact& fact : evaluation_->content().facts()) {
    if (!fact.has_provenance() || fact.unit() != "fen") continue;
    SCOPED_TRACE(fact.name());
    reporting::v1::ListFigureEntriesRequest request;
    request.set_name(evaluation_->name());
    request.set_figure(fact.name());
    request.set_page_size(100);
    int64_t sum_fen = 0;
    int64_t count = 0;
    reporting::v1::ListFigureEntriesResponse page;
    do {
      grpc::ClientContext context;
      request.set_page_token(page.next_page_token());
      const grpc::Status status = stub->ListFigureEntries(&context, request, &page);
      ASSERT_TRUE(status.ok()) << status.error_message();
      for (const budget::v1::FactEntry& entry : page.entries()) sum_fen += entry.signed_amount_fen();
      count += page.entries_size();
    } while (!page.next_page_token().empty());
    EXPECT_EQ(sum_fen, fact.value().amount_fen());
    EXPECT_EQ(count, fact.provenance().entry_count());
  }
}

TEST_F(WholeWay, ScoresUnderTheHunanFormToo) {
  const Evaluation evaluation = suite_->Evaluate({kDepartment, "--year", "2023", "--framework", "hunan-a-2017"});
  const indicator::v1::Scorecard& scorecard = evaluation.content().scorecard();
  EXPECT_EQ(scorecard.framework(), "frameworks/hunan-a-2017");
  EXPECT_EQ(scorecard.total().full_mark(), "100");
  EXPECT_GT(scorecard.nodes_size(), 20);
  // The same year under another form: the facts are the same, and so is everything that the budget service answered.
  EXPECT_EQ(evaluation.content().facts_size(), evaluation_->content().facts_size());
  EXPECT_EQ(evaluation.watermark().settings_hash(), evaluation_->watermark().settings_hash());
  EXPECT_NE(evaluation.watermark().framework_hash(), evaluation_->watermark().framework_hash());
}

TEST_F(WholeWay, LoadingAgainChangesNothing) {
  const reporting::v1::ImportCaseResponse again = suite_->Load(CasePath("cuiyuan-2023"));
  ASSERT_EQ(again.marks_size(), loaded_->marks_size());
  for (int i = 0; i < again.marks_size(); ++i) {
    EXPECT_EQ(again.marks(i).SerializeAsString(), loaded_->marks(i).SerializeAsString())
        << again.marks(i).DebugString();
  }
  for (const reporting::v1::TableChange& change : again.changes()) {
    EXPECT_EQ(change.added() + change.changed() + change.vanished(), 0) << change.DebugString();
  }
  EXPECT_EQ(suite_->Evaluate(kYear2023).content_digest(), evaluation_->content_digest());
}

TEST_F(WholeWay, OneProcessWithoutServersGivesTheSame) {
  const Finished finished = RunCli({"--offline", "evaluate", CasePath("cuiyuan-2023"), "-o", "json"});
  ASSERT_EQ(finished.status, 0) << finished.err;
  const Evaluation offline = EvaluationFromJson(finished.out);
  EXPECT_EQ(offline.content().scorecard().total().score(), "89.95");
  EXPECT_EQ(offline.content_digest(), evaluation_->content_digest());
  for (const char* format : {"docx", "html", "json"}) {
    const Finished there = suite_->Cli({"render", evaluation_->name(), "--format", format, "-o", "-"});
    const Finished here = RunCli({"--offline", "render", CasePath("cuiyuan-2023"), "--format", format, "-o", "-"});
    ASSERT_EQ(here.status, 0) << here.err;
    EXPECT_EQ(here.out, there.out) << format;
  }
}

}  // namespace
}  // namespace zhengping
