// A folder of tests/cases: a really published evaluation, its files as a user hands them over, and the right answers.
//
// expected.json holds what is right, each figure with its source:
//   totals       printed; summed, rule (every answer that is right; of rule a pair, from and to); absent: not compared
//   evaluation, or evaluations with a framework each: rows (goal, kpi_lv3, score), total, low, high, grade
//   known        discrepancies that the check must find: class, row or rows, column, claimed, right, rule, source
//   allowed      where what was published leaves two answers open: the check may find them and need not
// A list is read as "one of"; what is absent is not compared; a score or total of "" is one that cannot be had.
// Whatever the check finds beyond known and allowed is false.
#ifndef ZHENGPING_TESTS_CASES_PUBLISHED_CASE_H_
#define ZHENGPING_TESTS_CASES_PUBLISHED_CASE_H_

#include <filesystem>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace zhengping::indicator::v1 {
class Scorecard;
}  // namespace zhengping::indicator::v1
namespace zhengping::reporting::v1 {
class CheckSelfEvaluationRequest;
class SheetCheck;
}  // namespace zhengping::reporting::v1

namespace zhengping {

struct PublishedCase {
  std::string name;                          // "huanggang-soil-water-2020"
  std::map<std::string, std::string> files;  // without expected.json and source.md
  nlohmann::json expected;
  std::string parent;      // "divisions/421100000"
  std::string department;  // "divisions/421100000/departments/001"
  int fiscal_year = 0;
};

// Every folder of `root` that holds a case.json, by name.
std::vector<std::string> PublishedCaseNames(const std::filesystem::path& root);
PublishedCase LoadPublishedCase(const std::filesystem::path& root, const std::string& name);

// A request to check the case's filed sheet with nothing beside it but the framework.
reporting::v1::CheckSelfEvaluationRequest SheetAlone(const PublishedCase& published);

// How a check of the filed sheet stands to what is known of it. Lines name class, row, column, claimed and right.
struct SheetComparison {
  int known = 0;
  int found = 0;                         // of the known ones
  int open = 0;                          // allowed ones that were found
  std::vector<std::string> missing;      // known and not found
  std::vector<std::string> false_ones;   // found, and neither known nor allowed
  std::vector<std::string> differences;  // totals that are not right, severities
};

SheetComparison CompareSheet(const nlohmann::json& expected, const reporting::v1::SheetCheck& check);

// What differs between a scorecard and one entry of expected.json's evaluations, a line each; empty: nothing.
std::vector<std::string> CompareScores(const nlohmann::json& evaluation, const indicator::v1::Scorecard& scorecard);

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_CASES_PUBLISHED_CASE_H_
