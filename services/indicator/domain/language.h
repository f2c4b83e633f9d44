// The languages that explanations and names of facts are written in.
#ifndef ZHENGPING_SERVICES_INDICATOR_DOMAIN_LANGUAGE_H_
#define ZHENGPING_SERVICES_INDICATOR_DOMAIN_LANGUAGE_H_

namespace zhengping::indicator {

enum class Language { kChinese, kEnglish };

}  // namespace zhengping::indicator

#endif  // ZHENGPING_SERVICES_INDICATOR_DOMAIN_LANGUAGE_H_
