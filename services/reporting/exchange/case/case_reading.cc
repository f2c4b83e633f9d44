#include "services/reporting/exchange/case/case_reading.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "common/spreadsheet/csv.h"
#include "common/spreadsheet/encoding.h"
#include "common/spreadsheet/sheet_table.h"
#include "services/reporting/exchange/case/case_file_names.h"
#include "services/reporting/exchange/case/case_head.h"
#include "services/reporting/exchange/case/case_workbook.h"
#include "services/reporting/exchange/case/checks_file.h"
#include "services/reporting/exchange/case/claimed_file.h"
#include "services/reporting/exchange/case/department_file.h"
#include "services/reporting/exchange/case/facts_file.h"
#include "services/reporting/exchange/case/ledger_file.h"
#include "services/reporting/exchange/case/narrative_file.h"
#include "services/reporting/exchange/case/observations_file.h"
#include "services/reporting/exchange/case/plan_file.h"
#include "services/reporting/exchange/case/special_funds_file.h"
#include "services/reporting/exchange/case/statement_file.h"

namespace zhengping::reporting {
namespace {

constexpr size_t kMostFoundBytes = 200;

// Cut between characters, and never broken UTF-8: issues travel as protobuf strings.
std::string Shown(const std::string& text) {
  const absl::string_view cut = absl::string_view(text).substr(0, kMostFoundBytes);
  return std::string(cut.substr(0, FirstInvalidUtf8(cut)));
}

class CaseReader {
 public:
  explicit CaseReader(const CaseFiles& files) : files_(files) {}

  CaseReading Run() {
    std::vector<Issue> about_names = SortFiles();
    ReadHead();
    ReadOwnDepartment();
    if (folder_years_.size() > kMostEarlierYears) {
      Add(Severity::kError, "case.json", "TOO_MANY_YEARS",
          absl::StrCat("案卷最多带 ", kMostEarlierYears, " 个以前年度的文件夹，现有 ", folder_years_.size(), " 个"));
      folder_years_.clear();
    }
    for (const int year : folder_years_) ReadEarlierYear(year);
    ReadYear({.fiscal_year = contents().fiscal_year, .folder = "", .source = contents().head.source, .quotas = {}});
    ReadOwnFramework();
    ReadTargetsAndResults();
    for (Issue& issue : about_names) reading_.issues.push_back(std::move(issue));
    for (Issue& issue : reading_.issues) {
      issue.found = Shown(issue.found);
      issue.place.column = Shown(issue.place.column);
    }
    return std::move(reading_);
  }

 private:
  Case& contents() { return reading_.contents; }

  void Add(Severity severity, std::string file, std::string reason, std::string remedy) {
    reading_.issues.push_back({severity, {.file = std::move(file)}, std::move(reason), "", std::move(remedy)});
  }

  // Which path holds which table. The issues are told after those of the tables.
  std::vector<Issue> SortFiles() {
    std::vector<Issue> issues;
    const auto add = [&issues](Severity severity, const std::string& file, const char* reason, const char* remedy) {
      issues.push_back({severity, {.file = file}, reason, "", remedy});
    };
    const auto take = [&](const std::string& path, const std::string& name, int folder_year) {
      if (!paths_.emplace(name, path).second) {
        add(Severity::kError, path, "FILE_REPEATED", "同一个表有两个文件或工作表（如英文名和中文名），只应有一个");
      } else if (folder_year != 0) {
        folder_years_.insert(folder_year);
      }
    };
    for (const auto& [path, bytes] : files_) {
      const CaseFileName name = ReadCaseFileName(path);
      switch (name.kind) {
        case CaseFileKind::kRead:
          take(path, name.name, name.folder_year);
          break;
        case CaseFileKind::kNotRead:
          add(Severity::kWarning, path, "CASE_FILE_NOT_READ", "本版本不读取这个文件，其内容未导入");
          break;
        case CaseFileKind::kWorkbook:
          for (CaseSheet& sheet : ReadCaseWorkbook(path, bytes, issues)) {
            take(sheet.place, sheet.name, ReadCaseFileName(sheet.name).folder_year);
            sheets_.emplace(sheet.place, std::move(sheet));
          }
          break;
        case CaseFileKind::kForeign:
          add(Severity::kWarning, path, "CASE_FILE_NOT_READ", "不是案卷的文件，未读取；文件名见案卷格式说明");
          break;
      }
    }
    return issues;
  }

  // What issues call a file of the case, or the sheet that stands for it; null when it is not there.
  const std::string* Find(const std::string& name) {
    const auto path = paths_.find(name);
    if (path == paths_.end()) return nullptr;
    contents().files.emplace_back(name, path->second);
    return &path->second;
  }

  std::optional<Table> TableAt(const std::string& place, std::vector<Issue>& issues) const {
    const auto sheet = sheets_.find(place);
    if (sheet != sheets_.end()) return TableOf(place, sheet->second.sheet, issues);
    return ReadCsv(place, files_.at(place), issues);
  }

