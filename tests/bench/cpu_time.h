// What processes and threads have taken of the processors so far.
#ifndef ZHENGPING_TESTS_BENCH_CPU_TIME_H_
#define ZHENGPING_TESTS_BENCH_CPU_TIME_H_

#include <sys/types.h>
#include <time.h>

#include <chrono>

namespace zhengping {

inline std::chrono::nanoseconds TimeOn(clockid_t clock) {
  timespec time{};
  clock_gettime(clock, &time);
  return std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
}

// Of all threads of a process.
inline std::chrono::nanoseconds ProcessorTimeOf(pid_t process) {
  clockid_t clock = CLOCK_PROCESS_CPUTIME_ID;
  clock_getcpuclockid(process, &clock);
  return TimeOn(clock);
}

}  // namespace zhengping

#endif  // ZHENGPING_TESTS_BENCH_CPU_TIME_H_
