#include "services/reporting/domain/prose/observation_proposals.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace zhengping::reporting {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

std::string FileText(const std::string& name) {
  std::ifstream stream(absl::StrCat(ZP_SOURCE_DIR, "/tests/data/prose/", name));
  std::stringstream text;
  text << stream.rdbuf();
  return text.str();
}

struct Mark {
  int line = 0;
  Rational value;
  std::string unit;
  NumberBound bound = NumberBound::kExact;
  std::string as_of;
  std::string subject;
};

NumberBound BoundNamed(absl::string_view name) {
  if (name == "at_least") return NumberBound::kAtLeast;
  if (name == "at_most") return NumberBound::kAtMost;
  return name == "about" ? NumberBound::kAbout : NumberBound::kExact;
}

std::vector<Mark> MarksOf(const std::string& name) {
  std::vector<Mark> marks;
  const std::string text = FileText(absl::StrCat(name, ".marks.csv"));
  for (absl::string_view row : absl::StrSplit(text, '\n', absl::SkipEmpty())) {
    const std::vector<std::string> cells = absl::StrSplit(row, ',');
    Mark mark{.unit = cells[2], .bound = BoundNamed(cells[3]), .as_of = cells[4], .subject = cells[5]};
    if (!absl::SimpleAtoi(cells[0], &mark.line)) continue;  // the heading
    const std::vector<std::string> parts = absl::StrSplit(cells[1], '/');
    mark.value = parts.size() == 2 ? *ParseFraction(parts[0], parts[1]) : *ParseNumber(cells[1]);
    marks.push_back(std::move(mark));
  }
  return marks;
}

bool Fits(const Mark& mark, const ObservationProposal& proposal) {
  return mark.line == proposal.line && mark.value == proposal.value && mark.unit == proposal.unit &&
         mark.bound == proposal.bound && mark.as_of == (proposal.as_of ? FormatIso(*proposal.as_of) : "") &&
         absl::StrContains(proposal.subject, mark.subject);
}

struct Measure {
  int right = 0;
  int proposed = 0;
  int marked = 0;
};

// Each proposal may answer one mark, each mark one proposal.
Measure MeasureOn(const std::string& name, int fiscal_year) {
  std::vector<Mark> marks = MarksOf(name);
  const std::vector<ObservationProposal> proposals =
      ProposeObservations(FileText(absl::StrCat(name, ".txt")), fiscal_year);
  Measure measure{.proposed = static_cast<int>(proposals.size()), .marked = static_cast<int>(marks.size())};
  for (const ObservationProposal& proposal : proposals) {
    const auto found = std::find_if(marks.begin(), marks.end(), [&](const Mark& mark) { return Fits(mark, proposal); });
    if (found == marks.end()) {
      std::cout << "no mark: " << proposal.line << " " << proposal.text << " | " << proposal.subject << "\n";
      continue;
    }
    ++measure.right;
    marks.erase(found);
  }
  for (const Mark& mark : marks)
    std::cout << "missed: " << mark.line << " " << FormatShort(mark.value) << mark.unit << " " << mark.subject << "\n";
  return measure;
}

TEST(ObservationProposals, SeedsTextIsReadWhole) {
  const Measure measure = MeasureOn("cuiyuan-2023", 2023);
  EXPECT_EQ(measure.marked, 31);
  EXPECT_EQ(measure.proposed, 31) << "precision";
  EXPECT_EQ(measure.right, 31) << "recall";
}

TEST(ObservationProposals, AnotherKindOfDepartmentIsReadWithFewSlips) {
  const Measure measure = MeasureOn("human-resources-2021", 2021);
  EXPECT_EQ(measure.marked, 59);
  EXPECT_GE(measure.right * 100, measure.proposed * 95) << "precision";
  EXPECT_GE(measure.right * 100, measure.marked * 95) << "recall";
}

std::vector<std::string> Subjects(absl::string_view text) {
  std::vector<std::string> subjects;
  for (const ObservationProposal& proposal : ProposeObservations(text, 2023)) {
    subjects.push_back(absl::StrCat(proposal.text, "|", proposal.subject));
  }
  return subjects;
}