  CaseHeadFile HeadAt(const std::string& place, std::vector<Issue>& issues) const {
    const auto sheet = sheets_.find(place);
    return ReadCaseHead(place, sheet != sheets_.end() ? HeadJson(sheet->second.sheet) : files_.at(place), issues);
  }

  // The issues of one file, by row, no more than a person reads.
  void TakeIssues(const std::string& file, std::vector<Issue> issues) {
    std::stable_sort(issues.begin(), issues.end(),
                     [](const Issue& a, const Issue& b) { return a.place.row < b.place.row; });
    const size_t taken = std::min(issues.size(), kMostIssuesPerFile);
    reading_.issues.insert(reading_.issues.end(), issues.begin(), issues.begin() + static_cast<ptrdiff_t>(taken));
    if (taken == issues.size()) return;
    const bool has_error = HasErrors(issues);
    Add(has_error ? Severity::kError : Severity::kWarning, file, "TOO_MANY_ISSUES",
        absl::StrCat("另有 ", issues.size() - taken, " 处未列出，请先改正以上各处"));
  }

  using TableBody = std::function<void(const CaseTable&, std::vector<Issue>&)>;

  // Runs `body` on the table when its columns are all there, and `otherwise` when they are not.
  void ReadTable(const std::string& name, const std::vector<ColumnSpec>& columns, const TableBody& body,
                 const TableBody& otherwise = nullptr) {
    const std::string* const file = Find(name);
    if (file == nullptr) return;
    std::vector<Issue> issues;
    const std::optional<Table> table = TableAt(*file, issues);
    if (!table.has_value()) {
      contents().unread_tables.insert(name);
      return TakeIssues(*file, std::move(issues));
    }
    const CaseTable recognised(*table, columns, issues);
    contents().headings[*file] = recognised.Headings();
    if (recognised.is_readable()) {
      body(recognised, issues);
    } else if (otherwise != nullptr) {
      otherwise(recognised, issues);
    } else {
      contents().unread_tables.insert(name);
    }
    TakeIssues(*file, std::move(issues));
  }

  void ReadHead() {
    const std::string* const file = Find("case.json");
    if (file == nullptr) return Add(Severity::kError, "case.json", "FILE_MISSING", "案卷应有 case.json，写明预算年度");
    std::vector<Issue> issues;
    CaseHeadFile head = HeadAt(*file, issues);
    contents().head = std::move(head.head);
    contents().fiscal_year = head.fiscal_year;
    TakeIssues(*file, std::move(issues));
  }

  void ReadOwnDepartment() {
    if (paths_.count("department.csv") == 0) {
      return Add(Severity::kError, "department.csv", "FILE_MISSING", "案卷应有 department.csv，写明财政区划和单位代码");
    }
    ReadTable("department.csv", DepartmentColumns(), [this](const CaseTable& table, std::vector<Issue>& issues) {
      std::optional<CaseDepartment> department = ReadDepartment(table, issues);
      if (department.has_value()) contents().department = *std::move(department);
    });
  }

  // What is in it, only the indicator service knows.
  void ReadOwnFramework() {
    for (const char* name : {"framework.textproto", "framework.json", "framework.xlsx"}) {
      const std::string* const file = Find(name);
      if (file == nullptr) continue;
      if (contents().own_framework.has_value()) {
        Add(Severity::kError, *file, "FILE_REPEATED",
            absl::StrCat("案卷只应有一个评价体系，已有 ", contents().own_framework->file));
        continue;
      }
      CaseFramework framework{.file = *file};
      if (absl::EndsWith(name, ".xlsx")) {
        const auto sheet = sheets_.find(*file);
        framework.workbook = files_.at(sheet == sheets_.end() ? *file : sheet->second.path);
        if (sheet != sheets_.end()) framework.file = sheet->second.path;
      } else {
        std::vector<Issue> issues;
        framework.text = ToUtf8(*file, files_.at(*file), issues).value_or("");
        TakeIssues(*file, std::move(issues));
        if (framework.text.empty()) continue;  // said, or an empty file
      }
      contents().own_framework = std::move(framework);
    }
  }

  void ReadEarlierYear(int fiscal_year) {
    const std::string folder = absl::StrCat(fiscal_year, "/");
    if (contents().fiscal_year != 0 && fiscal_year >= contents().fiscal_year) {
      return Add(Severity::kError, folder, "YEAR_FOLDER_UNFIT",
                 absl::StrCat("文件夹应是 ", contents().fiscal_year, " 年以前的年度；本年度的文件放在案卷的最上层"));
    }
    CaseYear year{.fiscal_year = fiscal_year, .folder = folder, .source = contents().head.source};
    ReadEarlierHead(year);
    ReadEarlierDepartment(folder);
    ReadYear(std::move(year));
  }

