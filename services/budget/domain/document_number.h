// Document numbers (指标文号, 发文字号) in one spelling: 大财预〔2023〕12号 (GB/T 9704-2012: the year stands in 〔〕).
// Exports write the brackets in ten ways; facts count distinct documents, so that two spellings must not be two
// documents.
#ifndef ZHENGPING_SERVICES_BUDGET_DOMAIN_DOCUMENT_NUMBER_H_
#define ZHENGPING_SERVICES_BUDGET_DOMAIN_DOCUMENT_NUMBER_H_

#include <string>

#include "absl/strings/string_view.h"

namespace zhengping::budget {

// Brackets of any kind around digits alone become 〔〕: [] () {} <> （） 【】 ［］ ｛｝ 〖〗 〈〉 《》 「」 『』 ﹝﹞.
// Brackets around anything else stay (（第二批）). Full-width digits become ASCII; spaces of any width go. Bytes that
// are not UTF-8 stay.
std::string NormalizeDocumentNumber(absl::string_view text);
// `normal` is written over.
void NormalizeDocumentNumber(absl::string_view text, std::string& normal);

}  // namespace zhengping::budget

#endif  // ZHENGPING_SERVICES_BUDGET_DOMAIN_DOCUMENT_NUMBER_H_
