#include "services/reporting/documents/docx/xml_part.h"

#include <utility>

namespace zhengping::reporting {
namespace {

class StringWriter : public pugi::xml_writer {
 public:
  void write(const void* bytes, size_t size) override { text_.append(static_cast<const char*>(bytes), size); }
  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
};

}  // namespace

pugi::xml_node Add(pugi::xml_node parent, const char* name, std::initializer_list<XmlAttribute> attributes) {
  pugi::xml_node node = parent.append_child(name);
  for (const XmlAttribute& attribute : attributes) {
    node.append_attribute(attribute.name).set_value(attribute.value.text());
  }
  return node;
}

pugi::xml_node AddText(pugi::xml_node parent, const char* name, const std::string& text) {
  pugi::xml_node node = parent.append_child(name);
  node.text().set(text.c_str());
  return node;
}

XmlPart::XmlPart(const char* root, std::initializer_list<XmlAttribute> attributes) {
  pugi::xml_node declaration = document_.append_child(pugi::node_declaration);
  declaration.append_attribute("version").set_value("1.0");
  declaration.append_attribute("encoding").set_value("UTF-8");
  declaration.append_attribute("standalone").set_value("yes");
  Add(document_, root, attributes);
}

std::string XmlPart::Text() const {
  StringWriter writer;
  document_.save(writer, "", pugi::format_raw, pugi::encoding_utf8);
  return writer.Take();
}

}  // namespace zhengping::reporting
