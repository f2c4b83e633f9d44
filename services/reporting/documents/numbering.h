// The numbers that a document's writers put before headings, annexes and notes (GB/T 9704-2012 7.3.3: 一、 （一） 1.
// （1）).
#ifndef ZHENGPING_SERVICES_REPORTING_DOCUMENTS_NUMBERING_H_
#define ZHENGPING_SERVICES_REPORTING_DOCUMENTS_NUMBERING_H_

#include <array>
#include <string>

#include "services/reporting/documents/document.h"

namespace zhengping::reporting {

// 1 is 一, 10 is 十, 21 is 二十一, 105 is 一百零五. From 1 to 999; beyond, Arabic digits.
std::string ChineseNumeral(int number);

// Counts the headings of one part of a document (its body, or one annex), in order.
class HeadingNumbers {
 public:
  // "一、", "（二）", "3.", "（4）"; empty for a heading that is not numbered. A heading starts those below it again,
  // numbered or not. A level outside 1–4 counts as the nearest of them.
  std::string Next(const Heading& heading);

 private:
  std::array<int, 4> counts_ = {};
};

// Before note `index` of `count`: "注：", or "注：1." and then "2." when there are several.
std::string NoteLabel(size_t index, size_t count);

// 1–4, whatever the heading says.
int LevelOf(const Heading& heading);

}  // namespace zhengping::reporting

#endif  // ZHENGPING_SERVICES_REPORTING_DOCUMENTS_NUMBERING_H_
