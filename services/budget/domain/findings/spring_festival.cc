#include "services/budget/domain/findings/spring_festival.h"

namespace zhengping::budget {
namespace {

// Month and day, 127 for 27 January.
constexpr int kDays[kLastSpringFestival - kFirstSpringFestival + 1] = {
    127, 215, 204, 123, 210, 131, 219, 207, 128, 216,  // 1990
    205, 124, 212, 201, 122, 209, 129, 218, 207, 126,  // 2000
    214, 203, 123, 210, 131, 219, 208, 128, 216, 205,  // 2010
    125, 212, 201, 122, 210, 129, 217, 206, 126, 213,  // 2020
    203, 123, 211, 131, 219, 208, 128, 215, 204, 124,  // 2030
    212, 201, 122, 210, 130, 217, 206, 126, 214, 202,  // 2040
    123,                                               // 2050
};

}  // namespace

std::optional<Date> SpringFestivalOf(int year) {
  if (year < kFirstSpringFestival || year > kLastSpringFestival) return std::nullopt;
  const int day = kDays[year - kFirstSpringFestival];
  return Date::FromYmd(year, day / 100, day % 100);
}

}  // namespace zhengping::budget
