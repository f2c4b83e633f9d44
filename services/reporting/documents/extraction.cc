#include "services/reporting/documents/extraction.h"

#include <zip.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <pugixml.hpp>

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "common/status/check.h"

namespace zhengping::reporting {
namespace {

// Parsed strictly as XML: a writer's slip in escaping fails here.
void Load(pugi::xml_document& document, const std::string& text) {
  const pugi::xml_parse_result parsed =
      document.load_buffer(text.data(), text.size(), pugi::parse_default | pugi::parse_ws_pcdata, pugi::encoding_utf8);
  ZP_CHECK(parsed, parsed.description());
}

bool Is(pugi::xml_node node, absl::string_view name) { return name == node.name(); }

std::vector<pugi::xml_node> Descendants(pugi::xml_node root) {
  std::vector<pugi::xml_node> nodes;
  for (pugi::xml_node child : root.children()) {
    nodes.push_back(child);
    for (pugi::xml_node below : Descendants(child)) nodes.push_back(below);
  }
  return nodes;
}

std::string WordPiece(pugi::xml_node node) {
  if (Is(node, "w:t")) return node.text().get();
  if (Is(node, "w:br")) return "\n";
  if (Is(node, "w:tab") && Is(node.parent(), "w:r")) return "\t";
  return "";
}

// Bookmark name to the text that stands between its start and its end.
void CollectBookmarks(const std::string& part, std::map<std::string, std::string>& texts) {
  pugi::xml_document document;
  Load(document, part);
  std::string open;
  for (const pugi::xml_node node : Descendants(document)) {
    if (Is(node, "w:bookmarkStart")) {
      open = node.attribute("w:name").value();
      texts[open];
    } else if (Is(node, "w:bookmarkEnd")) {
      open.clear();
    } else if (!open.empty()) {
      texts[open] += WordPiece(node);
    }
  }
}

std::string HtmlPiece(pugi::xml_node node) {
  if (node.type() == pugi::node_pcdata) return node.value();
  return Is(node, "br") ? "\n" : "";
}

}  // namespace

Package Unzip(const std::string& docx) {
  zip_error_t error;
  zip_error_init(&error);
  zip_source_t* source = zip_source_buffer_create(docx.data(), docx.size(), 0, &error);
  zip_t* archive = zip_open_from_source(source, ZIP_CHECKCONS | ZIP_RDONLY, &error);
  ZP_CHECK(archive != nullptr, zip_error_strerror(&error));
  Package package;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    const auto index = static_cast<zip_uint64_t>(i);
    zip_stat_t stat;
    ZP_CHECK(zip_stat_index(archive, index, 0, &stat) == 0, "an entry has a size");
    std::string bytes(stat.size, '\0');
    zip_file_t* file = zip_fopen_index(archive, index, 0);
    ZP_CHECK(zip_fread(file, bytes.data(), bytes.size()) == static_cast<zip_int64_t>(bytes.size()), stat.name);
    zip_fclose(file);
    package.names.push_back(stat.name);
    package.parts[stat.name] = std::move(bytes);
  }
  zip_discard(archive);
  return package;
}

std::vector<ExtractedFigure> DocxFigures(const std::string& docx) {
  const Package package = Unzip(docx);
  std::map<std::string, std::string> texts;
  CollectBookmarks(package.parts.at("word/document.xml"), texts);
  CollectBookmarks(package.parts.at("word/footnotes.xml"), texts);
  pugi::xml_document figures;
  Load(figures, package.parts.at("customXml/item1.xml"));
  std::vector<ExtractedFigure> extracted;
  for (const pugi::xml_node node : figures.document_element().children("figure")) {
    extracted.push_back({.origin = node.attribute("origin").value(),
                         .exact = node.attribute("exact").value(),
                         .unit = node.attribute("unit").value(),
                         .text = texts.at(node.attribute("bookmark").value()),
                         .is_lower_bound = node.attribute("lower-bound").as_bool(),
                         .is_illustrative = node.attribute("illustrative").as_bool()});
    texts.erase(node.attribute("bookmark").value());
  }
  ZP_CHECK(texts.empty(), "every bookmark is a figure");
  return extracted;
}

std::vector<ExtractedFigure> HtmlFigures(const std::string& html) {
  pugi::xml_document document;
  Load(document, html);
  std::map<int, ExtractedFigure> by_number;
  for (const pugi::xml_node node : Descendants(document)) {
    if (!Is(node, "data")) continue;
    std::string text;
    for (const pugi::xml_node below : Descendants(node)) text += HtmlPiece(below);
    const int number = std::atoi(node.attribute("id").value() + sizeof("figure-") - 1);
    const bool is_first =
        by_number
            .emplace(number, ExtractedFigure{.origin = node.attribute("data-figure").value(),
                                             .exact = node.attribute("value").value(),
                                             .unit = node.attribute("data-unit").value(),
                                             .text = text,
                                             .is_lower_bound = node.attribute("data-lower-bound").as_bool(),
                                             .is_illustrative = node.attribute("data-illustrative").as_bool()})
            .second;
    ZP_CHECK(is_first, "an id stands once");
  }
  std::vector<ExtractedFigure> extracted;
  for (const auto& entry : by_number) extracted.push_back(entry.second);
  return extracted;
}

std::vector<ExtractedFigure> JsonFigures(const std::string& json) {
  std::vector<ExtractedFigure> extracted;
  const nlohmann::json parsed = nlohmann::json::parse(json);
  for (const nlohmann::json& figure : parsed.at("figures")) {
    extracted.push_back({.origin = figure.at("origin"),
                         .exact = figure.at("exact"),
                         .unit = figure.at("unit"),
                         .text = figure.at("text"),
                         .is_lower_bound = figure.at("lower_bound"),
                         .is_illustrative = figure.at("illustrative")});
  }
  return extracted;
}

std::string DocxText(const std::string& docx) {
  pugi::xml_document document;
  Load(document, Unzip(docx).parts.at("word/document.xml"));
  std::string text;
  for (const pugi::xml_node node : Descendants(document)) {
    if (!Is(node, "w:p")) continue;
    for (const pugi::xml_node below : Descendants(node)) text += WordPiece(below);
    text += "\n";
  }
  return text;
}

std::string HtmlText(const std::string& html) {
  pugi::xml_document document;
  Load(document, html);
  std::string text;
  for (const pugi::xml_node node : Descendants(document.document_element().child("body"))) {
    const bool is_line = Is(node, "p") || Is(node, "td") || Is(node, "th") || Is(node, "caption") || Is(node, "li") ||
                         absl::StartsWith(node.name(), "h");
    if (!is_line) continue;
    for (const pugi::xml_node below : Descendants(node)) text += HtmlPiece(below);
    text += "\n";
  }
  return text;
}

}  // namespace zhengping::reporting
