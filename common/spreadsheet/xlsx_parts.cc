#include "common/spreadsheet/xlsx_parts.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"
#include "common/status/refusal.h"
#include "common/status/status_macros.h"

namespace zhengping {
namespace {

struct Relationship {
  std::string type;    // its last word: "worksheet", "sharedStrings"
  std::string target;  // a part's name
};
using Relationships = std::map<std::string, Relationship>;  // by id

// "xl/" and "worksheets/sheet1.xml" or "/xl/worksheets/sheet1.xml" give the same; "../" goes up and never above the
// top.
std::string Resolved(absl::string_view folder, absl::string_view target) {
  if (absl::ConsumePrefix(&target, "/")) return std::string(target);
  while (absl::ConsumePrefix(&target, "../")) {
    folder = absl::StripSuffix(folder, "/");
    folder = folder.substr(0, folder.rfind('/') + 1);
  }
  return absl::StrCat(folder, target);
}

class RelationshipReader final : public XmlReader {
 public:
  explicit RelationshipReader(absl::string_view folder) : folder_(folder) {}

  absl::Status Start(const XmlElement& element) override {
    if (element.name != "Relationship" || element.Attribute("TargetMode") == "External") return absl::OkStatus();
    const absl::string_view type = element.Attribute("Type");
    relationships[std::string(element.Attribute("Id"))] = {.type = std::string(type.substr(type.rfind('/') + 1)),
                                                           .target = Resolved(folder_, element.Attribute("Target"))};
    return absl::OkStatus();
  }
  absl::Status Text(absl::string_view) override { return absl::OkStatus(); }
  absl::Status End(absl::string_view) override { return absl::OkStatus(); }

  Relationships relationships;

 private:
  const absl::string_view folder_;
};

std::string TargetOf(const Relationships& relationships, absl::string_view type) {
  for (const auto& [id, relationship] : relationships) {
    if (relationship.type == type) return relationship.target;
  }
  return "";
}

class WorkbookPartReader final : public XmlReader {
 public:
  WorkbookPartReader(const Relationships& relationships, XlsxParts& parts)
      : relationships_(relationships), parts_(parts) {}

  absl::Status Start(const XmlElement& element) override {
    if (element.name == "workbookPr") {
      const absl::string_view is_1904 = element.Attribute("date1904");
      if (is_1904 == "1" || is_1904 == "true") parts_.date_system = DateSystem::k1904;
    } else if (element.name == "sheet") {
      const auto found = relationships_.find(std::string(element.Attribute("id")));
      if (found == relationships_.end()) return Invalid({"FILE_DAMAGED"}, "each sheet of a workbook has its part");
      if (found->second.type != "worksheet") return absl::OkStatus();  // a chart, a dialog
      const absl::string_view state = element.Attribute("state");
      parts_.sheets.push_back({.name = std::string(element.Attribute("name")),
                               .is_hidden = state == "hidden" || state == "veryHidden",
                               .part = found->second.target});
    }
    return absl::OkStatus();
  }
  absl::Status Text(absl::string_view) override { return absl::OkStatus(); }
  absl::Status End(absl::string_view) override { return absl::OkStatus(); }

 private:
  const Relationships& relationships_;
  XlsxParts& parts_;
};

// <si><t>text</t></si>, or <si><r><t>runs</t></r>… <rPh><t>reading aid</t></rPh></si>.
class SharedTextReader final : public XmlReader {
 public:
  SharedTextReader(const WorkbookLimits& limits, std::vector<std::string>& texts) : limits_(limits), texts_(texts) {}

  absl::Status Start(const XmlElement& element) override {
    if (element.name == "si") text_.clear();
    if (element.name == "rPh") is_reading_aid_ = true;
    is_text_ = element.name == "t" && !is_reading_aid_;
    return absl::OkStatus();
  }
  absl::Status Text(absl::string_view text) override {
    if (!is_text_) return absl::OkStatus();
    bytes_ += text.size();
    if (bytes_ > limits_.text_bytes) return TooLarge();
    text_.append(text.data(), text.size());
    return absl::OkStatus();
  }
  absl::Status End(absl::string_view name) override {
    if (name == "t") is_text_ = false;
    if (name == "rPh") is_reading_aid_ = false;
    if (name != "si") return absl::OkStatus();
    if (texts_.size() >= limits_.table.cells) return TooLarge();
    texts_.push_back(Unescaped(text_));
    return absl::OkStatus();
  }

 private:
  absl::Status TooLarge() const {
    return Invalid({"TEXT_TOO_LARGE"}, absl::StrCat("the texts of a file take at most ", limits_.text_bytes, " bytes"));
  }

