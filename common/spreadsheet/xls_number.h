// Numbers as an XLS file holds them, as decimal text. The format stores binary floats, so this is the one place where
// one exists, between eight bytes and the 17 digits that say all of it.
#ifndef ZHENGPING_COMMON_SPREADSHEET_XLS_NUMBER_H_
#define ZHENGPING_COMMON_SPREADSHEET_XLS_NUMBER_H_

#include <cstdint>
#include <string>

namespace zhengping {

// Of an IEEE 754 binary64. What is no number ("nan", "inf") is refused where the text is read (PlainNumber).
std::string XlsNumberText(uint64_t bits);

// Of an RK number ([MS-XLS] 2.5.217): 30 bits of a whole number or of a float, perhaps to be divided by 100.
std::string XlsRkText(uint32_t rk);

}  // namespace zhengping

#endif  // ZHENGPING_COMMON_SPREADSHEET_XLS_NUMBER_H_
