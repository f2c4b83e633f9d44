// One XML part of a DOCX package, built in memory with pugixml.
//
//   XmlPart part("w:styles", {{"xmlns:w", kWordNamespace}});
//   Add(Add(part.root(), "w:pPr"), "w:jc", {{"w:val", "center"}});
//   package.Add("word/styles.xml", part.Text());
//
// Text and values of attributes must be printable (characters.h): pugixml escapes what XML lets it escape.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_XML_PART_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_XML_PART_H_

#include <initializer_list>
#include <pugixml.hpp>
#include <string>

namespace zhengping::reporting {

inline constexpr char kWordNamespace[] = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
inline constexpr char kRelationshipsNamespace[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

// The value of an attribute; a number prints in decimal digits.
class XmlValue {
 public:
  XmlValue(const char* text) : text_(text) {}         // NOLINT: implicit, so that lists of attributes stay readable
  XmlValue(const std::string& text) : text_(text) {}  // NOLINT
  XmlValue(int number) : text_(std::to_string(number)) {}  // NOLINT

  const char* text() const { return text_.c_str(); }

 private:
  std::string text_;
};

struct XmlAttribute {
  const char* name;
  XmlValue value;
};

// Appends an element and returns it.
pugi::xml_node Add(pugi::xml_node parent, const char* name, std::initializer_list<XmlAttribute> attributes = {});

// Appends <name>text</name>.
pugi::xml_node AddText(pugi::xml_node parent, const char* name, const std::string& text);

class XmlPart {
 public:
  XmlPart(const char* root, std::initializer_list<XmlAttribute> attributes);

  pugi::xml_node root() { return document_.document_element(); }
  // UTF-8, without white space between elements.
  std::string Text() const;

 private:
  pugi::xml_document document_;
};

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_DOCX_XML_PART_H_
