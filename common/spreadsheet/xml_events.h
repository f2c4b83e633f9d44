// XML as a stream of events, for parts of office files that may be larger than memory should hold. On libxml2's push
// parser, which neither loads nor expands anything from outside; a document type declaration is refused, so no entity
// but the five of XML exists.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XML_EVENTS_H_
#define ZHENGPING_COMMON_SPREADSHEET_XML_EVENTS_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace zhengping {

struct XmlAttribute {
  absl::string_view name;  // without prefix: "r:id" is "id"
  absl::string_view text;  // references resolved
};

struct XmlElement {
  absl::string_view name;  // without prefix and namespace: the strict and the usual form of OOXML differ in it
  std::vector<XmlAttribute> attributes;

  // Empty text when there is none.
  absl::string_view Attribute(absl::string_view attribute) const;
};

// What a reader of a part implements. A status that is not OK stops the parser and comes out of Feed.
class XmlReader {
 public:
  virtual ~XmlReader() = default;
  virtual absl::Status Start(const XmlElement& element) = 0;
  virtual absl::Status Text(absl::string_view text) = 0;  // a text may come in several pieces
  virtual absl::Status End(absl::string_view name) = 0;
};

class XmlParser {
 public:
  // `depth`: how many elements may stand inside each other. `reader` must outlive the parser.
  XmlParser(XmlReader& reader, int depth);
  ~XmlParser();
  XmlParser(const XmlParser&) = delete;
  XmlParser& operator=(const XmlParser&) = delete;

  // FILE_DAMAGED: not well-formed, too deep, or with a document type declaration.
  absl::Status Feed(absl::string_view piece);
  absl::Status Finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XML_EVENTS_H_
