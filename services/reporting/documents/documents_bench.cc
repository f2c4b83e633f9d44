// Writes the sample report in each format and prints how long one writing takes: the text, annexes and figures of a
// street office, and the same with a self-evaluation sheet of twenty pages. With an argument the files stay in that
// folder.
#include <chrono>
#include <cstdio>
#include <fstream>
#include <iostream>

#include "services/reporting/documents/docx/docx_writer.h"
#include "services/reporting/documents/html/html_writer.h"
#include "services/reporting/documents/json/json_writer.h"
#include "services/reporting/documents/sample_report.h"

namespace zhengping::reporting {
namespace {

using Writer = absl::StatusOr<std::string> (*)(const Document&);

void Measure(const char* name, Writer write, const Document& document, const std::string& file) {
  constexpr int kTimes = 50;
  std::string bytes;
  const auto start = std::chrono::steady_clock::now();
  for (int i = 0; i < kTimes; ++i) bytes = write(document).value();
  const auto each = (std::chrono::steady_clock::now() - start) / kTimes;
  const auto microseconds = std::chrono::duration_cast<std::chrono::microseconds>(each).count();
  std::printf("%-6s %8lld us %9zu bytes\n", name, static_cast<long long>(microseconds), bytes.size());
  if (!file.empty()) std::ofstream(file, std::ios::binary) << bytes;
}

void MeasureAll(const Document& document, const std::string& stem) {
  const auto file = [&stem](const char* extension) { return stem.empty() ? "" : stem + extension; };
  Measure("docx", WriteDocx, document, file(".docx"));
  Measure("html", WriteHtml, document, file(".html"));
  Measure("json", WriteJson, document, file(".json"));
}

}  // namespace
}  // namespace zhengping::reporting

int main(int argc, char** argv) {
  using namespace zhengping::reporting;
  const std::string folder = argc > 1 ? std::string(argv[1]) + "/" : "";
  Document document = SampleReport();
  MeasureAll(document, folder.empty() ? "" : folder + "sample");
  const std::vector<Block> body = document.body;
  for (int i = 0; i < 3; ++i) document.body.insert(document.body.end(), body.begin(), body.end());
  const Annex sheet = document.annexes.back();
  for (int i = 0; i < 2; ++i) document.annexes.push_back(sheet);
  MeasureAll(document, folder.empty() ? "" : folder + "long");
}
