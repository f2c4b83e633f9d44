// The style sheet of an official document's HTML page: the typography of GB/T 9704-2012 on paper, a sheet on the
// screen.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_HTML_STYLE_SHEET_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_HTML_STYLE_SHEET_H_

namespace zhengping::reporting {

// Free of "<", ">" and "&", so that it needs no escaping.
extern const char kStyleSheet[];

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_HTML_STYLE_SHEET_H_
