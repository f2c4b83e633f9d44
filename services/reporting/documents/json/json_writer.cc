#include "services/reporting/documents/json/json_writer.h"

#include "services/reporting/documents/characters.h"
#include "services/reporting/documents/json/canonical_json.h"

namespace zhengping::reporting {
namespace {

using nlohmann::json;

json HeadOf(const Document& document) {
  json head = {
      {"title", Title(document)},
      {"addressee", PrintableText(document.addressee)},
      {"subject", PrintableText(document.properties.subject)},
      {"author", PrintableText(document.properties.author)},
      {"annexes", json::array()},
  };
  if (document.signature) {
    head["issuer"] = PrintableText(document.signature->issuer);
    head["date"] = PrintableText(document.signature->date);
  }
  for (size_t i = 0; i < document.annexes.size(); ++i) {
    head["annexes"].push_back(
        {{"label", AnnexLabel(document, i)}, {"title", PrintableText(document.annexes[i].title)}});
  }
  return head;
}

json FiguresOf(const Document& document) {
  json figures = json::array();
  for (const BoundRun& bound : BoundRuns(document)) {
    const Figure& figure = *bound.run->figure;
    figures.push_back({{"origin", PrintableText(figure.origin)},
                       {"exact", PrintableText(figure.exact)},
                       {"unit", PrintableText(figure.unit)},
                       {"lower_bound", figure.is_lower_bound},
                       {"illustrative", bound.is_illustrative},
                       {"text", PrintableText(bound.run->text)}});
  }
  return figures;
}

}  // namespace

json DocumentJson(const Document& document) {
  json whole = document.content.is_object() ? document.content : json::object();
  whole["document"] = HeadOf(document);
  whole["figures"] = FiguresOf(document);
  return whole;
}

absl::StatusOr<std::string> WriteJson(const Document& document) { return CanonicalJson(DocumentJson(document)); }

}  // namespace zhengping::reporting