TEST(ObservationProposals, SubjectStandsBeforeTheNumberOrBehindIt) {
  EXPECT_THAT(Subjects("全年共新增就业46人。"), ElementsAre("46人|新增就业"));
  EXPECT_THAT(Subjects("12个党支部按月开展主题党日。"), ElementsAre("12个|党支部按月开展主题党日"));
  EXPECT_THAT(Subjects("有268户425人享受了低保。"), ElementsAre("268户|享受了低保", "425人|享受了低保"));
  EXPECT_THAT(Subjects("安置房办证，共有6栋56户，"), ElementsAre("6栋|安置房办证", "56户|安置房办证"));
}

TEST(ObservationProposals, PartsNameTheirWhole) {
  const std::vector<ObservationProposal> proposals =
      ProposeObservations("接到交办案件5件，其中重复投诉4起。\n抽查5件中4件合格。", 2023);
  ASSERT_THAT(proposals, SizeIs(4));
  EXPECT_EQ(proposals[1].whole, Rational(5));
  EXPECT_EQ(proposals[3].whole, Rational(5));
}

TEST(ObservationProposals, DaysThatSentencesNameAreTaken) {
  struct Case {
    const char* prose;
    const char* as_of;
  };
  const Case cases[] = {{"截止11月，低保268户", "2023-11-30"},   {"截至2023年6月底，参保8人", "2023-06-30"},
                        {"截至12月20日，办结8件", "2023-12-20"}, {"1-10月，新增就业8人", "2023-10-31"},
                        {"上半年走访8户", "2023-06-30"},         {"截至2024年2月，办结8件", "2024-02-29"}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.prose);
    const std::vector<ObservationProposal> proposals = ProposeObservations(c.prose, 2023);
    ASSERT_THAT(proposals, SizeIs(1));
    ASSERT_TRUE(proposals[0].as_of.has_value());
    EXPECT_EQ(FormatIso(*proposals[0].as_of), c.as_of);
  }
}

TEST(ObservationProposals, PlansTargetsAndEarlierYearsAreLeftOut) {
  EXPECT_THAT(Subjects("2024年工作计划\n新增就业60人。"), IsEmpty());
  EXPECT_THAT(Subjects("2024年，街道将新建宣传栏20幅。"), IsEmpty());
  EXPECT_THAT(Subjects("力争新增就业60人。"), IsEmpty());
  EXPECT_THAT(Subjects("去年同期新增就业40人。"), IsEmpty());
  EXPECT_THAT(Subjects("2022年新增就业40人。"), IsEmpty());
  EXPECT_THAT(Subjects("目标任务48人，24小时值班，湘政发〔2021〕5号。"), IsEmpty());
  EXPECT_THAT(Subjects("四、下一步打算\n新建2座。\n五、其他\n新建3座。"), ElementsAre("3座|新建"));
}

TEST(ObservationProposals, RowsSayWhatTheFileCanSay) {
  const std::string rows =
      ObservationRows(ProposeObservations("转移100余人，覆盖率38.64%，求职者近200人，截至11月，转移5人。", 2023), 2023);
  const std::vector<std::string> lines = absl::StrSplit(rows, '\n');
  EXPECT_EQ(lines[0], "kpi_lv1,kpi_lv2,kpi_lv3,date,value,unit,status,evidence");
  EXPECT_TRUE(absl::StartsWith(lines[1], ",,\"转移\",2023-12-31,100余,人,已报,")) << lines[1];
  EXPECT_TRUE(absl::StartsWith(lines[2], ",,\"覆盖率\",2023-12-31,38.64%,%,已报,")) << lines[2];
  EXPECT_TRUE(absl::StartsWith(lines[3], ",,\"求职者\",2023-12-31,,人,缺失,")) << lines[3];
  EXPECT_TRUE(absl::StartsWith(lines[4], ",,\"转移（2）\",2023-11-30,5,人,已报,")) << lines[4];
}

TEST(ObservationProposals, LongTextEndsAtTheLimit) {
  std::string text;
  for (int i = 0; i < 100'000; ++i) absl::StrAppend(&text, "办结", i, "件，");
  EXPECT_THAT(ProposeObservations(text, 2023), SizeIs(kMostProposals));
}

}  // namespace
}  // namespace zhengping::reporting
