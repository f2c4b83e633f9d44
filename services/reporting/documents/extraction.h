// Takes written documents apart again, for tests only: what a reader would see, and which figures stand in it. Reads
// any DOCX and HTML of this folder's writers; a file that is not one of theirs fails a check.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_EXTRACTION_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_EXTRACTION_H_

#include <map>
#include <ostream>
#include <string>
#include <vector>

namespace zhengping::reporting {

struct ExtractedFigure {
  std::string origin;
  std::string exact;
  std::string unit;
  std::string text;  // as printed
  bool is_lower_bound = false;
  bool is_illustrative = false;

  friend bool operator==(const ExtractedFigure&, const ExtractedFigure&) = default;
  friend std::ostream& operator<<(std::ostream& out, const ExtractedFigure& figure) {
    return out << figure.origin << " = " << figure.exact << " " << figure.unit << " 「" << figure.text << "」"
               << (figure.is_lower_bound ? " or more" : "") << (figure.is_illustrative ? " illustrative" : "");
  }
};

// Name of a part ("word/document.xml") to its bytes, unpacked; names in the order of the package.
struct Package {
  std::vector<std::string> names;
  std::map<std::string, std::string> parts;
};
Package Unzip(const std::string& docx);

// The figures in the order of reading.
std::vector<ExtractedFigure> DocxFigures(const std::string& docx);
std::vector<ExtractedFigure> HtmlFigures(const std::string& html);
std::vector<ExtractedFigure> JsonFigures(const std::string& json);

// One line a paragraph or cell, in the order of the file. A line break inside one reads as "\n", too.
std::string DocxText(const std::string& docx);
std::string HtmlText(const std::string& html);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_EXTRACTION_H_