  void ReadEarlierHead(CaseYear& year) {
    const std::string* const file = Find(year.folder + "case.json");
    if (file == nullptr) return;
    std::vector<Issue> issues;
    const CaseHeadFile head = HeadAt(*file, issues);
    if (head.fiscal_year != 0 && head.fiscal_year != year.fiscal_year) {
      issues.push_back({Severity::kError,
                        {.file = *file, .column = "fiscal_year"},
                        "YEAR_DISAGREES",
                        absl::StrCat(head.fiscal_year),
                        absl::StrCat("应与文件夹同为 ", year.fiscal_year)});
    }
    if (!head.head.source.empty()) year.source = head.head.source;
    TakeIllustrative(year.fiscal_year, head.head.illustrative_tables);
    TakeIssues(*file, std::move(issues));
  }

  // A made-up table of an earlier year is named with its year, unless the case says so of the table altogether.
  void TakeIllustrative(int fiscal_year, const std::vector<std::string>& tables) {
    std::vector<std::string>& told = contents().head.illustrative_tables;
    for (const std::string& table : tables) {
      if (std::find(told.begin(), told.end(), table) == told.end())
        told.push_back(absl::StrCat(fiscal_year, "年", table));
    }
  }

  void ReadEarlierDepartment(const std::string& folder) {
    ReadTable(folder + "department.csv", DepartmentColumns(),
              [this](const CaseTable& table, std::vector<Issue>& issues) {
                const std::optional<CaseDepartment> department = ReadDepartment(table, issues);
                const DepartmentName& own = contents().department.name;
                if (!department.has_value() || own.department.empty() || department->name == own) return;
                issues.push_back({Severity::kError,
                                  {.file = table.table().name, .row = department->place.row},
                                  "DEPARTMENT_DISAGREES",
                                  FormatName(department->name),
                                  absl::StrCat("应与案卷的单位相同：", FormatName(own))});
              });
  }

  void ReadYear(CaseYear year) {
    ReadTable(
        year.folder + "special_funds.csv", SpecialFundsColumns(),
        [&year](const CaseTable& table, std::vector<Issue>& issues) { ReadSpecialFunds(table, year, issues); },
        [&year](const CaseTable& table, std::vector<Issue>&) { ReadSpecialFundNames(table, year); });
    ReadTable(year.folder + "ledger.csv", LedgerColumns(),
              [&year](const CaseTable& table, std::vector<Issue>& issues) { ReadLedger(table, year, issues); });
    ReadTable(year.folder + "statement.csv", StatementColumns(),
              [this, &year](const CaseTable& table, std::vector<Issue>& issues) {
                const bool are_funds_known = contents().unread_tables.count(year.folder + "special_funds.csv") == 0;
                ReadStatement(table, are_funds_known ? FundsKnown::kYes : FundsKnown::kNo, year, issues);
              });
    ReadTable(year.folder + "facts.csv", FactsColumns(),
              [&year](const CaseTable& table, std::vector<Issue>& issues) { ReadFacts(table, year, issues); });
    contents().years.push_back(std::move(year));
  }

  void ReadTargetsAndResults() {
    ReadTable("plan.csv", PlanColumns(),
              [this](const CaseTable& table, std::vector<Issue>& issues) { ReadPlan(table, contents().plan, issues); });
    ReadTable("observations.csv", ObservationsColumns(), [this](const CaseTable& table, std::vector<Issue>& issues) {
      ReadObservations(table, contents(), issues);
    });
    ReadTable("checks.csv", ChecksColumns(), [this](const CaseTable& table, std::vector<Issue>& issues) {
      ReadChecks(table, contents().checks, issues);
    });
    ReadTable("claimed.csv", ClaimedColumns(), [this](const CaseTable& table, std::vector<Issue>& issues) {
      contents().claimed = WrittenFrom(table);
      ReadClaimedSheet(*contents().claimed, issues);
    });
    const bool are_observations_known = contents().unread_tables.count("observations.csv") == 0;
    if (are_observations_known) {
      MarkIllustrativeRows(contents().FileNamed("case.json"), contents(), reading_.issues);
    }
    const std::string* const file = Find("narrative.md");
    if (file == nullptr) return;
    std::vector<Issue> issues;
    const auto known = are_observations_known ? ObservationsKnown::kYes : ObservationsKnown::kNo;
    const auto sheet = sheets_.find(*file);
    const std::string bytes = sheet != sheets_.end() ? NarrativeText(sheet->second.sheet) : files_.at(*file);
    contents().narrative = ReadNarrative(*file, bytes, contents().observations, known, issues);
    TakeIssues(*file, std::move(issues));
  }

  const CaseFiles& files_;
  std::map<std::string, std::string> paths_;  // name in the README → path, or the place of a sheet
  std::map<std::string, CaseSheet> sheets_;   // by place
  std::set<int> folder_years_;
  CaseReading reading_;
};

}  // namespace

CaseReading ReadCase(const CaseFiles& files) { return CaseReader(files).Run(); }

}  // namespace zhengping::reporting
