// A report that uses everything the model offers, for the tests of this folder and for looking at: about the size of a
// street office's, with a base data sheet, and a self-evaluation sheet over several landscape pages. Figures of money
// are made up.
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_SAMPLE_REPORT_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_SAMPLE_REPORT_H_

#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

Document SampleReport();

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_SAMPLE_REPORT_H_