  const WorkbookLimits& limits_;
  std::vector<std::string>& texts_;
  std::string text_;
  size_t bytes_ = 0;
  bool is_text_ = false;
  bool is_reading_aid_ = false;
};

class StyleReader final : public XmlReader {
 public:
  StyleReader(size_t most, std::vector<NumberFormat>& formats) : most_(most), formats_(formats) {}

  absl::Status Start(const XmlElement& element) override {
    if (element.name == "cellXfs") is_cell_format_ = true;
    int number = 0;
    if (!absl::SimpleAtoi(element.Attribute("numFmtId"), &number)) number = 0;
    if (element.name == "numFmt") {
      if (codes_.size() < most_) codes_[number] = FormatOfCode(element.Attribute("formatCode"));
    } else if (element.name == "xf" && is_cell_format_ && formats_.size() < most_) {
      const auto own = codes_.find(number);
      formats_.push_back(own == codes_.end() ? BuiltinFormat(number) : own->second);
    }
    return absl::OkStatus();
  }
  absl::Status Text(absl::string_view) override { return absl::OkStatus(); }
  absl::Status End(absl::string_view name) override {
    if (name == "cellXfs") is_cell_format_ = false;
    return absl::OkStatus();
  }

 private:
  const size_t most_;
  std::vector<NumberFormat>& formats_;
  std::map<int, NumberFormat> codes_;
  bool is_cell_format_ = false;
};

absl::StatusOr<Relationships> ReadRelationships(ArchiveReader& archive, const std::string& of, int depth) {
  const size_t name = of.rfind('/') + 1;  // npos + 1 is 0: a part at the top
  const std::string folder = of.substr(0, name);
  RelationshipReader reader(folder);
  ZP_RETURN_IF_ERROR(ReadPart(archive, absl::StrCat(folder, "_rels/", of.substr(name), ".rels"), depth, reader));
  return std::move(reader.relationships);
}

}  // namespace

std::string Unescaped(absl::string_view text) {
  std::string plain;
  plain.reserve(text.size());
  while (!text.empty()) {
    uint32_t code = 0;
    const bool is_escape = text.size() >= 7 && absl::StartsWith(text, "_x") && text[6] == '_' &&
                           absl::SimpleHexAtoi(text.substr(2, 4), &code) && (code < 0x20 || code == '_');
    if (!is_escape) {
      plain += text.front();
      text.remove_prefix(1);
      continue;
    }
    text.remove_prefix(7);
    if (code == '\r') {
      if (!absl::StartsWith(text, "\n")) plain += '\n';
    } else if (code >= 0x20 || code == '\t' || code == '\n') {
      plain += static_cast<char>(code);
    }
  }
  return plain;
}

absl::Status ReadPart(ArchiveReader& archive, const std::string& part, int depth, XmlReader& reader) {
  XmlParser parser(reader, depth);
  ZP_RETURN_IF_ERROR(archive.Read(part, [&parser](absl::string_view piece) { return parser.Feed(piece); }));
  return parser.Finish();
}

absl::StatusOr<XlsxParts> ReadXlsxParts(ArchiveReader& archive, const WorkbookLimits& limits) {
  const absl::Status unknown = Invalid({"FILE_FORMAT_UNKNOWN"}, "the archive holds an XLSX workbook");
  if (!archive.Has("_rels/.rels")) return unknown;
  ZP_ASSIGN_OR_RETURN(const Relationships top, ReadRelationships(archive, "", limits.depth));
  const std::string workbook = TargetOf(top, "officeDocument");
  if (workbook.empty() || absl::EndsWith(workbook, ".bin") || absl::StartsWith(workbook, "word/")) return unknown;
  ZP_ASSIGN_OR_RETURN(const Relationships relationships, ReadRelationships(archive, workbook, limits.depth));
  XlsxParts parts;
  WorkbookPartReader workbook_reader(relationships, parts);
  ZP_RETURN_IF_ERROR(ReadPart(archive, workbook, limits.depth, workbook_reader));
  if (const std::string texts = TargetOf(relationships, "sharedStrings"); archive.Has(texts)) {
    SharedTextReader reader(limits, parts.shared_texts);
    ZP_RETURN_IF_ERROR(ReadPart(archive, texts, limits.depth, reader));
  }
  if (const std::string styles = TargetOf(relationships, "styles"); archive.Has(styles)) {
    constexpr size_t kMostStyles = 100'000;  // Excel's own bound is 65,490
    StyleReader reader(kMostStyles, parts.formats);
    ZP_RETURN_IF_ERROR(ReadPart(archive, styles, limits.depth, reader));
  }
  return parts;
}

}  // namespace zhengping
