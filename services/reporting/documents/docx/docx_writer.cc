#include "services/reporting/documents/docx/docx_writer.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/archive/archive_writer.h"
#include "common/status/status_macros.h"
#include "services/reporting/documents/characters.h"
#include "services/reporting/documents/docx/body.h"
#include "services/reporting/documents/docx/page.h"
#include "services/reporting/documents/docx/runs.h"
#include "services/reporting/documents/docx/styles.h"
#include "services/reporting/documents/docx/xml_part.h"

namespace zhengping::reporting {
namespace {

constexpr char kPackageRelationships[] = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr char kContentTypes[] = "http://schemas.openxmlformats.org/package/2006/content-types";
constexpr char kCoreProperties[] = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties";
constexpr char kWordType[] = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

std::string ContentTypesPart() {
  XmlPart part("Types", {{"xmlns", kContentTypes}});
  Add(part.root(), "Default",
      {{"Extension", "rels"}, {"ContentType", "application/vnd.openxmlformats-package.relationships+xml"}});
  Add(part.root(), "Default", {{"Extension", "xml"}, {"ContentType", "application/xml"}});
  const auto add = [&part](const std::string& name, const std::string& type) {
    Add(part.root(), "Override", {{"PartName", name}, {"ContentType", type}});
  };
  add("/word/document.xml", absl::StrCat(kWordType, "document.main+xml"));
  add("/word/styles.xml", absl::StrCat(kWordType, "styles+xml"));
  add("/word/settings.xml", absl::StrCat(kWordType, "settings+xml"));
  add("/word/fontTable.xml", absl::StrCat(kWordType, "fontTable+xml"));
  add("/word/footnotes.xml", absl::StrCat(kWordType, "footnotes+xml"));
  for (const PageNumberPartName& name : kPageNumberParts) {
    add(absl::StrCat("/word/", name.file), absl::StrCat(kWordType, name.is_header ? "header+xml" : "footer+xml"));
  }
  add("/customXml/itemProps1.xml", "application/vnd.openxmlformats-officedocument.customXmlProperties+xml");
  add("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml");
  add("/docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml");
  return part.Text();
}

void AddRelationship(XmlPart& part, const char* id, const std::string& type, const std::string& target) {
  Add(part.root(), "Relationship", {{"Id", id}, {"Type", type}, {"Target", target}});
}

std::string PackageRelationshipsPart() {
  XmlPart part("Relationships", {{"xmlns", kPackageRelationships}});
  AddRelationship(part, "rId1", absl::StrCat(kRelationshipsNamespace, "/officeDocument"), "word/document.xml");
  AddRelationship(part, "rId2", absl::StrCat(kPackageRelationships, "/metadata/core-properties"), "docProps/core.xml");
  AddRelationship(part, "rId3", absl::StrCat(kRelationshipsNamespace, "/extended-properties"), "docProps/app.xml");
  return part.Text();
}

std::string DocumentRelationshipsPart() {
  XmlPart part("Relationships", {{"xmlns", kPackageRelationships}});
  const auto add = [&part](const char* id, const char* type, const std::string& target) {
    AddRelationship(part, id, absl::StrCat(kRelationshipsNamespace, "/", type), target);
  };
  add("rId1", "styles", "styles.xml");
  add("rId2", "settings", "settings.xml");
  add("rId3", "fontTable", "fontTable.xml");
  add("rId4", "footnotes", "footnotes.xml");
  add("rId5", "customXml", "../customXml/item1.xml");
  for (const PageNumberPartName& name : kPageNumberParts) {
    add(name.relationship, name.is_header ? "header" : "footer", name.file);
  }
  return part.Text();
}

std::string FiguresRelationshipsPart() {
  XmlPart part("Relationships", {{"xmlns", kPackageRelationships}});
  AddRelationship(part, "rId1", absl::StrCat(kRelationshipsNamespace, "/customXmlProps"), "itemProps1.xml");
  return part.Text();
}

std::string FiguresPropertiesPart() {
  XmlPart part("ds:datastoreItem", {{"ds:itemID", "{5A48454E-4750-494E-4746-494755524553}"},
                                    {"xmlns:ds", "http://schemas.openxmlformats.org/officeDocument/2006/customXml"}});
  Add(part.root(), "ds:schemaRefs");
  return part.Text();
}

std::string SettingsPart() {
  XmlPart part("w:settings", {{"xmlns:w", kWordNamespace}});
  pugi::xml_node settings = part.root();
  Add(settings, "w:zoom", {{"w:percent", 100}});
  Add(settings, "w:bordersDoNotSurroundHeader");
  Add(settings, "w:bordersDoNotSurroundFooter");
  Add(settings, "w:defaultTabStop", {{"w:val", 2 * kCharacterPitch}});
  Add(settings, "w:evenAndOddHeaders");
  Add(settings, "w:drawingGridVerticalSpacing", {{"w:val", kLinePitch}});
  Add(settings, "w:characterSpacingControl", {{"w:val", "compressPunctuation"}});
  pugi::xml_node footnotes = Add(settings, "w:footnotePr");
  Add(footnotes, "w:numFmt", {{"w:val", "decimalEnclosedCircleChinese"}});
  Add(footnotes, "w:footnote", {{"w:id", -1}});
  Add(footnotes, "w:footnote", {{"w:id", 0}});
  pugi::xml_node compatibility = Add(settings, "w:compat");
  for (const char* name :
       {"w:spaceForUL", "w:balanceSingleByteDoubleByteWidth", "w:doNotLeaveBackslashAlone", "w:ulTrailSpace",
        "w:doNotExpandShiftReturn", "w:adjustLineHeightInTable", "w:useFELayout"}) {
    Add(compatibility, name);
  }
  Add(compatibility, "w:compatSetting",
      {{"w:name", "compatibilityMode"}, {"w:uri", "http://schemas.microsoft.com/office/word"}, {"w:val", 15}});
  Add(settings, "w:themeFontLang", {{"w:val", "en-US"}, {"w:eastAsia", "zh-CN"}});
  return part.Text();
}

std::string CorePropertiesPart(const Document& document) {
  XmlPart part("cp:coreProperties", {{"xmlns:cp", kCoreProperties},
                                     {"xmlns:dc", "http://purl.org/dc/elements/1.1/"},
                                     {"xmlns:dcterms", "http://purl.org/dc/terms/"},
                                     {"xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"}});
  const Properties& properties = document.properties;
  AddText(part.root(), "dc:title", Title(document));
  AddText(part.root(), "dc:subject", PrintableText(properties.subject));
  AddText(part.root(), "dc:creator", PrintableText(properties.author));
  AddText(part.root(), "cp:keywords", PrintableText(absl::StrJoin(properties.keywords, "; ")));
  AddText(part.root(), "dc:language", "zh-CN");
  if (!properties.created_day.empty()) {
    const std::string moment = absl::StrCat(PrintableText(properties.created_day), "T00:00:00Z");
    for (const char* name : {"dcterms:created", "dcterms:modified"}) {
      AddText(part.root(), name, moment).append_attribute("xsi:type").set_value("dcterms:W3CDTF");
    }
  }
  return part.Text();
}

std::string ApplicationPropertiesPart() {
  XmlPart part("Properties", {{"xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"}});
  AddText(part.root(), "Application", "Zhengping");
  return part.Text();
}

}  // namespace

absl::StatusOr<std::string> WriteDocx(const Document& document) {
  RunWriter runs(document);
  ZP_ASSIGN_OR_RETURN(std::string text, DocumentPart(document, runs));
  std::vector<ArchivePart> parts = {
      {"[Content_Types].xml", ContentTypesPart()},
      {"_rels/.rels", PackageRelationshipsPart()},
      {"docProps/core.xml", CorePropertiesPart(document)},
      {"docProps/app.xml", ApplicationPropertiesPart()},
      {"word/document.xml", std::move(text)},
      {"word/_rels/document.xml.rels", DocumentRelationshipsPart()},
      {"word/styles.xml", StylesPart()},
      {"word/settings.xml", SettingsPart()},
      {"word/fontTable.xml", FontTablePart()},
      {"word/footnotes.xml", runs.FootnotesPart()},
      {"customXml/item1.xml", FiguresPart(runs.bound_runs())},
      {"customXml/_rels/item1.xml.rels", FiguresRelationshipsPart()},
      {"customXml/itemProps1.xml", FiguresPropertiesPart()},
  };
  for (const PageNumberPartName& name : kPageNumberParts) {
    parts.push_back({absl::StrCat("word/", name.file), PageNumberXml(name)});
  }
  return WriteArchive(parts);
}

}  // namespace zhengping::reporting
