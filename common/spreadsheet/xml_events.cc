#include "common/spreadsheet/xml_events.h"

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

#include "absl/strings/str_cat.h"
#include "common/status/check.h"
#include "common/status/refusal.h"

namespace zhengping {
namespace {

absl::Status Damaged(absl::string_view why) {
  return Invalid({"FILE_DAMAGED"}, absl::StrCat("a part of the file is well-formed XML: ", why));
}

absl::string_view View(const xmlChar* text) {
  return text == nullptr ? absl::string_view() : absl::string_view(reinterpret_cast<const char*>(text));
}

}  // namespace

absl::string_view XmlElement::Attribute(absl::string_view attribute) const {
  for (const XmlAttribute& each : attributes) {
    if (each.name == attribute) return each.text;
  }
  return "";
}

struct XmlParser::State {
  State(XmlReader& part_reader, int most) : reader(part_reader), most_depth(most) {}

  XmlReader& reader;
  const int most_depth;
  int depth = 0;
  XmlElement element;
  absl::Status status;
  xmlSAXHandler events = {};
  xmlParserCtxtPtr parser = nullptr;

  void Take(const absl::Status& result) {
    if (result.ok() || !status.ok()) return;
    status = result;
    xmlStopParser(parser);
  }

  static void OnStart(void* self, const xmlChar* name, const xmlChar*, const xmlChar*, int, const xmlChar**, int count,
                      int, const xmlChar** attributes) {
    State& state = *static_cast<State*>(self);
    if (!state.status.ok()) return;
    if (++state.depth > state.most_depth) {
      return state.Take(Damaged(absl::StrCat("more than ", state.most_depth, " elements inside each other")));
    }
    state.element.name = View(name);
    state.element.attributes.clear();
    for (int i = 0; i < count; ++i) {
      const xmlChar** attribute = attributes + i * 5;  // name, prefix, namespace, value's begin and end
      const char* begin = reinterpret_cast<const char*>(attribute[3]);
      const char* end = reinterpret_cast<const char*>(attribute[4]);
      state.element.attributes.push_back(
          {.name = View(attribute[0]), .text = absl::string_view(begin, static_cast<size_t>(end - begin))});
    }
    state.Take(state.reader.Start(state.element));
  }

  static void OnEnd(void* self, const xmlChar* name, const xmlChar*, const xmlChar*) {
    State& state = *static_cast<State*>(self);
    if (!state.status.ok()) return;
    --state.depth;
    state.Take(state.reader.End(View(name)));
  }

  static void OnText(void* self, const xmlChar* text, int size) {
    State& state = *static_cast<State*>(self);
    if (!state.status.ok()) return;
    state.Take(state.reader.Text(absl::string_view(reinterpret_cast<const char*>(text), static_cast<size_t>(size))));
  }

  static void OnDocumentType(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    static_cast<State*>(self)->Take(Damaged("it has no document type declaration"));
  }

  static void OnError(void*, xmlErrorPtr) {}  // Feed asks for the last one
};

XmlParser::XmlParser(XmlReader& reader, int depth) : state_(std::make_unique<State>(reader, depth)) {
  state_->events.initialized = XML_SAX2_MAGIC;
  state_->events.startElementNs = State::OnStart;
  state_->events.endElementNs = State::OnEnd;
  state_->events.characters = State::OnText;
  state_->events.cdataBlock = State::OnText;
  state_->events.ignorableWhitespace = State::OnText;
  state_->events.internalSubset = State::OnDocumentType;
  state_->events.serror = State::OnError;
  state_->parser = xmlCreatePushParserCtxt(&state_->events, state_.get(), nullptr, 0, nullptr);
  ZP_CHECK(state_->parser != nullptr, "there is memory for a parser");
  // Without NOENT an attribute keeps "&#38;" for an ampersand. No entity of the file's own exists: OnDocumentType.
  xmlCtxtUseOptions(state_->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
}

XmlParser::~XmlParser() {
  if (state_->parser->myDoc != nullptr) xmlFreeDoc(state_->parser->myDoc);
  xmlFreeParserCtxt(state_->parser);
}

absl::Status XmlParser::Feed(absl::string_view piece) {
  if (!state_->status.ok()) return state_->status;
  const int error = xmlParseChunk(state_->parser, piece.data(), static_cast<int>(piece.size()), /*terminate=*/0);
  if (!state_->status.ok()) return state_->status;
  if (error != XML_ERR_OK && state_->parser->wellFormed == 0) state_->status = Damaged(absl::StrCat("error ", error));
  return state_->status;
}

absl::Status XmlParser::Finish() {
  if (!state_->status.ok()) return state_->status;
  xmlParseChunk(state_->parser, "", 0, /*terminate=*/1);
  if (state_->status.ok() && state_->parser->wellFormed == 0) state_->status = Damaged("it has an end");
  return state_->status;
}

}  // namespace zhengping
